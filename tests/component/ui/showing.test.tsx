import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Countdown, Elapsed, urgencyOf } from '#renderer/ui/countdown.tsx';
import { NoticeRegion, notify } from '#renderer/ui/notices.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { Segments } from '#renderer/ui/segments.tsx';
import { hostNow, setHostTime, useClock, useNow } from '#renderer/ui/use-now.ts';
import { act, fireEvent, render, screen } from '#tests/component/render.tsx';

const start = Date.parse('2026-11-20T05:32:00.000Z');
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTime(milliseconds));

beforeEach(() => {
  vi.useFakeTimers({ now: start });
  setHostTime(start);
});
afterEach(() => {
  vi.useRealTimers();
});

test('a countdown ticks from the time left to the time past, and its state is in the words', async () => {
  await render(<Countdown due={start + 2 * 60_000} />);
  expect(screen.getByText('2분 남음')).toBeTruthy();
  pass(61_000);
  expect(screen.getByText('1분 미만 남음')).toBeTruthy();
  pass(60_000);
  expect(screen.getByText('방금 지남')).toBeTruthy();
  pass(4 * 60_000);
  expect(screen.getByText('4분 지남')).toBeTruthy();
});

test('due soon begins at its last minutes, late after the due time itself', () => {
  expect(urgencyOf(start + 15 * 60_000 + 1, start)).toBe('open');
  expect(urgencyOf(start + 15 * 60_000, start)).toBe('soon');
  expect(urgencyOf(start, start)).toBe('soon');
  expect(urgencyOf(start - 1, start)).toBe('late');
  expect(urgencyOf(start + 20 * 60_000, start, 20)).toBe('soon');
});

test('times follow the clock of the host, not of this machine', async () => {
  setHostTime(start + 10 * 60_000);
  expect(hostNow()).toBe(start + 10 * 60_000);
  await render(<Elapsed from={start} />);
  expect(screen.getByText('10분')).toBeTruthy();
  pass(60_000);
  expect(screen.getByText('11분')).toBeTruthy();
});

test('after sleep the clock says that it must be set again', async () => {
  function Ticking() {
    return <output>{useNow()}</output>;
  }
  await render(<Ticking />);
  pass(3000);
  expect(useClock.getState().synced).toBe(true);
  vi.setSystemTime(start + 3_600_000);
  pass(1000);
  expect(useClock.getState().synced).toBe(false);
  act(() => setHostTime(start + 3_601_000));
  expect(useClock.getState().synced).toBe(true);
});

test('progress is silent for 300 ms and can be cancelled after 3 s', async () => {
  const cancel = vi.fn();
  await render(<Progress label="내보내는 중" done={1200} total={4000} onCancel={cancel} />);
  pass(299);
  expect(screen.queryByRole('progressbar')).toBeNull();
  pass(1);
  expect(screen.getByRole<HTMLProgressElement>('progressbar').value).toBe(1200);
  expect(screen.getByText('4,000건 중 1,200건')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
  pass(2700);
  fireEvent.click(screen.getByRole('button', { name: '취소' }));
  expect(cancel).toHaveBeenCalledTimes(1);
});

test('news goes away by itself, trouble stays until it is dismissed and is not said twice', async () => {
  await render(<NoticeRegion />);
  act(() => {
    notify({ kind: 'info', text: '저장했습니다' });
    notify({ kind: 'trouble', text: '저장하지 못했습니다' });
    notify({ kind: 'trouble', text: '저장하지 못했습니다' });
  });
  expect(screen.getByText('저장했습니다').closest('[aria-live]')?.getAttribute('aria-live')).toBe('polite');
  expect(screen.getByText('저장하지 못했습니다').closest('[aria-live]')?.getAttribute('aria-live')).toBe(
    'assertive',
  );
  pass(6000);
  expect(screen.queryByText('저장했습니다')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '알림 닫기' }));
  expect(screen.queryByText('저장하지 못했습니다')).toBeNull();
});

test('the sentence to say is whole for the ear and set off where it was filled in', async () => {
  const { container } = await render(
    <Segments
      segments={[
        { text: '지금 ' },
        { text: '외근', blank: 'reason' },
        { text: ' 중이며 ' },
        { text: '외근', blank: 'reason' },
      ]}
    />,
  );
  expect(container.textContent).toBe('지금 외근 중이며 외근');
  expect([...container.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['외근', '외근']);
});
