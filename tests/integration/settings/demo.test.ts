import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encounterState, outcome } from '#contract/encounters.ts';
import { dueReason, memoState, promiseState } from '#contract/memos.ts';
import { headers } from '#contract/rules.ts';
import { createFrontDesk, type FrontDesk } from '#core/app.ts';
import { seedDemo } from '#core/settings/demo.service.ts';
import { PackSource } from '#core/settings/pack-shelf.ts';
import { addDays } from '#core/standard/calendar.ts';
import type { StorageEngine } from '#storage/engines/engine.ts';
import type { Schema } from '#storage/schema.ts';
import { type Client, daejeonPack, requestId, StandingClock } from '#tests/builders/office.ts';
import { demoPassword } from '#tests/support/host.ts';
import { eachEngine, type OpenEngine } from '#tests/support/postgres.ts';
import { admit, aSeat, cheapHash, staffByName } from '#tests/support/seats.ts';

/** Times that are meant to lie ahead; everything else of the demo branch has happened. */
const ahead = new Set(['returns_at', 'due_at', 'original_due_at', 'call_again_at', 'due.at']);
const tables: readonly (keyof Schema)[] = [
  ...([
    'institution',
    'branch',
    'staff',
    'absence',
    'standard',
    'customer',
    'encounter',
    'encounter_step',
  ] as const),
  ...(['memo', 'memo_event', 'promise', 'fact', 'idempotency', 'due', 'notice', 'activity'] as const),
];

interface Demo {
  engine: StorageEngine;
  frontDesk: FrontDesk;
  branchId: string;
  manager: Client;
}

async function demoAt(engine: StorageEngine, now: string): Promise<Demo> {
  const frontDesk = await createFrontDesk({
    engine,
    clock: new StandingClock(now),
    readPacks: () => [{ file: 'daejeon.ko.yaml', origin: 'shipped', text: daejeonPack }],
    version: 'test',
    demo: { password: demoPassword },
    passwordCost: cheapHash,
  });
  const seat = aSeat();
  const as = (actorId: string | null): Client =>
    createRouterClient(frontDesk.router, {
      context: async () => {
        if (actorId !== null) await admit(engine.db, seat.value, actorId);
        const reqHeaders = new Headers(actorId === null ? {} : { [headers.actor]: actorId });
        return { door: 'host', address: '127.0.0.1', local: true, seat, reqHeaders };
      },
    });
  const { branches } = await as(null).system.status({});
  const branchId = branches[0]?.id ?? '';
  const manager = as((await staffByName(engine.db)).한도윤 ?? null);
  return { engine, frontDesk, branchId, manager };
}

const distinct = async (
  { engine }: Demo,
  table: 'memo' | 'promise' | 'encounter' | 'absence',
  column: string,
) => {
  const rows = await engine.db
    .selectFrom(table)
    .select(column as 'id')
    .distinct()
    .orderBy(column as 'id')
    .execute();
  return rows.map((row) => (row as Record<string, unknown>)[column]);
};
/** A holiday declared in the demo would close its counters; the others belong to other things than memos. */
const notOfTheDemo: readonly string[] = ['holiday_declared', 'hours_changed', 'agreed', 'resumed'];
const all = (values: readonly string[]) => expect.arrayContaining([...values]);

// 14:32 in Seoul on a Friday; half past midnight on a Sunday; 09:10 after a weekend; the evening before a feast.
const times = [
  '2026-11-20T05:32:00.000Z',
  '2026-11-21T15:30:00.000Z',
  '2026-11-23T00:10:00.000Z',
  '2026-09-23T11:00:00.000Z',
];

eachEngine((name, open: OpenEngine) => {
  describe.each(name === 'sqlite' ? times : times.slice(0, 1))('the demo branch at %s', (now) => {
    let demo: Demo;
    beforeAll(async () => {
      demo = await demoAt(await open(), now);
    });
    afterAll(async () => {
      await demo.frontDesk.close();
    });

    test('shows memos, promises, visits and absences in every state and of every kind', async () => {
      expect(await distinct(demo, 'memo', 'state')).toEqual(
        // Nothing is called off there: it takes no bookings.
        all(memoState.options.filter((state) => state !== 'withdrawn')),
      );
      expect(await distinct(demo, 'promise', 'state')).toEqual(
        all(promiseState.options.filter((state) => state !== 'withdrawn')),
      );

      expect(await distinct(demo, 'promise', 'due_reason')).toEqual(
        all(dueReason.options.filter((reason) => !notOfTheDemo.includes(reason))),
      );
      expect(await distinct(demo, 'encounter', 'state')).toEqual(
        all(encounterState.options.filter((state) => state !== 'with_officer')),
      );
      expect(await distinct(demo, 'encounter', 'outcome')).toEqual(
        all(outcome.options.filter((how) => how !== 'booked')),
      );
      const events = await demo.engine.db
        .selectFrom('memo_event')
        .select('kind')
        .distinct()
        .orderBy('kind')
        .execute();
      expect(events.map(({ kind }) => kind)).toEqual(
        all([
          'answered',
          'attempt',
          'handed_on',
          'interim',
          'made',
          'reopened',
          'seen',
          'taken_over',
          'unanswered',
        ]),
      );
      const away = await demo.engine.db
        .selectFrom('absence')
        .select(['kind', 'returns_at'])
        .where('ended_at', 'is', null)
        .orderBy('id')
        .execute();
      expect(away.map(({ kind }) => kind)).toEqual(all(['private', 'leave', 'outside', 'other']));
      expect(away.some(({ returns_at }) => returns_at === null)).toBe(true);
    });

    test('has people, duties and customers as told', async () => {
      const people = await demo.manager.staff.directory({ branchId: demo.branchId });
      expect(people).toHaveLength(12);
      expect(new Set(people.map((person) => person.department)).size).toBe(3);
      expect(people.every((person) => person.substituteId !== null && person.duties.length > 0)).toBe(true);
      const { duties } = await demo.manager.settings.branch({ branchId: demo.branchId });
      expect(duties.some(({ expectedMinutes }) => expectedMinutes !== null)).toBe(true);
      expect(duties.some(({ expectedMinutes }) => expectedMinutes === null)).toBe(true);
      const { count } = await demo.engine.db
        .selectFrom('customer')
        .select((row) => row.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      expect(count).toBeGreaterThan(50);
    });

    test('nothing of it lies in the future', async () => {
      const late: string[] = [];
      let seen = 0;
      for (const table of tables) {
        const rows = (await demo.engine.db.selectFrom(table).selectAll().execute()) as object[];
        for (const [column, value] of rows.flatMap((row) => Object.entries(row))) {
          if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) continue;
          if (ahead.has(column) || ahead.has(`${table}.${column}`)) continue;
          seen += 1;
          if (value > now) late.push(`${table}.${column} ${value}`);
        }
      }
      expect(seen).toBeGreaterThan(5000);
      expect(late).toEqual([]);
    });

    test('its activity log is whole', async () => {
      const { rows, brokenAt } = await demo.manager.system.verifyActivity({ branchId: demo.branchId });
      expect(brokenAt).toBeNull();
      expect(rows).toBeGreaterThan(1500);
    });

    test('one is overdue by minutes, one is nearly due, others have time', async () => {
      const { cards, answeredToday, figures } = await demo.manager.memos.board({
        branchId: demo.branchId,
        filter: 'branch',
      });
      const left = cards
        .filter(({ promise }) => promise.state === 'open')
        .map(({ promise }) => (promise.dueAt.getTime() - Date.parse(now)) / 60_000);
      expect(left.slice(0, 2)).toEqual([-4, 9]);
      expect(left.slice(2).every((minutes) => minutes >= 15 && minutes <= 45)).toBe(true);
      expect(figures).toMatchObject({ overdue: 1, dueSoon: 1, open: 6 });
      // Half past midnight, nobody can have called today.
      if (!now.includes('T15:30')) expect(answeredToday).toBeGreaterThan(0);
    });

    test('its report days follow from one another and add up to the month', async () => {
      const { branchId, manager } = demo;
      const today = demo.frontDesk.desk.clock.now().toISOString().slice(0, 10);
      let before: number | null = null;
      let received = 0;
      for (let date = addDays(today, -35); date <= addDays(today, 1); date = addDays(date, 1)) {
        const { movement, rows } = await manager.reports.dailyCallback({ branchId, date });
        const ended = movement.kept + movement.late + movement.broken + movement.unreachable;
        expect(movement.carriedIn + movement.received).toBe(ended + movement.open);
        if (before !== null) expect(movement.carriedIn).toBe(before);
        expect(rows.filter((row) => row.result === 'late')).toHaveLength(movement.late);
        expect(rows.every((row) => row.result !== 'late' || row.lateReason)).toBe(true);
        before = movement.open;
        received += movement.received;
      }
      expect(received).toBeGreaterThan(100);
      const month = await manager.reports.month({ branchId, month: now.slice(0, 7) });
      expect(month.days.reduce((sum, day) => sum + day.movement.received, 0)).toBe(month.movement.received);
    });

    test('the same request gets its first answer again', async () => {
      const source = new PackSource(() => [
        { file: 'daejeon.ko.yaml', origin: 'shipped', text: daejeonPack },
      ]);
      const { request_id, seq } = await demo.engine.db
        .selectFrom('idempotency')
        .selectAll()
        .where('procedure', '=', 'setup.create')
        .executeTakeFirstOrThrow();
      const again = await seedDemo(demo.frontDesk.desk, source, {
        requestId: request_id,
        password: demoPassword,
      });
      expect(again).toEqual({ id: demo.branchId, version: 1, seq });
    });

    test('a second set-up is refused and changes nothing', async () => {
      const source = new PackSource(() => [
        { file: 'daejeon.ko.yaml', origin: 'shipped', text: daejeonPack },
      ]);
      const count = async () =>
        (
          await demo.engine.db
            .selectFrom('activity')
            .select((row) => row.fn.countAll<number>().as('n'))
            .executeTakeFirstOrThrow()
        ).n;
      const before = await count();
      const input = { requestId: requestId(), password: demoPassword };
      await expect(seedDemo(demo.frontDesk.desk, source, input)).rejects.toMatchObject({
        data: { reason: 'ALREADY_SET_UP' },
      });
      expect(await count()).toBe(before);
    });
  });
});
