import { z } from 'zod';
import {
  businessName,
  id,
  instant,
  longText,
  personal,
  personName,
  phoneText,
  requestId,
  shortText,
  subjectId,
  version,
} from './fields.ts';
import { atCounter, fresh, onExisting, procedure, receipt, sentence } from './rules.ts';
import { staffRef } from './staff.ts';

/** `unanswered`: closed without an answer, its promise broken. `withdrawn`: called off, nothing is owed any more. */
export const memoState = z.enum([
  'new',
  'seen',
  'in_contact',
  'answered',
  'unreachable',
  'unanswered',
  'withdrawn',
]);
export type MemoState = z.infer<typeof memoState>;

/** `withdrawn`: the customer, or the office with him, called it off; neither kept nor broken. */
export const promiseState = z.enum(['open', 'kept', 'late', 'broken', 'unreachable', 'withdrawn']);
export type PromiseState = z.infer<typeof promiseState>;

/**
 * `holiday_declared`: a day declared later moved it; the first due time is kept beside. `agreed`: a time agreed with
 * the customer, as of a site visit. `resumed`: counted anew after the clock stood still for the customer.
 */
export const dueReason = z.enum([
  'standard',
  'preferred',
  'before_closing',
  'next_morning',
  'interim',
  'holiday_declared',
  'agreed',
  'resumed',
]);
export type DueReason = z.infer<typeof dueReason>;
/** What the customer chose when the hour ends after closing. */
export const afterClosing = z.enum(['before_closing', 'next_morning']);
export type AfterClosing = z.infer<typeof afterClosing>;

export const promiseView = z.object({
  id,
  version,
  clause: z.string(),
  state: promiseState,
  madeAt: instant,
  originalDueAt: instant,
  dueAt: instant,
  dueReason,
  /** What was due before a declared holiday moved it; null where none has. */
  dueBefore: instant.nullable(),
  closedAt: instant.nullable(),
  lateReason: z.string().nullable(),
  lateAction: z.string().nullable(),
});
export type PromiseView = z.infer<typeof promiseView>;

export const memoCard = z.object({
  id: subjectId(id, 'memo'),
  version,
  state: memoState,
  customerId: subjectId(id, 'customer').nullable(),
  customerName: personal(z.string(), 'name'),
  phone: personal(z.string(), 'phone'),
  inquiry: personal(z.string(), 'text'),
  duty: z.string().nullable(),
  urgency: z.enum(['normal', 'urgent']),
  intended: staffRef,
  handler: staffRef,
  takenBy: staffRef,
  attempts: z.number().int(),
  callAgainAt: instant.nullable(),
  madeAt: instant,
  closedAt: instant.nullable(),
  promise: promiseView,
});
export type MemoCard = z.infer<typeof memoCard>;

/** A card with who ended its promise: “has anyone called this customer back?” in one look. */
export const memoFound = memoCard.extend({ closedBy: z.string().nullable() });
export type MemoFound = z.infer<typeof memoFound>;

/**
 * made · seen · taken_over · handed_on · attempt · interim · answered · unreachable · unanswered · reopened ·
 * late_reason · call_step · holiday_declared · holiday_withdrawn · rebooked · withdrawn.
 */
export const memoEvent = z.object({
  id,
  kind: z.string(),
  at: instant,
  actor: z.string(),
  note: personal(z.string(), 'text'),
  /** Facts of the event: result of an attempt, from and to whom, the new due time. */
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type MemoEvent = z.infer<typeof memoEvent>;

/** One line of the callback checklist (P4). */
export const callStep = z.object({
  id: z.string(),
  clause: z.string(),
  label: z.string(),
  say: sentence,
  doneAt: instant.nullable(),
});

export const memoView = memoCard.extend({
  business: personal(z.string(), 'business'),
  encounterId: id.nullable(),
  /** Earlier promises of this memo, when it was reopened. */
  earlier: z.array(promiseView),
  history: z.array(memoEvent),
  callSteps: z.array(callStep),
  /** When the call that was agreed for a time was begun in time; null otherwise. */
  calledInTime: instant.nullable(),
  /** True in the reply of `open`: name and number are whole. */
  revealed: z.boolean(),
  /** What the pack asks before somebody may be called unreachable. */
  unreachableAfter: z.number().int(),
  /** The text to send a customer whom nobody reached, blanks filled; masked like the rest of the reply. */
  unreachableText: sentence,
});
export type MemoView = z.infer<typeof memoView>;

/** `mine`: to be called by me · `left`: taken by me, whoever calls. */
export const boardFilter = z.enum(['branch', 'mine', 'department', 'overdue', 'late', 'left']);
export type BoardFilter = z.infer<typeof boardFilter>;
/** Boards that do not depend on who looks. */
const ofTheBranch = z.object({ filter: z.enum(['branch', 'overdue', 'late']) });

/** Today's figures of the promises, for the strip and the chips. */
export const promiseFigures = z.object({
  open: z.number().int(),
  dueSoon: z.number().int(),
  overdue: z.number().int(),
  keptToday: z.number().int(),
  closedToday: z.number().int(),
  /** Mean minutes from memo to answer today; null on a day without one. */
  meanMinutes: z.number().nullable(),
});
export type PromiseFigures = z.infer<typeof promiseFigures>;

export const quoteInput = z.object({
  branchId: id,
  intendedId: id,
  encounterId: id.nullable(),
  preferredAt: instant.nullable(),
  afterClosing: afterClosing.nullable(),
});

export const quote = z.object({
  originalDueAt: instant,
  dueAt: instant,
  dueReason,
  caller: staffRef,
  /** Somebody else calls because the officer cannot be back in time. */
  substituted: z.boolean(),
  nobodyPresent: z.boolean(),
  /** When the hour ends after closing: what to offer. */
  offers: z.array(z.object({ choice: afterClosing, dueAt: instant })),
  /** The sentence to say, blanks filled. */
  say: sentence,
});
export type Quote = z.infer<typeof quote>;

const attemptResult = z.enum(['no_answer', 'busy', 'call_again']);

export const memos = {
  /** Cards by due order; closed ones only of today (newest first, at most 50) unless filtered by late. */
  board: procedure({
    ...{ who: atCounter, action: 'memos.board' },
    sameForAll: (input) => ofTheBranch.safeParse(input).success,
  })
    .input(z.object({ branchId: id, filter: boardFilter }))
    .output(
      z.object({
        cards: z.array(memoCard),
        answeredToday: z.number().int(),
        figures: promiseFigures,
      }),
    ),
  /** When the promises this person is to keep are due, soonest first: for the badge, which follows the clock. */
  mineDue: procedure({ who: atCounter, action: 'memos.mineDue' })
    .input(z.object({ branchId: id }))
    .output(z.array(instant)),
  /**
   * By name, initial consonants, business or phone digits, as customers are found, whether or not the customer is
   * saved: open memos and those closed in the last 30 days, newest first, at most 20; nothing for too little.
   * `searchId` is one for one visit of the search box; the log is written when it settles.
   */
  find: procedure({ who: atCounter, action: 'memos.find', settles: true })
    .input(z.object({ branchId: id, query: shortText({ max: 60, min: 0 }), searchId: requestId }))
    .output(z.array(memoFound)),
  figures: procedure({ who: atCounter, action: 'memos.figures' })
    .input(z.object({ branchId: id }))
    .output(promiseFigures),
  get: procedure({ who: atCounter, action: 'memos.get' })
    .input(z.object({ branchId: id, id }))
    .output(memoView),
  /**
   * The logged reveal: whoever handles the memo sees the whole name and number; opening a new one marks it
   * seen. FORBIDDEN for others, who read it with `get`.
   */
  open: procedure({ who: atCounter, action: 'memos.open', reveals: true })
    .input(z.object({ ...fresh, id }))
    .output(memoView),
  /** What would be promised now, and the sentence for it (V4, P2). */
  quote: procedure({ who: atCounter, action: 'memos.quote' }).input(quoteInput).output(quote),
  create: procedure({ who: atCounter, action: 'memos.create' })
    .input(
      quoteInput.extend({
        ...fresh,
        customerId: id.nullable(),
        /** Null with a `customerId`: taken from the customer's record, whose whole name and number no window sees. */
        customerName: personName.nullable(),
        business: businessName.nullable(),
        phone: phoneText.nullable(),
        dutyId: id.nullable(),
        inquiry: longText({ max: 4000 }),
        urgency: z.enum(['normal', 'urgent']),
        /** Who was named to the customer; refused (CALLER_CHANGED) when the quote would now name another. */
        callerId: id,
      }),
    )
    .output(receipt),
  takeOver: procedure({ who: atCounter, action: 'memos.takeOver' })
    .input(z.object({ ...onExisting }))
    .output(receipt),
  handOn: procedure({ who: atCounter, action: 'memos.handOn' })
    .input(z.object({ ...onExisting, to: id, reason: shortText({ max: 200 }) }))
    .output(receipt),
  /** An attempt is not an answer: the promise stays open. */
  logAttempt: procedure({ who: atCounter, action: 'memos.logAttempt' })
    .input(
      z.object({
        ...onExisting,
        result: attemptResult,
        callAgainAt: instant.nullable(),
        note: shortText({ max: 500, min: 0 }),
      }),
    )
    .output(receipt),
  /**
   * Something was said, the rest comes by a newly agreed time; the original due time is kept beside it. Said after
   * the due time it needs a reason (NEEDS_REASON) and the promise still ends late.
   */
  interim: procedure({ who: atCounter, action: 'memos.interim' })
    .input(
      z.object({
        ...onExisting,
        said: longText({ max: 4000 }),
        newDueAt: instant,
        lateReason: shortText({ max: 300 }).nullable().optional(),
      }),
    )
    .output(receipt),
  /** Late needs a reason (NEEDS_REASON). */
  answer: procedure({ who: atCounter, action: 'memos.answer' })
    .input(
      z.object({
        ...onExisting,
        said: longText({ max: 4000 }),
        lateReason: shortText({ max: 300 }).nullable(),
        lateAction: shortText({ max: 300 }).nullable(),
      }),
    )
    .output(receipt),
  /**
   * Closes as unreachable: only after the pack's attempts (TOO_FEW_ATTEMPTS) and with the text sent. Past the due
   * time it needs a reason (NEEDS_REASON), unless one has been given.
   */
  unreachable: procedure({ who: atCounter, action: 'memos.unreachable' })
    .input(
      z.object({
        ...onExisting,
        textSent: z.literal(true, { error: 'NEEDS_TEXT_SENT' }),
        note: shortText({ max: 500, min: 0 }),
        lateReason: shortText({ max: 300 }).nullable().optional(),
      }),
    )
    .output(receipt),
  /** Closes without an answer: the promise is broken, with a reason. */
  closeUnanswered: procedure({ who: atCounter, action: 'memos.closeUnanswered' })
    .input(z.object({ ...onExisting, reason: shortText({ max: 300 }) }))
    .output(receipt),
  /**
   * Starts a second promise; the first stays as it ended. Without a time or a choice a due time after closing
   * becomes the next morning.
   */
  reopen: procedure({ who: atCounter, action: 'memos.reopen' })
    .input(
      z.object({
        ...onExisting,
        reason: shortText({ max: 300 }),
        preferredAt: instant.nullable().optional(),
        afterClosing: afterClosing.nullable().optional(),
      }),
    )
    .output(receipt),
  /** Why an overdue promise is not answered yet; asked at the closing check. */
  explainLate: procedure({ who: atCounter, action: 'memos.explainLate' })
    .input(
      z.object({ ...onExisting, reason: shortText({ max: 300 }), action: shortText({ max: 300, min: 0 }) }),
    )
    .output(receipt),
  /** Ticks a line of the callback checklist (P4). */
  tickCall: procedure({ who: atCounter, action: 'memos.tickCall' })
    .input(z.object({ ...onExisting, step: shortText({ max: 60 }) }))
    .output(receipt),
  /** The customer's slip: who calls, by when, as sentences to print or read out. */
  slip: procedure({ who: atCounter, action: 'memos.slip' })
    .input(z.object({ branchId: id, id }))
    .output(
      z.object({
        memoId: subjectId(id, 'memo'),
        institution: z.string(),
        branch: z.string(),
        customerName: personal(z.string(), 'name'),
        phone: personal(z.string(), 'phone'),
        caller: staffRef,
        dueAt: instant,
        madeAt: instant,
        /** Everything below, to read out. */
        say: sentence,
        title: sentence,
        promise: sentence,
        /** Empty while the branch has given no telephone number. */
        contact: sentence,
        unreached: sentence,
        clause: z.string(),
      }),
    ),
};
