/** What a customer's timeline is made of. At one instant a memo comes above the visit it was taken in, a message above both. */
export type TimelineKind = 'encounter' | 'memo' | 'message' | 'document';

/** Where an entry stands in the timeline: newest first. Total, because ids are unique. */
export interface Place {
  at: string;
  kind: TimelineKind;
  id: string;
}

export const PAGE = 50;

/** Newest first. */
export function byPlace(a: Place, b: Place): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  if (a.kind !== b.kind) return a.kind < b.kind ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}

/**
 * What is left of one kind after a place: entries before `at`, and those at that very instant up to `id` (excluded);
 * null where none of that instant is left, no bound where all of them are.
 */
export function restOf(kind: TimelineKind, after: Place): { at: string; id: string | null; all: boolean } {
  if (kind === after.kind) return { at: after.at, id: after.id, all: false };
  return { at: after.at, id: null, all: kind < after.kind };
}

/** The newest of all kinds, and where the next page begins; null at the end. */
export function pageOf<Entry extends { place: Place }>(
  entries: readonly Entry[],
  size = PAGE,
): { page: Entry[]; next: Place | null } {
  const sorted = entries.toSorted((a, b) => byPlace(a.place, b.place));
  const page = sorted.slice(0, size);
  return { page, next: sorted.length > size ? (page.at(-1)?.place ?? null) : null };
}
