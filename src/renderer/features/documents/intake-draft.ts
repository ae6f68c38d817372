import type { Checklist, DocumentWay } from '#contract/documents.ts';
import type { StaffEntry } from '#contract/staff.ts';
import type { NewItem } from './work-draft.ts';

export type KnownSender = { id: string; name: string; phone: string; business: string };

/** Papers that came, as they are kept while somebody writes them down. A type: a draft is a plain record. */
export type IntakeDraft = {
  way: DocumentWay;
  /** A known customer; his name and number are masked here. */
  sender: KnownSender | null;
  name: string;
  phone: string;
  business: string;
  email: string;
  dutyId: string | null;
  title: string;
  officerId: string | null;
  /** Items of the duty's checklist that did not come, by id; the others did. */
  missing: string[];
  added: NewItem[];
  day: string | null;
  time: string | null;
  note: string;
  lateReason: string;
};

export const emptyIntake = (way: DocumentWay): IntakeDraft => ({
  way,
  sender: null,
  name: '',
  phone: '',
  business: '',
  email: '',
  dutyId: null,
  title: '',
  officerId: null,
  missing: [],
  added: [],
  day: null,
  time: null,
  note: '',
  lateReason: '',
});

/** Who has papers about a duty: whoever writes them down if he does it, else the first who does and is in, else he. */
export function usualOfficer(
  people: readonly StaffEntry[],
  dutyId: string | null,
  actorId: string | null,
): string | null {
  const doers = people.filter(({ active, duties }) => active && duties.some(({ id }) => id === dutyId));
  const me = people.find(({ id, active }) => active && id === actorId);
  if (doers.length === 0 || doers.some(({ id }) => id === actorId)) return me?.id ?? null;
  return (doers.find(({ presence }) => presence.state === 'present') ?? doers[0])?.id ?? null;
}

export const checklistOf = (lists: readonly Checklist[], dutyId: string | null): Checklist['items'] =>
  lists.find((list) => list.dutyId === dutyId)?.items ?? [];
