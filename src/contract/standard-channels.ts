import { z } from 'zod';
import { clauseId, key, localisedSchema } from './standard-words.ts';

/** The situation that decides whether a step is there, which sentence is said and which choices are offered. */
export const situationSchema = z.enum([
  'officer_present',
  'officer_absent',
  /** Something promised or agreed is late. */
  'late',
  /** What was handed in is not enough. */
  'incomplete',
  'appointment',
  'no_appointment',
]);
export type Situation = z.infer<typeof situationSchema>;

const reasonsSchema = z
  .array(z.strictObject({ id: key, label: localisedSchema }))
  .max(12)
  .default([]);

const choiceSchema = z.strictObject({
  id: key,
  label: localisedSchema,
  when: situationSchema.optional(),
  /** A memo has none: what is said then follows from who can call by when (`promise-quote.ts`). */
  says: key.optional(),
  /** Facts written when this is chosen, under the step's clause. */
  records: z.array(key).max(6).default([]),
  /** What has to be given before it can be chosen. */
  needs: z.enum(['colleague', 'memo', 'place', 'time', 'transfer', 'booking', 'items', 'reason']).optional(),
});
export type StepChoice = z.infer<typeof choiceSchema>;

/** What ticks a step: opening the encounter, Enter, naming the purpose, settling who helps, the call picked up. */
export const STEP_EVENTS = [
  'open',
  'tick',
  'purpose',
  'officer',
  'answer',
  /** Documents: what came was entered, looked through, told. */
  'items',
  'notice',
  /** A time was agreed with the customer, and somebody came. */
  'agreed',
  'arrival',
] as const;

const stepSchema = z.strictObject({
  id: key,
  clause: clauseId,
  label: localisedSchema,
  /** One line of advice under the sentence. */
  hint: localisedSchema.optional(),
  /** The step is there only in this situation. */
  when: situationSchema.optional(),
  /** The first entry whose situation fits is said; one without `when` always fits. */
  says: z
    .array(z.strictObject({ script: key, when: situationSchema.optional() }))
    .min(1)
    .max(6),
  on: z.enum(STEP_EVENTS),
  by: z.enum(['reception', 'officer', 'whoever_takes']),
  required: z.boolean(),
  /** The event written as a fact when it is done; none where only the choices are evidence. */
  records: key.optional(),
  choices: z.array(choiceSchema).max(12).default([]),
  /** Why it may be left out; empty means it may not be. */
  skip_reasons: reasonsSchema,
});
export type ChannelStep = z.infer<typeof stepSchema>;

export const channelSchema = z.strictObject({
  label: localisedSchema,
  steps: z.array(stepSchema).min(1).max(20),
});

/** Channels the product has, or will have, a screen for; a pack may name others, which then have none. */
export const KNOWN_CHANNELS = [
  'visit',
  'callback',
  'phone',
  'document',
  'site_visit',
  'booking',
  'complaint',
] as const;
/** Those it cannot do without. */
export const REQUIRED_CHANNELS = ['visit', 'callback'] as const;
/** The promise every memo makes. */
export const REQUIRED_PROMISES = ['callback'] as const;
/** What may become of a call, in the step `on: officer` of the channel `phone`. */
export const CALL_CHOICES = ['answered', 'transferred', 'booked', 'memo'] as const;
/** What may be settled about the officer at the counter; the words and the evidence are the pack's. */
export const OFFICER_CHOICES = ['handed_over', 'colleague', 'memo', 'wait', 'come_back', 'leave'] as const;

/**
 * What Maji itself says happened to papers, whether or not a step of the pack records it, so that a promise may start
 * or end with it. docs/standard-packs.md lists them.
 */
export const DOCUMENT_EVENTS = [
  'documents_arrived',
  'documents_received',
  'letter_received',
  'email_received',
  'fax_received',
  'documents_checked',
  'documents_found_insufficient',
  'missing_items_notice_sent',
  'missing_items_received',
  'letter_acknowledged',
  'email_acknowledged',
  'letter_answered',
  'email_answered',
] as const;
