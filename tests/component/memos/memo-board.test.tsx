import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MemoBoard } from '#renderer/features/memos/memo-board.tsx';
import { clearSession, setSession } from '#renderer/shared/session-store.ts';
import { setHostTime } from '#renderer/ui/use-now.ts';
import { act, fireEvent, render, screen, within } from '#tests/component/render.tsx';
import { aCard, lee, noon, park } from './cards.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: noon });
  setHostTime(noon);
  setSession({ actorId: park.id });
});
afterEach(() => {
  vi.useRealTimers();
  setHostTime(Date.now());
  clearSession();
});

const cards = [
  aCard({ id: 'late', customerName: '정○호', dueIn: -4 }),
  aCard({ id: 'soon', customerName: '오○진', dueIn: 9, handler: lee, state: 'seen' }),
  aCard({
    id: 'kept',
    customerName: '문○석',
    state: 'answered',
    promise: { state: 'kept', closedAt: new Date(noon - 20 * 60_000) },
  }),
];

async function draw(language: 'ko' | 'en' = 'ko') {
  const onOpen = vi.fn();
  await render(
    <MemoBoard cards={cards} answeredToday={31} openId={null} narrow={false} onOpen={onOpen} />,
    language,
  );
  return onOpen;
}
const column = (name: string) => screen.getByRole('region', { name });
const key = (name: string, more: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, {
    key: name,
    code: name.length === 1 ? `Key${name.toUpperCase()}` : name,
    ...more,
  });

test('a card says in words how the promise stands, and it ticks', async () => {
  await draw();
  expect(column('새 메모').textContent).toContain('4분 지남');
  expect(column('확인함').textContent).toContain('9분 남음');
  expect(column('확인함').textContent).toContain('이지훈 대리 (대신)');
  expect(column('회신 완료').textContent).toContain('지킴 · 20분');
  act(() => void vi.advanceTimersByTime(61_000));
  expect(column('새 메모').textContent).toContain('5분 지남');
  expect(column('확인함').textContent).toContain('7분 남음');
});

test('the last column counts everything answered today, not only what is shown', async () => {
  await draw();
  expect(within(column('회신 완료')).getByRole('heading').textContent).toContain('31');
});

test('arrows move, Enter opens, a letter opens with its action in hand', async () => {
  const onOpen = await draw();
  key('ArrowDown');
  expect(document.activeElement?.getAttribute('data-memo')).toBe('late');
  key('A');
  expect(onOpen).toHaveBeenLastCalledWith('late', 'attempt');
  key('ArrowRight');
  expect(document.activeElement?.getAttribute('data-memo')).toBe('soon');
  // In Hangul mode the key is ㅗ; its place on the keyboard counts.
  key('ㅗ', { code: 'KeyH' });
  expect(onOpen).toHaveBeenLastCalledWith('soon', 'handOn');
  fireEvent.click(document.activeElement as Element);
  expect(onOpen).toHaveBeenLastCalledWith('soon', null);
});

test('no letter acts while Hangul is being composed, nor for what is not offered', async () => {
  const onOpen = await draw();
  key('ArrowDown');
  key('A', { isComposing: true });
  key('A', { keyCode: 229 });
  key('R');
  expect(onOpen).not.toHaveBeenCalled();
});

test('a card can be dropped only where an action leads', async () => {
  const onOpen = await draw();
  const transfer = { dataTransfer: { setData: () => {}, effectAllowed: '' } };
  const drop = (from: string, to: string) => {
    fireEvent.dragStart(screen.getByRole('button', { name: `${from} 고객 메모 열기` }), transfer);
    const accepted = !fireEvent.dragOver(column(to), transfer);
    fireEvent.drop(column(to), transfer);
    return accepted;
  };
  expect(drop('오○진', '새 메모')).toBe(false);
  expect(onOpen).not.toHaveBeenCalled();
  expect(drop('정○호', '회신 완료')).toBe(true);
  expect(onOpen).toHaveBeenLastCalledWith('late', 'answer');
  expect(drop('문○석', '연락 중')).toBe(true);
  expect(onOpen).toHaveBeenLastCalledWith('kept', 'reopen');
});

test('in English nothing is left in Korean but names', async () => {
  await draw('en');
  expect(column('New').textContent).toContain('4 min overdue');
  expect(column('Answered').textContent).toContain('kept · 20 min');
});
