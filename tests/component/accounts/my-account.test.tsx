import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test } from 'vitest';
import SettingsScreen from '#renderer/features/settings/settings-screen.tsx';
import { aDesk, type Desk, drawAt, patiently } from '#tests/component/desk.tsx';
import { screen, waitFor, within } from '#tests/component/render.tsx';
import { demoPassword } from '#tests/support/host.ts';

patiently();

const mine = <SettingsScreen rest={['account']} />;
const part = async (name: string) => within(await screen.findByRole('region', { name }));

describe('내 계정', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await aDesk();
  });

  test('a PIN is set, changed and taken away with the password alone', async () => {
    const user = userEvent.setup();
    await drawAt(desk, '이지훈', mine);
    const pin = await part('PIN');
    expect(pin.getByText(/PIN을 정해 두면/)).toBeTruthy();
    expect(pin.queryByRole('button', { name: 'PIN 없애기' })).toBeNull();
    const send = async (password: string, first: string, again: string) => {
      for (const [label, text] of [
        ['지금 비밀번호', password],
        [/^새 PIN/, first],
        ['PIN 한 번 더', again],
      ] as const) {
        const field = pin.getByLabelText(label);
        await user.clear(field);
        await user.type(field, text);
      }
      await user.keyboard('{Enter}');
    };
    await send(demoPassword, '2580', '2581');
    expect(await pin.findByText(/두 번 입력한 PIN이 다릅니다/)).toBeTruthy();
    await send('틀린 비밀번호입니다', '2580', '2580');
    expect((await pin.findByRole('alert')).textContent).toMatch(/비밀번호가 맞지 않습니다/);
    await send(demoPassword, '1234', '1234');
    await waitFor(() => expect(pin.getByRole('alert').textContent).toMatch(/먼저 눌러 보는 PIN/));
    await send(demoPassword, '2580', '2580');
    await pin.findByText(/PIN을 쓰고 있습니다/);
    expect((await desk.window.client.accounts.history({})).hasPin).toBe(true);
    expect(pin.getByLabelText('지금 비밀번호')).toHaveProperty('value', '');
    await user.type(pin.getByLabelText('지금 비밀번호'), demoPassword);
    await user.click(pin.getByRole('button', { name: 'PIN 없애기' }));
    await pin.findByText(/PIN을 정해 두면/);
    expect((await desk.window.client.accounts.history({})).hasPin).toBe(false);
  });

  test('the password is changed, what is wrong is said, and the history tells of both', async () => {
    const user = userEvent.setup();
    await drawAt(desk, '이지훈', mine);
    const password = await part('비밀번호');
    const send = async (current: string, next: string) => {
      for (const [label, text] of [
        ['지금 비밀번호', current],
        [/^새 비밀번호/, next],
        ['한 번 더', next],
      ] as const) {
        const field = password.getByLabelText(label);
        await user.clear(field);
        await user.type(field, text);
      }
      await user.click(password.getByRole('button', { name: '비밀번호 바꾸기' }));
    };
    await send(demoPassword, 'qwertyuiop');
    expect((await password.findByRole('alert')).textContent).toMatch(/누구나 먼저 넣어 보는/);
    await send('틀린 비밀번호입니다', '보리 고개 넘어 자전거');
    await waitFor(() => expect(password.getByRole('alert').textContent).toMatch(/맞지 않습니다/));
    await send(demoPassword, '보리 고개 넘어 자전거');
    await waitFor(() => expect(password.getByLabelText('지금 비밀번호')).toHaveProperty('value', ''));
    expect(password.queryByRole('alert')).toBeNull();
    const history = await part('내 로그인 기록');
    expect(history.getByText(/시스템 관리자에게 알리세요/)).toBeTruthy();
    await history.findByText('비밀번호 바꿈');
    expect(history.getByText('틀린 비밀번호')).toBeTruthy();
  });

  test('signing out ends the session of this seat', async () => {
    const user = userEvent.setup();
    await drawAt(desk, '이지훈', mine);
    await user.click(await screen.findByRole('button', { name: '로그아웃' }));
    await waitFor(async () => {
      const rows = await desk.host.served.desk.desk.engine.db
        .selectFrom('session')
        .select('ended_at')
        .where('ended_at', 'is not', null)
        .execute();
      expect(rows).toHaveLength(1);
    });
  });
});
