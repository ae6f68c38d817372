import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runDue } from '#core/promises/reminders.service.ts';
import { byHand, openBookings } from '#tests/builders/bookings.ts';
import { aCustomer, joinInto } from '#tests/builders/customers.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { anAgreedVisit, aSiteVisit, onSiteVisit } from '#tests/builders/site-visits.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const pack = (name: string) =>
  readFileSync(new URL(`../../../assets/standards/${name}.yaml`, import.meta.url), 'utf8');

const facts = async (office: Office, id: string) =>
  (
    await office.frontDesk.desk.engine.db
      .selectFrom('fact')
      .select(['clause', 'event', 'how', 'occurred_at'])
      .where('subject_id', '=', id)
      .orderBy('seq')
      .execute()
  ).map(({ clause, event, how, occurred_at }) => `${clause} ${event} ${how} ${occurred_at.slice(11, 16)}`);

const promise = async (office: Office, id: string) =>
  await office.frontDesk.desk.engine.db
    .selectFrom('promise')
    .select(['promise', 'clause', 'state', 'original_due_at', 'due_at', 'due_reason', 'late_reason'])
    .where('subject_id', '=', id)
    .executeTakeFirst();

/** 14:32 on Friday; the visit is at 16:00. */
const AT = '2026-11-20T07:00:00.000Z';

eachEngine((_, open) => {
  test('Daejeon: purpose and time by telephone, there in time, and every step of the standard with its time', async () => {
    const office = await anOffice(await open());
    const { siteVisits } = office.as('박서연');
    const { branchId } = office;
    let visit = await aSiteVisit(office);
    expect(visit.state).toBe('planned');
    expect(visit.steps.map(({ id }) => id)).toEqual([
      'call',
      'agree',
      'arrive',
      'result',
      'card',
      'questions',
      'farewell',
    ]);
    expect(visit.currentStep).toBe('call');
    const words = (step: string) =>
      visit.steps
        .find(({ id }) => id === step)
        ?.say.map(({ text }) => text)
        .join('');
    expect(words('call')).toContain('보증팀 박서연 대리입니다. 보증 상담 관련하여 찾아뵙고자');
    const on = () => onSiteVisit(visit);
    const look = async () => {
      visit = await siteVisits.get({ branchId, id: visit.id });
      return visit;
    };
    await siteVisits.tick({ ...on(), step: 'call' });
    await look();
    const at = new Date(AT);
    const preview = await siteVisits.preview({ branchId, id: visit.id, at, minutes: 60, lateMinutes: null });
    expect(preview.agree.map(({ text }) => text).join('')).toBe(
      '오후 4시에 대전 유성구 테크노1로 11로 찾아뵈어도 괜찮으시겠습니까?',
    );
    expect(preview.conflicts).toEqual([]);
    await siteVisits.agree({ ...on(), at, minutes: 60 });
    expect((await look()).promise).toMatchObject({ state: 'open', clause: 'S2', dueAt: at });
    expect(visit.currentStep).toBe('arrive');

    // The pack reminds the officer an hour before.
    office.clock.set('2026-11-20T06:00:00.000Z');
    await runDue(office.frontDesk.desk);
    expect(await office.as('박서연').notices.mine({ branchId })).toMatchObject([
      { subjectType: 'site_visit', subjectId: visit.id, customerName: '김○수', what: '방문 약속', dueAt: at },
    ]);

    office.clock.set('2026-11-20T06:58:00.000Z');
    await siteVisits.arrive({ ...on(), lateReason: null });
    expect((await look()).promise?.state).toBe('kept');
    expect(await office.as('박서연').notices.mine({ branchId })).toEqual([]);
    for (const step of ['result', 'card', 'questions', 'farewell']) {
      office.clock.pass(5);
      await siteVisits.tick({ ...on(), step });
      await look();
    }
    expect(visit.state).toBe('done');
    expect(await facts(office, visit.id)).toEqual([
      'S2 visit_purpose_agreed ticked 05:32',
      'S2 site_visit_agreed ticked 05:32',
      'S2 site_visit_arrived ticked 06:58',
      'S3 result_explained ticked 07:03',
      'S3 card_left ticked 07:08',
      'S4 questions_asked ticked 07:13',
      'S4 closing_greeting_said ticked 07:18',
    ]);
    await expect(siteVisits.tick({ ...on(), step: 'card' })).rejects.toMatchObject({
      data: { reason: 'VISIT_CLOSED' },
    });
    await office.close();
  });

  test('running late: the customer is phoned before, the reason is asked on arrival, and the promise is late', async () => {
    const office = await anOffice(await open());
    const { siteVisits } = office.as('박서연');
    let visit = await anAgreedVisit(office, AT);
    office.clock.set('2026-11-20T06:50:00.000Z');
    await siteVisits.tellLate({ ...onSiteVisit(visit), minutes: 20 });
    visit = await siteVisits.get({ branchId: office.branchId, id: visit.id });
    expect(visit.expectedAt).toEqual(new Date('2026-11-20T07:20:00.000Z'));
    expect(visit.steps.find(({ id }) => id === 'running_late')?.doneAt).not.toBeNull();
    office.clock.set('2026-11-20T07:15:00.000Z');
    await expect(siteVisits.arrive({ ...onSiteVisit(visit), lateReason: null })).rejects.toMatchObject({
      data: { reason: 'NEEDS_REASON', field: 'lateReason' },
    });
    await siteVisits.arrive({ ...onSiteVisit(visit), lateReason: '앞 방문이 길어졌습니다' });
    expect(await promise(office, visit.id)).toMatchObject({
      state: 'late',
      late_reason: '앞 방문이 길어졌습니다',
    });
    expect(await facts(office, visit.id)).toContain('S2 late_call_made ticked 06:50');
    await office.close();
  });

  test('a text beside the call: the time agreed, then how late; it waits in the outbox and is no evidence of a call', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const { siteVisits, messages } = office.as('박서연');
    const visit = await anAgreedVisit(office, AT);
    const text = async () =>
      (await siteVisits.preview({ branchId, id: visit.id, at: null, minutes: 60, lateMinutes: null })).text ??
      '';
    expect(await text()).toBe(
      '[한밭신용보증재단] 오후 4시에 보증팀 박서연 대리가 보증 상담 관련하여 찾아뵙기로 했습니다.',
    );
    const { version } = await siteVisits.text({ ...onSiteVisit(visit), text: await text() });
    await siteVisits.tellLate({ ...onSiteVisit({ id: visit.id, version }), minutes: 20 });
    expect(await text()).toContain('약속드린 시각보다 20분 늦어집니다.');
    const sent = await messages.of({ branchId, subject: { type: 'site_visit', id: visit.id } });
    // What the first one said is no longer so.
    expect(sent.map(({ state }) => state)).toEqual(['dropped']);
    expect((await facts(office, visit.id)).filter((fact) => fact.includes('late'))).toHaveLength(1);
    await office.close();
  });

  test('moved by the customer in time it may still be kept; moved by the office after the time it stays late', async () => {
    const office = await anOffice(await open());
    const { siteVisits } = office.as('박서연');
    const { branchId } = office;
    const visit = await anAgreedVisit(office, AT);
    const later = { at: new Date('2026-11-23T01:00:00.000Z'), minutes: 60 };
    const { version } = await siteVisits.reschedule({
      ...onSiteVisit(visit),
      ...later,
      by: 'customer',
      reason: '급한 출장이 생기심',
    });
    expect(await promise(office, visit.id)).toMatchObject({
      state: 'open',
      original_due_at: AT,
      due_at: '2026-11-23T01:00:00.000Z',
      due_reason: 'agreed',
      late_reason: null,
    });
    // Monday 10:10: ten minutes past the new time, and the office wants to come on Tuesday.
    office.clock.set('2026-11-23T01:10:00.000Z');
    const tuesday = { at: new Date('2026-11-24T01:00:00.000Z'), minutes: 60 };
    const moved = await siteVisits.reschedule({
      ...onSiteVisit({ id: visit.id, version }),
      ...tuesday,
      by: 'office',
      reason: '담당 직원이 사고로 늦음',
    });
    office.clock.set('2026-11-24T00:55:00.000Z');
    await siteVisits.arrive({ ...onSiteVisit({ id: visit.id, version: moved.version }), lateReason: null });
    expect(await promise(office, visit.id)).toMatchObject({
      state: 'late',
      original_due_at: AT,
      late_reason: '담당 직원이 사고로 늦음',
    });
    const { history } = await siteVisits.get({ branchId, id: visit.id });
    expect(history.map(({ kind, data }) => [kind, data.agreed ?? null, data.by ?? null])).toEqual([
      ['made', null, null],
      ['agreed', AT, null],
      ['rescheduled', '2026-11-23T01:00:00.000Z', 'customer'],
      ['rescheduled', '2026-11-24T01:00:00.000Z', 'office'],
      ['arrived', null, null],
    ]);
    await office.close();
  });

  test('called off by the customer nothing is owed; by the office, or once missed, the promise is broken', async () => {
    const office = await anOffice(await open());
    const { siteVisits } = office.as('박서연');
    const ends = async (by: 'customer' | 'office', late: boolean) => {
      office.clock.set('2026-11-20T05:32:00.000Z');
      const visit = await anAgreedVisit(office, AT);
      if (late) office.clock.set('2026-11-20T07:01:00.000Z');
      await siteVisits.cancel({ ...onSiteVisit(visit), by, reason: '사정' });
      return (await promise(office, visit.id))?.state;
    };
    expect([await ends('customer', false), await ends('customer', true)]).toEqual(['withdrawn', 'broken']);
    expect([await ends('office', false), await ends('office', true)]).toEqual(['broken', 'broken']);
    await office.close();
  });

  test('entered on return: each step has its real time, is kept as recorded afterwards, and is checked', async () => {
    const office = await anOffice(await open());
    const { siteVisits } = office.as('박서연');
    const visit = await anAgreedVisit(office, AT);
    office.clock.set('2026-11-20T09:00:00.000Z');
    const at = (time: string) => new Date(`2026-11-20T${time}:00.000Z`);
    const enter = (steps: { step: string; at: Date }[], lateReason: string | null = null) =>
      siteVisits.enter({ ...onSiteVisit(visit), steps, lateReason });
    const refused = async (steps: { step: string; at: Date }[], reason: string) =>
      await expect(enter(steps)).rejects.toMatchObject({ data: { reason } });
    await refused([{ step: 'arrive', at: at('09:03') }], 'TIME_IN_FUTURE');
    await refused([{ step: 'arrive', at: at('05:31') }], 'TIME_IMPOSSIBLE');
    await refused([{ step: 'card', at: at('07:10') }], 'NEEDS_ARRIVAL');
    await refused(
      [
        { step: 'arrive', at: at('06:58') },
        { step: 'card', at: at('06:57') },
      ],
      'BEFORE_ARRIVAL',
    );
    await refused([{ step: 'nothing', at: at('07:00') }], 'STEP_UNKNOWN');
    await refused([{ step: 'arrive', at: at('07:01') }], 'NEEDS_REASON');
    await enter([
      { step: 'farewell', at: at('07:40') },
      { step: 'arrive', at: at('06:58') },
      { step: 'result', at: at('07:10') },
      { step: 'card', at: at('07:11') },
      { step: 'questions', at: at('07:39') },
    ]);
    const after = await siteVisits.get({ branchId: office.branchId, id: visit.id });
    expect(after).toMatchObject({ state: 'done', arrivedAt: at('06:58'), promise: { state: 'kept' } });
    expect(after.steps.filter(({ how }) => how === 'afterwards')).toHaveLength(5);
    expect((await facts(office, visit.id)).slice(1)).toEqual([
      'S3 result_explained afterwards 07:10',
      'S3 card_left afterwards 07:11',
      'S4 questions_asked afterwards 07:39',
      'S4 closing_greeting_said afterwards 07:40',
      'S2 site_visit_arrived afterwards 06:58',
    ]);
    await office.close();
  });

  test('what stands against a time is said: absences, other visits, a closed office; none refuses', async () => {
    const office = await anOffice(await open());
    const { branchId, staff } = office;
    const { siteVisits } = office.as('박서연');
    await anAgreedVisit(office, AT, { officer: '최민호' });
    await office.as('박서연').staff.setAbsence({
      requestId: requestId(),
      staffId: staff.박서연 ?? '',
      kind: 'private',
      told: null,
      startsAt: new Date('2026-11-20T07:30:00.000Z'),
      returnsAt: new Date('2026-11-20T08:30:00.000Z'),
    });
    const visit = await aSiteVisit(office, { companion: '최민호' });
    const against = async (at: string) =>
      (
        await siteVisits.preview({
          branchId,
          id: visit.id,
          at: new Date(at),
          minutes: 60,
          lateMinutes: null,
        })
      ).conflicts.map(({ kind, who }) => [kind, who]);
    expect(await against('2026-11-20T07:15:00.000Z')).toEqual([
      ['absence', '박서연'],
      ['visit', '최민호'],
    ]);
    expect(await against('2026-11-20T06:00:00.000Z')).toEqual([]);
    expect(await against('2026-11-21T06:00:00.000Z')).toEqual([['closed', null]]);
    await siteVisits.agree({ ...onSiteVisit(visit), at: new Date('2026-11-20T07:15:00.000Z'), minutes: 60 });
    const calendar = await siteVisits.calendar({
      branchId,
      from: '2026-11-20',
      until: '2026-11-21',
      staffId: staff.최민호 ?? '',
    });
    expect(calendar.days.map(({ opens }) => opens !== null)).toEqual([true, false]);
    expect(calendar.entries.map(({ kind, from }) => [kind, from.toISOString().slice(11, 16)])).toEqual([
      ['visit', '07:00'],
      ['visit', '07:15'],
    ]);
    await office.close();
  });

  test('a booked call stands in its officer’s calendar and is said where a visit would meet with it', async () => {
    const office = await anOffice(await open());
    const { branchId, staff } = office;
    await openBookings(office, ['박서연'], { slotMinutes: 30 });
    const at = new Date('2026-11-23T01:00:00.000Z');
    const booked = await byHand(office, { at, customerName: '홍길동', requestId: requestId() });
    await office.as('이지훈').bookings.make(booked);
    const { siteVisits } = office.as('박서연');
    const day = { branchId, from: '2026-11-23', until: '2026-11-23', staffId: staff.박서연 ?? '' };
    expect((await siteVisits.calendar(day)).entries).toMatchObject([
      { kind: 'booking', customerName: '홍○동', from: at },
    ]);
    const visit = await aSiteVisit(office);
    const asked = { branchId, id: visit.id, at: new Date('2026-11-23T01:10:00.000Z'), minutes: 60 };
    expect((await siteVisits.preview({ ...asked, lateMinutes: null })).conflicts).toMatchObject([
      { kind: 'booking', who: '박서연' },
    ]);
    await office.close();
  });

  test('name and number whole only for who goes there and who arranged it', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const visit = await aSiteVisit(office, { companion: '최민호', by: '이지훈' });
    expect(visit).toMatchObject({ customerName: '김○수', phone: '010-****-2748' });
    const asked = { branchId, id: visit.id };
    for (const name of ['박서연', '최민호', '이지훈']) {
      expect(await office.as(name).siteVisits.open(asked)).toMatchObject({
        customerName: '김민수',
        revealed: true,
      });
    }
    await expect(office.as('정유진').siteVisits.open(asked)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    // The log holds who saw or changed whose data, never what it was.
    await aSiteVisit(office, { purpose: '김민수 고객의 채무 상담' });
    const { db } = office.frontDesk.desk.engine;
    const logged = await db.selectFrom('activity').select('purpose').where('purpose', '!=', '').execute();
    expect(logged).toEqual([]);
    await office.close();
  });

  test('a visit handed to another officer takes its promise and its reminder along', async () => {
    const office = await anOffice(await open());
    const visit = await anAgreedVisit(office, AT);
    await office.as('이지훈').siteVisits.change({
      ...onSiteVisit(visit),
      address: visit.address,
      dutyId: visit.dutyId,
      purpose: '',
      officerId: office.staff.최민호 ?? '',
      companionId: null,
    });
    office.clock.set('2026-11-20T06:00:00.000Z');
    await runDue(office.frontDesk.desk);
    expect(await office.as('최민호').notices.mine({ branchId: office.branchId })).toHaveLength(1);
    expect(await office.as('박서연').notices.mine({ branchId: office.branchId })).toHaveLength(0);
    await office.close();
  });

  test('Saesol and Harrowmere: their own steps and clauses; arriving shows the identity card and keeps the promise', async () => {
    for (const [name, steps, after, expected] of [
      [
        'saesol.ko',
        ['agree', 'arrive', 'result'],
        'result',
        ['E1 site_visit_agreed', 'E1 site_visit_arrived', 'E2 result_explained'],
      ],
      [
        'harrowmere.en',
        ['agree', 'arrive', 'questions'],
        'questions',
        ['H1 site_visit_agreed', 'H2 identity_shown', 'H1 site_visit_arrived', 'H2 questions_asked'],
      ],
    ] as const) {
      const office = await anOffice(await open(), { pack: pack(name) });
      const { siteVisits } = office.as('박서연');
      let visit = await anAgreedVisit(office, AT);
      expect(visit.steps.map(({ id }) => id)).toEqual(steps);
      office.clock.set(AT);
      await siteVisits.arrive({ ...onSiteVisit(visit), lateReason: null });
      visit = await siteVisits.get({ branchId: office.branchId, id: visit.id });
      await siteVisits.tick({ ...onSiteVisit(visit), step: after });
      visit = await siteVisits.get({ branchId: office.branchId, id: visit.id });
      expect([visit.state, visit.promise?.state]).toEqual(['done', 'kept']);
      const left = (await facts(office, visit.id)).map((fact) => fact.split(' ').slice(0, 2).join(' '));
      expect(left).toEqual(expected);
      await office.close();
    }
  });

  test('a customer’s page shows the visits to him, and a joining takes them along', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const [older, newer] = [await aCustomer(office), await aCustomer(office, { phone: '010-1234-2749' })];
    const known = { customerId: older, customerName: null, phone: null };
    const visit = await anAgreedVisit(office, AT, known);
    const { customers } = office.as('박서연');
    await joinInto(office, { survivor: newer, joined: older, keep: {} });
    const { entries } = await customers.timeline({ branchId, id: newer, before: null });
    expect(entries).toMatchObject([
      { kind: 'site_visit', id: visit.id, state: 'agreed', agreedAt: new Date(AT), officer: '박서연' },
    ]);
    const after = await office.as('박서연').siteVisits.get({ branchId, id: visit.id });
    expect(after.customerId).toBe(newer);
    await office.close();
  });

  test('the closing check names visits to which nobody has gone, which nobody has moved, or which nobody has ended', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const me = office.as('박서연').siteVisits;
    const visit = await anAgreedVisit(office, AT);
    await anAgreedVisit(office, '2026-11-23T01:00:00.000Z');
    const there = await anAgreedVisit(office, '2026-11-20T06:00:00.000Z');
    office.clock.set('2026-11-20T05:58:00.000Z');
    await me.arrive({ ...onSiteVisit(there), lateReason: null });
    office.clock.set('2026-11-20T08:55:00.000Z');
    const closing = async () =>
      (await office.as('한도윤').reports.closingCheck({ branchId })).siteVisits.map(
        ({ id, arrivedAt, overdue }) => [id, arrivedAt?.toISOString() ?? null, overdue],
      );
    const { siteVisits } = await office.as('한도윤').reports.closingCheck({ branchId });
    expect(siteVisits).toMatchObject([
      { id: there.id, customerName: '김○수', officer: '박서연 대리', overdue: false },
      { id: visit.id, customerName: '김○수', officer: '박서연 대리', arrivedAt: null, overdue: true },
    ]);
    // The day after nobody has said yet how it ended.
    office.clock.set('2026-11-21T08:55:00.000Z');
    expect(await closing()).toEqual([
      [there.id, '2026-11-20T05:58:00.000Z', true],
      [visit.id, null, true],
    ]);
    await office.close();
  });

  test('the board shows what was agreed for today and what ended today, each once', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const me = office.as('박서연').siteVisits;
    const cancelled = async (at: string) => {
      const visit = await anAgreedVisit(office, at);
      await me.cancel({ ...onSiteVisit(visit), by: 'customer', reason: '사정' });
      return visit.id;
    };
    const board = async () => (await me.board({ branchId })).map(({ id }) => id);
    // Called off today: one for today, one for a day to come.
    const [today, later] = [await cancelled(AT), await cancelled('2026-11-23T02:00:00.000Z')];
    const waiting = (await anAgreedVisit(office, '2026-11-24T02:00:00.000Z')).id;
    expect(await board()).toEqual([today, later, waiting]);
    office.clock.set('2026-11-21T02:00:00.000Z');
    expect(await board()).toEqual([waiting]);
    // On its day the one called off before is shown as well.
    office.clock.set('2026-11-23T01:00:00.000Z');
    expect(await board()).toEqual([later, waiting]);
    await office.close();
  });
});
