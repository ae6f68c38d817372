import { describe, expect, test } from 'vitest';
import type { Role } from '#contract/rules.ts';
import { managersOf, tellOfficer, tellSubstitute, tellUntaken } from '#core/promises/recipients.ts';
import type { Crew } from '#core/staff/crew.service.ts';
import { type Candidate, rankSubstitutes } from '#core/staff/substitutes.ts';

type Someone = Partial<Candidate> & { id: string; duties?: string[]; away?: boolean };

function aCrew(...people: Someone[]): Crew {
  const members = people.map((person, index): Candidate => {
    const { id, active = true, departmentId = 'other', substituteId = null, sort = index } = person;
    return { id, active, roles: person.roles ?? ['employee'], departmentId, substituteId, sort };
  });
  return {
    members: new Map(members.map((member) => [member.id, member])),
    isPresent: (id) => people.find((person) => person.id === id)?.away !== true,
    dutiesOf: new Map(people.map((person) => [person.id, new Set(person.duties ?? [])])),
  };
}

const officer: Someone = {
  id: 'officer',
  departmentId: 'loans',
  substituteId: 'named',
  duties: ['loan', 'debt'],
};
const everybody: Someone[] = [
  officer,
  { id: 'stranger' },
  { id: 'taker', roles: ['reception'] },
  { id: 'manager', roles: ['manager'] },
  { id: 'neighbour', departmentId: 'loans' },
  { id: 'sharer', duties: ['debt'] },
  { id: 'doer', duties: ['loan'] },
  { id: 'named' },
];

function ranked(people: readonly Someone[], dutyId: string | null = 'loan'): string[] {
  const crew = aCrew(...people);
  const found = crew.members.get('officer') as Candidate;
  return rankSubstitutes({
    ...crew,
    officer: found,
    members: crew.members.values(),
    dutyId,
    takerId: 'taker',
  }).map((person) => person.id);
}

describe('who stands in', () => {
  test('the named substitute, the duty in question, a shared duty, the department, a manager, the taker', () => {
    expect(ranked(everybody)).toEqual(['named', 'doer', 'sharer', 'neighbour', 'manager', 'taker']);
    expect(ranked(everybody, null)).toEqual(['named', 'sharer', 'doer', 'neighbour', 'manager', 'taker']);
  });

  test('only who is in and still works here; the officer himself never', () => {
    const without = everybody.map((person) => {
      if (person.id === 'named') return { ...person, away: true };
      return person.id === 'doer' ? { ...person, active: false } : person;
    });
    expect(ranked(without)).toEqual(['sharer', 'neighbour', 'manager', 'taker']);
  });

  test('among equals the order of the seats decides', () => {
    const twins: Someone[] = [
      officer,
      { id: 'later', departmentId: 'loans', sort: 9 },
      { id: 'sooner', departmentId: 'loans', sort: 3 },
    ];
    expect(ranked(twins)).toEqual(['sooner', 'later']);
  });
});

describe('who is told', () => {
  const memo = { handlerId: 'officer', intendedId: 'officer', takerId: 'taker', dutyId: 'loan' };
  const role = (...roles: Role[]) => ({ roles });

  test('the handler; of one who left, the officer it was meant for, and at last the managers', () => {
    const gone = (id: string) => everybody.map((one) => (one.id === id ? { ...one, active: false } : one));
    expect(tellOfficer(memo, aCrew(...everybody))).toEqual(['officer']);
    expect(tellOfficer({ ...memo, handlerId: 'doer' }, aCrew(...gone('doer')))).toEqual(['officer']);
    expect(tellOfficer(memo, aCrew(...gone('officer')))).toEqual(['manager']);
  });

  test('five minutes before, the officer and who stands in for him', () => {
    expect(tellSubstitute(memo, aCrew(...everybody))).toEqual(['officer', 'named']);
    expect(tellSubstitute(memo, aCrew(officer))).toEqual(['officer']);
  });

  test('administrators where a branch has no manager', () => {
    expect(managersOf(aCrew({ id: 'a', ...role('admin') }, { id: 'b' }))).toEqual(['a']);
    expect(managersOf(aCrew({ id: 'a', ...role('admin') }, { id: 'm', ...role('manager') }))).toEqual(['m']);
  });

  test('of a visit nobody took: whoever opened it and reception, each once', () => {
    const crew = aCrew(...everybody, { id: 'second', ...role('reception', 'employee') });
    expect(tellUntaken('taker', 'reception', crew)).toEqual(['taker', 'second']);
    expect(tellUntaken('doer', 'manager', crew)).toEqual(['doer', 'manager']);
  });
});
