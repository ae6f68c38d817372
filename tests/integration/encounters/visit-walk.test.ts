import { beforeAll, expect, test } from 'vitest';
import { plain } from '#core/standard/script.ts';
import { aWindow } from '#tests/builders/encounters.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

eachEngine((_, open) => {
  let office: Office;
  beforeAll(async () => {
    office = await anOffice(await open());
    return () => office.close();
  });

  const id = (name: string) => office.staff[name] ?? '';
  const duty = () => office.dutyIds[0] ?? '';
  const pending = () =>
    office.frontDesk.desk.engine.db
      .selectFrom('due')
      .selectAll()
      .where('kind', '=', 'handover_untaken')
      .orderBy('at')
      .orderBy('id')
      .execute();

  test('a routine visit: greeted by one call, handed over, taken, introduced again, seen off', async () => {
    office.clock.set('2026-11-20T05:32:00.000Z');
    const reception = aWindow(office, '이지훈');
    const officer = aWindow(office, '박서연');
    const visit = await reception.open();
    let seen = await reception.look(visit);
    expect(seen).toMatchObject({ state: 'open', version: 1, currentStep: 'introduction', untaken: false });
    expect(seen.steps[0]).toMatchObject({ id: 'greeting', state: 'done', how: 'clock', actor: '이지훈' });
    expect(plain(seen.steps[1]?.say ?? [])).toBe('저는 이지훈 주임입니다.');

    await reception.do('tick', visit, { step: 'introduction' });
    await reception.do('setPurpose', visit, { dutyId: duty(), text: '' });
    await reception.do('setOfficer', visit, { staffId: id('박서연') });
    seen = await reception.look(visit);
    expect(seen).toMatchObject({ purpose: '보증 상담', currentStep: 'officer', absenceSentence: [] });
    expect(plain(seen.steps[3]?.say ?? [])).toBe('담당자는 박서연 대리입니다. 보증팀 자리로 모시겠습니다.');

    await reception.do('handOver', visit, { to: id('박서연') });
    seen = await officer.look(visit);
    expect(seen).toMatchObject({ state: 'handed_over', handedTo: { name: '박서연' }, outcome: null });
    expect((await pending()).at(-1)).toMatchObject({ at: '2026-11-20T05:35:00.000Z', cancelled_at: null });

    office.clock.pass(2);
    await officer.do('take', visit);
    expect((await pending()).at(-1)?.cancelled_at).toBe('2026-11-20T05:34:00.000Z');
    seen = await officer.look(visit);
    expect(seen).toMatchObject({
      state: 'with_officer',
      outcome: 'officer',
      currentStep: 'introduction.again',
    });
    const again = seen.steps.find((step) => step.id === 'introduction.again');
    expect(plain(again?.say ?? [])).toBe('저는 박서연 대리입니다.');

    await officer.do('tick', visit, { step: 'introduction.again' });
    await officer.do('tick', visit, { step: 'anything_else' });
    await officer.do('tick', visit, { step: 'farewell' });
    seen = await officer.look(visit);
    expect(seen).toMatchObject({ state: 'closed', currentStep: null, closedAt: office.clock.now() });
    const lane = await reception.lane();
    expect(lane.encounters.map((card) => card.id)).not.toContain(visit);
    await expect(officer.do('tick', visit, { step: 'farewell' })).rejects.toMatchObject({
      data: { reason: 'ENCOUNTER_CLOSED' },
    });
  });

  test('three visits at once: each its own, oldest first, and the lane says who is asked and for how long', async () => {
    office.clock.set('2026-11-20T06:00:00.000Z');
    const reception = aWindow(office, '이지훈');
    const before = await reception.lane();
    const first = await reception.open();
    office.clock.pass(1);
    const second = await reception.open();
    office.clock.pass(1);
    const third = await reception.open(null);
    await reception.do('handOver', first, { to: id('최민호') });
    await reception.do('setOfficer', second, { staffId: id('정유진') });
    await reception.do('wait', second);
    office.clock.pass(3);
    const lane = await reception.lane();
    expect(lane.today).toBe(before.today + 3);
    expect(lane.encounters.map((card) => [card.id, card.state, card.untaken, card.counter])).toEqual([
      [first, 'handed_over', true, '1번 창구'],
      [second, 'waiting', false, '1번 창구'],
      [third, 'open', false, null],
    ]);
    expect(lane.encounters[0]).toMatchObject({
      handedTo: { name: '최민호' },
      servedBy: { name: '이지훈' },
      step: '소개',
    });
    expect(lane.encounters[1]?.waitingSince).toEqual(new Date('2026-11-20T06:02:00.000Z'));
    await reception.do('recall', first);
    expect((await reception.look(first)).state).toBe('open');
    for (const visit of [first, second, third]) await reception.finish(visit);
    expect((await reception.lane()).encounters).toEqual([]);
  });

  test('the officer is away: the sentence, the colleague, and the evidence of V4', async () => {
    office.clock.set('2026-11-23T01:00:00.000Z');
    const reception = aWindow(office, '이지훈');
    await office.as('박서연').staff.setAbsence({
      requestId: requestId(),
      staffId: id('박서연'),
      kind: 'outside',
      told: null,
      returnsAt: new Date('2026-11-23T06:30:00.000Z'),
    });
    const visit = await reception.open();
    await reception.do('setOfficer', visit, { staffId: id('박서연') });
    const seen = await reception.look(visit);
    expect(seen.officerPresence).toMatchObject({ state: 'absent', kind: 'outside' });
    expect(plain(seen.absenceSentence)).toBe(
      '박서연 대리는 지금 외근 중이며 오후 3시 30분에 돌아올 예정입니다.',
    );
    expect(seen.steps.find((step) => step.on === 'officer')?.say).toEqual(seen.absenceSentence);
    await expect(reception.do('handOver', visit, { to: id('박서연') })).rejects.toMatchObject({
      data: { reason: 'OFFICER_ABSENT' },
    });
    await reception.do('handOver', visit, { to: id('최민호') });
    const asked = await reception.look(visit);
    expect(plain(asked.steps.find((step) => step.on === 'officer')?.say ?? [])).toBe(
      '같은 업무를 맡은 최민호 과장이 대신 도와드리겠습니다.',
    );
    await aWindow(office, '최민호').do('take', visit);
    expect((await reception.look(visit)).outcome).toBe('colleague');
    await reception.finish(visit);
    const day = { branchId: office.branchId, since: '2026-11-23', until: '2026-11-23', clause: 'V4' };
    const [v4] = (await office.as('한도윤').reports.evidence(day)).standards[0]?.clauses ?? [];
    expect(v4?.events.map(({ event, standing }) => [event, standing])).toEqual([
      ['colleague_handled', 1],
      ['officer_absent', 1],
      ['reason_told', 1],
    ]);
    await office.as('박서연').staff.comeBack({ requestId: requestId(), staffId: id('박서연') });
  });

  test('officers for a purpose: who does it and is in comes first, with visits in hand', async () => {
    office.clock.set('2026-11-24T01:00:00.000Z');
    const manager = office.as('한도윤');
    const directory = await manager.staff.directory({ branchId: office.branchId });
    for (const name of ['최민호', '정유진']) {
      const member = directory.find((one) => one.name === name);
      if (member === undefined) throw new Error(name);
      await manager.staff.change({
        requestId: requestId(),
        id: member.id,
        expectedVersion: member.version,
        name,
        title: member.title,
        departmentId: member.departmentId,
        seat: member.seat,
        roles: member.roles,
        substituteId: null,
        dutyIds: [duty()],
      });
    }
    const reception = aWindow(office, '이지훈');
    const earlier = await reception.open();
    await reception.do('handOver', earlier, { to: id('최민호') });
    const visit = await reception.open();
    await reception.do('setPurpose', visit, { dutyId: duty(), text: '' });
    const { officers } = await reception.look(visit);
    expect(officers.map(({ name, doesDuty, busy }) => [name, doesDuty, busy])).toEqual([
      ['정유진', true, 0],
      ['최민호', true, 1],
      ['박서연', false, 0],
      ['한도윤', false, 0],
    ]);
    await reception.finish(earlier);
    await reception.finish(visit);
  });

  test('the customer: masked, counted once, and no longer when named by mistake', async () => {
    office.clock.set('2026-11-25T01:00:00.000Z');
    const reception = aWindow(office, '이지훈');
    const add = (name: string, phone: string) =>
      office.as('이지훈').customers.add({
        requestId: requestId(),
        branchId: office.branchId,
        name,
        business: '민수네분식',
        phone,
        consent: { given: true, how: 'oral' },
      });
    const right = (await add('김민수', '010-1234-2748')).id;
    const wrong = (await add('김민주', '010-1234-9999')).id;
    const count = async (customerId: string) =>
      (await office.as('이지훈').customers.get({ branchId: office.branchId, id: customerId })).encounters;
    const visit = await reception.open();
    await reception.do('setCustomer', visit, { customerId: wrong });
    await reception.do('setCustomer', visit, { customerId: right });
    expect([await count(wrong), await count(right)]).toEqual([0, 1]);
    const [card] = (await reception.lane()).encounters;
    expect(card?.customer).toMatchObject({ name: '김○수', returning: false });
    await expect(
      reception.do('setCustomer', visit, { customerId: '0198c000-0000-7000-8000-000000000000' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await reception.finish(visit);
    const later = await reception.open();
    await reception.do('setCustomer', later, { customerId: right });
    expect((await reception.look(later)).customer?.returning).toBe(true);
    await reception.finish(later);
  });

  test('a greeting kept while disconnected is of its own time and day', async () => {
    office.clock.set('2026-11-26T00:05:00.000Z');
    const greetedAt = new Date('2026-11-25T14:59:00.000Z');
    const { id: visit } = await office.as('이지훈').encounters.open({
      requestId: requestId(),
      branchId: office.branchId,
      counterId: null,
      greetedAt,
    });
    const reception = aWindow(office, '이지훈');
    const seen = await reception.look(visit);
    // One minute before midnight in Seoul.
    expect(seen).toMatchObject({ openedAt: greetedAt, businessDate: '2026-11-25' });
    const fact = await office.frontDesk.desk.engine.db
      .selectFrom('fact')
      .selectAll()
      .where('subject_id', '=', visit)
      .orderBy('seq')
      .executeTakeFirst();
    expect(fact).toMatchObject({
      event: 'greeted',
      how: 'clock',
      occurred_at: '2026-11-25T14:59:00.000Z',
      recorded_at: '2026-11-26T00:05:00.000Z',
    });
    await reception.finish(visit);
  });

  test('an officer deactivated while chosen: refused with the reason, nothing lost', async () => {
    office.clock.set('2026-11-27T01:00:00.000Z');
    const reception = aWindow(office, '이지훈');
    const visit = await reception.open();
    await reception.do('setOfficer', visit, { staffId: id('정유진') });
    const manager = office.as('한도윤');
    const member = (await manager.staff.directory({ branchId: office.branchId })).find(
      (one) => one.name === '정유진',
    );
    await manager.staff.setActive({
      requestId: requestId(),
      id: id('정유진'),
      expectedVersion: member?.version ?? 0,
      active: false,
    });
    await expect(reception.do('handOver', visit, { to: id('정유진') })).rejects.toMatchObject({
      data: { reason: 'STAFF_INACTIVE' },
    });
    const seen = await reception.look(visit);
    expect(seen).toMatchObject({ officer: { name: '정유진' }, state: 'open' });
    expect(seen.officers.map((one) => one.name)).not.toContain('정유진');
    await reception.finish(visit);
  });
});
