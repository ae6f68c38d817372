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
} from './fields.ts';
import { memoFound } from './memos.ts';
import { atCounter, fresh, onExisting, procedure, receipt, sentence } from './rules.ts';
import { staffRef } from './staff.ts';

/** How a number of rings is to be read: that many, at most that many, or at least that many. */
export const ringsAre = z.enum(['exactly', 'at_most', 'at_least']);
export type RingsAre = z.infer<typeof ringsAre>;

/** No telephone is counted further. */
export const MOST_RINGS = 99;
const rings = z.int({ error: 'RINGS_INVALID' }).min(1, 'RINGS_INVALID').max(MOST_RINGS, 'RINGS_INVALID');

/** What one key says of the rings; `from` is the first count it means, where it means several. */
export const ringChoice = z.object({ rings: z.number().int(), from: z.number().int(), ringsAre });
export type RingChoice = z.infer<typeof ringChoice>;

/** A bound on the rings and whether this call kept it; null where nobody counted, or the count does not tell. */
export const ringBound = z.object({
  clause: z.string(),
  atMost: z.number().int(),
  label: z.string(),
  kept: z.boolean().nullable(),
});

/** What only a call has, on its card. The number is kept as typed, also of somebody nobody knows. */
export const callCard = z.object({
  number: personal(z.string(), 'phone'),
  /** For whoever it is put through to: what it is about, so that the caller need not say it again. */
  summary: personal(z.string(), 'text'),
  /** Logged after it was over. */
  afterwards: z.boolean(),
  /** Nobody picked up. */
  missed: z.boolean(),
});
export type CallCard = z.infer<typeof callCard>;

export const callView = callCard.extend({
  /** When it was picked up; null while it rings. */
  answeredAt: instant.nullable(),
  /** Counted at pick-up; null where nobody counted: unmeasured, never 0. */
  rings: z.number().int().nullable(),
  ringsAre: ringsAre.nullable(),
  ringChoices: z.array(ringChoice),
  bounds: z.array(ringBound),
  /** What may become of it, in the pack's order and words. */
  choices: z.array(
    z.object({ id: z.string(), label: z.string(), needs: z.string().nullable(), clause: z.string() }),
  ),
  /** The last putting through: to whom, when, and by the clock how long until it was answered. */
  transfer: z
    .object({ to: staffRef.nullable(), at: instant, seconds: z.number().int().nullable() })
    .nullable(),
  /** The pack's limit on putting through; null where it names none. */
  transferLimit: z.object({ clause: z.string(), atMost: z.number().int() }).nullable(),
});
export type CallView = z.infer<typeof callView>;

/** Who seems to be calling, and about what. */
export const callerFound = z.object({
  /** Null for somebody known only from memos. */
  customer: z
    .object({
      id: subjectId(id, 'customer'),
      name: personal(z.string(), 'name'),
      business: personal(z.string(), 'business'),
      phone: personal(z.string(), 'phone'),
    })
    .nullable(),
  /** Open memos first, then those closed of late. */
  memos: z.array(memoFound),
  encounters: z.array(
    z.object({
      id: subjectId(id, 'encounter'),
      at: instant,
      channel: z.string(),
      purpose: personal(z.string(), 'text'),
      servedBy: z.string(),
    }),
  ),
  /** What to say to somebody who waits for our call; the name masked. Empty where the pack has no such sentence. */
  say: sentence,
});
export type CallerFound = z.infer<typeof callerFound>;

const number = shortText({ max: 40, min: 0 });

export const calls = {
  /** P1: a telephone rings. `rangAt` logs one that is over, and everything of it is marked so. NO_CHANNEL where the standard has none. */
  open: procedure({ who: atCounter, action: 'calls.open' })
    .input(z.object({ ...fresh, branchId: id, counterId: id.nullable(), rangAt: instant.optional() }))
    .output(receipt),
  /** Picked up, after so many rings; null where nobody counted. */
  pickUp: procedure({ who: atCounter, action: 'calls.pickUp' })
    .input(z.object({ ...onExisting, rings: rings.nullable(), ringsAre }))
    .output(receipt),
  /** The caller's number as typed; empty takes it away. */
  setNumber: procedure({ who: atCounter, action: 'calls.setNumber' })
    .input(z.object({ ...onExisting, number }))
    .output(receipt),
  /** Nobody picked up: the call ends, or stays open for the memo that promises a call back. */
  missed: procedure({ who: atCounter, action: 'calls.missed' })
    .input(z.object({ ...onExisting, memoFollows: z.boolean() }))
    .output(receipt),
  /** Puts the caller through; the clock runs until it is taken (`encounters.take`). The summary goes with the call. */
  putThrough: procedure({ who: atCounter, action: 'calls.putThrough' })
    .input(z.object({ ...onExisting, to: id, summary: shortText({ max: 500, min: 0 }) }))
    .output(receipt),
  /** P5: a call at an agreed time, booked while the caller is on the line; refused as `bookings.make` is. */
  book: procedure({ who: atCounter, action: 'calls.book' })
    .input(
      z.object({
        ...onExisting,
        at: instant,
        officerId: id,
        dutyId: id.nullable(),
        customerId: id.nullable(),
        /** Null with a `customerId`: taken from the customer's record. */
        customerName: personName.nullable(),
        business: businessName.nullable(),
        phone: phoneText.nullable(),
        inquiry: longText({ max: 2000 }),
        consent: z.literal(true, { error: 'NEEDS_CONSENT' }),
      }),
    )
    .output(receipt),
  /** Several steps said one after the other, ticked by one key that says so. */
  finish: procedure({ who: atCounter, action: 'calls.finish' })
    .input(
      z.object({
        ...onExisting,
        steps: z
          .array(shortText({ max: 60 }))
          .min(1)
          .max(20),
      }),
    )
    .output(receipt),
  /** The line went dead, or the caller hung up: what was not said is left out with that reason, and the call ends. */
  cutOff: procedure({ who: atCounter, action: 'calls.cutOff' })
    .input(z.object({ ...onExisting, reason: shortText({ max: 200 }) }))
    .output(receipt),
  /** From four digits on; nobody for a number that is not known. `searchId` is one for one call. */
  lookup: procedure({ who: atCounter, action: 'calls.lookup', settles: true })
    .input(z.object({ branchId: id, number, searchId: requestId }))
    .output(z.array(callerFound)),
};
