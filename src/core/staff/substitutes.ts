import type { Role } from '#contract/rules.ts';

/** A member of staff as the choice of a substitute needs him. */
export interface Candidate {
  id: string;
  active: boolean;
  roles: readonly Role[];
  departmentId: string;
  substituteId: string | null;
  sort: number;
}

export interface SubstituteQuestion<Person extends Candidate> {
  /** For whom somebody else may have to call. */
  officer: Pick<Candidate, 'id' | 'departmentId' | 'substituteId'>;
  members: Iterable<Person>;
  isPresent: (id: string) => boolean;
  /** Duty ids by person. */
  dutiesOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** What the customer came for, where it is known. */
  dutyId: string | null;
  /** Whoever takes the memo. */
  takerId: string;
}

/**
 * Who may call instead of an officer, best first: his named substitute, somebody who does the duty in
 * question, one who shares any of his duties, his department, a manager, at last whoever takes the memo. Only those
 * active and present.
 */
export function rankSubstitutes<Person extends Candidate>(question: SubstituteQuestion<Person>): Person[] {
  const ranked: { person: Person; rank: number }[] = [];
  for (const person of question.members) {
    if (!person.active || person.id === question.officer.id || !question.isPresent(person.id)) continue;
    const rank = rankOf(person, question);
    if (rank !== null) ranked.push({ person, rank });
  }
  ranked.sort(
    (a, b) => a.rank - b.rank || a.person.sort - b.person.sort || (a.person.id < b.person.id ? -1 : 1),
  );
  return ranked.map(({ person }) => person);
}

function rankOf<Person extends Candidate>(
  person: Person,
  { officer, dutiesOf, dutyId, takerId }: SubstituteQuestion<Person>,
): number | null {
  if (person.id === officer.substituteId) return 0;
  const duties = dutiesOf.get(person.id);
  if (dutyId !== null && duties?.has(dutyId)) return 1;
  for (const duty of dutiesOf.get(officer.id) ?? []) if (duties?.has(duty)) return 2;
  if (person.departmentId === officer.departmentId) return 3;
  if (person.roles.includes('manager')) return 4;
  return person.id === takerId ? 5 : null;
}
