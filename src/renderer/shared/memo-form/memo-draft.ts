import type { AfterClosing } from '#contract/memos.ts';
import { instantAt } from '../branch-time.ts';

export type KnownCustomer = { id: string; name: string; phone: string; business: string };

/** The form as it is kept while somebody writes it. A type, not an interface: a draft is a plain record. */
export type MemoDraft = {
  intendedId: string | null;
  /** A known customer found while writing; his name and number are masked here. */
  customer: KnownCustomer | null;
  customerName: string;
  phone: string;
  business: string;
  inquiry: string;
  urgency: 'normal' | 'urgent';
  /** `yyyy-MM-dd`; null means today. */
  preferredDay: string | null;
  /** `HH:mm`; null when the customer named no time. */
  preferredTime: string | null;
  afterClosing: AfterClosing | null;
};

export const emptyMemo = (intendedId: string | null, inquiry = '', phone = ''): MemoDraft => ({
  intendedId,
  customer: null,
  customerName: '',
  phone,
  business: '',
  inquiry,
  urgency: 'normal',
  preferredDay: null,
  preferredTime: null,
  afterClosing: null,
});

/** When the customer wants to be called, as an instant; null when he named no time. */
export function preferredAt(draft: MemoDraft, today: string, zone: string): Date | null {
  return instantAt(draft.preferredDay ?? today, draft.preferredTime, zone);
}
