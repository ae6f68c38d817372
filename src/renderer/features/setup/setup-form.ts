import { contract } from '#contract/contract.ts';
import type { Role } from '#contract/rules.ts';
import type { OfficeHours } from '#contract/settings.ts';
import { type InputProblems, inputProblems } from '../../shared/input-problems.ts';
import { usualDay } from '../../shared/week-hours.tsx';

export interface PersonLine {
  /** Only to tell the lines apart on screen. */
  key: string;
  name: string;
  title: string;
  department: string;
  seat: string;
  role: Role;
}

/** The page as it is typed. Lists are one line of text each, so that the page stays short. */
export interface SetupForm {
  /** Fingerprint of the standard chosen; null: the usual one. */
  packHash: string | null;
  institution: string;
  branch: string;
  phone: string;
  counters: string;
  duties: string;
  officeHours: OfficeHours;
  staff: PersonLine[];
}

/** What the page begins with, in the words of the chosen language. */
export interface Defaults {
  counters: string;
  duties: string;
  department: string;
  titles: Record<'manager' | 'reception' | 'employee', string>;
}

export function emptyLine(department: string, title = '', role: Role = 'employee'): PersonLine {
  return { key: crypto.randomUUID(), name: '', title, department, seat: '', role };
}

export function initialForm({ counters, duties, department, titles }: Defaults): SetupForm {
  return {
    packHash: null,
    institution: '',
    branch: '',
    phone: '',
    counters,
    duties,
    officeHours: [null, usualDay, usualDay, usualDay, usualDay, usualDay, null],
    staff: (['manager', 'reception', 'employee'] as const).map((role) =>
      emptyLine(department, titles[role], role),
    ),
  };
}

const listOf = (text: string) =>
  text
    .split(/[,，、\n]/u)
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** What is sent: lines without a name are left out. */
export function toInput({
  packHash,
  institution,
  branch,
  phone,
  counters,
  duties,
  officeHours,
  staff,
}: SetupForm) {
  return {
    ...(packHash ? { packHash } : {}),
    institution,
    branch,
    phone: phone.trim() === '' ? null : phone,
    counters: listOf(counters),
    duties: listOf(duties),
    officeHours,
    staff: namedLines(staff).map(({ key: _, ...person }) => person),
  };
}

export const namedLines = (staff: readonly PersonLine[]) => staff.filter(({ name }) => name.trim() !== '');

const anyRequest = '00000000-0000-4000-8000-000000000000';

/** Why the page cannot be sent yet, by field; people are named by the line they stand in. */
export function problemsOf(form: SetupForm): InputProblems {
  const input = toInput(form);
  const found = new Map(inputProblems(contract.setup.create, { requestId: anyRequest, ...input }));
  const lines = namedLines(form.staff);
  for (const [place, key] of [...found]) {
    const [list, index, field] = place.split('.');
    const line = list === 'staff' && index ? lines[Number(index)] : undefined;
    if (line) found.set(`${line.key}.${field}`, key);
  }
  if (!input.staff.some(({ role }) => role === 'manager' || role === 'admin')) {
    found.set('staff', 'NEEDS_MANAGER');
  }
  if (input.officeHours.every((day) => day === null)) found.set('officeHours', 'TIME_IMPOSSIBLE');
  return found;
}

/** The first problem of a part of the page: its own or one inside it. */
export function problemIn(problems: InputProblems, part: string) {
  for (const [place, key] of problems) if (place === part || place.startsWith(`${part}.`)) return key;
  return undefined;
}
