import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newToken } from '#core/accounts/seats.ts';
import { forgetGiven } from '#renderer/features/accounts/given-store.ts';
import { suggestLogin } from '#renderer/features/accounts/login-suggestion.ts';
import { temporaryPassword } from '#renderer/features/accounts/temporary-password.ts';
import SettingsScreen from '#renderer/features/settings/settings-screen.tsx';
import { aDesk, type Desk, drawAt, patiently } from '#tests/component/desk.tsx';
import { screen, waitFor, within } from '#tests/component/render.tsx';
import { admit } from '#tests/support/seats.ts';

patiently();

const tab = <SettingsScreen rest={['accounts']} />;
const rowOf = async (name: string) =>
  within((await screen.findByText(name, { selector: 'td' })).closest('tr') as HTMLElement);
const accountOf = async (desk: Desk, staffId = '') =>
  (await desk.window.client.accounts.list({ branchId: desk.branchId })).find(
    (entry) => entry.staffId === staffId,
  )?.account;

async function hire(desk: Desk, name: string): Promise<string> {
  desk.window.session.set({ branchId: desk.branchId, actorId: desk.staff.한도윤 ?? null });
  await desk.window.seated();
  const branch = await desk.window.client.settings.branch({ branchId: desk.branchId });
  const { id } = await desk.window.client.staff.add({
    requestId: crypto.randomUUID(),
    branchId: desk.branchId,
    name,
    title: '사원',
    departmentId: branch.departments[0]?.id ?? '',
    seat: '',
    roles: ['employee'],
    substituteId: null,
    dutyIds: [],
  });
  return id;
}

const mayComeIn = async (desk: Desk, login: string, password: string): Promise<string> => {
  const { db } = desk.host.served.desk.desk.engine;
  const { password_hash } = await db
    .selectFrom('account')
    .select('password_hash')
    .where('login', '=', login)
    .executeTakeFirstOrThrow();
  return (await desk.host.served.desk.desk.passwords.isRight(password_hash, password)) ? 'right' : 'wrong';
};

describe('logins and passwords made here', () => {
  test('a Korean given name in Latin letters, and a number where somebody has it', () => {
    const none = new Set<string>();
    expect(suggestLogin('한도윤', none)).toBe('doyun');
    expect(suggestLogin('한도윤', new Set(['doyun', 'doyun2']))).toBe('doyun3');
    expect(suggestLogin('이 하늘', none)).toBe('haneul');
    expect(suggestLogin('허준', none)).toBe('heojun');
    expect(suggestLogin('Anna María Lee', none)).toBe('anna.maria.lee');
    expect(suggestLogin('김', none)).toBe('gim');
    expect(suggestLogin('★', none)).toBe('staff');
  });

  test('passwords have twelve plain letters and never come twice', () => {
    const made = Array.from({ length: 500 }, temporaryPassword);
    expect(new Set(made).size).toBe(500);
    for (const one of made) expect(one).toMatch(/^([abcdefghjkmnpqrstuvwxyz23456789]{4}-){2}[^-]{4}$/);
  });
});

describe('계정', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await aDesk();
  });
  afterEach(forgetGiven);

  test('an account is made, a login that is taken is refused, and the password is shown once', async () => {
    const user = userEvent.setup();
    const id = await hire(desk, '배수아');
    await drawAt(desk, '한도윤', tab);
    await user.click(await screen.findByRole('button', { name: '배수아 계정 관리' }));
    const login = screen.getByLabelText('아이디');
    expect(login).toHaveProperty('value', 'sua');
    await user.clear(login);
    await user.type(login, 'JIHUN{Control>}{Enter}{/Control}');
    await screen.findByText(/이미 쓰고 있는 아이디/);
    await user.clear(login);
    await user.type(login, 'Sua.Bae{Control>}{Enter}{/Control}');
    const given = within(await screen.findByRole('region', { name: '임시 비밀번호' }));
    const password = given.getByText(/^\w{4}-\w{4}-\w{4}$/).textContent ?? '';
    expect(await mayComeIn(desk, 'sua.bae', password)).toBe('right');
    expect(await accountOf(desk, id)).toMatchObject({ login: 'sua.bae', mustChange: true });
    expect(document.querySelector('[data-print-sheet]')?.textContent).toContain(password);
    await user.click(given.getByRole('button', { name: '전했습니다' }));
    expect(document.body.textContent).not.toContain(password);
    await (await rowOf('배수아')).findByText('비밀번호 변경 대기');
  });

  test('everybody at once: what is refused stays with its reason, what is made is printed', async () => {
    const user = userEvent.setup();
    const first = await hire(desk, '배수아');
    const second = await hire(desk, '남궁옥');
    await drawAt(desk, '한도윤', tab);
    await user.click(await screen.findByRole('button', { name: '한꺼번에 만들기' }));
    const panel = within(screen.getByRole('region', { name: '계정 한꺼번에 만들기' }));
    const login = panel.getByLabelText('남궁옥 아이디');
    await user.clear(login);
    await user.type(login, 'sua');
    await panel.findByText(/위에도 있는 아이디/);
    expect(panel.getByRole('button', { name: /2명 만들기/ })).toHaveProperty('disabled', true);
    await user.clear(login);
    await user.type(login, 'jihun');
    await user.click(panel.getByRole('button', { name: /2명 만들기/ }));
    await panel.findByText(/이미 쓰고 있는 아이디/);
    expect(panel.queryByLabelText('배수아 아이디')).toBeNull();
    expect(await accountOf(desk, first)).toMatchObject({ login: 'sua' });
    expect(await accountOf(desk, second)).toBeNull();
    await user.clear(login);
    await user.type(login, 'ok.namgung');
    await user.click(panel.getByRole('button', { name: /1명 만들기/ }));
    await screen.findByRole('region', { name: '임시 비밀번호' });
    const slips = [...document.querySelectorAll('[data-print-sheet] article')].map((one) => one.textContent);
    expect(slips).toHaveLength(2);
    const password = /\w{4}-\w{4}-\w{4}/.exec(slips[1] ?? '')?.[0] ?? '';
    expect(await mayComeIn(desk, 'ok.namgung', password)).toBe('right');
  });

  test('a new password, disabling and enabling, ending sessions; a stale page is told who was first', async () => {
    const user = userEvent.setup();
    const { db } = desk.host.served.desk.desk.engine;
    await admit(db, newToken(), desk.staff.이지훈 ?? '');
    await drawAt(desk, '한도윤', tab);
    await (await rowOf('이지훈')).findByText('1곳');
    await user.click(screen.getByRole('button', { name: '이지훈 계정 관리' }));
    await user.click(screen.getByRole('button', { name: '로그인 모두 끊기' }));
    await user.click(screen.getByRole('button', { name: '끊기' }));
    await waitFor(async () =>
      expect(await accountOf(desk, desk.staff.이지훈)).toMatchObject({ sessions: 0 }),
    );
    await user.click(await screen.findByRole('button', { name: '사용 중지' }));
    // Written past the desk, so that the page has not heard of it.
    await db
      .updateTable('account')
      .set((row) => ({ version: row('version', '+', 1) }))
      .where('login', '=', 'jihun')
      .execute();
    await user.click(screen.getByRole('button', { name: '중지하기' }));
    await screen.findByText(/그사이 이 계정이 바뀌었습니다/);
    expect(await accountOf(desk, desk.staff.이지훈)).toMatchObject({ active: true });
    await user.click(screen.getByRole('button', { name: '중지하기' }));
    await (await rowOf('이지훈')).findByText('사용 중지');
    await user.click(await screen.findByRole('button', { name: '다시 사용' }));
    await (await rowOf('이지훈')).findByText('사용 중');
    await user.click(screen.getByRole('button', { name: '새 비밀번호 주기' }));
    await user.click(screen.getByRole('button', { name: '새 비밀번호 주기' }));
    const given = within(await screen.findByRole('region', { name: '임시 비밀번호' }));
    const password = given.getByText(/^\w{4}-\w{4}-\w{4}$/).textContent ?? '';
    expect(await mayComeIn(desk, 'jihun', password)).toBe('right');
  });

  test('one’s own account is not taken away here: the way to it is shown', async () => {
    const user = userEvent.setup();
    await drawAt(desk, '한도윤', tab);
    await user.click(await screen.findByRole('button', { name: '한도윤 계정 관리' }));
    await screen.findByText(/본인의 비밀번호와 PIN은/);
    for (const name of ['사용 중지', '새 비밀번호 주기', '로그인 모두 끊기']) {
      expect(screen.queryByRole('button', { name })).toBeNull();
    }
  });

  test('a manager reads, an employee is shown to his own account', async () => {
    const user = userEvent.setup();
    await drawAt(desk, '김태현', tab);
    await screen.findByText(/시스템 관리자만 바꿀 수 있습니다/);
    await user.click(await screen.findByRole('button', { name: '이지훈 계정 보기' }));
    expect(screen.queryByRole('button', { name: '사용 중지' })).toBeNull();
  });

  test('an employee does not see the list', async () => {
    await drawAt(desk, '최민호', tab);
    await screen.findByText('관리자만 볼 수 있습니다');
    expect(screen.queryByRole('table')).toBeNull();
  });
});
