import { expect, onTestFinished, test } from 'vitest';
import type { Callback } from '#contract/customers.ts';
import { CallbackLine } from '#renderer/shared/customer-search/callback-line.tsx';
import { setHostTime } from '#renderer/ui/use-now.ts';
import { render } from '#tests/component/render.tsx';

const now = new Date('2026-11-20T05:32:00Z');
const callback = (more: Partial<Callback>): Callback => ({
  memoId: 'm',
  state: 'open',
  madeAt: now,
  dueAt: new Date('2026-11-20T06:30:30Z'),
  closedAt: null,
  by: '박서연',
  ...more,
});
const ended = new Date('2026-11-20T05:02:00Z');

test.each([
  [callback({}), '회신 전박서연이 15:30까지 · 58분 남음'],
  [callback({ dueAt: new Date('2026-11-20T05:27:30Z') }), '기한 지남박서연이 14:27까지 · 4분 지남'],
  [callback({ state: 'kept', closedAt: ended }), '회신함박서연 · 14:02'],
  [callback({ state: 'late', closedAt: ended }), '늦게 회신함박서연 · 14:02'],
  [callback({ state: 'broken', closedAt: ended }), '회신하지 않음박서연 · 14:02'],
  [callback({ state: 'unreachable', closedAt: ended }), '연락 안 됨박서연 · 14:02'],
])('whether somebody has called back is said in words: %#', async (one, words) => {
  setHostTime(now);
  onTestFinished(() => setHostTime(Date.now()));
  const { container } = await render(<CallbackLine callback={one} />);
  expect(container.textContent).toBe(words);
});

test('somebody nobody has promised a call shows his last visit', async () => {
  const { container } = await render(<CallbackLine callback={null} latestEncounterAt={now} />);
  expect(container.textContent).toBe('최근 방문 11월 20일');
});
