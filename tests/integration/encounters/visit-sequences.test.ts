import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openEncounter, recordMemoOutcome } from '#core/encounters/encounters.service.ts';
import type { Call } from '#core/kernel/call.ts';
import { mutate } from '#core/kernel/unit-of-work.ts';
import { aWindow } from '#tests/builders/encounters.ts';
import { ModelVisit, type Move, moves, type Person } from '#tests/builders/encounters-model.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

/** Sequences on each engine; `MAJI_RUNS` and `MAJI_SEED` ask for more of them, or for the same ones again. */
const runs = Math.ceil(Number(process.env.MAJI_RUNS ?? 300) / 2);
const seed = Number(process.env.MAJI_SEED ?? Date.now() % 2 ** 31);

const names: Record<Person, string> = {
  reception: '이지훈',
  officer: '박서연',
  colleague: '최민호',
  gone: '정유진',
};

eachEngine((engine, open) => {
  const title = 'calls in whatever order leave in the store what the simplest telling of a visit says';
  test(title, { timeout: 60_000 + runs * 2000 }, async () => {
    process.stdout.write(`visit life cycle, ${engine}: ${runs} sequences, seed ${seed}\n`);
    const office = await anOffice(await open());
    await deactivate(office, names.gone);
    const ends = new Set<string>();
    await fc.assert(
      fc.asyncProperty(moves, async (sequence) => {
        const end = await follow(office, sequence);
        ends.add(`${end.state} ${end.outcome}`);
      }),
      { numRuns: runs, seed },
    );
    expect(ends.size).toBeGreaterThan(4);
    const db = office.frontDesk.desk.engine.db;
    const closedWithout = await db
      .selectFrom('encounter')
      .select('id')
      .where('closed_at', 'is not', null)
      .where('outcome', 'is', null)
      .orderBy('id')
      .execute();
    expect(closedWithout).toEqual([]);
    await office.close();
  });
});

async function deactivate(office: Office, name: string): Promise<void> {
  const manager = office.as('한도윤');
  const directory = await manager.staff.directory({ branchId: office.branchId });
  const member = directory.find((one) => one.name === name);
  await manager.staff.setActive({
    requestId: requestId(),
    id: member?.id ?? '',
    expectedVersion: member?.version ?? 0,
    active: false,
  });
}

/** Plays a sequence on one new visit and beside it on the model; answers where the model ended. */
async function follow(office: Office, sequence: readonly Move[]): Promise<ModelVisit> {
  office.clock.set('2026-11-20T05:32:00.000Z');
  const { desk } = office.frontDesk;
  const { id } = await openEncounter(desk, callOf(office, 'reception'), {
    requestId: requestId(),
    branchId: office.branchId,
    counterId: null,
  });
  const model = new ModelVisit('reception');
  let facts = await factsOf(office, id);
  for (const move of sequence) {
    office.clock.pass(move.pause);
    const step = 'step' in move.wish ? model.stepId(move.wish.step) : '';
    const expectedVersion = move.stale ? model.version + 1 : model.version;
    const got = await answer(() => perform(office, id, expectedVersion, move, step, model));
    const stale = move.stale && move.wish.do !== 'comeOrGo' && move.wish.do !== 'memo';
    const expected = stale ? 'CONFLICT' : model.apply(move, step);
    expect(got).toBe(expected);
    const now = await factsOf(office, id);
    // Evidence is only ever added to, and a refused call adds none.
    expect(now.slice(0, facts.length)).toEqual(facts);
    if (got !== 'ok') expect(now.length).toBe(facts.length);
    facts = now;
  }
  await expectSame(office, id, model);
  for (const who of model.absent) await comeBack(office, who);
  return model;
}

/** `ok`, or the word a call was refused with. */
async function answer(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
    return 'ok';
  } catch (error) {
    const refused = error as { code?: string; data?: { reason?: string } };
    if (refused.code === 'CONFLICT') return 'CONFLICT';
    if (refused.code !== 'REFUSED') throw error;
    return refused.data?.reason ?? '';
  }
}

async function perform(
  office: Office,
  id: string,
  expectedVersion: number,
  { wish, by }: Move,
  step: string,
  model: ModelVisit,
): Promise<unknown> {
  const { encounters, staff } = office.as(names[by]);
  const on = { requestId: requestId(), id, expectedVersion };
  const staffId = (who: Person) => office.staff[names[who]] ?? '';
  switch (wish.do) {
    case 'comeOrGo':
      if (model.absent.has(wish.who)) return await comeBack(office, wish.who);
      return await staff.setAbsence({
        requestId: requestId(),
        staffId: staffId(wish.who),
        kind: 'meeting',
        told: null,
        returnsAt: null,
      });
    case 'tick': {
      const shift = { now: null, before: -5, future: 10 }[wish.when];
      const now = office.clock.now().getTime();
      const occurredAt = shift === null ? undefined : new Date(now + shift * 60_000);
      return await encounters.tick({ ...on, step, occurredAt });
    }
    case 'skip':
      return await encounters.skip({ ...on, step, reason: '그 밖의 사유' });
    case 'undo':
      return await encounters.undo({ ...on, step });
    case 'setPurpose':
      return await encounters.setPurpose({ ...on, dutyId: null, text: wish.text });
    case 'setOfficer':
      return await encounters.setOfficer({ ...on, staffId: wish.who === null ? null : staffId(wish.who) });
    case 'handOver':
      return await encounters.handOver({ ...on, to: staffId(wish.who) });
    case 'leave':
      return await encounters.leave({ ...on, note: '' });
    case 'memo':
      return await takeMemo(office, id, by);
    default:
      return await encounters[wish.do](on);
  }
}

async function comeBack(office: Office, who: Person): Promise<unknown> {
  const staffId = office.staff[names[who]] ?? '';
  return await office.as(names.reception).staff.comeBack({ requestId: requestId(), staffId });
}

/** The visit's part of a memo, in a transaction of its own. */
async function takeMemo(office: Office, id: string, by: Person): Promise<unknown> {
  const { desk } = office.frontDesk;
  const input = { requestId: requestId() };
  return await mutate(desk, callOf(office, by), 'memos.create', input, async (unit) => {
    await recordMemoOutcome(desk, unit, id, { memoId: input.requestId, customerId: null });
    return { entity: 'memo', id: input.requestId, version: 1 };
  });
}

function callOf(office: Office, who: Person): Call {
  const id = office.staff[names[who]] ?? '';
  const actor = { id, name: names[who], title: '', branchId: office.branchId, departmentId: '' };
  return { actor: { ...actor, roles: ['reception'], accountId: null }, language: 'ko', source: 'test' };
}

async function factsOf(office: Office, id: string) {
  return await office.frontDesk.desk.engine.db
    .selectFrom('fact')
    .select(['id', 'clause', 'event', 'occurred_at'])
    .where('subject_type', '=', 'encounter')
    .where('subject_id', '=', id)
    .orderBy('seq')
    .execute();
}

async function expectSame(office: Office, id: string, model: ModelVisit): Promise<void> {
  const seen = await aWindow(office, names.reception).look(id);
  expect({
    state: seen.state,
    version: seen.version,
    outcome: seen.outcome,
    sought: seen.officer?.name ?? null,
    asked: seen.handedTo?.name ?? null,
    server: seen.servedBy.name,
    closed: seen.closedAt !== null,
    steps: seen.steps.map((step) => [step.id, step.state]),
  }).toEqual({
    state: model.state,
    version: model.version,
    outcome: model.outcome,
    sought: model.sought === null ? null : names[model.sought],
    asked: model.asked === null ? null : names[model.asked],
    server: names[model.server],
    closed: model.state === 'closed',
    steps: model.steps().map((step) => [step.id, step.link?.state ?? 'pending']),
  });
}
