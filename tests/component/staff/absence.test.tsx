import { expect, test } from 'vitest';
import { ComeBackButton } from '#renderer/features/staff/come-back-button.tsx';
import { readPhoto } from '#renderer/features/staff/photo.ts';
import { AbsenceEditor } from '#renderer/shared/absence/absence-editor.tsx';
import { useActor } from '#renderer/shared/use-branch.ts';
import { aDesk, type Desk, drawAt, patiently } from '#tests/component/desk.tsx';
import { fireEvent, screen, waitFor } from '#tests/component/render.tsx';

patiently();

function Mine() {
  const me = useActor();
  return (
    <>
      <ComeBackButton />
      {me && <AbsenceEditor person={me} withKeys />}
    </>
  );
}

const presence = async ({ window, branchId, staff }: Desk, who: string) =>
  (await window.client.staff.directory({ branchId })).find(({ id }) => id === staff[who])?.presence;
const key = (digit: string) => fireEvent.keyDown(document.body, { key: digit, code: `Digit${digit}` });

test('one key says that I am away and why; one press says that I am back', async () => {
  const desk = await aDesk();
  await drawAt(desk, '송다은', <Mine />);
  await screen.findByText(/지금 자리에 있습니다/);
  expect(screen.queryByRole('button', { name: '돌아왔습니다' })).toBeNull();
  await screen.findByRole('button', { name: /회의/ });
  key('2');
  fireEvent.click(await screen.findByRole('button', { name: /돌아왔습니다/ }));
  await screen.findByText(/지금 자리에 있습니다/);
  expect((await presence(desk, '송다은'))?.state).toBe('present');
});

test('the return time is chosen first and goes with the reason', async () => {
  const desk = await aDesk();
  await drawAt(desk, '송다은', <Mine />);
  fireEvent.click(await screen.findByRole('radio', { name: '1시간 뒤' }));
  fireEvent.click(await screen.findByRole('button', { name: /외근/ }));
  await screen.findByText('지금 부재입니다 · 외근 · 15:12 복귀 예정');
  expect((await presence(desk, '송다은'))?.returnsAt).toEqual(new Date('2026-11-20T15:12:00+09:00'));
});

test('a private reason says beforehand that it is never told; own words are asked for', async () => {
  const desk = await aDesk();
  await drawAt(desk, '송다은', <Mine />);
  expect((await screen.findByRole('button', { name: /개인 사유/ })).textContent).toContain(
    '사유를 알리지 않음',
  );
  fireEvent.click(screen.getByRole('button', { name: /기타/ }));
  const say = screen.getByRole('button', { name: /부재로 알리기/ });
  expect(say).toHaveProperty('disabled', true);
  fireEvent.change(screen.getByLabelText('고객께 알릴 말'), { target: { value: '은행 방문' } });
  fireEvent.click(say);
  await screen.findByText(/지금 부재입니다 · 은행 방문/);
  expect((await presence(desk, '송다은'))?.told).toBe('은행 방문');
});

test('a time already past is refused at the time, and nothing changes', async () => {
  const desk = await aDesk();
  await drawAt(desk, '송다은', <Mine />);
  fireEvent.click(await screen.findByRole('radio', { name: '30분 뒤' }));
  desk.pass(45);
  fireEvent.click(await screen.findByRole('button', { name: /회의/ }));
  await waitFor(() => expect(screen.getByText(/이미 지난 시각/)).toBeTruthy());
  expect((await presence(desk, '송다은'))?.state).toBe('present');
});

test('a photo is read whole, and one that is too large or no photo is refused before it is sent', async () => {
  const bytes = new Uint8Array(20_000).map((_, at) => at % 251);
  const file = (size: number, type: string) => new File([bytes.subarray(0, size)], 'face', { type });
  const read = await readPhoto(file(20_000, 'image/png'));
  if (typeof read === 'string') throw new Error(read);
  expect([...Buffer.from(read.base64, 'base64')]).toEqual([...bytes]);
  expect(await readPhoto(file(10, 'image/svg+xml'))).toBe('wrongType');
  expect(await readPhoto(new File([new Uint8Array(1024 * 1024 + 1)], 'face', { type: 'image/jpeg' }))).toBe(
    'tooLarge',
  );
});
