import { instantAt } from '../branch-time.ts';
import type { KnownCustomer } from '../memo-form/memo-draft.ts';

/** The form as it is kept while somebody writes it. A type, not an interface: a draft is a plain record. */
export type BookingDraft = {
  dutyId: string | null;
  /** Null: whoever is free. */
  officerId: string | null;
  /** A time of the grid, ISO; null while none is chosen. */
  slot: string | null;
  /** Who is free then; the first one calls unless somebody is named. */
  free: string[];
  /** A time typed instead of one of the grid. */
  typed: boolean;
  day: string | null;
  time: string | null;
  customer: KnownCustomer | null;
  customerName: string;
  phone: string;
  business: string;
  inquiry: string;
  consent: boolean;
};

export const emptyBooking = (begins: Partial<BookingDraft> = {}): BookingDraft => ({
  dutyId: null,
  officerId: null,
  slot: null,
  free: [],
  typed: false,
  day: null,
  time: null,
  customer: null,
  customerName: '',
  phone: '',
  business: '',
  inquiry: '',
  consent: false,
  ...begins,
});

/** When the call is to be; null while no whole time is given. */
export function timeOf(draft: BookingDraft, zone: string): Date | null {
  if (draft.typed) return instantAt(draft.day, draft.time, zone);
  return draft.slot === null ? null : new Date(draft.slot);
}

/** Who calls: whoever was named, else the first who is free at the chosen time. */
export function callerOf({ officerId, typed, free }: BookingDraft): string | null {
  return officerId ?? (typed ? null : (free[0] ?? null));
}

/** What is booked, as the form has it once it is whole. */
export interface BookingWish {
  at: Date;
  officerId: string;
  dutyId: string | null;
  customerId: string | null;
  customerName: string | null;
  phone: string | null;
  business: string | null;
  inquiry: string;
  consent: true;
}

/** Null while something is missing. */
export function wishOf(draft: BookingDraft, known: KnownCustomer | null, zone: string): BookingWish | null {
  const at = timeOf(draft, zone);
  const officerId = callerOf(draft);
  const customer = known ?? draft.customer;
  const isNamed = customer !== null || (draft.customerName.trim() !== '' && draft.phone.trim() !== '');
  if (at === null || officerId === null || !isNamed || draft.inquiry.trim() === '' || !draft.consent)
    return null;
  const typed = { customerName: draft.customerName, phone: draft.phone, business: draft.business };
  return {
    at,
    officerId,
    dutyId: draft.dutyId,
    customerId: customer?.id ?? null,
    ...(customer ? { customerName: null, phone: null, business: null } : typed),
    inquiry: draft.inquiry,
    consent: true,
  };
}
