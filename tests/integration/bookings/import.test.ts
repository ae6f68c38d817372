import { describe, expect, test } from 'vitest';
import { openBookings } from '#tests/builders/bookings.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const head = '예약번호,일시,업무,담당자,성명,전화번호,문의내용,동의';
const good = [
  'R1,2026-11-23 10:00,보증 상담,박서연,김민수,010-1234-2748,한도 문의,예',
  'R2,2026-11-23 10:30,보증 상담,,강미선,010-9876-1111,연장 문의,예',
  'R3,2026-11-24 14:00,,최민호 과장,이도현,042-123-4567,,동의',
];
const file = (...lines: string[]) => [head, ...lines].join('\r\n');

eachEngine((_, open) => {
  describe('bookings from a file', () => {
    const anOpenOffice = async () => {
      const office = await anOffice(await open());
      await openBookings(office, ['박서연', '최민호']);
      return office;
    };
    const check = (office: Office, text: string) =>
      office.as('이지훈').bookings.checkImport({ branchId: office.branchId, file: text });
    const take = (office: Office, text: string, expectedNew: number, leaveOutRefused = false) =>
      office.as('이지훈').bookings.import({
        requestId: requestId(),
        branchId: office.branchId,
        file: text,
        expectedNew,
        leaveOutRefused,
      });
    const list = (office: Office) =>
      office.as('박서연').bookings.list({ branchId: office.branchId, from: '2026-11-20', days: 31 });
    const refused = (call: Promise<unknown>) =>
      call.then(
        () => 'OK',
        (error) => error.data?.reason ?? error.code,
      );

    test('are looked at line by line, taken all at once, and known when they come again', async () => {
      const office = await anOpenOffice();
      const text = file(...good);
      expect(await check(office, text)).toMatchObject({ new: 3, known: 0, refused: 0 });
      expect(await list(office)).toEqual([]);
      await take(office, text, 3);
      const booked = await list(office);
      expect(booked.map(({ source, officer, promise }) => [source, officer.name, promise])).toEqual([
        ['csv', '박서연', 'open'],
        ['csv', '최민호', 'open'],
        ['csv', '최민호', 'open'],
      ]);
      const again = await check(office, text);
      expect(again).toMatchObject({ new: 0, known: 3, refused: 0 });
      expect(again.lines.map(({ bookingId }) => bookingId)).toEqual(booked.map(({ id }) => id));
      expect(await refused(take(office, text, 0))).toBe('NOTHING_TO_IMPORT');
      const more = file(...good, 'R4,2026-11-25 09:00,,박서연,정하늘,010-2222-3333,질문,y');
      expect(await check(office, more)).toMatchObject({ new: 1, known: 3, refused: 0 });
      await take(office, more, 1);
      expect(await list(office)).toHaveLength(4);
      const facts = await office.frontDesk.desk.engine.db
        .selectFrom('fact')
        .select(['event', 'how'])
        .where('event', '=', 'booking_made')
        .execute();
      expect(facts).toEqual(Array(4).fill({ event: 'booking_made', how: 'afterwards' }));
    });

    test('every line that cannot be taken says which column and why, and then nothing is taken', async () => {
      const office = await anOpenOffice();
      const lines = [
        ['2026-11-23 25:00,,박서연,김,010-1234-2748,q,예', 'TIME_IMPOSSIBLE', '일시'],
        ['2026-11-20 10:00,,박서연,김,010-1234-2748,q,예', 'TIME_IN_PAST', '일시'],
        ['2026-11-22 10:00,,박서연,김,010-1234-2748,q,예', 'BRANCH_CLOSED', '일시'],
        ['2026-11-23 09:00,,홍길동,김,010-1234-2748,q,예', 'OFFICER_UNKNOWN', '담당자'],
        ['2026-11-23 09:00,없는 업무,,김,010-1234-2748,q,예', 'DUTY_UNKNOWN', '업무'],
        ['2026-11-23 09:00,기한 연장,,김,010-1234-2748,q,예', 'NEEDS_OFFICER', '담당자'],
        ['2026-11-23 09:00,,박서연,,010-1234-2748,q,예', 'EMPTY', '성명'],
        ['2026-11-23 09:00,,박서연,김,12,q,예', 'PHONE_TOO_SHORT', '전화번호'],
        ['2026-11-23 09:00,,박서연,김,000-0000,q,예', 'PHONE_INVALID', '전화번호'],
        ['2026-11-23 09:00,,박서연,김,010-1234-2748,900101-1234567,예', 'RESIDENT_NUMBER', '문의내용'],
        ['2026-11-23 09:00,,박서연,김,010-1234-2748,q,', 'NEEDS_CONSENT', '동의'],
        ['2026-11-23 10:00,,박서연,강,010-5555-6666,q,예', 'SLOT_TAKEN', '일시'],
      ] as const;
      const text = file(good[0] ?? '', ...lines.map(([line], index) => `X${index},${line}`));
      const report = await check(office, text);
      expect(report).toMatchObject({ new: 1, known: 0, refused: lines.length });
      expect(report.lines.slice(1).map(({ line, reason, column }) => [line, reason, column])).toEqual(
        lines.map(([, reason, column], index) => [index + 3, reason, column]),
      );
      expect(await refused(take(office, text, 1))).toBe('IMPORT_HAS_PROBLEMS');
      expect(await list(office)).toEqual([]);
      expect(await refused(take(office, text, 2, true))).toBe('IMPORT_CHANGED');
      expect(await list(office)).toEqual([]);
      await take(office, text, 1, true);
      expect(await list(office)).toHaveLength(1);
    });

    test('the same number at another time is for a person to move, and a line twice in a file is one', async () => {
      const office = await anOpenOffice();
      await take(office, file(good[0] ?? ''), 1);
      const moved = file((good[0] ?? '').replace('10:00', '15:00'));
      expect((await check(office, moved)).lines[0]).toMatchObject({
        outcome: 'refused',
        reason: 'IMPORT_MOVED',
      });
      // Moved by the office: the line of the file is still the same one.
      const [card] = await list(office);
      await office.as('박서연').bookings.move({
        requestId: requestId(),
        id: card?.id ?? '',
        expectedVersion: 1,
        at: new Date('2026-11-23T08:00:00.000Z'),
        officerId: office.staff.박서연 ?? '',
        reason: '고객 요청',
        lateReason: null,
      });
      expect(await check(office, file(good[0] ?? ''))).toMatchObject({ known: 1, refused: 0 });
      const twice = file(good[1] ?? '', good[1] ?? '');
      expect(await check(office, twice)).toMatchObject({ new: 1, known: 1, refused: 0 });
    });

    test('a file that is none says so', async () => {
      const office = await anOpenOffice();
      expect(await check(office, 'PK\u0003\u0004')).toMatchObject({
        refused: 1,
        lines: [{ line: 1, reason: 'FILE_EMPTY' }],
      });
      expect((await check(office, '일시,성명\n1,2')).lines).toMatchObject([
        { line: 1, reason: 'COLUMN_MISSING', column: '전화' },
      ]);
    });
  });
});
