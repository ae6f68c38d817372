import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { byHand, MONDAY_TEN, openBookings, publicly, wish } from '#tests/builders/bookings.ts';
import { anOffice, type Office, requestId, usualPeople } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const packOf = (name: string) =>
  readFileSync(new URL(`../../../assets/standards/${name}`, import.meta.url), 'utf8');

async function outcome(call: Promise<unknown>): Promise<string> {
  return await call.then(
    () => 'OK',
    (error: { code?: string; data?: { reason?: string } }) => error.data?.reason ?? error.code ?? `${error}`,
  );
}

eachEngine((_, open) => {
  describe('booking without signing in', () => {
    const anOpenOffice = async (
      names?: string[],
      more?: Parameters<typeof openBookings>[2],
    ): Promise<Office> => {
      const office = await anOffice(await open());
      await openBookings(office, names, more);
      return office;
    };
    const rows = (office: Office) =>
      office.frontDesk.desk.engine.db.selectFrom('booking').selectAll().orderBy('id').execute();

    test('twenty who want one time at once: one has it, nineteen are told', { timeout: 30_000 }, async () => {
      const office = await anOpenOffice();
      const { booking } = publicly(office);
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          outcome(booking.make(wish(office, { phone: `010-9000-${1000 + index}` }))),
        ),
      );
      expect(outcomes.filter((one) => one === 'OK')).toHaveLength(1);
      expect(outcomes.filter((one) => one === 'SLOT_TAKEN')).toHaveLength(19);
      expect(await rows(office)).toHaveLength(1);
      const { db } = office.frontDesk.desk.engine;
      const memos = await db.selectFrom('memo').select('id').orderBy('id').execute();
      const promises = await db.selectFrom('promise').select('id').orderBy('id').execute();
      expect([memos.length, promises.length]).toEqual([1, 1]);
    });

    test('with two officers, two have it, each with another', { timeout: 30_000 }, async () => {
      const office = await anOpenOffice(['박서연', '최민호']);
      const { booking } = publicly(office);
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          outcome(booking.make(wish(office, { phone: `010-9000-${1000 + index}` }))),
        ),
      );
      expect(outcomes.filter((one) => one === 'OK')).toHaveLength(2);
      expect(new Set((await rows(office)).map((row) => row.officer_id)).size).toBe(2);
    });

    test('the index alone lets one in, whatever was read before', async () => {
      const office = await anOpenOffice();
      await publicly(office).booking.make(wish(office));
      const { db } = office.frontDesk.desk.engine;
      const [row] = await rows(office);
      if (row === undefined) throw new Error('nothing was booked');
      const memo = await db.selectFrom('memo').selectAll().executeTakeFirstOrThrow();
      const other = { ...memo, id: requestId() };
      await db.insertInto('memo').values(other).execute();
      const copy = { ...row, id: requestId(), memo_id: other.id, number: 'AAAA-AAAA-AAAA' };
      await expect(db.insertInto('booking').values(copy).execute()).rejects.toThrow();
      await db
        .insertInto('booking')
        .values({ ...copy, state: 'cancelled' })
        .execute();
    });

    test('a request repeated is one booking with one number', async () => {
      const office = await anOpenOffice();
      const { booking } = publicly(office);
      const mine = wish(office);
      const [first, again] = [await booking.make(mine), await booking.make(mine)];
      expect(again).toEqual(first);
      expect(await rows(office)).toHaveLength(1);
      expect(first).toMatchObject({
        state: 'booked',
        at: MONDAY_TEN.toISOString(),
        officer: { name: '박서연', title: '대리' },
        sentence: '11월 23일 (월) 오전 10시에 박서연 대리가 전화드리는 것으로 예약되었습니다.',
      });
    });

    test('what it leaves: facts on behalf of the officer, a log row of nobody, a memo on his board', async () => {
      const office = await anOpenOffice();
      await publicly(office).booking.make(wish(office));
      const { db } = office.frontDesk.desk.engine;
      const facts = await db
        .selectFrom('fact')
        .select(['clause', 'event', 'how', 'actor_id'])
        .orderBy('seq')
        .execute();
      const officer = office.staff.박서연;
      expect(facts).toEqual([
        { clause: 'P5', event: 'booking_channel_open', how: 'clock', actor_id: office.staff.한도윤 },
        { clause: 'P5', event: 'booking_made', how: 'clock', actor_id: officer },
        { clause: 'P5', event: 'promise_made', how: 'clock', actor_id: officer },
      ]);
      const last = await db
        .selectFrom('activity')
        .select(['actor_id', 'action', 'source'])
        .where('action', '=', 'bookings.publicMake')
        .execute();
      expect(last).toEqual([{ actor_id: 'public', action: 'bookings.publicMake', source: 'public' }]);
      const { system } = office.as('한도윤');
      expect(await system.verifyActivity({ branchId: office.branchId })).toMatchObject({ brokenAt: null });
      const { cards } = await office.as('박서연').memos.board({ branchId: office.branchId, filter: 'mine' });
      expect(cards).toMatchObject([{ inquiry: '보증 한도를 알고 싶습니다.', takenBy: { name: '박서연' } }]);
    });

    test('whoever holds the number looks it up and calls it off; any other number is none', async () => {
      const office = await anOpenOffice();
      const { booking } = publicly(office);
      const { number } = await booking.make(wish(office));
      const typed = number.toLowerCase().replaceAll('-', ' ');
      expect(await booking.look({ number: typed, language: 'en' })).toMatchObject({
        state: 'booked',
        sentence: expect.stringContaining('will call you at 10:00 am on Monday 23 November'),
      });
      const told = JSON.stringify(await booking.look({ number }));
      for (const secret of ['강미선', '9876', '보증 한도']) expect(told).not.toContain(secret);
      for (const other of ['AAAA-BBBB-CCCC', 'x', `${number}2`]) {
        expect(await outcome(booking.look({ number: other })), other).toBe('NOT_FOUND');
        expect(await outcome(booking.cancel({ requestId: requestId(), number: other }))).toBe('NOT_FOUND');
      }
      expect(await booking.cancel({ requestId: requestId(), number })).toMatchObject({ state: 'cancelled' });
      expect(await booking.cancel({ requestId: requestId(), number })).toMatchObject({ state: 'cancelled' });
      const promise = await office.frontDesk.desk.engine.db
        .selectFrom('promise')
        .select(['state', 'closed_by'])
        .executeTakeFirstOrThrow();
      expect(promise).toEqual({ state: 'withdrawn', closed_by: null });
      const [row] = await rows(office);
      expect(row).toMatchObject({ state: 'cancelled', cancelled_by: 'customer', version: 2 });
      // His time is free again, and the history says who called it off.
      expect(await outcome(booking.make(wish(office)))).toBe('OK');
      const memo = await office.as('박서연').memos.get({ branchId: office.branchId, id: row?.memo_id ?? '' });
      expect(memo.history.at(-1)).toMatchObject({ kind: 'withdrawn', data: { by: 'customer' } });
    });

    test('only offered times, no more than three a number, and not after the time', async () => {
      const office = await anOpenOffice();
      const { booking } = publicly(office);
      const at = (text: string) => wish(office, { at: new Date(text).toISOString() });
      const tries: [string, string][] = [
        ['2026-11-23T01:10:00.000Z', 'SLOT_NOT_OFFERED'],
        ['2026-11-20T07:00:00.000Z', 'SLOT_NOT_OFFERED'],
        ['2026-11-21T01:00:00.000Z', 'SLOT_NOT_OFFERED'],
        ['2026-12-20T01:00:00.000Z', 'SLOT_NOT_OFFERED'],
        ['2026-11-23T01:00:00.000Z', 'OK'],
        ['2026-11-23T01:30:00.000Z', 'OK'],
        ['2026-11-23T02:00:00.000Z', 'OK'],
        ['2026-11-23T02:30:00.000Z', 'TOO_MANY_BOOKINGS'],
      ];
      for (const [when, word] of tries) expect(await outcome(booking.make(at(when))), when).toBe(word);
      const { days } = await booking.days({
        branchId: office.branchId,
        dutyId: office.dutyIds[0] ?? '',
        from: '2026-11-23',
        days: 1,
      });
      expect(days[0]?.times[0]).toBe('2026-11-23T00:00:00.000Z');
      expect(days[0]?.times).not.toContain('2026-11-23T01:00:00.000Z');
      expect(days[0]?.times).toContain('2026-11-23T02:30:00.000Z');
      // A duty nobody is offered for is none.
      const unoffered = { ...wish(office, { phone: '010-5555-0000' }), dutyId: office.dutyIds[1] ?? '' };
      expect(await outcome(booking.make(unoffered))).toBe('SLOT_NOT_OFFERED');
      const [first] = await rows(office);
      office.clock.set('2026-11-23T01:00:01.000Z');
      const late = { requestId: requestId(), number: first?.number ?? '' };
      expect(await outcome(booking.cancel(late))).toBe('BOOKING_OVERDUE');
    });

    test('with a key the institution’s own page books for its branch, also where the public page is closed', async () => {
      const boss = { name: '나관리', title: '전산', department: '관리팀', role: 'admin' as const };
      const office = await anOffice(await open(), { people: [...usualPeople, boss] });
      await openBookings(office, ['박서연'], { web: false });
      const { branchId } = office;
      const admin = office.as('나관리');
      const secret = `maji_${'k'.repeat(43)}`;
      const make = { requestId: requestId(), branchId, name: '누리집', secret };
      await admin.bookings.makeKey(make);
      await admin.bookings.makeKey(make);
      const [kept, ...others] = await admin.bookings.keys({ branchId });
      expect([kept?.name, kept?.hint, others.length]).toEqual(['누리집', 'maji_kkkkk', 0]);
      const stored = await office.frontDesk.desk.engine.db.selectFrom('api_key').selectAll().execute();
      expect(JSON.stringify(stored)).not.toContain(secret);
      const key = await office.frontDesk.keyOf(secret);
      expect(key).toEqual({ id: kept?.id, branchId });
      expect(await outcome(publicly(office).booking.make(wish(office)))).toBe('BOOKING_OFF');
      expect(await outcome(publicly(office, key).booking.make(wish(office)))).toBe('OK');
      expect((await rows(office))[0]).toMatchObject({ source: 'api' });
      const elsewhere = { id: 'x', branchId: requestId() };
      expect(await outcome(publicly(office, elsewhere).booking.make(wish(office)))).toBe('NOT_FOUND');
      expect(
        await outcome(
          publicly(office, elsewhere).booking.look({ number: (await rows(office))[0]?.number ?? '' }),
        ),
      ).toBe('NOT_FOUND');
      await admin.bookings.revokeKey({ requestId: requestId(), id: kept?.id ?? '', expectedVersion: 1 });
      expect(await office.frontDesk.keyOf(secret)).toBeNull();
      for (const none of ['', 'maji_', secret.slice(0, -1), `${secret}k`]) {
        expect(await office.frontDesk.keyOf(none)).toBeNull();
      }
    });

    test.each([['harrowmere.en.yaml'], ['saesol.ko.yaml']])(
      'a standard without booked calls takes none, and says why: %s',
      async (name) => {
        const office = await anOffice(await open(), { pack: packOf(name) });
        const settings = await office.as('한도윤').bookings.settings({ branchId: office.branchId });
        expect(settings.gap).toBe('NO_BOOKED_CALL');
        expect(await outcome(openBookings(office))).toBe('NO_BOOKED_CALL');
        expect(await outcome(office.as('이지훈').bookings.make(byHand(office)))).toBe('BOOKING_OFF');
        expect(await publicly(office).booking.offer({})).toMatchObject({ open: false, clause: null });
        expect(await publicly(office).booking.days({ dutyId: office.dutyIds[0] ?? '' })).toEqual({
          days: [],
        });
      },
    );
  });
});
