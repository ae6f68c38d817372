import { expect, test } from 'vitest';
import { newId } from '#core/kernel/ids.ts';
import { SignNext } from '#renderer/features/today/sign-next.tsx';
import { aDesk, drawAt, patiently } from '#tests/component/desk.tsx';
import { fireEvent, screen, waitFor } from '#tests/component/render.tsx';

patiently();

test('leads to the newest day of the month without a signature', async () => {
  const desk = await aDesk();
  const { branchId, window: at } = desk;
  at.session.set({ actorId: desk.staff.한도윤 ?? null, branchId, language: 'ko' });
  const { reports, signing } = at.client;
  const date = '2026-11-18';
  const { contentHash } = await reports.dailyCallback({ branchId, date });
  await signing.sign({ requestId: newId(), branchId, date, expectedHash: contentHash });
  const { gaps } = await signing.month({ branchId, month: '2026-11' });
  expect(gaps.at(-1)).toBe('2026-11-19');
  await drawAt(desk, '한도윤', <SignNext />);
  fireEvent.click(await screen.findByRole('button', { name: '서명할 보고' }));
  await waitFor(() => expect(window.location.hash).toBe('#/reports/2026-11-19'));
  window.location.hash = '';
});
