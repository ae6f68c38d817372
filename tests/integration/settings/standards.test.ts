import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { headers } from '#contract/rules.ts';
import { createFrontDesk } from '#core/app.ts';
import type { PackText } from '#storage/pack-file.ts';
import { type Client, daejeonPack, requestId, StandingClock } from '#tests/builders/office.ts';
import { eachEngine, type OpenEngine } from '#tests/support/postgres.ts';
import { admit, aSeat, cheapHash, staffByName } from '#tests/support/seats.ts';

const standards = join(import.meta.dirname, '../../../assets/standards');
const saesol = readFileSync(join(standards, 'saesol.ko.yaml'), 'utf8');
const shipped: PackText[] = [
  { file: 'daejeon.ko.yaml', origin: 'shipped', text: daejeonPack },
  { file: 'saesol.ko.yaml', origin: 'shipped', text: saesol },
];
const day = { open: '09:00', close: '18:00', lunch: null };
const person = { department: '보증팀', seat: 'A1' };

/** A branch whose folders of packs a test fills as a person would. */
async function aBranch(open: OpenEngine) {
  const shelf = { packs: [...shipped] };
  const engine = await open();
  const clock = new StandingClock('2026-11-20T05:32:00.000Z');
  const start = () =>
    createFrontDesk({
      engine,
      clock,
      readPacks: () => shelf.packs,
      version: 'test',
      passwordCost: cheapHash,
    });
  const frontDesk = await start();
  const seat = aSeat();
  const as = (actorId: string | null): Client => {
    const reqHeaders = new Headers({ [headers.language]: 'ko' });
    if (actorId !== null) reqHeaders.set(headers.actor, actorId);
    return createRouterClient(frontDesk.router, {
      context: async () => {
        if (actorId !== null) await admit(engine.db, seat.value, actorId);
        return { door: 'host', address: '127.0.0.1', local: true, seat, reqHeaders };
      },
    });
  };
  const { packs, usualPack } = await as(null).system.status({});
  expect(packs.map(({ packId }) => packId)).toEqual(['daejeon.ko', 'saesol.ko']);
  expect(usualPack).toBe(packs[0]?.hash);
  const { id: branchId } = await as(null).setup.create({
    requestId: requestId(),
    institution: '한밭신용보증재단',
    branch: '중부지점',
    counters: ['1번 창구'],
    officeHours: [null, day, day, day, day, day, null],
    duties: [],
    staff: [
      { ...person, name: '한도윤', title: '지점장', role: 'manager' },
      { ...person, name: '이지훈', title: '주임', role: 'reception' },
    ],
  });
  const staff = await staffByName(engine.db);
  const [managerId, receptionId] = [staff.한도윤 ?? '', staff.이지훈 ?? ''];
  const manager = as(managerId);
  return {
    ...{ shelf, clock, engine, start, branchId, manager, receptionId, reception: as(receptionId) },
    inForce: async () => (await manager.settings.branch({ branchId })).standard,
    hashOf: async (packId: string) =>
      (await manager.settings.standards({ branchId })).packs.find((one) => one.packId === packId)?.hash ?? '',
    choose: (hash: string) => manager.settings.chooseStandard({ requestId: requestId(), branchId, hash }),
  };
}

const refused = (reason: string) => ({ data: { reason } });

eachEngine((_name, open) => {
  test('a manager puts another pack in force by its fingerprint, and the log names him', async () => {
    const { branchId, choose, hashOf, inForce, manager, reception, shelf } = await aBranch(open);
    const hash = await hashOf('saesol.ko');
    const request = { requestId: requestId(), branchId, hash };
    await expect(reception.settings.chooseStandard(request)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await manager.settings.chooseStandard(request)).toEqual({ adopted: true });
    expect(await manager.settings.chooseStandard(request)).toEqual({ adopted: true });
    expect(await choose(hash)).toEqual({ adopted: false });
    expect(await inForce()).toMatchObject({ packId: 'saesol.ko', hash });
    const log = await manager.system.recentActivity({ branchId });
    expect(log.find(({ action }) => action === 'settings.chooseStandard')).toMatchObject({ actor: '한도윤' });

    shelf.packs = shipped.slice(1);
    await expect(choose('0'.repeat(64))).rejects.toMatchObject(refused('PACK_GONE'));
    await manager.settings.reloadStandard({ requestId: requestId(), branchId });
    expect(await inForce()).toMatchObject({ packId: 'saesol.ko' });
  });

  test('a memo of the same minute has its visitor’s hour or its caller’s working day', async () => {
    const { branchId, choose, clock, hashOf, engine, manager, reception, receptionId } = await aBranch(open);
    await choose(await hashOf('saesol.ko'));
    const { id: encounterId } = await reception.encounters.open({
      requestId: requestId(),
      branchId,
      counterId: null,
    });
    const memo = (visit: string | null) =>
      reception.memos.create({
        ...{ requestId: requestId(), branchId, encounterId: visit, customerId: null, dutyId: null },
        ...{
          customerName: '홍길동',
          business: null,
          phone: '010-5555-0101',
          inquiry: '대관',
          urgency: 'normal',
        },
        ...{ intendedId: receptionId, callerId: receptionId, preferredAt: null, afterClosing: null },
      });
    await memo(null);
    await memo(encounterId);
    const rows = await engine.db
      .selectFrom('promise')
      .select(['clause', 'counting', 'amount', 'unit', 'original_due_at'])
      .orderBy('clause')
      .execute();
    expect(rows).toMatchObject([
      { clause: 'A4', counting: 'elapsed', amount: 1, unit: 'hours' },
      { clause: 'B3', counting: 'working_days', amount: 1, unit: 'days' },
    ]);
    expect(rows.map((row) => new Date(row.original_due_at).toISOString())).toEqual([
      '2026-11-20T06:32:00.000Z',
      '2026-11-23T09:00:00.000Z',
    ]);

    // Back under the first pack, today's report keeps both apart from its own clauses; a day later it is theirs.
    await choose(await hashOf('daejeon.ko'));
    const clauses = async () =>
      (await manager.reports.dailyCallback({ branchId, date: '2026-11-20' })).byClause.map(
        ({ clause }) => clause,
      );
    expect(await clauses()).toEqual(['P2', 'V4', 'saesol.ko A4', 'saesol.ko B3']);
    clock.set('2026-11-21T05:32:00.000Z');
    expect(await clauses()).toEqual(['B3', 'A4']);
  });

  test('a memo taken in a visit or call that began under another standard is promised by that one', async () => {
    const { branchId, choose, hashOf, engine, manager, reception, receptionId } = await aBranch(open);
    const begun = { requestId: requestId(), branchId, counterId: null };
    const { id: visitId } = await reception.encounters.open(begun);
    const { id: callId } = await reception.calls.open({ ...begun, requestId: requestId() });
    await choose(await hashOf('saesol.ko'));
    const asked = { branchId, intendedId: receptionId, preferredAt: null, afterClosing: null };
    const take = async (encounterId: string | null) => {
      const quote = await reception.memos.quote({ ...asked, encounterId });
      await reception.memos.create({
        ...{ ...asked, requestId: requestId(), encounterId, customerId: null, dutyId: null },
        ...{
          customerName: '홍길동',
          business: null,
          phone: '010-5555-0101',
          inquiry: '대관',
          urgency: 'normal',
        },
        callerId: receptionId,
      });
      return { due: quote.dueAt.toISOString(), said: quote.say.map(({ text }) => text).join('') };
    };
    const hour = '2026-11-20T06:32:00.000Z';
    const inVisit = await take(visitId);
    const inCall = await take(callId);
    const alone = await take(null);
    expect([inVisit.due, inCall.due, alone.due]).toEqual([hour, hour, '2026-11-23T09:00:00.000Z']);
    // Daejeon's sentence, not the one that is in force by now.
    expect(inVisit.said).not.toContain('남겨 주신 말씀을 전하겠습니다');
    expect(alone.said).toContain('남겨 주신 말씀을 전하겠습니다');
    const promised = await engine.db
      .selectFrom('promise')
      .innerJoin('standard', 'standard.id', 'promise.standard_id')
      .innerJoin('memo', 'memo.id', 'promise.subject_id')
      .select(['standard.pack_id', 'promise.clause', 'promise.original_due_at as due'])
      .whereRef('memo.standard_id', '=', 'promise.standard_id')
      .orderBy('promise.clause')
      .execute();
    expect(promised).toEqual([
      { pack_id: 'saesol.ko', clause: 'B3', due: '2026-11-23T09:00:00.000Z' },
      { pack_id: 'daejeon.ko', clause: 'P2', due: hour },
      { pack_id: 'daejeon.ko', clause: 'V4', due: hour },
    ]);
    const report = await manager.reports.dailyCallback({ branchId, date: '2026-11-20' });
    expect(report.byClause.map(({ clause }) => clause)).toEqual(
      expect.arrayContaining(['B3', 'daejeon.ko P2', 'daejeon.ko V4']),
    );
    const { standards: counted } = await manager.reports.evidence({
      ...{ branchId, since: '2026-11-20', until: '2026-11-20' },
    });
    const taken = counted.map(({ name, clauses }) => [
      name,
      clauses
        .filter(({ events }) => events.some(({ event }) => event === 'memo_taken'))
        .map((one) => one.clause),
    ]);
    expect(taken).toEqual([
      ['고객서비스헌장 이행기준', ['B3']],
      ['고객응대서비스이행표준', ['V4', 'P2']],
    ]);
  });

  test('a newer version waits for its day, then comes into force; another pack in the folder never does', async () => {
    const { choose, clock, hashOf, inForce, shelf, start } = await aBranch(open);
    const next = daejeonPack
      .replace("version: '1.3.0'", "version: '2.0.0'")
      .replace("in_force_from: '2026-01-01'", "in_force_from: '2026-12-01'");
    shelf.packs = [
      { file: 'a-other.yaml', origin: 'own', text: saesol.replace('id: saesol.ko', 'id: own.ko') },
      { file: 'next.yaml', origin: 'own', text: next },
      ...shipped,
    ];
    await (await start()).close();
    expect(await inForce()).toMatchObject({ packId: 'daejeon.ko', packVersion: '1.3.0' });
    expect(await hashOf('own.ko')).not.toBe('');
    const hash = createHash('sha256').update(next).digest('hex');
    await expect(choose(hash)).rejects.toMatchObject(refused('PACK_NOT_YET'));
    clock.set('2026-12-01T00:00:00.000Z');
    await (await start()).close();
    expect(await inForce()).toMatchObject({ packId: 'daejeon.ko', packVersion: '2.0.0' });
  });
});
