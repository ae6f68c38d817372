import { expect, test } from 'vitest';
import {
  type Defaults,
  initialForm,
  problemIn,
  problemsOf,
  type SetupForm,
  toInput,
} from '#renderer/features/setup/setup-form.ts';

const defaults: Defaults = {
  counters: '1번 창구, 2번 창구',
  duties: '상담, 기타',
  department: '상담팀',
  titles: { manager: '지점장', reception: '주임', employee: '대리' },
};

/** A page with everything that is asked; `names` go into its lines from the top. */
function aForm(part: Partial<SetupForm> = {}, names = ['한도윤', '이지훈', '']): SetupForm {
  const form = { ...initialForm(defaults), institution: '한밭신용보증재단', branch: '중부지점', ...part };
  return { ...form, staff: form.staff.map((line, index) => ({ ...line, name: names[index] ?? '' })) };
}

test('what is suggested needs only the names of the place and of one manager', () => {
  expect(problemsOf(aForm())).toEqual(new Map());
  expect([...problemsOf(initialForm(defaults)).keys()].sort()).toEqual(['branch', 'institution', 'staff']);
});

test('lists are split at commas of any writing, and lines without a name are not sent', () => {
  const input = toInput(aForm({ counters: ' 1번, 2번，3번、\n4번 ,, ', duties: '' }));
  expect(input.counters).toEqual(['1번', '2번', '3번', '4번']);
  expect(input.duties).toEqual([]);
  expect(input.staff).toEqual([
    { name: '한도윤', title: '지점장', department: '상담팀', seat: '', role: 'manager' },
    { name: '이지훈', title: '주임', department: '상담팀', seat: '', role: 'reception' },
  ]);
});

test('nobody who may change the settings is a problem of the staff', () => {
  expect(problemsOf(aForm({}, ['', '이지훈'])).get('staff')).toBe('NEEDS_MANAGER');
});

test('a refused field is named by the line it stands in, also below empty lines', () => {
  const form = aForm({}, ['한도윤', '', '김\u0007하늘']);
  const line = form.staff[2]?.key;
  expect(problemsOf(form).get(`${line}.name`)).toBe('CONTROL_CHARACTER');
  const untitled = { ...form, staff: form.staff.map((one) => ({ ...one, name: '한도윤', title: '' })) };
  expect(problemsOf(untitled).get(`${line}.title`)).toBe('EMPTY');
});

test('hours that are half typed, the wrong way round or nowhere are said at the hours', () => {
  const week = (day: SetupForm['officeHours'][number]) =>
    aForm({ officeHours: Array.from({ length: 7 }, () => day) });
  const said = (form: SetupForm) => problemIn(problemsOf(form), 'officeHours');
  expect(said(week({ open: '', close: '18:00', lunch: null }))).toBe('TIME_INVALID');
  expect(said(week({ open: '18:00', close: '09:00', lunch: null }))).toBe('TIME_IMPOSSIBLE');
  for (const lunch of [
    { from: '13:00', to: '12:00' },
    { from: '08:00', to: '10:00' },
    { from: '17:00', to: '18:00' },
  ]) {
    expect(said(week({ open: '09:00', close: '18:00', lunch }))).toBe('TIME_IMPOSSIBLE');
  }
  expect(said(week(null))).toBe('TIME_IMPOSSIBLE');
  expect(said(week({ open: '09:00', close: '18:00', lunch: null }))).toBeUndefined();
});

test('a megabyte, a resident number and white space alone are refused with their own reason', () => {
  expect(problemsOf(aForm({ institution: '가'.repeat(1_000_000) })).get('institution')).toBe('TEXT_TOO_LONG');
  expect(problemsOf(aForm({ branch: '900101-1234567' })).get('branch')).toBe('RESIDENT_NUMBER');
  expect(problemsOf(aForm({ branch: ' \u3000' })).get('branch')).toBe('EMPTY');
  expect(problemIn(problemsOf(aForm({ counters: ' , ' })), 'counters')).toBe('EMPTY');
});
