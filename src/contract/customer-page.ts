import { z } from 'zod';
import { customerHit } from './customers.ts';
import { documentState, documentWay } from './documents.ts';
import {
  businessName,
  id,
  instant,
  personal,
  personName,
  phoneText,
  requestId,
  shortText,
  subjectId,
  version,
} from './fields.ts';
import { memoState, promiseState } from './memos.ts';
import { messageKind, messageState } from './messages.ts';
import { atCounter, fresh, onExisting, procedure, receipt } from './rules.ts';
import { siteVisitState } from './site-visits.ts';

/** A promise of a memo, as a customer's page shows it; `by` is who answered or will, null at another branch. */
export const timelinePromise = z.object({
  id,
  state: promiseState,
  madeAt: instant,
  dueAt: instant,
  closedAt: instant.nullable(),
  by: z.string().nullable(),
});
export type TimelinePromise = z.infer<typeof timelinePromise>;

/** `branch` is null at one's own. Of another branch only what happened is told, never what was said. */
export const timelineEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('encounter'),
    id: subjectId(id, 'encounter'),
    /** The pack's channel: visit, phone. */
    channel: z.string(),
    at: instant,
    branch: z.string().nullable(),
    purpose: personal(z.string(), 'text'),
    outcome: z.string().nullable(),
    closed: z.boolean(),
    servedBy: z.string().nullable(),
    /** The memo taken in it. */
    memoId: id.nullable(),
  }),
  z.object({
    kind: z.literal('memo'),
    id: subjectId(id, 'memo'),
    at: instant,
    branch: z.string().nullable(),
    duty: z.string().nullable(),
    inquiry: personal(z.string(), 'text').nullable(),
    intended: z.string().nullable(),
    state: memoState,
    /** Newest first; more than one when it was reopened. */
    promises: z.array(timelinePromise),
  }),
  z.object({
    kind: z.literal('document'),
    id: subjectId(id, 'document'),
    at: instant,
    branch: z.string().nullable(),
    duty: z.string().nullable(),
    title: personal(z.string(), 'text').nullable(),
    way: documentWay,
    state: documentState,
    officer: z.string().nullable(),
    missing: z.number().int(),
  }),
  z.object({
    kind: z.literal('site_visit'),
    id: subjectId(id, 'site-visit'),
    at: instant,
    branch: z.string().nullable(),
    duty: z.string().nullable(),
    purpose: personal(z.string(), 'text').nullable(),
    officer: z.string().nullable(),
    state: siteVisitState,
    agreedAt: instant.nullable(),
    arrivedAt: instant.nullable(),
  }),
  z.object({
    kind: z.literal('message'),
    id: subjectId(id, 'message'),
    at: instant,
    branch: z.string().nullable(),
    means: messageKind,
    state: messageState,
    text: personal(z.string(), 'text').nullable(),
    madeBy: z.string().nullable(),
  }),
]);
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** Where a page ended: the next one begins after it. */
export const timelinePlace = z.object({
  at: instant,
  kind: z.enum(['encounter', 'memo', 'document', 'site_visit', 'message']),
  id,
});
export type TimelinePlace = z.infer<typeof timelinePlace>;

const likeness = {
  /** sure: nearly certainly one person · likely · perhaps: a family or a business as well. */
  certainty: z.enum(['sure', 'likely', 'perhaps']),
  same: z.array(z.enum(['phone', 'name', 'spacing', 'business'])),
};
/** Another record that may be the same person; the likeliest first. */
export const duplicate = customerHit.extend(likeness);
export type Duplicate = z.infer<typeof duplicate>;

const consentGiven = { consentAt: instant, consentHow: z.enum(['oral', 'written']) };

export const comparedCustomer = z.object({
  id: subjectId(id, 'customer'),
  version,
  name: personal(z.string(), 'name'),
  business: personal(z.string(), 'business'),
  phone: personal(z.string(), 'phone'),
  ...consentGiven,
  encounters: z.number().int(),
  latestEncounterAt: instant.nullable(),
  memos: z.number().int(),
  promises: z.number().int(),
  openPromises: z.number().int(),
});
export type ComparedCustomer = z.infer<typeof comparedCustomer>;

/** Two records side by side, in the order they were asked for. */
export const comparison = z.object({
  one: comparedCustomer,
  other: comparedCustomer,
  /** Null when nothing says that they are one person. */
  certainty: likeness.certainty.nullable(),
  same: likeness.same,
});
export type Comparison = z.infer<typeof comparison>;

export const joinedField = z.enum(['name', 'business', 'phone']);

/** A record that was joined into this one, and what undoing it now would do. */
export const joiningView = z.object({
  id,
  version,
  joinedId: subjectId(id, 'customer'),
  name: personal(z.string(), 'name'),
  phone: personal(z.string(), 'phone'),
  ...consentGiven,
  at: instant,
  by: z.string(),
  /** Moved then, and how much of it would go back: what was given to somebody else since stays there. */
  moved: z.array(
    z.object({
      entity: z.enum(['encounter', 'memo', 'document', 'site_visit', 'message']),
      moved: z.number(),
      back: z.number(),
    }),
  ),
  /** Values that were changed since and stay as they are. */
  changed: z.array(joinedField),
  /** Why it cannot be undone now (a reason of `undoJoin`), or null. */
  blocked: z.string().nullable(),
});
export type JoiningView = z.infer<typeof joiningView>;

const ofCustomer = z.object({ branchId: id, id });
const bothOf = z.object({ branchId: id, id, otherId: id });
const side = z.enum(['survivor', 'joined']);

/** What a customer's page asks; an id of a joined record leads to the one that took its place, everywhere. */
export const customerPage = {
  /** Every encounter, memo with its promises, and message, newest first, 50 at a time; `next` is null at the end. */
  timeline: procedure({ who: atCounter, action: 'customers.timeline' })
    .input(ofCustomer.extend({ before: timelinePlace.nullable() }))
    .output(z.object({ entries: z.array(timelineEntry), next: timelinePlace.nullable() })),
  /** The logged reveal: name and number whole. */
  reveal: procedure({ who: atCounter, action: 'customers.reveal', reveals: true })
    .input(ofCustomer)
    .output(
      z.object({
        id: subjectId(id, 'customer'),
        version,
        name: personal(z.string(), 'name'),
        business: personal(z.string(), 'business'),
        phone: personal(z.string(), 'phone'),
      }),
    ),
  /** An unusable number is refused with its reason (PHONE_…). */
  edit: procedure({ who: atCounter, action: 'customers.edit' })
    .input(
      z.object({
        ...onExisting,
        branchId: id,
        name: personName,
        business: businessName,
        phone: phoneText,
        /** Whether he wants no texts; left out: as it is. */
        textsRefused: z.boolean().optional(),
      }),
    )
    .output(receipt),
  /** Other records that may be this person, at most ten. */
  duplicates: procedure({ who: atCounter, action: 'customers.duplicates' })
    .input(ofCustomer)
    .output(z.array(duplicate)),
  /** The same for somebody about to be saved; `searchId` is one for one use of the form. */
  likeThis: procedure({ who: atCounter, action: 'customers.likeThis', settles: true })
    .input(
      z.object({
        branchId: id,
        name: shortText({ max: 60, min: 0 }),
        business: shortText({ max: 100, min: 0 }),
        phone: shortText({ max: 40, min: 0 }),
        searchId: requestId,
      }),
    )
    .output(z.array(duplicate)),
  /** Side by side, masked as lists are. */
  compare: procedure({ who: atCounter, action: 'customers.compare' }).input(bothOf).output(comparison),
  /** The same with whole values, because only those can be compared; each look is logged. */
  compareWhole: procedure({ who: atCounter, action: 'customers.compareWhole', reveals: true })
    .input(bothOf)
    .output(comparison),
  /**
   * Two records become one: what belonged to `joined` belongs to `survivor`, with the values chosen and the consent
   * given first. Answers with the joining, by which it can be undone. CONFLICT when either is not as it was read.
   */
  join: procedure({ who: atCounter, action: 'customers.join' })
    .input(
      z.object({
        ...fresh,
        branchId: id,
        survivor: z.object({ id, expectedVersion: version }),
        joined: z.object({ id, expectedVersion: version }),
        keep: z.object({ name: side, business: side, phone: side }),
      }),
    )
    .output(receipt),
  /** The records joined into this one that stand, the latest first. */
  joinings: procedure({ who: atCounter, action: 'customers.joinings' })
    .input(ofCustomer)
    .output(z.object({ survivorVersion: version, joinings: z.array(joiningView) })),
  /**
   * Takes a joining apart: what it moved goes back, what came after it stays, what was changed since stays changed.
   * REFUSED: JOINING_UNDONE, JOINED_ON (the survivor was joined into another since), LATER_JOINING (another was
   * joined in since). CONFLICT when the survivor is not as `survivorVersion` was read.
   */
  undoJoin: procedure({ who: atCounter, action: 'customers.undoJoin' })
    .input(z.object({ ...onExisting, branchId: id, survivorVersion: version }))
    .output(receipt),
};
