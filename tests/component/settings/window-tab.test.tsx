import { expect, test } from 'vitest';
import SettingsScreen from '#renderer/features/settings/settings-screen.tsx';
import { useSession } from '#renderer/shared/session-store.ts';
import { aDesk, drawAt, patiently } from '#tests/component/desk.tsx';
import { fireEvent, screen, waitFor } from '#tests/component/render.tsx';

patiently();

test('where this window is and its language are chosen for this window', async () => {
  const desk = await aDesk();
  await drawAt(desk, '이지훈', <SettingsScreen rest={['window']} />);
  const counter = await screen.findByRole<HTMLSelectElement>('combobox', { name: '창구' });
  const [, second] = [...counter.options].filter(({ value }) => value !== '');
  fireEvent.change(counter, { target: { value: second?.value } });
  expect(useSession.getState().counterId).toBe(second?.value);
  fireEvent.click(screen.getByRole('radio', { name: 'English' }));
  expect(useSession.getState().language).toBe('en');
});

test('where a browser has blocked notifications it is said, with the way to allow them', async () => {
  const desk = await aDesk();
  await drawAt(desk, '이지훈', <SettingsScreen rest={['window']} />);
  await screen.findByText('이 브라우저에서는 알림이 막혀 있습니다.', { exact: false });
});

test('notifications that can be asked for are asked for by a press, and only by one', async () => {
  const desk = await aDesk();
  let asked = 0;
  const askToNotify = async () => {
    asked += 1;
    return true;
  };
  await drawAt(desk, '이지훈', <SettingsScreen rest={['window']} />, { capabilities: { askToNotify } });
  const button = await screen.findByRole('button', { name: '알림 켜기' });
  expect(asked).toBe(0);
  fireEvent.click(button);
  await waitFor(() => expect(asked).toBe(1));
});

test('notifications that are on are told to be on', async () => {
  const desk = await aDesk();
  const notify = async () => 'gone' as const;
  await drawAt(desk, '이지훈', <SettingsScreen rest={['window']} />, { capabilities: { notify } });
  await screen.findByText('이 컴퓨터의 알림으로도 알려 드립니다', { exact: false });
  expect(screen.queryByRole('button', { name: '알림 켜기' })).toBeNull();
});
