import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byPlace, type Place, pageOf, restOf, type TimelineKind } from '#core/customers/timeline.ts';

const places = fc.uniqueArray(
  fc.record<Place>({
    at: fc.constantFrom('1', '2', '3'),
    kind: fc.constantFrom<TimelineKind>('encounter', 'memo', 'message'),
    id: fc.constantFrom('a', 'b', 'c', 'd'),
  }),
  { selector: ({ kind, id }) => kind + id },
);

/** What the store gives of one kind after a place, by the bound the queries use. */
function rest(all: readonly Place[], kind: TimelineKind, after: Place | null): Place[] {
  const own = all.filter((place) => place.kind === kind);
  if (after === null) return own;
  const bound = restOf(kind, after);
  return own.filter(({ at, id }) => {
    if (at !== bound.at) return at < bound.at;
    return bound.id === null ? bound.all : id < bound.id;
  });
}

test('page by page everything comes once, newest first, whatever happened at one instant', () => {
  fc.assert(
    fc.property(places, fc.integer({ min: 1, max: 4 }), (all, size) => {
      const seen: Place[] = [];
      let after: Place | null = null;
      for (;;) {
        const entries = (['encounter', 'memo', 'message'] as const).flatMap((kind) =>
          rest(all, kind, after)
            .sort(byPlace)
            .slice(0, size + 1)
            .map((place) => ({ place })),
        );
        const { page, next } = pageOf(entries, size);
        seen.push(...page.map(({ place }) => place));
        if (next === null) break;
        after = next;
      }
      expect(seen).toEqual(all.toSorted(byPlace));
    }),
  );
});
