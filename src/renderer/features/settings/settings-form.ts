import { contract } from '#contract/contract.ts';
import type { BranchSettings, OfficeHours } from '#contract/settings.ts';
import { type InputProblems, inputProblems } from '../../shared/input-problems.ts';

/** One line of a list: a counter, a department, a duty or a box of the report. */
export type Line = {
  /** Only to tell the lines apart on screen; an old one's id where it has one. */
  key: string;
  id?: string;
  name: string;
  /** Expected minutes as typed; only of duties. */
  minutes?: string;
};

export type SettingsForm = {
  /** The version of the branch this was begun from. */
  version: number;
  /** What was saved then, as text: tells what was changed here from what somebody else changed meanwhile. */
  base: string;
  name: string;
  phone: string;
  officeHours: OfficeHours;
  reportBoxes: Line[];
  counters: Line[];
  departments: Line[];
  duties: Line[];
};

export type ListName = 'reportBoxes' | 'counters' | 'departments' | 'duties';

const lineOf = ({ id, name }: { id: string; name: string }): Line => ({ key: id, id, name });

export function formOf(branch: BranchSettings): SettingsForm {
  const form = {
    version: branch.version,
    base: '',
    name: branch.name,
    phone: branch.phone ?? '',
    officeHours: branch.officeHours,
    reportBoxes: branch.reportBoxes.map((name, index) => ({ key: `box-${index}`, name })),
    counters: branch.counters.map(lineOf),
    departments: branch.departments.map(lineOf),
    duties: branch.duties
      .filter(({ active }) => active)
      .map((duty) => ({ ...lineOf(duty), minutes: duty.expectedMinutes?.toString() ?? '' })),
  };
  return { ...form, base: JSON.stringify(toInput(form)) };
}

const itemOf = ({ id, name }: Line) => ({ ...(id === undefined ? {} : { id }), name });

/** What is typed as minutes: nothing is null, and what is no whole number stays one the schema refuses. */
function minutesOf(typed = ''): number | null {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return null;
  return /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
}

export function toInput(form: SettingsForm) {
  return {
    name: form.name,
    phone: form.phone.trim() === '' ? null : form.phone,
    officeHours: form.officeHours,
    reportBoxes: form.reportBoxes.map(({ name }) => name),
    counters: form.counters.map(itemOf),
    departments: form.departments.map(itemOf),
    duties: form.duties.map((line) => ({ ...itemOf(line), expectedMinutes: minutesOf(line.minutes) })),
  };
}

const anyId = '00000000-0000-4000-8000-000000000000';

/** Why the page cannot be saved, by place: `counters.1.name`. */
export function problemsOf(form: SettingsForm): InputProblems {
  const sent = { requestId: anyId, id: anyId, expectedVersion: form.version, ...toInput(form) };
  const found = new Map(inputProblems(contract.settings.save, sent));
  if (form.officeHours.every((day) => day === null)) found.set('officeHours', 'TIME_IMPOSSIBLE');
  return found;
}

const parts = ['name', 'phone', 'officeHours', 'reportBoxes', 'counters', 'departments', 'duties'] as const;
export type Part = (typeof parts)[number];

/** The parts of a page in which two differ. */
export function differences(mine: SettingsForm, saved: SettingsForm): Part[] {
  const [one, other] = [toInput(mine), toInput(saved)];
  return parts.filter((part) => JSON.stringify(one[part]) !== JSON.stringify(other[part]));
}

/** What was changed here, on what is saved now: parts nobody touched here become what somebody else made of them. */
export function merged(mine: SettingsForm, saved: SettingsForm): SettingsForm {
  const typed = toInput(mine);
  const base = JSON.parse(mine.base) as Partial<typeof typed>;
  const untouched = parts.filter((part) => JSON.stringify(typed[part]) === JSON.stringify(base[part]));
  const theirs = Object.fromEntries(untouched.map((part) => [part, saved[part]]));
  return { ...mine, ...theirs, version: saved.version, base: saved.base };
}

/** The parts somebody else has changed since this page was begun. */
export function changedMeanwhile(mine: SettingsForm, saved: SettingsForm): Part[] {
  const [base, now] = [JSON.parse(mine.base) as Partial<ReturnType<typeof toInput>>, toInput(saved)];
  return parts.filter((part) => JSON.stringify(base[part]) !== JSON.stringify(now[part]));
}
