import fc from 'fast-check';
import type { PromiseState } from '#contract/memos.ts';
import type { ReportPromise } from '#core/reports/callback-report.ts';
import { createWorkCalendar, usualWeek } from '#core/standard/calendar.ts';

export const seoul = createWorkCalendar({
  timeZone: 'Asia/Seoul',
  weekly: usualWeek(),
  publicHolidays: 'KR',
});

export const minutes = (count: number) => count * 60_000;
const officers = ['박서연 대리', '이지훈 주임', '최민호 과장'].map((label, sort) => ({
  id: `s${sort}`,
  label,
  sort,
}));

/** What happened, told apart from how it is reported. */
export interface Told {
  memo: number;
  made: number;
  /** Minutes until due: an hour, or whatever the customer asked for. */
  dueIn: number;
  /** Minutes until it ended; null while it has not. */
  endsIn: number | null;
  end: 'answered' | 'broken' | 'unreachable';
  officer: number;
  closer: number;
  clause: string;
}

/** A promise as the store would hold it at `now`. */
export function asStored(told: Told, index: number, now: Date): ReportPromise {
  const madeAt = new Date(told.made);
  const dueAt = new Date(told.made + minutes(told.dueIn));
  const ended = told.endsIn === null ? null : new Date(told.made + minutes(told.endsIn));
  const closedAt = ended !== null && ended <= now ? ended : null;
  const answered: PromiseState = closedAt !== null && closedAt <= dueAt ? 'kept' : 'late';
  return {
    id: `p${String(index).padStart(4, '0')}`,
    memoId: `m${told.memo}`,
    clause: told.clause,
    standardId: 'in-force',
    customerName: '김민수',
    phone: '010-1234-2748',
    purpose: '보증 상담',
    dutyId: 'd0',
    intended: officers[told.officer] as ReportPromise['intended'],
    closedBy: closedAt === null ? null : (officers[told.closer] as ReportPromise['intended']),
    madeAt,
    madeDate: seoul.businessDate(madeAt),
    originalDueAt: new Date(told.made + minutes(60)),
    dueAt,
    dueDate: seoul.businessDate(dueAt),
    dueReason: told.dueIn === 60 ? 'standard' : 'preferred',
    state: closedAt === null ? 'open' : told.end === 'answered' ? answered : told.end,
    closedAt,
    closedDate: closedAt === null ? null : seoul.businessDate(closedAt),
    lateReason: null,
    lateAction: null,
  };
}

const start = Date.parse('2026-10-20T00:00:00.000+09:00');
const weeks = 7 * 7 * 24 * 60;

/** Times cluster around midnight in Seoul and midnight UTC as well as anywhere in the weeks. */
const anyMinute = fc.oneof(
  fc.integer({ min: 0, max: weeks - 1 }),
  fc
    .tuple(fc.integer({ min: 0, max: 48 }), fc.constantFrom(0, 9 * 60), fc.integer({ min: -3, max: 3 }))
    .map(([day, hour, off]) => Math.max(0, day * 1440 + hour + off)),
);

const one = fc.record({
  memo: fc.integer({ min: 0, max: 15 }),
  made: anyMinute.map((minute) => start + minutes(minute)),
  dueIn: fc.oneof(fc.constant(60), fc.integer({ min: 1, max: 20 * 1440 })),
  endsIn: fc.option(fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 30 * 1440 }))),
  end: fc.constantFrom('answered', 'answered', 'answered', 'broken', 'unreachable'),
  officer: fc.integer({ min: 0, max: 2 }),
  closer: fc.integer({ min: 0, max: 2 }),
  clause: fc.constantFrom('P2', 'V4'),
}) satisfies fc.Arbitrary<Told>;

/** A memo opened again: a second promise made when, or after, the first one ended. */
const reopened = fc
  .tuple(one, one, fc.integer({ min: 0, max: 3 * 1440 }))
  .map(([first, second, later]): Told[] =>
    first.endsIn === null
      ? [first]
      : [first, { ...second, memo: first.memo, made: first.made + minutes(first.endsIn + later) }],
  );

/** Weeks of promises and the moment at which somebody asks for a report. */
export const histories = fc
  .record({
    told: fc
      .array(
        fc.oneof(
          one.map((single) => [single]),
          reopened,
        ),
        { maxLength: 60, size: '+1' },
      )
      .map((lists) => lists.flat()),
    now: anyMinute.map((minute) => new Date(start + minutes(minute))),
  })
  .map(({ told, now }) => ({
    now,
    promises: told
      .filter(({ made }) => made <= now.getTime())
      .map((single, index) => asStored(single, index, now)),
  }));
