import type { Executor } from '../kernel/desk.ts';
import { dutiesByStaff, runningAbsences } from './staff.repository.ts';
import { type StaffMember, staffRefs } from './staff.service.ts';
import { type Candidate, rankSubstitutes } from './substitutes.ts';

/** Everybody at a branch by id, with who is in and who does what. */
export interface Crew<Person extends Candidate = Candidate> {
  members: ReadonlyMap<string, Person>;
  isPresent: (id: string) => boolean;
  /** Duty ids by person. */
  dutiesOf: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads the crew of a branch as it is at `now`. */
export async function crewOf(executor: Executor, branchId: string, now: Date): Promise<Crew<StaffMember>> {
  const members = await staffRefs(executor, branchId);
  const away = new Set((await runningAbsences(executor, branchId, now)).map((row) => row.staff_id));
  const dutiesOf = new Map<string, Set<string>>();
  for (const row of await dutiesByStaff(executor, branchId)) {
    const duties = dutiesOf.get(row.staff_id) ?? new Set<string>();
    dutiesOf.set(row.staff_id, duties.add(row.id));
  }
  return { members, isPresent: (id) => !away.has(id), dutiesOf };
}

/** Who of the crew may stand in for one of it, best first; the taker only where he is said to be. */
export function standInsFor<Person extends Candidate>(
  crew: Crew<Person>,
  ask: { officerId: string; dutyId: string | null; takerId: string },
): Person[] {
  const officer = crew.members.get(ask.officerId);
  if (officer === undefined) return [];
  return rankSubstitutes({ ...ask, ...crew, officer, members: crew.members.values() });
}
