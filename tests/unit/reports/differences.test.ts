import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Difference, difference } from '#contract/signing.ts';
import { dayReport, type ReportPromise } from '#core/reports/callback-report.ts';
import { type DayContent, dayContent, hashOf, reportOf, underNamesOf } from '#core/reports/day-content.ts';
import { differences } from '#core/reports/differences.ts';
import { asStored, histories, seoul, type Told } from './histories.ts';

const date = '2026-11-20';
const now = new Date('2026-11-20T09:04:00.000Z');
const at = (time: string) => Date.parse(`${date}T${time}:00.000+09:00`);
const clauses = [
  { clause: 'P2', label: '1시간 이내 답변', standing: 'published' as const },
  { clause: 'V4', label: '부재 시 안내', standing: 'in_house' as const },
];
const branch = {
  institution: '한밭신용보증재단',
  name: '중부지점',
  calendar: seoul,
  reportBoxes: ['담당', '팀장', '지점장'],
  pack: { id: 'daejeon', version: '1.0.0' },
} as Parameters<typeof dayContent>[0];

const contentOf = (promises: readonly ReportPromise[], when = now, day = date): DayContent =>
  dayContent(branch, day, promises, dayReport(promises, day, when, seoul, clauses));

const told = (made: number, what: Partial<Told>): Told => ({
  memo: 0,
  made,
  dueIn: 60,
  endsIn: 19,
  end: 'answered',
  officer: 1,
  closer: 1,
  clause: 'P2',
  ...what,
});
const day = (): ReportPromise[] =>
  [
    told(at('09:12'), {}),
    told(at('13:28'), { endsIn: 68, closer: 2 }),
    told(at('16:50'), { endsIn: null }),
  ].map((one, index) => asStored(one, index, now));
const changed = (index: number, what: Partial<ReportPromise>) =>
  day().map((one, at) => (at === index ? { ...one, ...what } : one));
const kinds = (found: Difference[]) =>
  found.map((one) =>
    one.kind === 'row' || one.kind === 'figures'
      ? `${one.kind} ${('change' in one && one.change) || ('part' in one && one.part)}`
      : one.kind,
  );

describe('what is sealed', () => {
  test('holds masked names, no number, and no word of a language', () => {
    const text = JSON.stringify(contentOf(day()));
    expect(text).toContain('김○수');
    expect(text).not.toMatch(/김민수|010|2748|답변|안내/);
  });

  test('is the same a minute later and in every language, though an open promise is later by then', () => {
    const english = clauses.map((one) => ({ ...one, label: 'Answer within an hour' }));
    const later = new Date(now.getTime() + 60_000);
    const other = dayContent(branch, date, day(), dayReport(day(), date, later, seoul, english));
    expect(hashOf(other)).toBe(hashOf(contentOf(day())));
  });

  test('gives back the report it was made of, row by row', () => {
    fc.assert(
      fc.property(histories, ({ promises, now: when }) => {
        const on = seoul.businessDate(when);
        const report = dayReport(promises, on, when, seoul, clauses);
        const labels = new Map(report.byClause.map(({ clause, label }) => [clause, label]));
        const read = reportOf(contentOf(promises, when, on), seoul, {
          standard: '',
          clauseLabel: (clause) => labels.get(clause) ?? '',
          madeAt: when,
          madeBy: '',
        });
        expect(read.movement).toEqual(report.movement);
        expect(read.due).toEqual(report.due);
        expect(read.byClause).toEqual(report.byClause);
        expect(read.byOfficer).toEqual(report.byOfficer.map(({ officerId: _, ...one }) => one));
        const asPrinted = report.rows.map((row) => ({ ...row, customerName: '김○수', phone: '' }));
        expect(read.rows).toMatchObject(asPrinted);
      }),
      { numRuns: 60 },
    );
  });

  test('a promotion, a purpose or a branch called otherwise, a new clause in the standard make no other day', () => {
    const signed = contentOf(day());
    const promoted = day().map((one) => ({
      ...one,
      intended: { ...one.intended, label: `${one.intended.label}님`, sort: 9 - one.intended.sort },
      purpose: '보증',
    }));
    const more = [...clauses, { clause: 'C2', label: '', standing: 'published' as const }];
    const renamed = { ...branch, name: '대전중부지점', reportBoxes: ['담당', '지점장'] };
    const today = dayContent(renamed, date, promoted, dayReport(promoted, date, now, seoul, more));
    expect(hashOf(today)).not.toBe(hashOf(signed));
    expect(differences(signed, underNamesOf(signed, today))).toEqual([]);
    expect(kinds(differences(signed, today))).toContain('heading');
  });
});

describe('differences', () => {
  test('a late reason given afterwards is one field of one row', () => {
    const found = differences(contentOf(day()), contentOf(changed(1, { lateReason: '현장실사' })));
    expect(found).toEqual([
      {
        kind: 'row',
        change: 'changed',
        promiseId: 'p0001',
        memoId: 'm0',
        customerName: '김○수',
        madeAt: new Date(at('13:28')),
        fields: [{ field: 'lateReason', before: null, after: '현장실사' }],
      },
    ]);
  });

  test('an answer of an open promise: the row, who answered, and every figure it moves', () => {
    const closedAt = new Date(at('17:20'));
    const answered = changed(2, {
      state: 'kept',
      closedAt,
      closedDate: date,
      closedBy: day()[1]?.closedBy ?? null,
    });
    const found = differences(contentOf(day()), contentOf(answered));
    expect(found[0]).toMatchObject({
      kind: 'row',
      change: 'changed',
      fields: [
        { field: 'answeredBy', before: null, after: '최민호 과장' },
        { field: 'closedAt', before: null, after: closedAt.toISOString() },
        { field: 'result', before: 'open', after: 'kept' },
        { field: 'state', before: 'open', after: 'kept' },
      ],
    });
    expect(kinds(found).slice(1)).toEqual([
      'figures movement',
      'figures due',
      'figures clause',
      'figures officer',
    ]);
    expect(found[1]).toMatchObject({
      of: null,
      fields: [
        { field: 'kept', before: 1, after: 2 },
        { field: 'open', before: 1, after: 0 },
        { field: 'meanMinutes', before: 43.5, after: 39 },
      ],
    });
    expect(found.at(-1)).toMatchObject({ of: '이지훈 주임' });
  });

  test('a memo entered afterwards is added, one taken away is removed, each in the order of the day', () => {
    const entered = asStored(told(at('10:00'), { officer: 0 }), 7, now);
    const found = differences(contentOf(day()), contentOf([...day().slice(1), entered]));
    expect(kinds(found).slice(0, 2)).toEqual(['row removed', 'row added']);
    expect(found).toContainEqual(
      expect.objectContaining({ kind: 'figures', part: 'officer', of: '박서연 대리' }),
    );
  });

  test('a name alone is told as a name', () => {
    const promoted = day().map((one) => ({ ...one, intended: { ...one.intended, label: '이지훈 대리' } }));
    expect(differences(contentOf(day()), contentOf(promoted))).toEqual([
      { kind: 'name', of: 'person', before: '이지훈 주임', after: '이지훈 대리' },
    ]);
  });

  test('are none exactly when the hash is the same, and name what changed', () => {
    const edits: fc.Arbitrary<(one: ReportPromise) => ReportPromise> = fc.oneof(
      fc.constant((one: ReportPromise) => one),
      fc.string().map((text) => (one: ReportPromise) => ({ ...one, lateReason: text })),
      fc.constantFrom('kept', 'late', 'broken').map((state) => (one: ReportPromise) => ({
        ...one,
        state: state as ReportPromise['state'],
        closedAt: one.closedAt ?? now,
        closedDate: one.closedDate ?? date,
      })),
      fc.integer({ min: 1, max: 300 }).map((minutes) => (one: ReportPromise) => ({
        ...one,
        dueAt: new Date(one.dueAt.getTime() + minutes * 60_000),
      })),
      fc.constantFrom('나○영', '').map((customerName) => (one: ReportPromise) => ({ ...one, customerName })),
    );
    fc.assert(
      fc.property(histories, fc.nat(), edits, fc.boolean(), ({ promises, now: when }, index, edit, drop) => {
        const on = seoul.businessDate(when);
        const which = promises.length === 0 ? -1 : index % promises.length;
        const later = promises
          .filter((_, at) => !(drop && at === which))
          .map((one, at) => (at === which ? edit(one) : one));
        const before = contentOf(promises, when, on);
        const after = contentOf(later, when, on);
        const found = differences(before, after);
        expect(found.length === 0).toBe(hashOf(before) === hashOf(after));
        expect(kinds(found)).not.toContain('form');
        expect(differences(after, before)).toHaveLength(found.length);
      }),
      { numRuns: 300 },
    );
  });

  test('are what the contract says', () => {
    const stored = (content: DayContent): DayContent => ({
      ...content,
      rows: content.rows.map((row) => ({
        ...row,
        promiseId: crypto.randomUUID(),
        memoId: crypto.randomUUID(),
      })),
    });
    const found = differences(stored(contentOf(day())), stored(contentOf(day())));
    expect(found).toHaveLength(6);
    for (const one of found) expect(difference.parse(one)).toEqual(one);
  });
});
