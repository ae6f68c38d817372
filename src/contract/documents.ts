import { z } from 'zod';
import { known } from './encounters.ts';
import {
  businessName,
  id,
  instant,
  longText,
  personal,
  personName,
  phoneText,
  shortText,
  subjectId,
  version,
} from './fields.ts';
import { dueReason, promiseState } from './memos.ts';
import { atCounter, everyone, fresh, managing, onExisting, procedure, receipt, sentence } from './rules.ts';
import { staffRef } from './staff.ts';
import { MEANS } from './standard-words.ts';

/** How papers came. */
export const documentWays = ['post', 'fax', 'email', 'counter'] as const;
export const documentWay = z.enum(documentWays);
export type DocumentWay = z.infer<typeof documentWay>;

/**
 * due: something is to be checked or told · waiting: for what the customer was told is missing · in_work: only the
 * answer is left · done: every step is · ended: closed without them, with a reason.
 */
export const documentState = z.enum(['due', 'waiting', 'in_work', 'done', 'ended']);
export type DocumentState = z.infer<typeof documentState>;

/** How a customer is told. */
export const means = z.enum(MEANS);
export type Means = z.infer<typeof means>;

/** What is promised about the papers; `label` in the pack's words. */
export const documentPromise = z.object({
  id,
  label: z.string(),
  clause: z.string(),
  state: promiseState,
  madeAt: instant,
  originalDueAt: instant,
  dueAt: instant,
  dueReason,
  /** The clock stands still since then: it is the customer's turn. */
  pausedAt: instant.nullable(),
  closedAt: instant.nullable(),
  lateReason: z.string().nullable(),
});
export type DocumentPromise = z.infer<typeof documentPromise>;

/** The next word in between about something promised: “every 5 days until answered”. */
export const documentWord = z.object({
  promiseId: id,
  clause: z.string(),
  dueAt: instant,
  originalDueAt: instant,
  /** The clock stands still since then: it is the customer's turn. */
  pausedAt: instant.nullable(),
});
export type DocumentWord = z.infer<typeof documentWord>;

export const documentCard = z.object({
  id: subjectId(id, 'document'),
  version,
  state: documentState,
  way: documentWay,
  customerId: subjectId(id, 'customer').nullable(),
  customerName: personal(z.string(), 'name'),
  business: personal(z.string(), 'business'),
  phone: personal(z.string(), 'phone'),
  title: personal(z.string(), 'text'),
  duty: z.string().nullable(),
  officer: staffRef,
  takenBy: staffRef,
  receivedAt: instant,
  checkedAt: instant.nullable(),
  /** The customer has been told that it came. */
  told: z.boolean(),
  items: z.number().int(),
  missing: z.number().int(),
  /** What is to be done next, in the pack's words; empty for the check where the pack names none, null when nothing is. */
  step: z.string().nullable(),
  /** The open promise that is due next. */
  due: documentPromise.nullable(),
  /** The word in between that is due next. */
  word: documentWord.nullable(),
  closedAt: instant.nullable(),
});
export type DocumentCard = z.infer<typeof documentCard>;

export const documentItem = z.object({
  id,
  name: z.string(),
  /** How the customer gets it. */
  how: z.string(),
  /** Null: missing. */
  cameAt: instant.nullable(),
});
export type DocumentItem = z.infer<typeof documentItem>;

/** A way to tell the customer at a step, with what is said or written. */
export const stepMeans = z.object({
  means,
  /** The pack's word for it; null where the pack leaves it to us. */
  label: z.string().nullable(),
  /** Goes through the outbox. */
  written: z.boolean(),
  say: sentence,
});
export type StepMeans = z.infer<typeof stepMeans>;

export const documentStep = z.object({
  /** The pack's step id; `missing_items.2` the second time something was missing; `_check` the product's own check. */
  id: z.string(),
  clause: z.string().nullable(),
  /** Empty for the product's own check. */
  label: z.string(),
  kind: z.enum(['items', 'check', 'tick', 'notice']),
  /** sending: its message has not gone yet · trouble: it did not go, tell the customer by telephone. */
  state: z.enum(['pending', 'sending', 'trouble', 'done', 'skipped']),
  at: instant.nullable(),
  how: known.nullable(),
  actor: z.string().nullable(),
  means: means.nullable(),
  messageId: id.nullable(),
  reason: z.string().nullable(),
  say: sentence,
  hint: z.string(),
  /** How the customer may be told; the likeliest first. Empty for what is not a notice. */
  choices: z.array(stepMeans),
  /** The sentence has a blank for what came of it. */
  needsResult: z.boolean(),
  /** It ends a promise that is overdue, and the rule wants to know why. */
  needsReason: z.boolean(),
  skippable: z.boolean(),
  skipReasons: z.array(z.string()),
});
export type DocumentStep = z.infer<typeof documentStep>;

/**
 * received · checked · step · sent · failed · skipped · items_received · handed_on · ended · holiday_declared ·
 * holiday_withdrawn · hours_changed.
 */
export const documentEvent = z.object({
  id,
  kind: z.string(),
  at: instant,
  actor: z.string(),
  note: personal(z.string(), 'text'),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type DocumentEvent = z.infer<typeof documentEvent>;

export const documentView = documentCard.extend({
  email: personal(z.string(), 'text'),
  note: personal(z.string(), 'text'),
  dutyId: id.nullable(),
  /** The customer wants no texts. */
  textsRefused: z.boolean(),
  recordedAt: instant,
  itemList: z.array(documentItem),
  steps: z.array(documentStep),
  currentStep: z.string().nullable(),
  /** Words in between to be given, the next due first; each is told like a notice step, by the same procedures. */
  words: z.array(documentWord.extend({ step: documentStep })),
  promises: z.array(documentPromise),
  history: z.array(documentEvent),
  /** True in the reply of `open`: name, number and sentences are whole. */
  revealed: z.boolean(),
});
export type DocumentView = z.infer<typeof documentView>;

/** What has to come for a duty. */
export const checklist = z.object({
  dutyId: id,
  items: z.array(z.object({ id, name: z.string(), how: z.string() })),
});
export type Checklist = z.infer<typeof checklist>;

const itemName = shortText({ max: 100 });
const howToPrepare = shortText({ max: 300, min: 0 });
/** When something happened that is written down later; left out: now. */
const occurredAt = instant.optional();
const lateReason = shortText({ max: 300 }).nullable().optional();
/** What came of it, where the sentence has a blank for it. */
const result = longText({ max: 1000 }).nullable().optional();
const step = shortText({ max: 70 });

export const documents = {
  /**
   * due: something to be checked or told, an answer that is overdue, word in between due by the end of the day; first
   * what the customer has not been told of, by how long ago it was checked · waiting and in work by due
   * time · done: of the last 7 days, newest first, at most 50.
   */
  list: procedure({ who: atCounter, action: 'documents.list' })
    .input(z.object({ branchId: id, whose: z.enum(['branch', 'mine']) }))
    .output(
      z.object({
        /** False where the standard in force says nothing about papers: nothing new is taken in. */
        offered: z.boolean(),
        due: z.array(documentCard),
        inWork: z.array(documentCard),
        done: z.array(documentCard),
      }),
    ),
  /** How many wait for the actor, for the badge. */
  mineDue: procedure({ who: atCounter, action: 'documents.mineDue' })
    .input(z.object({ branchId: id }))
    .output(z.object({ due: z.number().int() })),
  get: procedure({ who: atCounter, action: 'documents.get' })
    .input(z.object({ branchId: id, id }))
    .output(documentView),
  /** The logged reveal for the officer and whoever took it in; FORBIDDEN for others, who read it with `get`. */
  open: procedure({ who: atCounter, action: 'documents.open', reveals: true })
    .input(z.object({ branchId: id, id }))
    .output(documentView),
  /**
   * Papers came (D1): arrival and what it starts, in one step; with `checked` they were looked through as well.
   * REFUSED: NOT_IN_STANDARD, EMPTY (`title` with neither item nor title), PHONE_INVALID, TIME_IN_FUTURE, TIME_IMPOSSIBLE,
   * NEEDS_REASON (`lateReason`).
   */
  receive: procedure({ who: atCounter, action: 'documents.receive' })
    .input(
      z.object({
        ...fresh,
        branchId: id,
        way: documentWay,
        customerId: id.nullable(),
        /** Null with a `customerId`: as the customer's record has it. */
        customerName: personName.nullable(),
        business: businessName.nullable(),
        phone: phoneText.nullable(),
        email: shortText({ max: 200, min: 0 }),
        title: shortText({ max: 120, min: 0 }),
        dutyId: id.nullable(),
        officerId: id,
        /** Left out: now. Earlier is marked as recorded afterwards. */
        receivedAt: occurredAt,
        items: z.array(z.object({ name: itemName, how: howToPrepare, came: z.boolean() })).max(60),
        note: longText({ max: 2000, min: 0 }),
        checked: z.boolean(),
        /** Why the check is late; with `checked` only. */
        lateReason,
      }),
    )
    .output(receipt),
  /** What came and what is missing. Something newly missing is told the customer in a step of its own (D2). NEEDS_REASON where it is late. */
  check: procedure({ who: atCounter, action: 'documents.check' })
    .input(
      z.object({
        ...onExisting,
        /** All of them: those left out stay as they are. */
        items: z.array(z.object({ id, came: z.boolean() })).max(80),
        added: z.array(z.object({ name: itemName, how: howToPrepare, came: z.boolean() })).max(20),
        occurredAt,
        lateReason,
      }),
    )
    .output(receipt),
  /** What was missing came; what still is missing is told once more. */
  itemsReceived: procedure({ who: atCounter, action: 'documents.itemsReceived' })
    .input(z.object({ ...onExisting, itemIds: z.array(id).min(1).max(80), occurredAt, lateReason }))
    .output(receipt),
  /** Ticks a step that is no notice; the check with what came as it was written down. */
  tick: procedure({ who: atCounter, action: 'documents.tick' })
    .input(z.object({ ...onExisting, step, occurredAt, lateReason }))
    .output(receipt),
  /** The customer was told by telephone, in person, or in writing that does not go through the outbox. */
  tell: procedure({ who: atCounter, action: 'documents.tell' })
    .input(z.object({ ...onExisting, step, means, occurredAt, lateReason, result }))
    .output(receipt),
  /** The step's text goes into the outbox; the step is done once it has gone. */
  send: procedure({ who: atCounter, action: 'documents.send' })
    .input(
      z.object({
        ...onExisting,
        step,
        means,
        lateReason,
        result,
        /** As the person left it; null: as the pack has it, blanks filled. */
        text: longText({ max: 4000 }).nullable(),
        /** TEXTS_REFUSED without it, for a customer who wants no texts. */
        despiteRefusal: z.boolean().optional(),
      }),
    )
    .output(receipt),
  /** Leaves a step out, with a reason: where the pack names reasons, or nobody can be told by any of its means. */
  skip: procedure({ who: atCounter, action: 'documents.skip' })
    .input(z.object({ ...onExisting, step, reason: shortText({ max: 200 }) }))
    .output(receipt),
  /** Another officer from now on; what was promised is his to keep. */
  handOn: procedure({ who: atCounter, action: 'documents.handOn' })
    .input(z.object({ ...onExisting, to: id, reason: shortText({ max: 200 }) }))
    .output(receipt),
  /** Closed without the steps that are left: withdrawn, or nothing more came. What is still promised is broken. */
  end: procedure({ who: atCounter, action: 'documents.end' })
    .input(z.object({ ...onExisting, reason: shortText({ max: 300 }) }))
    .output(receipt),
  /** What is missing and how to prepare it, to take along. NOT_FOUND when nothing is. */
  sheet: procedure({ who: atCounter, action: 'documents.sheet' })
    .input(z.object({ branchId: id, id }))
    .output(
      z.object({
        documentId: subjectId(id, 'document'),
        institution: z.string(),
        branch: z.string(),
        phone: z.string().nullable(),
        customerName: personal(z.string(), 'name'),
        title: personal(z.string(), 'text'),
        officer: staffRef,
        receivedAt: instant,
        madeAt: instant,
        clause: z.string().nullable(),
        items: z.array(z.object({ name: z.string(), how: z.string() })),
      }),
    ),
  /** The checklist of every duty in use. */
  checklists: procedure({ who: everyone, action: 'documents.checklists' })
    .input(z.object({ branchId: id }))
    .output(z.array(checklist)),
  /** One duty's checklist as a whole; an item left out is retired. */
  saveChecklist: procedure({ who: managing, action: 'documents.saveChecklist' })
    .input(
      z.object({
        ...fresh,
        branchId: id,
        dutyId: id,
        items: z.array(z.object({ id: id.optional(), name: itemName, how: howToPrepare })).max(60),
      }),
    )
    .output(receipt),
};
