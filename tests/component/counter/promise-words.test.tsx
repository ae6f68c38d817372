import { expect, test, vi } from 'vitest';
import type { Quote } from '#contract/memos.ts';
import { instantAt } from '#renderer/shared/branch-time.ts';
import { emptyMemo, preferredAt } from '#renderer/shared/memo-form/memo-draft.ts';
import { QuoteCard } from '#renderer/shared/memo-form/quote-card.tsx';
import { fireEvent, render, screen } from '#tests/component/render.tsx';

const caller = { id: 'p', name: '박서연', title: '대리', department: '보증팀', seat: '' };
const quote = (more: Partial<Quote>): Quote => ({
  originalDueAt: new Date('2026-11-20T09:30:00Z'),
  dueAt: new Date('2026-11-20T09:30:00Z'),
  dueReason: 'standard',
  caller,
  substituted: false,
  nobodyPresent: false,
  offers: [],
  say: [{ text: '용건을 메모해 두겠습니다.' }],
  clause: 'P2',
  ...more,
});
const offers: Quote['offers'] = [
  { choice: 'before_closing', dueAt: new Date('2026-11-20T08:50:00Z') },
  { choice: 'next_morning', dueAt: new Date('2026-11-23T01:00:00Z') },
];

const show = (one: Quote, choose = vi.fn()) =>
  render(<QuoteCard quote={one} error={null} afterClosing={null} onAfterClosing={choose} />);

test('a time after closing is the customer’s choice, by key and by touch', async () => {
  const choose = vi.fn();
  await show(quote({ offers }), choose);
  fireEvent.keyDown(document.body, { key: 'm', code: 'KeyM', ctrlKey: true });
  fireEvent.click(screen.getByRole('radio', { name: /오늘/ }));
  expect(choose.mock.calls).toEqual([['next_morning'], ['before_closing']]);
});

test('a single time needs no choice; that nobody can call is said', async () => {
  await show(quote({ offers: offers.slice(0, 1), nobodyPresent: true }));
  expect(screen.queryByRole('radio')).toBeNull();
  expect(screen.getByText(/담당자가 돌아와야/)).toBeTruthy();
});

test('a preferred time is the branch’s own clock, today unless another day is named', () => {
  const seoul = 'Asia/Seoul';
  const draft = { ...emptyMemo('p'), preferredTime: '09:30' };
  expect(preferredAt(draft, '2026-11-20', seoul)?.toISOString()).toBe('2026-11-20T00:30:00.000Z');
  const monday = { ...draft, preferredDay: '2026-11-23' };
  expect(preferredAt(monday, '2026-11-20', seoul)?.toISOString()).toBe('2026-11-23T00:30:00.000Z');
  expect(preferredAt(emptyMemo('p'), '2026-11-20', seoul)).toBeNull();
  expect(instantAt('2026-07-01', '12:00', 'Europe/Berlin')?.toISOString()).toBe('2026-07-01T10:00:00.000Z');
});
