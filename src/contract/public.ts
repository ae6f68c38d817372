import { oc } from '@orpc/contract';
import { z } from 'zod';
import { id } from './fields.ts';
import {
  askBooking,
  askCancel,
  askDays,
  askNumber,
  askOffer,
  bookingDays,
  bookingOfferTold,
  bookingTold,
} from './public-booking.ts';
import { languages, refusals } from './rules.ts';
import { officeHours } from './settings.ts';

/** What a procedure of the public pages may do for somebody nobody knows. A procedure without one is refused. */
export interface PublicRule {
  /** The word for it, as its path. */
  action: string;
  /**
   * `read`: what the office has published; nothing is written. `book`: a booking is made, looked up or called off, by
   * the booking page itself or with a key.
   */
  may: 'read' | 'book';
}

export interface PublicMeta {
  public?: PublicRule;
}

/** No actor, no role, no receipt: nothing of the staff contract's base. */
const base = oc
  .$meta<PublicMeta>({})
  .errors({ NOT_FOUND: refusals.NOT_FOUND, REFUSED: refusals.REFUSED, STORE: refusals.STORE });

/** A procedure that only reads; over HTTP it is a GET. */
function published(action: string) {
  return base.meta({ public: { action, may: 'read' } }).route({ method: 'GET', tags: ['published'] });
}

/** A procedure of bookings; over HTTP a POST, so that neither a number nor a name is ever part of an address. */
function booked(action: string) {
  return base.meta({ public: { action, may: 'book' } }).route({ method: 'POST', tags: ['booking'] });
}

/** A branch's standard as anybody may read it: words the office has published, and nothing about anybody. */
export const publishedStandard = z.object({
  branchId: id,
  institution: z.string(),
  branch: z.string(),
  /** Index 0 is Sunday; in `timeZone`. */
  officeHours,
  timeZone: z.string(),
  /** Whether the branch keeps the country's public holidays. */
  closedOnPublicHolidays: z.boolean(),
  name: z.string(),
  version: z.string(),
  /** `YYYY-MM-DD` */
  inForceFrom: z.iso.date(),
  groups: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      clauses: z.array(z.object({ id: z.string(), title: z.string(), text: z.string() })),
    }),
  ),
});
export type PublishedStandard = z.infer<typeof publishedStandard>;

/** Everything a page without sign-in may ask. Served by a listener of its own, never beside the staff contract. */
export const publicContract = {
  standard: {
    /** The standard in force, in `language` where it has it; of the first branch unless one is named. */
    published: published('standard.published')
      .input(z.object({ branchId: id.optional(), language: z.enum(languages).default('ko') }))
      .output(publishedStandard),
  },
  booking: {
    /** What can be booked at a branch, and what the customer agrees to; of the first branch unless one is named. */
    offer: published('booking.offer').input(askOffer).output(bookingOfferTold),
    /** Free times; nothing of who has taken the others. */
    days: published('booking.days').input(askDays).output(bookingDays),
    /**
     * REFUSED with SLOT_TAKEN, SLOT_NOT_OFFERED, TOO_MANY_BOOKINGS, PHONE_INVALID, BOOKING_OFF and what makes a time
     * impossible.
     */
    make: booked('booking.make').input(askBooking).output(bookingTold),
    /** NOT_FOUND for a number there is not. */
    look: booked('booking.look').input(askNumber).output(bookingTold),
    /** Until the time itself (BOOKING_OVERDUE). Cancelling again is harmless. */
    cancel: booked('booking.cancel').input(askCancel).output(bookingTold),
  },
};
export type PublicContract = typeof publicContract;
