import { expect, test } from 'vitest';
import type { BranchSettings } from '#contract/settings.ts';
import {
  changedMeanwhile,
  differences,
  formOf,
  merged,
  problemsOf,
  toInput,
} from '#renderer/features/settings/settings-form.ts';

const day = { open: '09:00', close: '18:00', lunch: null };
const id = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;

const aBranch = (part: Partial<BranchSettings> = {}): BranchSettings => ({
  id: id(1),
  version: 3,
  institution: '한밭신용보증재단',
  name: '중부지점',
  phone: '042-555-0100',
  timeZone: 'Asia/Seoul',
  officeHours: [null, day, day, day, day, day, null],
  reportBoxes: ['담당', '지점장'],
  counters: [{ id: id(2), name: '1번 창구' }],
  departments: [{ id: id(3), name: '보증팀' }],
  duties: [
    { id: id(4), name: '보증 상담', expectedMinutes: 30, active: true },
    { id: id(5), name: '지난 업무', expectedMinutes: null, active: false },
  ],
  standard: {
    id: id(6),
    packId: 'daejeon.ko',
    packVersion: '1.0.0',
    name: '고객응대서비스이행표준',
    hash: '',
    adoptedAt: new Date(0),
    channels: ['visit', 'callback'],
    problems: [],
  },
  holidaysKnownUntil: 2027,
  ...part,
});

test('a page that is as it was saved differs in nothing and has no problem', () => {
  const form = formOf(aBranch());
  expect(differences(form, formOf(aBranch()))).toEqual([]);
  expect(problemsOf(form)).toEqual(new Map());
  expect(toInput(form).duties).toEqual([{ id: id(4), name: '보증 상담', expectedMinutes: 30 }]);
});

test('expected minutes: empty is none, full-width digits are digits, anything else is refused at its line', () => {
  const withMinutes = (minutes: string) => {
    const form = formOf(aBranch());
    return { ...form, duties: form.duties.map((line) => ({ ...line, minutes })) };
  };
  expect(toInput(withMinutes(' ')).duties[0]?.expectedMinutes).toBeNull();
  expect(toInput(withMinutes('４５')).duties[0]?.expectedMinutes).toBe(45);
  for (const typed of ['0', '-5', '1.5', '한 시간', '99999999']) {
    expect([...problemsOf(withMinutes(typed)).keys()]).toEqual(['duties.0.expectedMinutes']);
  }
});

test('the telephone number is one of the parts: none where it is empty, refused where it is no number', () => {
  const form = formOf(aBranch());
  expect(toInput({ ...form, phone: ' ' }).phone).toBeNull();
  expect(differences({ ...form, phone: '' }, form)).toEqual(['phone']);
  expect([...problemsOf({ ...form, phone: '없음' }).keys()]).toEqual(['phone']);
  expect(formOf(aBranch({ phone: null })).phone).toBe('');
});

test('what each of two changed is kept: mine where I changed it, theirs everywhere else', () => {
  const mine = { ...formOf(aBranch()), name: '중부지점 별관' };
  const saved = formOf(aBranch({ version: 4, counters: [{ id: id(2), name: '안내 창구' }] }));
  expect(changedMeanwhile(mine, saved)).toEqual(['counters']);
  const both = merged(mine, saved);
  expect(both).toMatchObject({ version: 4, name: '중부지점 별관', base: saved.base });
  expect(both.counters).toEqual(saved.counters);
  expect(differences(both, saved)).toEqual(['name']);
});

test('where both changed the same, mine is what would be saved, and the difference is said', () => {
  const mine = { ...formOf(aBranch()), name: '중부지점 별관' };
  const saved = formOf(aBranch({ version: 4, name: '중앙지점' }));
  expect(changedMeanwhile(mine, saved)).toEqual(['name']);
  expect(merged(mine, saved).name).toBe('중부지점 별관');
});
