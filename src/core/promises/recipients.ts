import { type Crew, standInsFor } from '../staff/crew.service.ts';

/** Who has a memo or a promise in hand. */
export interface InHand {
  handlerId: string;
  intendedId: string;
  takerId: string;
  dutyId: string | null;
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

/** Active managers; where there is none, whoever administers the branch. */
export function managersOf(crew: Crew): string[] {
  const active = [...crew.members.values()].filter((person) => person.active);
  const managers = active.filter((person) => person.roles.includes('manager'));
  return (managers.length > 0 ? managers : active.filter((person) => person.roles.includes('admin'))).map(
    (person) => person.id,
  );
}

/** Whoever has to call; of one who has left, the officer intended, and failing him the managers. */
export function tellOfficer(memo: InHand, crew: Crew): string[] {
  const first = [memo.handlerId, memo.intendedId].find((id) => crew.members.get(id)?.active === true);
  return first === undefined ? managersOf(crew) : [first];
}

/** The officer and, as well, his named substitute or the colleague present who comes next. */
export function tellSubstitute(memo: InHand, crew: Crew): string[] {
  const [substitute] = standInsFor(crew, { ...memo, officerId: memo.handlerId });
  return unique([...tellOfficer(memo, crew), ...(substitute === undefined ? [] : [substitute.id])]);
}

/** Of a visit nobody took: reception (or the managers, as the pack says) and whoever opened it. */
export function tellUntaken(openedBy: string, to: 'reception' | 'manager', crew: Crew): string[] {
  const told =
    to === 'manager'
      ? managersOf(crew)
      : [...crew.members.values()]
          .filter((person) => person.active && person.roles.includes('reception'))
          .map((person) => person.id);
  const opener = crew.members.get(openedBy);
  return unique(opener?.active === true ? [openedBy, ...told] : told);
}
