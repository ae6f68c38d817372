import { z } from 'zod';
import { callCard, callView } from './calls.ts';
import { id, instant, localDate, longText, personal, shortText, subjectId, version } from './fields.ts';
import { atCounter, fresh, onExisting, procedure, receipt, sentence } from './rules.ts';
import { presence, staffRef } from './staff.ts';
import { STEP_EVENTS } from './standard-channels.ts';

/** open: reception has it · handed_over: waits for the officer to take it · with_officer · waiting: the customer waits · closed. */
export const encounterState = z.enum(['open', 'handed_over', 'with_officer', 'waiting', 'closed']);
export type EncounterState = z.infer<typeof encounterState>;

/**
 * handled: by whoever opened it · officer: by the officer sought · colleague: by a colleague instead · memo · left: the
 * customer left or comes again · booked: a call at an agreed time · missed: a call nobody picked up.
 */
export const outcome = z.enum(['handled', 'officer', 'colleague', 'memo', 'left', 'booked', 'missed']);
export type Outcome = z.infer<typeof outcome>;

/** How an event is known: by the clock, ticked at the time, or recorded afterwards. */
export const known = z.enum(['clock', 'ticked', 'afterwards']);
export type Known = z.infer<typeof known>;

export const stepView = z.object({
  /** The pack's step id; a repeated one after a hand-over ends in `.again`. */
  id: z.string(),
  clause: z.string(),
  label: z.string(),
  state: z.enum(['pending', 'done', 'skipped']),
  at: instant.nullable(),
  how: known.nullable(),
  reason: z.string().nullable(),
  actor: z.string().nullable(),
  /** The sentence to say, blanks filled, in the window's language. */
  say: sentence,
  /** What to do besides saying it. */
  hint: z.string(),
  /** What settles it: Enter, naming the purpose, or who helps. */
  on: z.enum(STEP_EVENTS).default('tick'),
  skippable: z.boolean(),
  /** Why it may be left out, in the pack's words; own words are taken as well. */
  skipReasons: z.array(z.string()).default([]),
});
export type StepView = z.infer<typeof stepView>;

export const rankedOfficer = staffRef.extend({
  presence,
  /** Does this duty. */
  doesDuty: z.boolean(),
  /** Open visits in this person's hands. */
  busy: z.number().int(),
});
export type RankedOfficer = z.infer<typeof rankedOfficer>;

const visitor = z.object({
  id: subjectId(id, 'customer'),
  name: personal(z.string(), 'name'),
  business: personal(z.string(), 'business'),
  phone: personal(z.string(), 'phone'),
  returning: z.boolean(),
});

/** One line of the lane. */
export const encounterCard = z.object({
  id: subjectId(id, 'encounter'),
  version,
  /** The pack's channel: visit, phone. */
  channel: z.string(),
  /** Only of a call. */
  call: callCard.nullable(),
  state: encounterState,
  openedAt: instant,
  counter: z.string().nullable(),
  customer: visitor.nullable(),
  purpose: z.string(),
  officer: staffRef.nullable(),
  servedBy: staffRef,
  /** Who is asked to take it; only while handed over. */
  handedTo: staffRef.nullable(),
  handedOverAt: instant.nullable(),
  waitingSince: instant.nullable(),
  /** Handed over and not taken within the pack's time. */
  untaken: z.boolean(),
  /** Label of the step it stands at. */
  step: z.string().nullable(),
});
export type EncounterCard = z.infer<typeof encounterCard>;

export const encounterView = encounterCard.extend({
  call: callView.nullable(),
  businessDate: localDate,
  dutyId: id.nullable(),
  purposeText: personal(z.string(), 'text'),
  expectedMinutes: z.number().int().nullable(),
  outcome: outcome.nullable(),
  outcomeNote: z.string(),
  closedAt: instant.nullable(),
  memoId: id.nullable(),
  steps: z.array(stepView),
  currentStep: z.string().nullable(),
  officerPresence: presence.nullable(),
  /** For an officer who is away: the reason that may be told and the return, as a sentence. */
  absenceSentence: sentence,
  /** Officers for the purpose: who does it and is present first. */
  officers: z.array(rankedOfficer),
});
export type EncounterView = z.infer<typeof encounterView>;

export const encounters = {
  /**
   * V2, V3: opens a visit and records the greeting at that moment. `greetedAt` is sent only when the
   * key was pressed while disconnected; the greeting is then kept with that time.
   */
  open: procedure({ who: atCounter, action: 'encounters.open' })
    .input(z.object({ ...fresh, branchId: id, counterId: id.nullable(), greetedAt: instant.optional() }))
    .output(receipt),
  /** Every visit and call not closed yet, oldest first, of any day. */
  unclosed: procedure({ who: atCounter, action: 'encounters.unclosed', sameForAll: () => true })
    .input(z.object({ branchId: id }))
    .output(
      z.object({
        /** Visits of the day, and calls apart. */
        today: z.number().int(),
        callsToday: z.number().int(),
        encounters: z.array(encounterCard),
      }),
    ),
  get: procedure({ who: atCounter, action: 'encounters.get' })
    .input(z.object({ branchId: id, id }))
    .output(encounterView),
  /** Ticks a step. `occurredAt` records it afterwards and marks it so. */
  tick: procedure({ who: atCounter, action: 'encounters.tick' })
    .input(z.object({ ...onExisting, step: shortText({ max: 60 }), occurredAt: instant.optional() }))
    .output(receipt),
  skip: procedure({ who: atCounter, action: 'encounters.skip' })
    .input(z.object({ ...onExisting, step: shortText({ max: 60 }), reason: shortText({ max: 200 }) }))
    .output(receipt),
  undo: procedure({ who: atCounter, action: 'encounters.undo' })
    .input(z.object({ ...onExisting, step: shortText({ max: 60 }) }))
    .output(receipt),
  /** What brought the customer: a duty, own words, or both; ticks the purpose step (V2). */
  setPurpose: procedure({ who: atCounter, action: 'encounters.setPurpose' })
    .input(z.object({ ...onExisting, dutyId: id.nullable(), text: longText({ max: 2000, min: 0 }) }))
    .output(receipt),
  setCustomer: procedure({ who: atCounter, action: 'encounters.setCustomer' })
    .input(z.object({ ...onExisting, customerId: id.nullable() }))
    .output(receipt),
  /** The officer sought; for one who is away the reply to `get` carries the sentence of V4. */
  setOfficer: procedure({ who: atCounter, action: 'encounters.setOfficer' })
    .input(z.object({ ...onExisting, staffId: id.nullable() }))
    .output(receipt),
  /** Moves the visit to somebody's window; he must be present. Another than the officer sought is a colleague (V4). */
  handOver: procedure({ who: atCounter, action: 'encounters.handOver' })
    .input(z.object({ ...onExisting, to: id }))
    .output(receipt),
  /** One key at the officer's window; the introduction and the farewell are his from now on. */
  take: procedure({ who: atCounter, action: 'encounters.take' })
    .input(z.object({ ...onExisting }))
    .output(receipt),
  /** Reception takes an untaken visit back. */
  recall: procedure({ who: atCounter, action: 'encounters.recall' })
    .input(z.object({ ...onExisting }))
    .output(receipt),
  /** The customer waits for the officer sought. */
  wait: procedure({ who: atCounter, action: 'encounters.wait' })
    .input(z.object({ ...onExisting }))
    .output(receipt),
  /** Whoever has the visit does the business himself. */
  handleHere: procedure({ who: atCounter, action: 'encounters.handleHere' })
    .input(z.object({ ...onExisting }))
    .output(receipt),
  /** The customer leaves or will come again. */
  leave: procedure({ who: atCounter, action: 'encounters.leave' })
    .input(
      z.object({
        ...onExisting,
        note: shortText({ max: 200, min: 0 }),
        /** Says he will come again: the pack has words of its own for that. */
        comesBack: z.boolean().default(false),
        /**
         * Is gone already: what has not been said is left out with `note` as the reason (EMPTY without one), and the
         * visit ends.
         */
        isGone: z.boolean().default(false),
      }),
    )
    .output(receipt),
  /** V5: ends the visit. Refused (NEEDS_OUTCOME) without an outcome, (STEPS_OPEN) while a required step is neither ticked nor skipped. */
  close: procedure({ who: atCounter, action: 'encounters.close' })
    .input(z.object({ ...onExisting }))
    .output(receipt),
};
