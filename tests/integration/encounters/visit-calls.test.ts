import { beforeAll, expect, test } from 'vitest';
import { aWindow } from '#tests/builders/encounters.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

eachEngine((_, open) => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice(await open());
    return () => office.close();
  });

  const staff = (name: string) => office.staff[name] ?? '';
  const db = () => office.frontDesk.desk.engine.db;
  const rows = async (table: 'encounter' | 'fact' | 'change') =>
    (
      await db()
        .selectFrom(table)
        .select((row) => row.fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow()
    ).rows;
  const evidence = async (date: string) => {
    const period = { branchId: office.branchId, since: date, until: date };
    return (await office.as('한도윤').reports.evidence(period)).standards[0]?.clauses ?? [];
  };

  test('the same F2 twice opens one visit and greets once', async () => {
    const input = { requestId: requestId(), branchId: office.branchId, counterId: null };
    const { encounters } = office.as('이지훈');
    const first = await encounters.open(input);
    const before = [await rows('encounter'), await rows('fact'), await rows('change')];
    expect(await encounters.open(input)).toEqual(first);
    expect([await rows('encounter'), await rows('fact'), await rows('change')]).toEqual(before);
    await expect(office.as('박서연').encounters.open(input)).rejects.toMatchObject({
      data: { reason: 'REQUEST_REUSED' },
    });
    await aWindow(office, '이지훈').finish(first.id);
  });

  test('a step ticked twice by one request is one fact and one version', async () => {
    const reception = aWindow(office, '이지훈');
    const id = await reception.open();
    const input = { requestId: requestId(), id, expectedVersion: 1, step: 'introduction' };
    const first = await reception.client.encounters.tick(input);
    const facts = await rows('fact');
    expect(await reception.client.encounters.tick(input)).toEqual(first);
    expect(await rows('fact')).toBe(facts);
    expect((await reception.look(id)).version).toBe(2);
    await reception.finish(id);
  });

  test('two windows on one visit: the second hears what the first did, and nothing of it is half done', async () => {
    const reception = aWindow(office, '이지훈');
    const id = await reception.open();
    const both = await Promise.allSettled(
      ['이지훈', '박서연'].map((name) =>
        office
          .as(name)
          .encounters.tick({ requestId: requestId(), id, expectedVersion: 1, step: 'introduction' }),
      ),
    );
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const winner = both[0]?.status === 'fulfilled' ? '이지훈' : '박서연';
    const refused = both.find((one) => one.status === 'rejected');
    expect(refused?.reason).toMatchObject({
      code: 'CONFLICT',
      data: { entity: 'encounter', id, version: 2, state: 'open', changedBy: winner },
    });
    await reception.finish(id);
  });

  test('a visit changed by a memo: the stale copy is not told a wrong name', async () => {
    const reception = aWindow(office, '이지훈');
    const id = await reception.open();
    await aMemo(office, { by: '박서연', intended: '최민호', encounterId: id });
    const stale = { requestId: requestId(), id, expectedVersion: 1, step: 'introduction' };
    await expect(reception.client.encounters.tick(stale)).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { version: 2, changedBy: null },
    });
    await reception.finish(id);
  });

  test('what a visit shows to others: a change for each call, in order', async () => {
    const heard: { id: string; version: number }[] = [];
    const stop = office.frontDesk.desk.feed.listen(office.branchId, (changes) => {
      for (const { entity, id, version } of changes) if (entity === 'encounter') heard.push({ id, version });
    });
    const reception = aWindow(office, '이지훈');
    const id = await reception.open();
    await reception.do('tick', id, { step: 'introduction' });
    await expect(reception.do('tick', id, { step: 'introduction' })).rejects.toThrow();
    await reception.do('handleHere', id);
    stop();
    expect(heard).toEqual([
      { id, version: 1 },
      { id, version: 2 },
      { id, version: 3 },
    ]);
    await reception.finish(id);
  });

  test('a memo from a visit is its outcome, in the memo’s own transaction', async () => {
    office.clock.set('2026-11-20T05:40:00.000Z');
    const reception = aWindow(office, '이지훈');
    const id = await reception.open();
    const intendedId = staff('박서연');
    await reception.do('setOfficer', id, { staffId: intendedId });
    const about = { branchId: office.branchId, intendedId, encounterId: id, preferredAt: null };
    const quote = await reception.client.memos.quote({ ...about, afterClosing: null });
    const memo = {
      ...about,
      afterClosing: null,
      customerId: null,
      customerName: '김민수',
      business: '민수네분식',
      phone: '010-1234-2748',
      dutyId: null,
      inquiry: '만기 연장 가능 여부',
      urgency: 'normal' as const,
    };
    const stranger = staff('최민호');
    await expect(
      reception.client.memos.create({ ...memo, requestId: requestId(), callerId: stranger }),
    ).rejects.toMatchObject({ data: { reason: 'CALLER_CHANGED' } });
    expect((await reception.look(id)).outcome).toBeNull();
    const made = await reception.client.memos.create({
      ...memo,
      requestId: requestId(),
      callerId: quote.caller.id,
    });
    const seen = await reception.look(id);
    expect(seen).toMatchObject({ outcome: 'memo', memoId: made.id, state: 'open', version: 3 });
    expect(seen.steps.find((step) => step.on === 'officer')?.state).toBe('done');
    await reception.finish(id);
    await expect(
      reception.client.memos.create({ ...memo, requestId: requestId(), callerId: quote.caller.id }),
    ).rejects.toMatchObject({ data: { reason: 'ENCOUNTER_CLOSED' } });
  });

  test('the evidence of a day is what was done on it, counted by hand', async () => {
    office.clock.set('2026-11-24T00:30:00.000Z');
    const reception = aWindow(office, '이지훈');
    // One: alone at the desk; introduced, undone, introduced again; purpose recorded afterwards; farewell skipped.
    const one = await reception.open();
    await reception.do('tick', one, { step: 'introduction' });
    await reception.do('undo', one, { step: 'introduction' });
    await reception.do('tick', one, { step: 'introduction' });
    office.clock.pass(10);
    const occurredAt = new Date('2026-11-24T00:31:00.000Z');
    await reception.do('tick', one, { step: 'purpose', occurredAt });
    await reception.do('handleHere', one);
    await reception.do('tick', one, { step: 'anything_else' });
    await reception.do('skip', one, { step: 'farewell', reason: '고객이 먼저 가심' });
    // Two: greeted while the first is still in hand (V3); handed over, so introduced twice.
    const two = await reception.open();
    await reception.do('close', one);
    await reception.do('tick', two, { step: 'introduction' });
    await reception.do('tick', two, { step: 'purpose' });
    await reception.do('handOver', two, { to: staff('박서연') });
    const officer = aWindow(office, '박서연');
    await officer.do('take', two);
    for (const step of ['introduction.again', 'anything_else', 'farewell'])
      await officer.do('tick', two, { step });
    expect((await officer.look(two)).state).toBe('closed');

    const day = await evidence('2026-11-24');
    const counted = (clause: string) =>
      day
        .find((one) => one.clause === clause)
        ?.events.map(({ event, standing, subjects, known }) => [
          event,
          standing,
          subjects,
          `${known.clock}/${known.ticked}/${known.afterwards}`,
        ]);
    expect(counted('V2')).toEqual([
      ['greeted', 2, 2, '2/0/0'],
      ['introduced', 2, 2, '0/3/0'],
      ['introduced.again', 1, 1, '0/1/0'],
      ['purpose_heard', 2, 2, '0/1/1'],
    ]);
    expect(counted('V3')).toEqual([['greeted', 1, 1, '1/0/0']]);
    expect(counted('V4')).toEqual([['handed_over', 1, 1, '0/1/0']]);
    expect(counted('V5')).toEqual([
      ['anything_else_asked', 2, 2, '0/2/0'],
      ['farewell_said', 1, 1, '0/1/0'],
      ['farewell_said.skipped', 1, 1, '0/1/0'],
    ]);
    // From arrival to greeting nobody measured anything: said as such, not as none.
    expect(day.find((one) => one.clause === 'V3')?.unmeasured).toEqual([
      { event: 'arrival_to_greeting', why: 'no_signal', times: null },
    ]);
    expect(day.find((one) => one.clause === 'V2')?.unmeasured).toEqual([]);
    const empty = await evidence('2026-11-22');
    expect(empty.flatMap((one) => one.events)).toEqual([]);
  });
});
