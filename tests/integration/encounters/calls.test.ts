import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { plain } from '#core/standard/script.ts';
import { aTelephone } from '#tests/builders/calls.ts';
import { aWindow } from '#tests/builders/encounters.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, daejeonPack, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const FRIDAY = '2026-11-20T05:32:00.000Z';
const packOf = (file: string) =>
  readFileSync(new URL(`../../../assets/standards/${file}`, import.meta.url), 'utf8');

/** The evidence of one thing, as `P1 answered ticked`, in the order it was recorded. */
async function factsOf(office: Office, subjectId: string): Promise<string[]> {
  const rows = await office.frontDesk.desk.engine.db
    .selectFrom('fact')
    .select(['clause', 'event', 'how'])
    .where('subject_id', '=', subjectId)
    .orderBy('seq')
    .execute();
  return rows.map(({ clause, event, how }) => `${clause} ${event} ${how}`);
}

const closing = ['anything_else', 'farewell', 'receiver'];

eachEngine((_, open) => {
  describe('the telephone under Daejeon’s standard', () => {
    let office: Office;
    beforeAll(async () => {
      office = await anOffice(await open());
      return () => office.close();
    });
    const id = (name: string) => office.staff[name] ?? '';
    const at = (name: string) => {
      office.clock.set(FRIDAY);
      return aTelephone(office, name);
    };

    test('a solved call: rung, picked up after two rings, heard, answered, and put down after the customer', async () => {
      const phone = at('이지훈');
      const call = await phone.rings();
      let seen = await phone.look(call);
      expect(seen).toMatchObject({ channel: 'phone', state: 'open', currentStep: 'answer' });
      expect(seen.call).toMatchObject({ rings: null, answeredAt: null, missed: false, afterwards: false });
      expect(seen.call?.bounds.map(({ atMost, kept }) => [atMost, kept])).toEqual([
        [2, null],
        [3, null],
      ]);
      expect(plain(seen.steps[0]?.say ?? [])).toBe('감사합니다. 한밭신용보증재단 보증팀 이지훈 주임입니다.');
      await phone.do('pickUp', call, { rings: 3, ringsAre: 'exactly' });
      seen = await phone.look(call);
      expect(seen.call).toMatchObject({ rings: 3, answeredAt: new Date(FRIDAY) });
      // At most two read literally; three as many offices read it.
      expect(seen.call?.bounds.map(({ kept }) => kept)).toEqual([false, true]);
      await phone.on('setPurpose', call, { dutyId: office.dutyIds[0], text: '' });
      await phone.on('handleHere', call);
      await phone.do('finish', call, { steps: closing });
      seen = await phone.look(call);
      expect(seen).toMatchObject({ state: 'closed', outcome: 'handled' });
      expect(await factsOf(office, call)).toEqual([
        'P1 rang clock',
        'P1 answered ticked',
        'P1 rings.3 ticked',
        'P1 purpose_heard ticked',
        'P2 answered_at_once ticked',
        'P3 anything_else_asked ticked',
        'P3 farewell_said ticked',
        'P3 receiver_down_after_customer ticked',
      ]);
    });

    test('what nobody counted stays unmeasured, and a pick-up taken back takes its rings back', async () => {
      const phone = at('이지훈');
      const call = await phone.rings();
      await phone.do('pickUp', call, { rings: null, ringsAre: 'exactly' });
      expect((await phone.look(call)).call).toMatchObject({ rings: null, ringsAre: null });
      expect(await factsOf(office, call)).toEqual(['P1 rang clock', 'P1 answered ticked']);
      await expect(phone.do('pickUp', call, { rings: 1, ringsAre: 'exactly' })).rejects.toMatchObject({
        data: { reason: 'ALREADY_ANSWERED' },
      });
      await phone.on('undo', call, { step: 'answer' });
      await phone.do('pickUp', call, { rings: 4, ringsAre: 'at_least' });
      await phone.on('undo', call, { step: 'answer' });
      expect((await phone.look(call)).call).toMatchObject({ rings: null, answeredAt: null });
      expect((await factsOf(office, call)).slice(-4)).toEqual([
        'P1 answered ticked',
        'P1 rings.at_least.4 ticked',
        'P1 answered.undone ticked',
        'P1 rings.at_least.4.undone clock',
      ]);
      await phone.do('missed', call, { memoFollows: false });
    });

    test('put through: the summary is there at once, the clock says how long, and only the greeting is repeated', async () => {
      const phone = at('이지훈');
      const call = await phone.heard();
      await phone.do('putThrough', call, { to: id('박서연'), summary: '한도 상향 문의' });
      expect(plain((await phone.look(call)).steps[2]?.say ?? [])).toMatch(/박서연 대리에게 연결해/);
      const officer = aTelephone(office, '박서연');
      const { encounters } = await officer.client.encounters.unclosed({ branchId: office.branchId });
      expect(encounters.find((card) => card.id === call)).toMatchObject({
        handedTo: { name: '박서연' },
        call: { summary: '한도 상향 문의' },
      });
      office.clock.pass(0.2);
      await officer.on('take', call);
      const taken = await officer.look(call);
      expect(taken).toMatchObject({ state: 'with_officer', outcome: 'officer', currentStep: 'answer.again' });
      expect(taken.call?.transfer).toMatchObject({ to: { name: '박서연' }, seconds: 12 });
      expect(taken.call?.transferLimit).toBeNull();
      expect(taken.steps.filter((step) => step.state === 'pending').map((step) => step.id)).toEqual([
        'answer.again',
        ...closing,
      ]);
      await officer.do('finish', call, { steps: ['answer.again', ...closing] });
      expect((await officer.look(call)).state).toBe('closed');
      const facts = await factsOf(office, call);
      expect(facts).toContain('P2 transfer_started clock');
      expect(facts).toContain('P2 transferred clock');
      expect(facts).toContain('P1 answered.again ticked');
    });

    test('a colleague who does not pick up: the call comes back, and nothing of it counts as put through', async () => {
      const phone = at('이지훈');
      const call = await phone.heard();
      await phone.do('putThrough', call, { to: id('박서연'), summary: '' });
      await phone.on('recall', call);
      expect(await phone.look(call)).toMatchObject({ state: 'open', currentStep: 'officer' });
      const facts = await factsOf(office, call);
      expect(facts.at(-1)).toBe('P2 transfer_not_answered clock');
      expect(facts.some((fact) => fact.includes('transferred'))).toBe(false);
      await phone.do('cutOff', call, { reason: '전화가 끊김' });
    });

    test('cut off: what was not said is left out with the reason; a memo taken stands', async () => {
      const phone = at('이지훈');
      const call = await phone.rings();
      await phone.do('pickUp', call, { rings: 1, ringsAre: 'exactly' });
      await phone.do('cutOff', call, { reason: '전화가 끊김' });
      const seen = await phone.look(call);
      expect(seen).toMatchObject({ state: 'closed', outcome: 'left', outcomeNote: '전화가 끊김' });
      expect(seen.steps.map(({ state }) => state)).toEqual(['done', ...Array(5).fill('skipped')]);
      expect(seen.steps[5]?.reason).toBe('전화가 끊김');

      const other = await phone.heard();
      await aMemo(office, { encounterId: other });
      await phone.do('cutOff', other, { reason: '전화가 끊김' });
      expect(await phone.look(other)).toMatchObject({ state: 'closed', outcome: 'memo' });
    });

    test('missed: a fact, and with a number the memo that promises a call back ends the call', async () => {
      const phone = at('이지훈');
      const plainly = await phone.rings();
      await phone.do('missed', plainly, { memoFollows: false });
      expect(await phone.look(plainly)).toMatchObject({ state: 'closed', outcome: 'missed' });
      expect(await factsOf(office, plainly)).toEqual(['P1 rang clock', 'P1 missed ticked']);

      const call = await phone.rings();
      await phone.do('setNumber', call, { number: '042 111 2222' });
      await phone.do('missed', call, { memoFollows: true });
      expect(await phone.look(call)).toMatchObject({ state: 'open', call: { missed: true } });
      const { id: memoId } = await aMemo(office, { encounterId: call, phone: '042 111 2222' });
      const seen = await phone.look(call);
      expect(seen).toMatchObject({ state: 'closed', outcome: 'memo', memoId });
      const memo = await phone.client.memos.get({ branchId: office.branchId, id: memoId });
      expect(memo.promise).toMatchObject({ clause: 'P2', state: 'open' });
      // Without a memo it ends as well.
      const third = await phone.rings();
      await phone.do('missed', third, { memoFollows: true });
      await phone.on('close', third);
      expect(await phone.look(third)).toMatchObject({ state: 'closed', outcome: 'missed' });
      await expect(phone.do('missed', third, { memoFollows: false })).rejects.toMatchObject({
        data: { reason: 'ENCOUNTER_CLOSED' },
      });
    });

    test('logged afterwards: everything of it happened then, is marked so, and cannot be timed', async () => {
      const phone = at('이지훈');
      const rang = new Date('2026-11-20T01:05:00.000Z');
      const call = await phone.rings(rang);
      await phone.do('pickUp', call, { rings: 2, ringsAre: 'exactly' });
      await phone.on('setPurpose', call, { dutyId: office.dutyIds[0], text: '' });
      await expect(phone.do('putThrough', call, { to: id('박서연'), summary: '' })).rejects.toMatchObject({
        data: { reason: 'RECORDED_AFTERWARDS' },
      });
      await phone.on('handleHere', call);
      await phone.do('finish', call, { steps: closing });
      const seen = await phone.look(call);
      expect(seen).toMatchObject({ state: 'closed', openedAt: rang, call: { afterwards: true } });
      const facts = await factsOf(office, call);
      expect(facts.length).toBe(8);
      for (const fact of facts) expect(fact).toMatch(/ afterwards$/);
      const { standards } = await office
        .as('한도윤')
        .reports.evidence({ branchId: office.branchId, since: '2026-11-20', until: '2026-11-20' });
      const P1 = standards[0]?.clauses.find(({ clause }) => clause === 'P1');
      const counted = P1?.events.find(({ event }) => event === 'rings.2');
      expect(counted?.known.afterwards).toBe(1);
      await expect(phone.rings(new Date('2026-11-20T09:00:00.000Z'))).rejects.toMatchObject({
        data: { reason: 'TIME_IN_FUTURE' },
      });
    });

    test('the number: kept as people write it or as typed, and masked for everybody', async () => {
      const phone = at('이지훈');
      const call = await phone.rings();
      for (const [typed, kept, digits, shown] of [
        ['01012342748', '010-1234-2748', '01012342748', '010-****-2748'],
        ['내선 31', '내선 31', '31', '**'],
        ['', '', '', ''],
      ]) {
        await phone.do('setNumber', call, { number: typed });
        const row = await office.frontDesk.desk.engine.db
          .selectFrom('phone_call')
          .select(['number', 'number_digits'])
          .where('encounter_id', '=', call)
          .executeTakeFirst();
        expect(row).toEqual({ number: kept, number_digits: digits });
        expect((await phone.look(call)).call?.number).toBe(shown);
      }
      await phone.do('missed', call, { memoFollows: false });
    });

    test('who is calling: the customer, his promises in due order, his last encounters, and what to say', async () => {
      const phone = at('이지훈');
      const { branchId } = office;
      const { id: customerId } = await phone.client.customers.add({
        ...{ requestId: requestId(), branchId, name: '한가람', business: '가람상회', phone: '010-7777-3141' },
        consent: { given: true, how: 'oral' },
      });
      const earlier = await phone.heard();
      await phone.on('setCustomer', earlier, { customerId });
      const { id: memoId } = await aMemo(office, {
        ...{ encounterId: earlier, customerId, customerName: null, phone: null },
        dutyId: office.dutyIds[1] ?? null,
      });
      await phone.do('finish', earlier, { steps: closing });
      const ask = (number: string) => phone.client.calls.lookup({ branchId, number, searchId: requestId() });
      expect(await ask('314')).toEqual([]);
      expect(await ask('010-5555-0000')).toEqual([]);
      const [found, ...others] = await ask('010-7777-31');
      expect(others).toEqual([]);
      expect(found?.customer).toMatchObject({ id: customerId, name: '한○람', phone: '010-****-3141' });
      expect(found?.memos.map((memo) => memo.id)).toEqual([memoId]);
      expect(found?.encounters[0]).toMatchObject({ channel: 'phone', purpose: '보증 상담' });
      expect(plain(found?.say ?? [])).toBe(
        '한○람 고객님, 기한 연장 문의는 박서연 대리가 오후 3시 32분까지 전화드리기로 되어 있습니다.',
      );
      office.clock.pass(70);
      const [late] = await ask('+82 10 7777 3141');
      expect(plain(late?.say ?? [])).toBe(
        '한○람 고객님, 기한 연장 문의에 약속드린 시간까지 전화드리지 못해 죄송합니다. 지금 바로 확인하겠습니다.',
      );
      // Somebody nobody saved is known by his memo.
      await aMemo(office, { customerId: null, customerName: '도라지', phone: '010-6666-2718' });
      const [unsaved] = await ask('66662718');
      expect(unsaved).toMatchObject({ customer: null, memos: [{ customerName: '도○지' }], encounters: [] });
    });

    test('booked on the line: the promise for that time, its memo, and the closing words still to say', async () => {
      const phone = at('이지훈');
      const { branchId, dutyIds } = office;
      const offers = [{ dutyId: dutyIds[0] ?? '', staffIds: [id('박서연')] }];
      await office.as('한도윤').bookings.saveSettings({
        ...{ requestId: requestId(), branchId, expectedVersion: 0, taken: true, web: false },
        ...{ slotMinutes: 30, daysAhead: 14, noticeHours: 1, offers },
      });
      const call = await phone.heard();
      const wish = {
        at: new Date('2026-11-23T01:00:00.000Z'),
        officerId: id('박서연'),
        dutyId: dutyIds[0] ?? null,
        ...{ customerId: null, customerName: '오세영', business: '', phone: '042-111-2222' },
        inquiry: '한도 상향',
        consent: true,
      };
      await phone.do('book', call, wish);
      const seen = await phone.look(call);
      expect(seen).toMatchObject({ state: 'open', outcome: 'booked', currentStep: 'anything_else' });
      const memo = await phone.client.memos.get({ branchId, id: seen.memoId ?? '' });
      expect(memo).toMatchObject({
        encounterId: call,
        handler: { name: '박서연' },
        promise: { dueAt: wish.at, state: 'open' },
      });
      await expect(phone.on('undo', call, { step: 'officer' })).rejects.toMatchObject({
        data: { reason: 'NOT_UNDOABLE' },
      });
      await phone.do('finish', call, { steps: closing });
      // Somebody else wants the same time: refused, and the call goes on as it was.
      const other = await phone.heard();
      await expect(phone.do('book', other, wish)).rejects.toMatchObject({ data: { reason: 'SLOT_TAKEN' } });
      expect(await phone.look(other)).toMatchObject({ state: 'open', outcome: null });
      await phone.do('cutOff', other, { reason: '시험' });
    });

    test('a visit and a call stay open side by side, are counted apart, and both are in the closing check', async () => {
      const phone = at('최민호');
      const { branchId } = office;
      const before = await phone.client.encounters.unclosed({ branchId });
      const visit = await aWindow(office, '최민호').open();
      const call = await phone.rings();
      const lane = await phone.client.encounters.unclosed({ branchId });
      expect([lane.today - before.today, lane.callsToday - before.callsToday]).toEqual([1, 1]);
      const { encounters } = await phone.client.reports.closingCheck({ branchId });
      expect(encounters.find((one) => one.id === call)).toMatchObject({ channel: 'phone', step: '받기' });
      expect(encounters.find((one) => one.id === visit)).toMatchObject({ channel: 'visit' });
      await expect(phone.do('pickUp', visit, { rings: 1, ringsAre: 'exactly' })).rejects.toMatchObject({
        data: { reason: 'NOT_A_CALL' },
      });
      await aWindow(office, '최민호').finish(visit);
      await phone.do('missed', call, { memoFollows: false });
    });

    test('a repeated press is answered once, and a stale one says who was first', async () => {
      const phone = at('이지훈');
      const { branchId } = office;
      const press = { requestId: requestId(), branchId, counterId: null };
      const first = await phone.client.calls.open(press);
      expect(await phone.client.calls.open(press)).toEqual(first);
      const pickUp = { id: first.id, expectedVersion: 1, rings: 2, ringsAre: 'exactly' as const };
      await phone.client.calls.pickUp({ ...pickUp, requestId: requestId() });
      await expect(
        office.as('박서연').calls.pickUp({ ...pickUp, requestId: requestId() }),
      ).rejects.toMatchObject({ code: 'CONFLICT', data: { changedBy: '이지훈' } });
      await phone.do('cutOff', first.id, { reason: '시험' });
    });

    test('on the customer’s page a call stands among the visits', async () => {
      const phone = at('이지훈');
      const { branchId } = office;
      const { id: customerId } = await phone.client.customers.add({
        ...{ requestId: requestId(), branchId, name: '나루터', business: '', phone: '010-4444-1618' },
        consent: { given: true, how: 'oral' },
      });
      const call = await phone.heard();
      await phone.on('setCustomer', call, { customerId });
      const { entries } = await phone.client.customers.timeline({ branchId, id: customerId, before: null });
      expect(entries).toMatchObject([{ kind: 'encounter', id: call, channel: 'phone' }]);
      await phone.do('cutOff', call, { reason: '시험' });
    });
  });

  test('fifteen seconds to put through, and the summary handed over only where there was one', async () => {
    const office = await anOffice(await open(), { pack: packOf('saesol.ko.yaml') });
    const [phone, officer] = [aTelephone(office, '이지훈'), aTelephone(office, '박서연')];
    const putThrough = async (summary: string, seconds: number) => {
      const call = await phone.heard();
      await phone.do('putThrough', call, { to: office.staff.박서연, summary });
      expect((await phone.look(call)).call?.transferLimit).toEqual({ clause: 'B2', atMost: 15 });
      office.clock.pass(seconds / 60);
      await officer.on('take', call);
      const facts = await factsOf(office, call);
      return { seconds: (await officer.look(call)).call?.transfer?.seconds, facts };
    };
    const told = await putThrough('계약 해지 문의', 15);
    expect(told.seconds).toBe(15);
    expect(told.facts).toContain('B2 transferred clock');
    expect(told.facts).toContain('B2 summary_handed_over ticked');
    const silent = await putThrough('', 21);
    expect(silent.seconds).toBe(21);
    expect(silent.facts).toContain('B2 transferred clock');
    expect(silent.facts.join()).not.toContain('summary_handed_over');
    await office.close();
  });

  test('five rings at Harrowmere, where nobody waits for the customer to hang up', async () => {
    const office = await anOffice(await open(), { pack: packOf('harrowmere.en.yaml') });
    const phone = aTelephone(office, '이지훈');
    const call = await phone.rings();
    expect((await phone.look(call)).call?.ringChoices).toHaveLength(6);
    await phone.do('pickUp', call, { rings: 5, ringsAre: 'exactly' });
    const seen = await phone.look(call);
    expect(seen.call?.bounds).toMatchObject([{ clause: 'T1', atMost: 5, kept: true }]);
    expect(seen.call?.choices.map((choice) => choice.id)).toEqual(['answered', 'transferred', 'memo']);
    await phone.on('setPurpose', call, { dutyId: office.dutyIds[0], text: '' });
    await phone.on('handleHere', call);
    await phone.do('finish', call, { steps: ['anything_else', 'goodbye'] });
    expect((await phone.look(call)).state).toBe('closed');
    await office.close();
  });

  test('a standard without a telephone offers none', async () => {
    const without = daejeonPack.replace(/\n {2}phone:\n[\s\S]*?(?=\n {2}callback:\n)/, '');
    const office = await anOffice(await open(), { pack: without });
    const { standard } = await office.as('이지훈').settings.branch({ branchId: office.branchId });
    expect(standard.channels).not.toContain('phone');
    await expect(aTelephone(office, '이지훈').rings()).rejects.toMatchObject({
      data: { reason: 'NO_CHANNEL' },
    });
    await office.close();
  });
});
