import { useState } from 'react';
import { expect, test } from 'vitest';
import type { OfficeHours } from '#contract/settings.ts';
import { WeekHours } from '#renderer/shared/week-hours.tsx';
import { fireEvent, render, screen } from '#tests/component/render.tsx';

const day = { open: '09:00', close: '18:00', lunch: null };
const usual: OfficeHours = [null, day, day, day, day, day, null];
let now: OfficeHours = usual;

function Page({ from }: { from: OfficeHours }) {
  const [value, setValue] = useState(from);
  now = value;
  return <WeekHours value={value} onChange={setValue} />;
}
const chip = (name: string) => screen.getByRole('checkbox', { name });
const groups = () => screen.getAllByRole('group', { name: /여는 시각/ });

test('a day is opened with the hours of the others, and closed again', async () => {
  await render(<Page from={usual} />);
  fireEvent.click(chip('토'));
  expect(now[6]).toEqual(day);
  fireEvent.click(chip('월'));
  expect(now[1]).toBeNull();
});

test('lunch closes the branch on every open day at once, and only on those', async () => {
  await render(<Page from={usual} />);
  fireEvent.click(screen.getByRole('checkbox', { name: '점심시간에 닫습니다' }));
  const lunch = { from: '12:00', to: '13:00' };
  expect(now).toEqual([null, ...Array.from({ length: 5 }, () => ({ ...day, lunch })), null]);
});

test('hours of each day are shown apart when they differ, and made one again on request', async () => {
  const short = { ...day, close: '16:00' };
  await render(<Page from={[null, day, day, short, day, day, null]} />);
  expect(groups()).toHaveLength(5);
  fireEvent.click(screen.getByRole('checkbox', { name: '요일마다 시간이 다릅니다' }));
  expect(groups()).toHaveLength(1);
  expect(now).toEqual(usual);
  fireEvent.click(screen.getByRole('checkbox', { name: '요일마다 시간이 다릅니다' }));
  expect(groups()).toHaveLength(5);
});

test('the week begins on Monday, by name in the chosen language', async () => {
  await render(<Page from={usual} />, 'en');
  const names = screen.getAllByRole('checkbox').map((one) => one.textContent);
  expect(names.slice(0, 7)).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
});
