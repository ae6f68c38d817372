import { z } from 'zod';
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
import { promiseState } from './memos.ts';
import {
  administrating,
  atCounter,
  everyone,
  fresh,
  managing,
  onExisting,
  procedure,
  receipt,
} from './rules.ts';
import { staffRef } from './staff.ts';

/** Where a booking came from: the public page, the institution's own page, a file, a phone call, the counter. */
export const bookingSource = z.enum(['web', 'api', 'csv', 'phone', 'counter']);
export type BookingSource = z.infer<typeof bookingSource>;

/** What of the pack in force is missing for booked calls to be promised. */
export const bookingGap = z.enum(['NO_BOOKED_CALL', 'NO_BOOKING_CHANNEL']);
export type BookingGap = z.infer<typeof bookingGap>;

/** A duty that can be booked, with whoever may be booked for it. */
export const bookingOffer = z.object({ dutyId: id, staffIds: z.array(id).max(200) });
export type BookingOffer = z.infer<typeof bookingOffer>;

const rules = {
  /** Bookings are taken at all: by hand, by file, through the API. */
  taken: z.boolean(),
  /** The public page takes them as well. */
  web: z.boolean(),
  slotMinutes: z.number().int().min(10).max(120),
  /** Calendar days ahead, today not counted. */
  daysAhead: z.number().int().min(1).max(90),
  /** A customer books no later than this before the call. */
  noticeHours: z.number().int().min(0).max(168),
  offers: z.array(bookingOffer).max(60),
};

export const bookingSettings = z.object({
  ...rules,
  /** 0 before the first save. */
  version: z.number().int(),
  gap: bookingGap.nullable(),
  /** What others reach the public pages at, such as `https://book.example.kr`; null: they are not reached from outside. */
  publicAddress: z.string().nullable(),
  /** The public pages are served by this host now. */
  pagesOpen: z.boolean(),
});
export type BookingSettings = z.infer<typeof bookingSettings>;

/** An address of the public pages: HTTPS, without a path. */
export const publicAddress = z
  .string()
  .max(200, { error: 'ADDRESS_INVALID' })
  .regex(/^https:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{2,5})?$/, { error: 'ADDRESS_INVALID' });

/** A key as the window makes it; the store keeps its hash alone. */
export const apiKeySecret = z.string().regex(/^maji_[A-Za-z0-9_-]{43}$/, { error: 'KEY_INVALID' });

export const apiKey = z.object({
  id,
  version,
  name: z.string(),
  /** Its first characters. */
  hint: z.string(),
  createdAt: instant,
  createdBy: z.string(),
  revokedAt: instant.nullable(),
});
export type ApiKey = z.infer<typeof apiKey>;

/** A time that can be booked, with who is free then. */
export const slot = z.object({ at: instant, officerIds: z.array(id) });
export type Slot = z.infer<typeof slot>;

export const bookingCard = z.object({
  id: subjectId(id, 'booking'),
  version,
  memoId: subjectId(id, 'memo'),
  number: z.string(),
  source: bookingSource,
  at: instant,
  minutes: z.number().int(),
  state: z.enum(['booked', 'cancelled']),
  /** Who holds the slot. */
  officer: staffRef,
  /** Who calls: another once the memo was handed on. */
  handler: staffRef,
  duty: z.string().nullable(),
  dutyId: id.nullable(),
  customerName: personal(z.string(), 'name'),
  phone: personal(z.string(), 'phone'),
  inquiry: personal(z.string(), 'text'),
  promise: promiseState,
  /** Differs from `at` once another time was agreed on the phone. */
  dueAt: instant,
  lateReason: z.string().nullable(),
  /** The officer is said to be away at that time. */
  officerAway: z.boolean(),
});
export type BookingCard = z.infer<typeof bookingCard>;

/** One line of a file that cannot be a booking, or is one already. */
export const importLine = z.object({
  /** Of the file, counted from 1. */
  line: z.number().int(),
  outcome: z.enum(['new', 'known', 'refused']),
  /** The booking a line known already is; the other lines are in the file alone. */
  bookingId: subjectId(id, 'booking').nullable(),
  at: instant.nullable(),
  officer: z.string(),
  customerName: personal(z.string(), 'name'),
  phone: personal(z.string(), 'phone'),
  /** A stable word; the interface says it. Null for a line that can be taken. */
  reason: z.string().nullable(),
  /** The column it is about, as the file calls it. */
  column: z.string(),
});
export type ImportLine = z.infer<typeof importLine>;

export const importReport = z.object({
  lines: z.array(importLine),
  new: z.number().int(),
  known: z.number().int(),
  refused: z.number().int(),
});
export type ImportReport = z.infer<typeof importReport>;

/** A file of bookings as text; 1,000 lines of usual length. */
const file = z.string().max(400_000, { error: 'FILE_TOO_LONG' });

const person = {
  customerId: id.nullable(),
  /** Null with a `customerId`: taken from the customer's record. */
  customerName: personName.nullable(),
  business: businessName.nullable(),
  phone: phoneText.nullable(),
};

/** Telephone consultations at a time agreed with the customer (P5). */
export const bookings = {
  settings: procedure({ who: everyone, action: 'bookings.settings' })
    .input(z.object({ branchId: id }))
    .output(bookingSettings),
  /** Refused with the gap's word where the pack in force cannot promise a booked call. */
  saveSettings: procedure({ who: managing, action: 'bookings.saveSettings' })
    .input(z.object({ ...fresh, branchId: id, expectedVersion: z.number().int().min(0), ...rules }))
    .output(receipt),
  /** What the pages are reached at from outside, through a proxy that speaks HTTPS; of the host, for all its branches. */
  setPublicAddress: procedure({ who: administrating, action: 'bookings.setPublicAddress' })
    .input(z.object({ ...fresh, branchId: id, address: publicAddress.nullable() }))
    .output(receipt),
  keys: procedure({ who: managing, action: 'bookings.keys' })
    .input(z.object({ branchId: id }))
    .output(z.array(apiKey)),
  makeKey: procedure({ who: administrating, action: 'bookings.makeKey' })
    .input(z.object({ ...fresh, branchId: id, name: shortText({ max: 60 }), secret: apiKeySecret }))
    .output(receipt),
  revokeKey: procedure({ who: administrating, action: 'bookings.revokeKey' })
    .input(z.object({ ...onExisting }))
    .output(receipt),
  /** Free times from a day on; of one officer, of a duty's officers, or of everybody who can be booked. */
  slots: procedure({ who: atCounter, action: 'bookings.slots' })
    .input(
      z.object({
        branchId: id,
        dutyId: id.nullable(),
        officerId: id.nullable(),
        from: localDate,
        days: z.number().int().min(1).max(14),
      }),
    )
    .output(z.object({ days: z.array(z.object({ date: localDate, slots: z.array(slot) })) })),
  /** Bookings of these days in order of time, cancelled ones among them. */
  list: procedure({ who: atCounter, action: 'bookings.list' })
    .input(z.object({ branchId: id, from: localDate, days: z.number().int().min(1).max(91) }))
    .output(z.array(bookingCard)),
  /** Open bookings of somebody between two moments: what an absence would leave without a caller. */
  affected: procedure({ who: everyone, action: 'bookings.affected' })
    .input(z.object({ branchId: id, staffId: id, from: instant, until: instant.nullable() }))
    .output(z.array(bookingCard)),
  /** The sentence that confirms it, and the consent to ask for, in the window's language. */
  words: procedure({ who: atCounter, action: 'bookings.words' })
    .input(z.object({ branchId: id, at: instant.nullable(), officerId: id.nullable() }))
    .output(
      z.object({ consent: z.array(z.object({ text: z.string() })), confirm: z.string(), clause: z.string() }),
    ),
  /**
   * By hand, also from a call or a visit. The time need not be on the page's grid, but in office hours and free
   * (TIME_IN_PAST, BRANCH_CLOSED, OFFICER_AWAY, SLOT_TAKEN, BOOKING_OFF, NOT_IN_STANDARD).
   */
  make: procedure({ who: atCounter, action: 'bookings.make' })
    .input(
      z.object({
        ...fresh,
        branchId: id,
        at: instant,
        officerId: id,
        dutyId: id.nullable(),
        ...person,
        inquiry: longText({ max: 2000 }),
        source: z.enum(['phone', 'counter']),
        consent: z.literal(true, { error: 'NEEDS_CONSENT' }),
      }),
    )
    .output(receipt),
  /** The same promise at another time or with another officer; past its time it needs the reason (NEEDS_REASON). */
  move: procedure({ who: atCounter, action: 'bookings.move' })
    .input(
      z.object({
        ...onExisting,
        at: instant,
        officerId: id,
        reason: shortText({ max: 300 }),
        lateReason: shortText({ max: 300 }).nullable(),
      }),
    )
    .output(receipt),
  /** Called off in time (BOOKING_OVERDUE afterwards: then it is answered, moved or closed as not called). */
  cancel: procedure({ who: atCounter, action: 'bookings.cancel' })
    .input(z.object({ ...onExisting, reason: shortText({ max: 300 }) }))
    .output(receipt),
  /** What a file would do; writes nothing. */
  checkImport: procedure({ who: atCounter, action: 'bookings.checkImport' })
    .input(z.object({ branchId: id, file }))
    .output(importReport),
  /**
   * Takes the new lines of a file, all in one or none. IMPORT_CHANGED when there are not as many as were seen,
   * IMPORT_HAS_PROBLEMS while lines are refused and nobody said to leave them out, NOTHING_TO_IMPORT.
   */
  import: procedure({ who: atCounter, action: 'bookings.import' })
    .input(
      z.object({
        ...fresh,
        branchId: id,
        file,
        expectedNew: z.number().int().min(0),
        leaveOutRefused: z.boolean(),
      }),
    )
    .output(receipt),
};
