import type { SiteVisitCard } from '#contract/site-visits.ts';

export const groupIds = ['late', 'there', 'today', 'later', 'planned', 'over'] as const;
export type GroupId = (typeof groupIds)[number];

/** Which part of the list a visit belongs to. `dayOf` gives the branch's day of an instant. */
export function groupOf(visit: SiteVisitCard, now: number, dayOf: (at: Date | number) => string): GroupId {
  const { state, agreedAt } = visit;
  if (state === 'done' || state === 'cancelled') return 'over';
  if (state === 'arrived') return 'there';
  if (agreedAt === null) return 'planned';
  if (agreedAt.getTime() < now) return 'late';
  return dayOf(agreedAt) === dayOf(now) ? 'today' : 'later';
}

/** The list by its parts, each in the order it came. */
export function byGroup(
  visits: readonly SiteVisitCard[],
  now: number,
  dayOf: (at: Date | number) => string,
): Record<GroupId, SiteVisitCard[]> {
  const groups: Record<GroupId, SiteVisitCard[]> = {
    late: [],
    there: [],
    today: [],
    later: [],
    planned: [],
    over: [],
  };
  for (const visit of visits) groups[groupOf(visit, now, dayOf)].push(visit);
  return groups;
}
