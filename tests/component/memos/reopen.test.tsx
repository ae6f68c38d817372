import { expect, test } from 'vitest';
import { MemoPanel } from '#renderer/shared/memos/memo-panel.tsx';
import { aDesk, drawAt, patiently } from '#tests/component/desk.tsx';
import { fireEvent, screen, waitFor } from '#tests/component/render.tsx';

patiently();

test('a memo begins again by the time the customer named, chosen in the form', async () => {
  const desk = await aDesk();
  const { client } = desk.window;
  const { branchId } = desk;
  const board = async () => (await client.memos.board({ branchId, filter: 'branch' })).cards;
  desk.window.session.set({ branchId, actorId: desk.staff.박서연 ?? null });
  const ended = (await board()).find(({ promise }) => promise.state === 'kept');
  await drawAt(
    desk,
    '박서연',
    <MemoPanel id={ended?.id ?? ''} asked={null} onAsked={() => {}} onClose={() => {}} onDone={() => {}} />,
  );
  fireEvent.click(await screen.findByRole('button', { name: /다시 열기/ }));
  fireEvent.change(await screen.findByLabelText(/다시 여는 사유/), { target: { value: '다시 문의하심' } });
  fireEvent.click(screen.getByRole('button', { name: '30분 뒤' }));
  fireEvent.click(screen.getAllByRole('button', { name: /다시 열기/ }).at(-1) as HTMLElement);
  await waitFor(async () => {
    const again = (await board()).find(({ id }) => id === ended?.id);
    expect(again?.promise).toMatchObject({ state: 'open', dueReason: 'preferred' });
    expect(again?.promise.dueAt).toEqual(new Date('2026-11-20T14:42:00+09:00'));
  });
});
