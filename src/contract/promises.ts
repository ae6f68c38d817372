import { z } from 'zod';
import { documentCard } from './documents.ts';
import { id, instant, localDate, personal, shortText, subjectId } from './fields.ts';
import { dueReason, promiseState } from './memos.ts';
import { atCounter, everyone, fresh, managing, procedure, receipt } from './rules.ts';

const noticeBase = {
  id,
  kind: z.enum([
    'promise_officer',
    'promise_substitute',
    'promise_manager',
    'interim_officer',
    'interim_substitute',
    'interim_manager',
    'call_again',
    'handover_untaken',
    'message_failed',
    'message_unknown',
    'message_outdated',
  ]),
  at: instant,
  /** When the thing itself is or was due. */
  dueAt: instant.nullable(),
  customerName: personal(z.string(), 'name').nullable(),
  /** Who should act. */
  about: z.string(),
  /** What was promised, in the pack's words; null for a call back and a visit. */
  what: z.string().nullable(),
};
/** A reminder that has come due for the actor. */
export const notice = z.discriminatedUnion('subjectType', [
  z.object({ ...noticeBase, subjectType: z.literal('memo'), subjectId: subjectId(id, 'memo') }),
  z.object({ ...noticeBase, subjectType: z.literal('encounter'), subjectId: subjectId(id, 'encounter') }),
  z.object({ ...noticeBase, subjectType: z.literal('document'), subjectId: subjectId(id, 'document') }),
  z.object({ ...noticeBase, subjectType: z.literal('site_visit'), subjectId: subjectId(id, 'site-visit') }),
  z.object({ ...noticeBase, subjectType: z.literal('message'), subjectId: subjectId(id, 'message') }),
]);
export type Notice = z.infer<typeof notice>;

export const notices = {
  mine: procedure({ who: everyone, action: 'notices.mine' })
    .input(z.object({ branchId: id }))
    .output(z.array(notice)),
  seen: procedure({ who: everyone, action: 'notices.seen' })
    .input(z.object({ ...fresh, branchId: id, ids: z.array(id).min(1).max(200) }))
    .output(receipt),
};

/** What happened to a promise by the end of the reported day. */
export const dayResult = z.enum(['kept', 'late', 'broken', 'unreachable', 'withdrawn', 'open']);
export type DayResult = z.infer<typeof dayResult>;

export const reportRow = z.object({
  promiseId: id,
  memoId: subjectId(id, 'memo'),
  clause: z.string(),
  madeAt: instant,
  carriedIn: z.boolean(),
  customerName: personal(z.string(), 'name'),
  phone: personal(z.string(), 'phone'),
  /** Purpose category, never the inquiry text. */
  purpose: z.string(),
  intended: z.string(),
  answeredBy: z.string().nullable(),
  originalDueAt: instant,
  dueAt: instant,
  dueReason,
  closedAt: instant.nullable(),
  /** Counted in the day's movement; null for one due today that ended on an earlier day. */
  result: dayResult.nullable(),
  /** As known when the report was made. */
  state: promiseState,
  /** Minutes from memo to answer. */
  minutes: z.number().nullable(),
  /** Minutes past due, for late and overdue ones. */
  lateMinutes: z.number().nullable(),
  dueToday: z.boolean(),
  lateReason: z.string().nullable(),
  lateAction: z.string().nullable(),
});
export type ReportRow = z.infer<typeof reportRow>;

/** received + carriedIn = kept + late + broken + unreachable + withdrawn + open. */
export const movement = z.object({
  carriedIn: z.number().int(),
  received: z.number().int(),
  kept: z.number().int(),
  late: z.number().int(),
  broken: z.number().int(),
  unreachable: z.number().int(),
  /** Called off; only on a day with one, so that a day signed before there were any stays the same. */
  withdrawn: z.number().int().optional(),
  open: z.number().int(),
  /** Mean and longest minutes of those answered that day. */
  meanMinutes: z.number().nullable(),
  longestMinutes: z.number().nullable(),
});
export type Movement = z.infer<typeof movement>;

/** By due date: rate = kept ÷ (kept + late + broken), open shown apart. */
export const dueFigures = z.object({
  kept: z.number().int(),
  late: z.number().int(),
  broken: z.number().int(),
  unreachable: z.number().int(),
  open: z.number().int(),
  /** 0–1; null when nothing has been judged. */
  rate: z.number().nullable(),
});
export type DueFigures = z.infer<typeof dueFigures>;

export const dailyCallbackReport = z.object({
  institution: z.string(),
  branch: z.string(),
  date: localDate,
  timeZone: z.string(),
  boxes: z.array(z.string()),
  standard: z.string(),
  madeAt: instant,
  madeBy: z.string(),
  masked: z.boolean(),
  /** SHA-256 of what would be sealed if this were signed: the day's data, masked, without its words. */
  contentHash: z.string(),
  movement,
  due: dueFigures,
  /** The published hour (P2) and the in-house target of V4 apart. */
  byClause: z.array(
    dueFigures.extend({
      clause: z.string(),
      label: z.string(),
      standing: z.enum(['published', 'in_house']),
    }),
  ),
  rows: z.array(reportRow),
  byOfficer: z.array(
    z.object({
      officer: z.string(),
      received: z.number().int(),
      carriedIn: z.number().int(),
      kept: z.number().int(),
      late: z.number().int(),
      broken: z.number().int(),
      unreachable: z.number().int(),
      withdrawn: z.number().int().optional(),
      open: z.number().int(),
      /** How many of the ones that ended were answered by somebody else. */
      answeredByOthers: z.number().int(),
      meanMinutes: z.number().nullable(),
    }),
  ),
});
export type DailyCallbackReport = z.infer<typeof dailyCallbackReport>;

export const monthReport = z.object({
  month: z.string(),
  days: z.array(z.object({ date: localDate, movement, due: dueFigures })),
  movement,
  due: dueFigures,
});

/** 마감 점검: what must not be left silently. */
export const closingCheck = z.object({
  encounters: z.array(
    z.object({
      id: subjectId(id, 'encounter'),
      channel: z.string(),
      openedAt: instant,
      customerName: personal(z.string(), 'name').nullable(),
      servedBy: z.string(),
      step: z.string().nullable(),
      hasOutcome: z.boolean(),
    }),
  ),
  promises: z.array(
    z.object({
      memoId: subjectId(id, 'memo'),
      memoVersion: z.number().int(),
      customerName: personal(z.string(), 'name'),
      handler: z.string(),
      dueAt: instant,
      overdue: z.boolean(),
      needsReason: z.boolean(),
      /** Handed on to whoever handles it now. */
      handedOn: z.object({ from: z.string(), at: instant, reason: personal(z.string(), 'text') }).nullable(),
    }),
  ),
  /** Papers with something still to be checked or told, first those the customer knows nothing of. */
  documents: z.array(documentCard),
  /** Visits agreed for today or before that nobody has moved: to which nobody has gone, or that nobody has ended. */
  siteVisits: z.array(
    z.object({
      id: subjectId(id, 'site-visit'),
      customerName: personal(z.string(), 'name'),
      officer: z.string(),
      agreedAt: instant,
      /** Null: nobody has gone there. */
      arrivedAt: instant.nullable(),
      /** The time agreed has passed; for one where somebody was, that day has. */
      overdue: z.boolean(),
    }),
  ),
});
export type ClosingCheck = z.infer<typeof closingCheck>;

export const reports = {
  dailyCallback: procedure({ who: atCounter, action: 'reports.dailyCallback' })
    .input(z.object({ branchId: id, date: localDate }))
    .output(dailyCallbackReport),
  /** Names and numbers whole; asks for a purpose, which goes into the activity log. */
  dailyCallbackUnmasked: procedure({ who: managing, action: 'reports.dailyCallbackUnmasked', reveals: true })
    .input(z.object({ branchId: id, date: localDate, purpose: shortText({ max: 200, min: 4 }) }))
    .output(dailyCallbackReport),
  month: procedure({ who: atCounter, action: 'reports.month' })
    .input(z.object({ branchId: id, month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }))
    .output(monthReport),
  closingCheck: procedure({ who: atCounter, action: 'reports.closingCheck' })
    .input(z.object({ branchId: id }))
    .output(closingCheck),
  /** A print or PDF left this window; logged with whose data was on it. */
  printed: procedure({ who: atCounter, action: 'reports.printed' })
    .input(
      z.object({
        ...fresh,
        branchId: id,
        document: z.enum(['daily_callback', 'slip', 'signed_report', 'missing_items', 'site_visit']),
        subject: shortText({ max: 60 }),
        masked: z.boolean(),
      }),
    )
    .output(receipt),
};
