import { expect, test, vi } from 'vitest';
import NoticesGlobal from '#renderer/features/promises/notices-global.tsx';
import { aDesk, drawAt, patiently } from '#tests/component/desk.tsx';
import { fireEvent, screen, waitFor, within } from '#tests/component/render.tsx';

patiently();

const region = () => screen.findByRole('region', { name: '회신 알림' });

test('the manager is told of a promise past its time, with what can be done about it', async () => {
  const desk = await aDesk();
  await drawAt(desk, '한도윤', <NoticesGlobal />);
  const told = await region();
  expect(told.textContent).toContain('정○호 고객 회신 기한이 지났습니다 · 전화할 사람 박서연');
  expect(told.textContent).toContain('4분 지남');
  fireEvent.click(within(told).getAllByRole('button', { name: '대신 전화하기' })[0] as Element);
  await waitFor(async () => {
    const { cards } = await desk.window.client.memos.board({ branchId: desk.branchId, filter: 'mine' });
    expect(cards.map(({ customerName }) => customerName)).toContain('정○호');
  });
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/memos\/.+/));
  window.location.hash = '';
});

test('what was seen is gone, here and for good', async () => {
  const desk = await aDesk();
  await drawAt(desk, '한도윤', <NoticesGlobal />);
  const told = await region();
  const all = within(told).queryByRole('button', { name: '모두 확인' });
  fireEvent.click(all ?? within(told).getByRole('button', { name: '확인' }));
  await waitFor(() => expect(screen.queryByRole('region', { name: '회신 알림' })).toBeNull());
  expect(await desk.window.client.notices.mine({ branchId: desk.branchId })).toEqual([]);
});

test('the sentence is true when it is read, not only when it was sent', async () => {
  const desk = await aDesk();
  await drawAt(desk, '최민호', <NoticesGlobal />);
  expect((await region()).textContent).toContain('오○진 고객 회신 기한이 곧 끝납니다');
  desk.pass(15);
  await waitFor(async () => expect((await region()).textContent).toContain('기한이 지났습니다'));
});

test('while nobody looks at the window the system tells it, once, and coming to it opens the memo', async () => {
  const desk = await aDesk();
  vi.spyOn(document, 'hasFocus').mockReturnValue(false);
  const notify = vi.fn(async () => 'clicked' as const);
  await drawAt(desk, '한도윤', <NoticesGlobal />, { capabilities: { notify } });
  await region();
  await waitFor(() => expect(notify).toHaveBeenCalled());
  const [{ body, title }] = notify.mock.calls[0] as unknown as [{ body: string; title: string }];
  expect(title).toBe('맞이');
  expect(body).toContain('정○호');
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/memos\/.+/));
  window.location.hash = '';
});
