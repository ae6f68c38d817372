import { z } from 'zod';
import { known } from './encounters.ts';
import {
  businessName,
  id,
  instant,
  localDate,
  longText,
  personal,
  personName,
  phoneText,
  shortText,
  subjectId,
  version,
} from './fields.ts';
import { atCounter, everyone, fresh, onExisting, procedure, receipt, sentence } from './rules.ts';
import { staffRef } from './staff.ts';
import { STEP_EVENTS } from './standard-channels.ts';

/** planned: no time agreed yet · agreed · arrived: at the customer's · done · cancelled. */
export const siteVisitState = z.enum(['planned', 'agreed', 'arrived', 'done', 'cancelled']);
export type SiteVisitState = z.infer<typeof siteVisitState>;

/** Who wanted it otherwise: what the office moves after the agreed time has passed stays late. */
export const movedBy = z.enum(['customer', 'office']);
export type MovedBy = z.infer<typeof movedBy>;

/** How long a visit takes, in minutes. */
const minutes = z.int().min(10).max(600);

export const siteVisitCard = z.object({
  id: subjectId(id, 'site-visit'),
  version,
  state: siteVisitState,
  customerId: subjectId(id, 'customer').nullable(),
  customerName: personal(z.string(), 'name'),
  business: personal(z.string(), 'business'),
  phone: personal(z.string(), 'phone'),
  address: personal(z.string(), 'text'),
  dutyId: id.nullable(),
  duty: z.string().nullable(),
  officer: staffRef,
  companion: staffRef.nullable(),
  agreedAt: instant.nullable(),
  minutes: z.number().int(),
  /** When the officer comes, as he told the customer who has to wait for him. */
  expectedAt: instant.nullable(),
  arrivedAt: instant.nullable(),
  closedAt: instant.nullable(),
  madeAt: instant,
});
export type SiteVisitCard = z.infer<typeof siteVisitCard>;

/** One step of the pack's channel `site_visit`. */
export const siteVisitStep = z.object({
  id: z.string(),
  clause: z.string(),
  label: z.string(),
  hint: z.string(),
  on: z.enum(STEP_EVENTS),
  /** There only while something is late. */
  whenLate: z.boolean(),
  required: z.boolean(),
  doneAt: instant.nullable(),
  how: known.nullable(),
  actor: z.string().nullable(),
  say: sentence,
});
export type SiteVisitStep = z.infer<typeof siteVisitStep>;

/**
 * made · agreed · rescheduled · late_told · word · texted · arrived · step · step_undone · entered · finished · cancelled · changed ·
 * holiday_declared · holiday_withdrawn · hours_changed.
 */
export const siteVisitEvent = z.object({
  id,
  kind: z.string(),
  at: instant,
  actor: z.string(),
  note: personal(z.string(), 'text'),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type SiteVisitEvent = z.infer<typeof siteVisitEvent>;

/** The promise to be there. `withdrawn`: the customer called the visit off; neither kept nor broken. */
export const visitPromise = z.object({
  clause: z.string(),
  state: z.enum(['open', 'kept', 'late', 'broken', 'unreachable', 'withdrawn']),
  originalDueAt: instant,
  dueAt: instant,
  closedAt: instant.nullable(),
  lateReason: z.string().nullable(),
});
export type VisitPromise = z.infer<typeof visitPromise>;

/** The next word in between about what is promised, to be said by telephone. */
export const visitWord = z.object({
  promiseId: id,
  clause: z.string(),
  originalDueAt: instant,
  dueAt: instant,
  say: sentence,
});
export type VisitWord = z.infer<typeof visitWord>;

export const siteVisitView = siteVisitCard.extend({
  /** Own words, beside the duty. */
  purpose: personal(z.string(), 'text'),
  documentId: id.nullable(),
  institution: z.string(),
  branch: z.string(),
  /** What the pack calls such visits. */
  channel: z.string(),
  steps: z.array(siteVisitStep),
  /** The step to do next; null where nothing is left. */
  currentStep: z.string().nullable(),
  /** The promise to come; null before a time is agreed, and where the standard promises none. */
  promise: visitPromise.nullable(),
  /** Null where the standard wants no word in between. */
  word: visitWord.nullable(),
  /** Whether a missed time has to be explained. */
  lateNeedsReason: z.boolean(),
  /** Whether the standard has a text for it as it stands. */
  hasText: z.boolean(),
  history: z.array(siteVisitEvent),
  /** True in the reply of `open`: name and number are whole. */
  revealed: z.boolean(),
});
export type SiteVisitView = z.infer<typeof siteVisitView>;

const during = { from: instant, until: instant.nullable() };
/** Something in somebody's calendar. `until` is null where nobody knows. */
export const calendarEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('visit'),
    id: subjectId(id, 'site-visit'),
    staffIds: z.array(id),
    ...during,
    state: siteVisitState,
    customerName: personal(z.string(), 'name'),
    business: personal(z.string(), 'business'),
    duty: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('booking'),
    id: subjectId(id, 'booking'),
    staffIds: z.array(id),
    ...during,
    customerName: personal(z.string(), 'name'),
    duty: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('absence'),
    id,
    staffIds: z.array(id),
    ...during,
    /** As it may be told. */
    told: z.string(),
  }),
]);
export type CalendarEntry = z.infer<typeof calendarEntry>;

/** What stands against a time. Said while it is agreed, never refused. */
export const visitConflict = z.object({
  kind: z.enum(['absence', 'visit', 'booking', 'closed']),
  /** Whose; null where it concerns everybody. */
  who: z.string().nullable(),
  from: instant.nullable(),
  until: instant.nullable(),
  /** The reason that may be told of an absence, the duty of a visit. */
  what: z.string(),
});
export type VisitConflict = z.infer<typeof visitConflict>;

/** Where the visit leads and what for; name and number come from the customer's record where they are null. */
const about = {
  customerId: id.nullable(),
  customerName: personName.nullable(),
  business: businessName.nullable(),
  phone: phoneText.nullable(),
  address: shortText({ max: 200 }),
  dutyId: id.nullable(),
  purpose: longText({ max: 2000, min: 0 }),
  officerId: id,
  companionId: id.nullable(),
};
const reason = shortText({ max: 300 });
const lateReason = shortText({ max: 300 }).nullable();
const ofVisit = z.object({ branchId: id, id });

export const siteVisits = {
  /** What the standard in force says of such visits; null where it has no channel for them. */
  standard: procedure({ who: everyone, action: 'siteVisits.standard' })
    .input(z.object({ branchId: id }))
    .output(
      z.object({
        channel: z
          .object({
            label: z.string(),
            steps: z.array(siteVisitStep.pick({ id: true, clause: true, label: true, on: true })),
          })
          .nullable(),
      }),
    ),
  /** Every visit not over yet and those that ended today, the next first; those without a time last. */
  board: procedure({ who: atCounter, action: 'siteVisits.board' })
    .input(z.object({ branchId: id }))
    .output(z.array(siteVisitCard)),
  get: procedure({ who: atCounter, action: 'siteVisits.get' }).input(ofVisit).output(siteVisitView),
  /** The logged reveal, for who goes there and who arranged it; FORBIDDEN for others. */
  open: procedure({ who: atCounter, action: 'siteVisits.open', reveals: true })
    .input(ofVisit)
    .output(siteVisitView),
  /** Days `from` to `until` (included, at most 42) of one officer, or of everybody. */
  calendar: procedure({ who: atCounter, action: 'siteVisits.calendar' })
    .input(z.object({ branchId: id, from: localDate, until: localDate, staffId: id.nullable() }))
    .output(
      z.object({
        /** The hours the branch is open on each day; null on one it is closed. */
        days: z.array(z.object({ date: localDate, opens: instant.nullable(), closes: instant.nullable() })),
        entries: z.array(calendarEntry),
      }),
    ),
  /** What would be said and what stands against it, for a time being agreed or a lateness being told. */
  preview: procedure({ who: atCounter, action: 'siteVisits.preview' })
    .input(
      ofVisit.extend({ at: instant.nullable(), minutes, lateMinutes: z.int().min(1).max(600).nullable() }),
    )
    .output(
      z.object({
        /** Of the step that agrees a time; empty where the pack has none. */
        agree: sentence,
        /** Of the call when one is late; empty where the pack has none. */
        late: sentence,
        /** A text for the visit as it stands: to confirm the time, or that one is late; null where the pack has none. */
        text: z.string().nullable(),
        /** The customer wants no texts. */
        textsRefused: z.boolean(),
        conflicts: z.array(visitConflict),
      }),
    ),
  /** A visit to come: to whom, where, what for, who goes. No time is promised yet. */
  make: procedure({ who: atCounter, action: 'siteVisits.make' })
    .input(z.object({ ...fresh, branchId: id, ...about, documentId: id.nullable(), minutes }))
    .output(receipt),
  /** Where and who may change until the officer has arrived. */
  change: procedure({ who: atCounter, action: 'siteVisits.change' })
    .input(
      z.object({
        ...onExisting,
        address: about.address,
        dutyId: about.dutyId,
        purpose: about.purpose,
        officerId: about.officerId,
        companionId: about.companionId,
      }),
    )
    .output(receipt),
  /** S2: a time agreed by telephone; the promise to be there begins. TIME_IN_PAST, TIME_IMPOSSIBLE. */
  agree: procedure({ who: atCounter, action: 'siteVisits.agree' })
    .input(z.object({ ...onExisting, at: instant, minutes }))
    .output(receipt),
  /**
   * Another time. The promise moves with it and keeps its first one; moved by the office after the agreed time has
   * passed, it ends late whatever was agreed since.
   */
  reschedule: procedure({ who: atCounter, action: 'siteVisits.reschedule' })
    .input(z.object({ ...onExisting, at: instant, minutes, by: movedBy, reason }))
    .output(receipt),
  /** Called off by the customer nothing is owed any more; called off by the office the promise is broken. */
  cancel: procedure({ who: atCounter, action: 'siteVisits.cancel' })
    .input(z.object({ ...onExisting, by: movedBy, reason }))
    .output(receipt),
  /** The customer was phoned: the officer comes so many minutes later. */
  tellLate: procedure({ who: atCounter, action: 'siteVisits.tellLate' })
    .input(z.object({ ...onExisting, minutes: z.int().min(1).max(600) }))
    .output(receipt),
  /** Word in between was given by telephone; the next is due so long after it. NOT_FOUND where none is due. */
  giveWord: procedure({ who: atCounter, action: 'siteVisits.giveWord' })
    .input(z.object({ ...onExisting, promiseId: id }))
    .output(receipt),
  /**
   * A text beside the telephone call: the time agreed, or how late one is. It goes into the outbox; REFUSED what that
   * refuses, NO_TEMPLATE where the pack has none.
   */
  text: procedure({ who: atCounter, action: 'siteVisits.text' })
    .input(
      z.object({
        ...onExisting,
        text: longText({ max: 2000 }),
        senderId: id.nullable().optional(),
        /** TEXTS_REFUSED without it, for a customer who wants no texts. */
        despiteRefusal: z.boolean().optional(),
      }),
    )
    .output(receipt),
  /** Arrived, now. After the agreed time the reason is asked (NEEDS_REASON). NOT_THE_DAY on an earlier day. */
  arrive: procedure({ who: atCounter, action: 'siteVisits.arrive' })
    .input(z.object({ ...onExisting, lateReason }))
    .output(receipt),
  /** Ticks a step, now; the last one ends the visit. */
  tick: procedure({ who: atCounter, action: 'siteVisits.tick' })
    .input(z.object({ ...onExisting, step: shortText({ max: 60 }) }))
    .output(receipt),
  /** Takes a tick back. */
  undo: procedure({ who: atCounter, action: 'siteVisits.undo' })
    .input(z.object({ ...onExisting, step: shortText({ max: 60 }) }))
    .output(receipt),
  /**
   * What was done there, entered on return: each step with the time it really was, kept as recorded afterwards.
   * TIME_IN_FUTURE, TIME_IMPOSSIBLE (before the visit was made), BEFORE_ARRIVAL, NOT_THE_DAY, ALREADY_DONE,
   * NEEDS_ARRIVAL, NEEDS_REASON.
   */
  enter: procedure({ who: atCounter, action: 'siteVisits.enter' })
    .input(
      z.object({
        ...onExisting,
        steps: z
          .array(z.object({ step: shortText({ max: 60 }), at: instant }))
          .min(1)
          .max(20),
        lateReason,
      }),
    )
    .output(receipt),
  /** Ends a visit of which a step was not done; the reason stays with it. */
  finish: procedure({ who: atCounter, action: 'siteVisits.finish' })
    .input(z.object({ ...onExisting, reason }))
    .output(receipt),
  /** Whether the actor has a calendar address, and since when; the address itself nobody can read again. */
  feed: procedure({ who: atCounter, action: 'siteVisits.feed' })
    .input(z.object({ branchId: id }))
    .output(z.object({ id: id.nullable(), version: version.nullable(), madeAt: instant.nullable() })),
  /** A new address for the actor's calendar; the one before no longer answers. The window makes the secret part. */
  makeFeed: procedure({ who: atCounter, action: 'siteVisits.makeFeed' })
    .input(z.object({ ...fresh, branchId: id, token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }))
    .output(receipt),
  revokeFeed: procedure({ who: atCounter, action: 'siteVisits.revokeFeed' })
    .input(z.object({ ...onExisting }))
    .output(receipt),
};
