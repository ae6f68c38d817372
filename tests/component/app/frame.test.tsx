import { afterEach, expect, test, vi } from 'vitest';
import { App } from '#renderer/app/app.tsx';
import { Frame } from '#renderer/app/frame.tsx';
import { go, hashOf, keyTo, orderFor, parseRoute, screenIds } from '#renderer/shared/routes.ts';
import { clearSession, setSession } from '#renderer/shared/session-store.ts';
import { Screen } from '#renderer/ui/screen.tsx';
import { act, fireEvent, render, screen, waitFor, within } from '#tests/component/render.tsx';

afterEach(() => {
  clearSession();
  window.location.hash = '';
});

const onSwitch = vi.fn();
const person = { label: '이지훈 주임', onSwitch };
const draw = (more: Partial<Parameters<typeof Frame>[0]> = {}) =>
  render(
    <Frame
      screens={['counter', 'memos']}
      order={screenIds}
      current="memos"
      connection="connected"
      person={person}
      {...more}
    >
      <Screen title="전달 메모" where="중부지점">
        <p>board</p>
      </Screen>
    </Frame>,
  );

test('the rail shows the screens that exist by word, where we are, and what waits', async () => {
  await draw({ badges: { memos: 3, counter: 0 } });
  const links = within(screen.getByRole('navigation', { name: '화면' })).getAllByRole('link');
  expect(links.map((link) => link.getAttribute('href'))).toEqual(['#/counter', '#/memos']);
  expect(links[1]?.getAttribute('aria-current')).toBe('page');
  expect(links[1]?.textContent).toContain('3건');
  expect(links[0]?.textContent).toBe('창구');
  expect(document.title).toBe('전달 메모 · 맞이');
});

test('Ctrl and a digit go to a screen that is there, whichever others are', async () => {
  await draw();
  fireEvent.keyDown(document.body, { key: '4', code: 'Digit4', ctrlKey: true });
  expect(window.location.hash).toBe('#/memos');
  fireEvent.keyDown(document.body, { key: '5', code: 'Digit5', ctrlKey: true });
  expect(window.location.hash).toBe('#/memos');
  expect(screenIds.map((id) => keyTo(id, screenIds)).slice(-3)).toEqual(['Ctrl+9', 'Ctrl+0', 'Ctrl+,']);
});

test('F8 goes to the reports once there are any', async () => {
  const { unmount } = await draw();
  fireEvent.keyDown(document.body, { key: 'F8', code: 'F8' });
  expect(window.location.hash).toBe('');
  unmount();
  await draw({ screens: ['counter', 'reports'] });
  fireEvent.keyDown(document.body, { key: 'F8', code: 'F8' });
  expect(window.location.hash).toBe('#/reports');
});

test('a lost connection says that nothing is saved; a good one says nothing', async () => {
  await draw({ connection: 'lost' });
  expect(screen.getByText('저장 안 됨 · 연결 끊김').closest('[role=status]')).toBeTruthy();
});

test('F1 opens the keys of this screen and closes them again', async () => {
  await draw();
  fireEvent.keyDown(document.body, { key: 'F1', code: 'F1' });
  const help = screen.getByRole('region', { name: '단축키' });
  expect(help.textContent).toContain('메모 화면으로');
  fireEvent.keyDown(document.body, { key: 'Escape', code: 'Escape' });
  expect(screen.queryByRole('region', { name: '단축키' })).toBeNull();
});

test('who is on duty stands there by name, and one key leaves the window to somebody else', async () => {
  await draw();
  expect(screen.getByRole('button', { name: /이지훈 주임/ })).toBeTruthy();
  fireEvent.keyDown(document.body, { key: 'F10', code: 'F10' });
  expect(onSwitch).toHaveBeenCalledTimes(1);
});

test('somebody who works at several branches chooses one; with one there is nothing to choose', async () => {
  const onBranch = vi.fn();
  const branches = [
    { id: 'mid', label: '중부지점' },
    { id: 'west', label: '서부지점' },
  ];
  const { unmount } = await draw({ branches: branches.slice(0, 1), onBranch });
  expect(screen.queryByRole('combobox', { name: '지점' })).toBeNull();
  unmount();
  await draw({ branches, onBranch });
  fireEvent.change(screen.getByRole('combobox', { name: '지점' }), { target: { value: 'west' } });
  expect(onBranch).toHaveBeenCalledWith('west');
});

test('the language changes everywhere at once, and the page says which it is', async () => {
  await draw();
  fireEvent.click(screen.getByRole('button', { name: 'English' }));
  await waitFor(() => expect(screen.getByRole('navigation', { name: 'Screens' })).toBeTruthy());
  expect(document.documentElement.lang).toBe('en');
  act(() => setSession({ language: 'ko' }));
  await waitFor(() => expect(document.documentElement.lang).toBe('ko'));
});

test('an address names its screen and what follows it, and back again', () => {
  expect(parseRoute('')).toEqual({ kind: 'home' });
  expect(parseRoute(hashOf({ kind: 'home' }))).toEqual({ kind: 'home' });
  expect(parseRoute('#/memos/0193-a')).toEqual({ kind: 'screen', screen: 'memos', rest: ['0193-a'] });
  expect(parseRoute('#/print/daily-report/2026-11-20')).toEqual({
    kind: 'print',
    page: 'daily-report',
    rest: ['2026-11-20'],
  });
  expect(parseRoute('#/nowhere')).toEqual({ kind: 'unknown' });
  expect(parseRoute('#/%E0%A4%A')).toEqual({ kind: 'unknown' });
  const route = { kind: 'screen', screen: 'memos', rest: ['김/수'] } as const;
  expect(parseRoute(hashOf(route))).toEqual(route);
});

test('an address that names no screen opens the first of whoever works here', async () => {
  expect(orderFor(['reception', 'employee'])[0]).toBe('counter');
  expect(orderFor(['employee'])[0]).toBe('today');
  expect(orderFor(['manager', 'admin'])[0]).toBe('today');
  expect([...orderFor(['manager'])].sort()).toEqual([...orderFor(['reception'])].sort());
  const called = (title: string) => () => <Screen title={title}>{title}</Screen>;
  const some = { counter: called('창구'), today: called('오늘') };
  window.location.hash = '#/';
  await render(<App connection="connected" screens={some} order={orderFor(['employee'])} globals={[]} />);
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('오늘');
  expect(screen.getAllByRole('link').map((link) => link.textContent)).toEqual(['오늘', '창구']);
  expect(screen.getByRole('link', { name: '오늘' }).getAttribute('aria-current')).toBe('page');
});

test('the app draws the screen of the address, follows it, and survives a broken screen', async () => {
  const Memos = ({ rest }: { rest: readonly string[] }) => <Screen title="메모">{`memo ${rest[0]}`}</Screen>;
  const Broken = (): never => {
    throw new Error('broken on purpose');
  };
  // React reports the fault that is caused here on purpose.
  vi.spyOn(console, 'error').mockReturnValue();
  window.location.hash = '#/memos/7';
  await render(<App connection="connected" screens={{ memos: Memos, staff: Broken }} globals={[]} />);
  expect(await screen.findByText('memo 7')).toBeTruthy();
  act(() => go('staff'));
  expect((await screen.findAllByText('이 화면을 그리지 못했습니다')).length).toBeGreaterThan(0);
  act(() => go('memos', '8'));
  expect(await screen.findByText('memo 8')).toBeTruthy();
});
