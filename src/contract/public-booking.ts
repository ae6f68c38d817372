import { z } from 'zod';
import {
  businessName,
  id,
  localDate,
  longText,
  personName,
  phoneText,
  requestId,
  shortText,
} from './fields.ts';
import { languages } from './rules.ts';

/**
 * Booking a telephone consultation (P5) without signing in: from the public page, or with a key from the institution's
 * own. Times are ISO 8601 with an offset, so that anybody can read and write them. No answer holds anything of a
 * customer: whoever looks a booking up has only its number.
 */

const moment = z.iso.datetime({ offset: true });
const language = z.enum(languages).default('ko');

export const bookingOfferTold = z.object({
  branchId: id,
  institution: z.string(),
  branch: z.string(),
  /** As customers may call it; null where the branch has given none. */
  phone: z.string().nullable(),
  timeZone: z.string(),
  /** What the branch's standard is written in. */
  language,
  /** Whether anything can be booked here now. */
  open: z.boolean(),
  minutes: z.number().int(),
  daysAhead: z.number().int(),
  noticeHours: z.number().int(),
  duties: z.array(z.object({ id, name: z.string() })),
  /** What the customer agrees to, in the words of the standard. */
  consent: z.string(),
  /** The clause that promises this channel, and the one a booked call counts for. */
  clause: z.object({ id: z.string(), text: z.string() }).nullable(),
});
export type BookingOfferTold = z.infer<typeof bookingOfferTold>;

export const bookingDays = z.object({
  days: z.array(z.object({ date: localDate, times: z.array(moment) })),
});
export type BookingDays = z.infer<typeof bookingDays>;

/** What a booking is to the customer who holds its number. */
export const bookingTold = z.object({
  number: z.string(),
  at: moment,
  minutes: z.number().int(),
  /** `booked`, `called`, `cancelled`; `closed`: the office could not reach the customer. */
  state: z.enum(['booked', 'called', 'cancelled', 'closed']),
  officer: z.object({ name: z.string(), title: z.string(), department: z.string() }),
  institution: z.string(),
  branch: z.string(),
  branchPhone: z.string().nullable(),
  timeZone: z.string(),
  duty: z.string().nullable(),
  /** “Your call is booked”, in the words of the standard. */
  sentence: z.string(),
});
export type BookingTold = z.infer<typeof bookingTold>;

export const askOffer = z.object({ branchId: id.optional(), language });
export const askDays = z.object({
  branchId: id.optional(),
  dutyId: id,
  /** First day looked at; today where left out. */
  from: localDate.optional(),
  days: z.coerce.number().int().min(1).max(91).default(91),
});
export const askBooking = z.object({
  /** Made by the caller once for each booking it wants: a repeat gets the first answer again. */
  requestId,
  branchId: id.optional(),
  dutyId: id,
  at: moment,
  name: personName,
  phone: phoneText,
  business: businessName.default(''),
  inquiry: longText({ max: 2000 }),
  /** The customer agreed to what `offer` says of his data. */
  consent: z.literal(true, { error: 'NEEDS_CONSENT' }),
  language,
});
export type AskBooking = z.infer<typeof askBooking>;
const number = shortText({ max: 40 });
export const askNumber = z.object({ number, language });
export const askCancel = z.object({ requestId, number, language });
