import type { Presence } from '#contract/staff.ts';

/** What the ranking looks at; `members` come in seat order. */
export interface RankQuestion<Member extends { id: string; presence: Presence }> {
  members: readonly Member[];
  /** Who does the duty at hand; empty where no duty was named. */
  doers: ReadonlySet<string>;
  /** Open visits in each person's hands. */
  busy: ReadonlyMap<string, number>;
}

export type Ranked<Member> = Member & { doesDuty: boolean; busy: number };

/**
 * Officers for a purpose: who does it and is present, then who does it and is away, then the others, present
 * ones first; within each, who has fewest visits in hand, then the order of the seats.
 */
export function rankOfficers<Member extends { id: string; presence: Presence }>({
  members,
  doers,
  busy,
}: RankQuestion<Member>): Ranked<Member>[] {
  const group = (one: Ranked<Member>) => (one.doesDuty ? 0 : 2) + (one.presence.state === 'present' ? 0 : 1);
  // Sorting is stable, so equals keep the order of the seats.
  return members
    .map((member) => ({ ...member, doesDuty: doers.has(member.id), busy: busy.get(member.id) ?? 0 }))
    .sort((a, b) => group(a) - group(b) || a.busy - b.busy);
}
