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
  name: string;
  officeHours: OfficeHours;
  reportBoxes: Line[];
  counters: Line[];
  departments: Line[];
  duties: Line[];
};

export type ListName = 'reportBoxes' | 'counters' | 'departments' | 'duties';

const lineOf = ({ id, name }: { id: string; name: string }): Line => ({ key: id, id, name });

export function formOf(branch: BranchSettings): SettingsForm {
  return {
    version: branch.version,
    name: branch.name,
    officeHours: branch.officeHours,
    reportBoxes: branch.reportBoxes.map((name, index) => ({ key: `box-${index}`, name })),
    counters: branch.counters.map(lineOf),
    departments: branch.departments.map(lineOf),
    duties: branch.duties
      .filter(({ active }) => active)
      .map((duty) => ({ ...lineOf(duty), minutes: duty.expectedMinutes?.toString() ?? '' })),
  };
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

/** The parts of a page in which two differ, for showing what somebody else saved meanwhile. */
export function differences(
  mine: SettingsForm,
  saved: SettingsForm,
): Exclude<keyof SettingsForm, 'version'>[] {
  const [one, other] = [toInput(mine), toInput(saved)];
  return (Object.keys(one) as (keyof typeof one)[]).filter(
    (part) => JSON.stringify(one[part]) !== JSON.stringify(other[part]),
  );
}
