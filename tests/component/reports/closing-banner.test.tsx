import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { ClosingBanner } from '#renderer/features/reports/closing-banner.tsx';
import { aDesk, drawAt, patiently } from '#tests/component/desk.tsx';
import { screen } from '#tests/component/render.tsx';

patiently();

test('at closing time what is still open is shown, and put aside only for the day', async () => {
  const desk = await aDesk();
  await drawAt(desk, '이지훈', <ClosingBanner />);
  const banner = () => screen.queryByRole('region', { name: '마감 시간' });
  // 14:12, then 17:52: the branch is open.
  desk.pass(220);
  expect(banner()).toBeNull();
  desk.pass(9);
  const shown = await screen.findByRole('region', { name: '마감 시간' });
  expect(shown.textContent).toMatch(
    /마치지 않은 응대 \d건 · 진행 중인 약속 \d건 · 할 일이 남은 서류 \d건 · 가지 않았거나 마치지 않은 현장방문 \d건이 남아 있습니다/,
  );
  await userEvent.click(screen.getByRole('button', { name: /나중에/ }));
  expect(banner()).toBeNull();
  // A weekend has no closing time; on Monday evening it is shown again.
  desk.pass(24 * 60);
  expect(banner()).toBeNull();
  desk.pass(2 * 24 * 60);
  expect(await screen.findByRole('region', { name: '마감 시간' })).toBeTruthy();
});
