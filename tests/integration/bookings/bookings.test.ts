import { beforeEach, describe, expect, test } from 'vitest';
import { runDue } from '#core/promises/reminders.service.ts';
import { byHand, MONDAY_TEN, openBookings, publicly, wish } from '#tests/builders/bookings.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

/** The word a call is refused with. */
async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => null,
    (thrown: { code?: string; data?: { reason?: string } }) => thrown,
  );
  return error?.data?.reason ?? error?.code ?? 'OK';
}

eachEngine((_, open) => {
  describe('a booked call', () => {
    let office: Office;
    beforeEach(async () => {
      office = await anOffice(await open());
    });
    const facts = async (subjects: string[]) =>
      (
        await office.frontDesk.desk.engine.db
          .selectFrom('fact')
          .select(['clause', 'event', 'how', 'actor_id', 'subject_type'])
          .where('subject_id', 'in', subjects)
          .orderBy('seq')
          .execute()
      ).map((row) => [row.clause, row.event, row.how]);
    const list = () =>
      office.as('박서연').bookings.list({ branchId: office.branchId, from: '2026-11-20', days: 31 });

    test('is off until a manager turns it on, and says so wherever it is asked for', async () => {
      const { branchId } = office;
      const settings = await office.as('이지훈').bookings.settings({ branchId });
      expect(settings).toMatchObject({ taken: false, web: false, gap: null, version: 0, offers: [] });
      expect(await refusal(office.as('이지훈').bookings.make(byHand(office)))).toBe('BOOKING_OFF');
      expect(await publicly(office).booking.offer({ branchId })).toMatchObject({ open: false, duties: [] });
      expect(await refusal(publicly(office).booking.make(wish(office)))).toBe('BOOKING_OFF');
      await openBookings(office);
      expect(await publicly(office).booking.offer({ branchId })).toMatchObject({
        open: true,
        duties: [{ name: '보증 상담' }],
        consent: expect.stringContaining('1년 동안 보관'),
        clause: { id: 'P5' },
      });
    });

    test('is a memo with the promise to call at that time, its reminders and its evidence', async () => {
      await openBookings(office);
      const { id } = await office.as('이지훈').bookings.make(byHand(office));
      const [card] = await list();
      expect(card).toMatchObject({ id, source: 'phone', state: 'booked', promise: 'open', at: MONDAY_TEN });
      expect(card?.number).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
      const memoId = card?.memoId ?? '';
      const memo = await office.as('박서연').memos.get({ branchId: office.branchId, id: memoId });
      expect(memo).toMatchObject({
        state: 'new',
        intended: { name: '박서연' },
        takenBy: { name: '이지훈' },
        promise: {
          clause: 'P5',
          state: 'open',
          dueAt: MONDAY_TEN,
          originalDueAt: MONDAY_TEN,
          dueReason: 'agreed',
        },
      });
      expect(await facts([memoId, memo.promise.id])).toEqual([
        ['P5', 'booking_made', 'ticked'],
        ['P5', 'promise_made', 'clock'],
      ]);
      const { board } = office.as('박서연').memos;
      const { cards } = await board({ branchId: office.branchId, filter: 'mine' });
      expect(cards.map((one) => one.id)).toEqual([memoId]);
      // An hour before, to the customer; ten minutes before, to the officer; overdue, to the manager.
      office.clock.set('2026-11-23T00:49:59.000Z');
      expect(await runDue(office.frontDesk.desk)).toBe(1);
      expect(await office.as('박서연').notices.mine({ branchId: office.branchId })).toEqual([]);
      office.clock.set('2026-11-23T00:50:00.000Z');
      expect(await runDue(office.frontDesk.desk)).toBe(1);
      const told = await office.as('박서연').notices.mine({ branchId: office.branchId });
      expect(told).toMatchObject([{ kind: 'promise_officer', subjectId: memoId, dueAt: MONDAY_TEN }]);
      office.clock.set('2026-11-23T01:00:01.000Z');
      expect(await runDue(office.frontDesk.desk)).toBe(1);
      const manager = await office.as('한도윤').notices.mine({ branchId: office.branchId });
      expect(manager).toMatchObject([{ kind: 'promise_manager', subjectId: memoId }]);
    });

    test('begun in time is kept, however long it lasts, and nobody is told that it is overdue', async () => {
      await openBookings(office);
      const officer = office.as('박서연');
      await office.as('이지훈').bookings.make(byHand(office));
      const [card] = await list();
      const id = card?.memoId ?? '';
      office.clock.set('2026-11-23T00:58:00.000Z');
      await officer.memos.open({ requestId: requestId(), id });
      const { version, callSteps } = await officer.memos.get({ branchId: office.branchId, id });
      const step = callSteps[0]?.id ?? '';
      await officer.memos.tickCall({ requestId: requestId(), id, expectedVersion: version, step });
      office.clock.set('2026-11-23T01:20:00.000Z');
      await runDue(office.frontDesk.desk);
      expect(await office.as('한도윤').notices.mine({ branchId: office.branchId })).toEqual([]);
      const open = await officer.memos.get({ branchId: office.branchId, id });
      expect(open.calledInTime).toEqual(new Date('2026-11-23T00:58:00.000Z'));
      // Nobody apologises for a call that came in time.
      expect(open.callSteps.map((line) => line.id)).not.toContain('apology');
      const answer = { said: '연장 서류를 안내했습니다.', lateReason: null, lateAction: null };
      await officer.memos.answer({ requestId: requestId(), id, expectedVersion: open.version, ...answer });
      const done = await officer.memos.get({ branchId: office.branchId, id });
      expect(done.promise.state).toBe('kept');
      expect(await facts([id, done.promise.id])).toContainEqual(['P5', 'booked_call_made', 'ticked']);
      expect(await facts([id, done.promise.id])).toContainEqual(['P5', 'promise_kept', 'clock']);
    });

    test('not begun by its time is late and needs a reason; the report says so under P5', async () => {
      await openBookings(office);
      const officer = office.as('박서연');
      await office.as('이지훈').bookings.make(byHand(office));
      const id = (await list())[0]?.memoId ?? '';
      office.clock.set('2026-11-23T01:05:00.000Z');
      const answer = { said: '안내했습니다.', lateAction: null };
      const on = { requestId: requestId(), id, expectedVersion: 1, ...answer };
      expect(await refusal(officer.memos.answer({ ...on, lateReason: null }))).toBe('NEEDS_REASON');
      await officer.memos.answer({ ...on, requestId: requestId(), lateReason: '앞 상담이 길어짐' });
      const report = await office
        .as('한도윤')
        .reports.dailyCallback({ branchId: office.branchId, date: '2026-11-23' });
      expect(report.movement).toMatchObject({ carriedIn: 1, late: 1, open: 0, meanMinutes: null });
      expect(report.byClause.find(({ clause }) => clause === 'P5')).toMatchObject({ late: 1, rate: 0 });
    });

    test('is made once for a request, and refused where it cannot be', async () => {
      await openBookings(office);
      const window = office.as('이지훈');
      const first = await window.bookings.make(
        byHand(office, { requestId: '01990000-0000-7000-8000-000000000001' }),
      );
      const again = await window.bookings.make(
        byHand(office, { requestId: '01990000-0000-7000-8000-000000000001' }),
      );
      expect(again).toEqual(first);
      expect(await list()).toHaveLength(1);
      const tries: [Partial<Parameters<typeof byHand>[1]>, string][] = [
        [{}, 'SLOT_TAKEN'],
        [{ at: new Date('2026-11-23T01:29:59.000Z') }, 'SLOT_TAKEN'],
        [{ at: new Date('2026-11-20T05:00:00.000Z') }, 'TIME_IN_PAST'],
        [{ at: new Date('2026-11-21T01:00:00.000Z') }, 'BRANCH_CLOSED'],
        [{ at: new Date('2026-11-24T01:00:00.000Z'), phone: '000' }, 'PHONE_INVALID'],
        [{ at: new Date('2026-11-24T01:00:00.000Z'), customerName: null }, 'EMPTY'],
        [{ at: new Date('2026-11-24T01:00:00.000Z'), officerId: requestId() }, 'NOT_FOUND'],
        [{ at: new Date('2026-11-23T01:30:00.000Z') }, 'OK'],
      ];
      for (const [more, word] of tries) {
        expect(await refusal(window.bookings.make(byHand(office, more))), word).toBe(word);
      }
    });

    test('moved is the same promise at another time, with its history', async () => {
      await openBookings(office);
      const window = office.as('이지훈');
      const { id } = await window.bookings.make(byHand(office));
      const at = new Date('2026-11-24T02:00:00.000Z');
      const officerId = office.staff.최민호 ?? '';
      const move = { id, expectedVersion: 1, at, officerId, reason: '고객 요청', lateReason: null };
      await window.bookings.move({ requestId: requestId(), ...move });
      const [card] = await list();
      expect(card).toMatchObject({ at, dueAt: at, officer: { name: '최민호' }, handler: { name: '최민호' } });
      const memo = await window.memos.get({ branchId: office.branchId, id: card?.memoId ?? '' });
      expect(memo.promise).toMatchObject({ dueAt: at, originalDueAt: MONDAY_TEN, state: 'open' });
      expect(memo.earlier).toEqual([]);
      expect(memo.history.at(-1)).toMatchObject({
        kind: 'rebooked',
        note: '고객 요청',
        data: { before: MONDAY_TEN.toISOString(), due: at.toISOString(), from: '박서연', to: '최민호' },
      });
      expect(await facts([memo.id])).toContainEqual(['P5', 'booking_moved', 'ticked']);
      // The time left is free again, the new one is not, and the old version is stale.
      expect(await refusal(window.bookings.make(byHand(office)))).toBe('OK');
      expect(await refusal(window.bookings.make(byHand(office, { at, officerId })))).toBe('SLOT_TAKEN');
      expect(await refusal(window.bookings.move({ requestId: requestId(), ...move }))).toBe('CONFLICT');
    });

    test('agreed anew on the line it holds the new time on the page, and the old one is free', async () => {
      await openBookings(office);
      const { branchId } = office;
      const officer = office.as('박서연');
      await officer.bookings.make(byHand(office));
      const id = (await list())[0]?.memoId ?? '';
      office.clock.set('2026-11-23T00:58:00.000Z');
      const newDueAt = new Date('2026-11-23T05:00:00.000Z');
      const word = { requestId: requestId(), id, said: '서류를 찾아보고 다시 드리기로 했습니다.', newDueAt };
      const { version } = await officer.memos.get({ branchId, id });
      await officer.memos.interim({ ...word, expectedVersion: version });
      expect(await list()).toMatchObject([{ at: newDueAt, dueAt: newDueAt, version: 2, state: 'booked' }]);
      const days = await publicly(office).booking.days({
        branchId,
        dutyId: office.dutyIds[0] ?? '',
        from: '2026-11-23',
        days: 1,
      });
      const free = days.days[0]?.times ?? [];
      expect(free).not.toContain(newDueAt.toISOString());
      expect(free).toContain('2026-11-23T04:30:00.000Z');
      // Half past one is another's; ten o'clock, which was his, can be another's again.
      const other = wish(office, { at: newDueAt.toISOString() });
      expect(await refusal(publicly(office).booking.make(other))).toBe('SLOT_TAKEN');
      office.clock.set('2026-11-20T06:00:00.000Z');
      expect(await refusal(publicly(office).booking.make(wish(office)))).toBe('OK');
      // What another call has cannot be agreed to.
      const { version: now } = await officer.memos.get({ branchId, id });
      const clash = { ...word, requestId: requestId(), newDueAt: MONDAY_TEN, expectedVersion: now };
      expect(await refusal(officer.memos.interim(clash))).toBe('SLOT_TAKEN');
      expect((await list()).map(({ at }) => at)).toEqual([MONDAY_TEN, newDueAt]);
    });

    describe('the customer', () => {
      const REMINDED = '2026-11-23T00:00:00.000Z';
      const texts = async () =>
        await office.frontDesk.desk.engine.db
          .selectFrom('message')
          .selectAll()
          .orderBy('made_at')
          .orderBy('id')
          .execute();
      const states = async () => (await texts()).map(({ state }) => state);

      test('is reminded once, an hour before, by a text that waits to be sent; its going is evidence', async () => {
        await openBookings(office);
        await office.as('이지훈').bookings.make(byHand(office));
        const memoId = (await list())[0]?.memoId ?? '';
        office.clock.set('2026-11-22T23:59:59.000Z');
        await runDue(office.frontDesk.desk);
        expect(await texts()).toEqual([]);
        office.clock.set(REMINDED);
        await Promise.all([runDue(office.frontDesk.desk), runDue(office.frontDesk.desk)]);
        await runDue(office.frontDesk.desk);
        const [text, ...others] = await texts();
        expect(others).toEqual([]);
        expect(text).toMatchObject({
          text: '[한밭신용보증재단] 김민수 고객님, 오전 10시에 박서연 대리가 전화드립니다.',
          state: 'by_hand',
          to_phone: '010-1234-2748',
          clause: 'P5',
          officer_id: office.staff.박서연,
        });
        expect(await facts([memoId])).not.toContainEqual(['P5', 'booking_reminder_sent', 'ticked']);
        const sent = {
          requestId: requestId(),
          branchId: office.branchId,
          id: text?.id ?? '',
          expectedVersion: 1,
        };
        await office.as('박서연').messages.sentByHand({ ...sent, phone: 'office', sentAt: null });
        expect(await facts([memoId])).toContainEqual(['P5', 'booking_reminder_sent', 'ticked']);
      });

      test('is not reminded of what was called off, and of what was moved at its new time', async () => {
        await openBookings(office);
        const window = office.as('이지훈');
        const first = await window.bookings.make(byHand(office));
        const second = await window.bookings.make(
          byHand(office, { at: new Date('2026-11-23T02:00:00.000Z') }),
        );
        await window.bookings.cancel({
          requestId: requestId(),
          id: first.id,
          expectedVersion: 1,
          reason: '취소',
        });
        const at = new Date('2026-11-24T02:00:00.000Z');
        const officerId = office.staff.최민호 ?? '';
        const move = {
          id: second.id,
          expectedVersion: 1,
          at,
          officerId,
          reason: '고객 요청',
          lateReason: null,
        };
        await window.bookings.move({ requestId: requestId(), ...move });
        office.clock.set('2026-11-24T00:59:59.000Z');
        await runDue(office.frontDesk.desk);
        expect(await texts()).toEqual([]);
        office.clock.set('2026-11-24T01:00:00.000Z');
        await runDue(office.frontDesk.desk);
        expect((await texts()).map(({ text }) => text)).toEqual([
          expect.stringContaining('오전 11시에 최민호'),
        ]);
        // Moved once more: what waits is dropped, and another is planned.
        const { version } = (await list()).find(({ id }) => id === second.id) ?? { version: 0 };
        const later = new Date('2026-11-24T06:00:00.000Z');
        await window.bookings.move({ requestId: requestId(), ...move, expectedVersion: version, at: later });
        expect(await states()).toEqual(['dropped']);
        office.clock.set('2026-11-24T05:00:00.000Z');
        await runDue(office.frontDesk.desk);
        expect(await states()).toEqual(['dropped', 'by_hand']);
        await window.bookings.cancel({
          ...{ requestId: requestId(), id: second.id, expectedVersion: version + 1, reason: '취소' },
        });
        expect(await states()).toEqual(['dropped', 'dropped']);
      });

      test('handed on, the reminder that waits is dropped and another goes in the name of who calls now', async () => {
        await openBookings(office);
        await office.as('이지훈').bookings.make(byHand(office));
        const id = (await list())[0]?.memoId ?? '';
        const hand = async (by: string, name: string) => {
          const { version } = await office.as(by).memos.get({ branchId: office.branchId, id });
          const to = office.staff[name] ?? '';
          const input = { requestId: requestId(), id, expectedVersion: version, to, reason: '담당 변경' };
          await office.as(by).memos.handOn(input);
          await runDue(office.frontDesk.desk);
        };
        await hand('박서연', '최민호');
        expect(await texts()).toEqual([]);
        office.clock.set(REMINDED);
        await runDue(office.frontDesk.desk);
        office.clock.pass(5);
        await hand('최민호', '박서연');
        expect(await texts()).toMatchObject([
          { state: 'dropped', outdated: 'CALL_HANDED_ON', officer_id: office.staff.최민호 },
          { state: 'by_hand', outdated: null, officer_id: office.staff.박서연, made_by: office.staff.박서연 },
        ]);
        expect((await texts())[1]?.text).toContain('박서연 대리가');
        // One that has gone is not followed by another.
        const sent = { id: (await texts())[1]?.id ?? '', expectedVersion: 1, sentAt: null };
        const how = { requestId: requestId(), branchId: office.branchId, phone: 'office' as const };
        await office.as('박서연').messages.sentByHand({ ...sent, ...how });
        await hand('박서연', '최민호');
        expect(await states()).toEqual(['dropped', 'sent']);
      });

      test('is not reminded when the hour has passed meanwhile, nor by a number that takes no text', async () => {
        await openBookings(office);
        const window = office.as('이지훈');
        await window.bookings.make(byHand(office));
        const at = new Date('2026-11-24T01:00:00.000Z');
        await window.bookings.make(byHand(office, { at, phone: '042-380-1234 내선 12' }));
        office.clock.set('2026-11-23T01:00:01.000Z');
        await runDue(office.frontDesk.desk);
        office.clock.set('2026-11-24T00:00:00.000Z');
        await runDue(office.frontDesk.desk);
        expect(await texts()).toEqual([]);
      });
    });

    test('moved after its time needs the reason and stays late', async () => {
      await openBookings(office);
      const window = office.as('박서연');
      const { id } = await window.bookings.make(byHand(office));
      office.clock.set('2026-11-23T01:10:00.000Z');
      const at = new Date('2026-11-23T04:00:00.000Z');
      const officerId = office.staff.박서연 ?? '';
      const move = { id, expectedVersion: 1, at, officerId, reason: '다시 약속' };
      expect(await refusal(window.bookings.move({ requestId: requestId(), ...move, lateReason: null }))).toBe(
        'NEEDS_REASON',
      );
      await window.bookings.move({ requestId: requestId(), ...move, lateReason: '회의가 길어짐' });
      const memoId = (await list())[0]?.memoId ?? '';
      office.clock.set('2026-11-23T04:00:00.000Z');
      const { version } = await window.memos.get({ branchId: office.branchId, id: memoId });
      const answer = { said: '안내했습니다.', lateReason: null, lateAction: null };
      await window.memos.answer({ requestId: requestId(), id: memoId, expectedVersion: version, ...answer });
      const done = await window.memos.get({ branchId: office.branchId, id: memoId });
      expect(done.promise).toMatchObject({ state: 'late', lateReason: '회의가 길어짐' });
    });

    test('cancelled in time is neither kept nor broken, and its time is free again', async () => {
      await openBookings(office);
      const window = office.as('이지훈');
      const { id } = await window.bookings.make(byHand(office));
      await window.bookings.cancel({ requestId: requestId(), id, expectedVersion: 1, reason: '일정 변경' });
      const [card] = await list();
      expect(card).toMatchObject({ state: 'cancelled', promise: 'withdrawn' });
      const report = await window.reports.dailyCallback({ branchId: office.branchId, date: '2026-11-20' });
      expect(report.movement).toMatchObject({ received: 1, withdrawn: 1, kept: 0, broken: 0, open: 0 });
      const due = await window.reports.dailyCallback({ branchId: office.branchId, date: '2026-11-23' });
      expect(due.due).toMatchObject({ kept: 0, late: 0, broken: 0, open: 0, rate: null });
      expect(await refusal(window.bookings.make(byHand(office)))).toBe('OK');
      const month = await window.reports.month({ branchId: office.branchId, month: '2026-11' });
      expect(month.movement).toMatchObject({ received: 2, withdrawn: 1, open: 1 });
      office.clock.set('2026-11-23T01:00:01.000Z');
      const second = (await list()).find((one) => one.state === 'booked');
      const late = { requestId: requestId(), id: second?.id ?? '', expectedVersion: 1, reason: '늦은 취소' };
      expect(await refusal(window.bookings.cancel(late))).toBe('BOOKING_OVERDUE');
    });

    test('an absence entered over it leaves it promised, and says which bookings it touches', async () => {
      await openBookings(office);
      const officer = office.as('박서연');
      const { branchId } = office;
      const staffId = office.staff.박서연 ?? '';
      await officer.bookings.make(byHand(office));
      await officer.bookings.make(byHand(office, { at: new Date('2026-11-23T05:00:00.000Z') }));
      const from = new Date('2026-11-23T00:00:00.000Z');
      const until = new Date('2026-11-23T04:00:00.000Z');
      const leave = { requestId: requestId(), staffId, kind: 'training', told: null };
      const reasons = await officer.staff.absenceReasons({ branchId });
      const kind = reasons.find(({ form }) => form === 'during')?.id ?? '';
      await officer.staff.setAbsence({ ...leave, kind, startsAt: from, returnsAt: until });
      const affected = await officer.bookings.affected({ branchId, staffId, from, until });
      expect(affected.map(({ at }) => at)).toEqual([MONDAY_TEN]);
      expect(affected[0]).toMatchObject({ officerAway: true, promise: 'open' });
      const { cards } = await officer.memos.board({ branchId, filter: 'mine' });
      expect(cards).toHaveLength(2);
      // Nobody books into it any more.
      const free = await officer.bookings.slots({
        branchId,
        dutyId: null,
        officerId: staffId,
        from: '2026-11-23',
        days: 1,
      });
      const times = free.days[0]?.slots.map(({ at }) => at.toISOString()) ?? [];
      expect(times.every((time) => time >= until.toISOString())).toBe(true);
      expect(times).not.toContain('2026-11-23T05:00:00.000Z');
      expect(
        await refusal(officer.bookings.make(byHand(office, { at: new Date('2026-11-23T02:00:00.000Z') }))),
      ).toBe('OFFICER_AWAY');
    });

    test('the same customer joined with another is called under one record', async () => {
      await openBookings(office);
      const window = office.as('한도윤');
      const { branchId } = office;
      const add = (name: string, phone: string) =>
        window.customers.add({
          requestId: requestId(),
          branchId,
          name,
          phone,
          business: '',
          consent: { given: true, how: 'oral' },
        });
      const [kept, gone] = [await add('김민수', '010-1234-2748'), await add('김민수', '010-1234-2749')];
      const known = { customerId: gone.id, customerName: null, phone: null };
      await window.bookings.make(byHand(office, known));
      const [card] = await list();
      await window.customers.join({
        requestId: requestId(),
        branchId,
        survivor: { id: kept.id, expectedVersion: 1 },
        joined: { id: gone.id, expectedVersion: 1 },
        keep: { name: 'survivor', business: 'survivor', phone: 'survivor' },
      });
      const memo = await window.memos.get({ branchId, id: card?.memoId ?? '' });
      expect(memo.customerId).toBe(kept.id);
    });
  });
});
