import { allLogins, regainAccount } from '#core/accounts/regain.service.ts';
import { openFrontDesk } from '#server/open-front-desk.ts';
import { dataFolderOf, fail, flagsOf, plainPassword, product } from './lib/command.ts';

/*
 * For whoever stands at the machine and cannot sign in any more. The host has to be stopped: the data folder is taken as
 * by every other command.
 */
const flags = flagsOf('npm run accounts -- [--data DIR] [--login LOGIN]', ['data', 'login']);

function stateOf({ active, mustChange }: { active: boolean; mustChange: boolean }): string {
  if (!active) return '사용 중지 / disabled';
  return mustChange ? '비밀번호 변경 대기 / has to choose a password' : '사용 중 / in use';
}

type Desk = Awaited<ReturnType<typeof openFrontDesk>>['desk'];

async function list(desk: Desk): Promise<void> {
  const logins = await allLogins(desk);
  if (logins.length === 0) {
    console.log('아직 계정이 없습니다. 맞이를 열어 시스템 관리자를 만드세요.');
    console.log('There is no account yet. Open Maji and make the administrator.');
    return;
  }
  for (const one of logins) {
    const places = one.places.map(({ branch, name, roles }) => `${branch} ${name} (${roles.join(' ')})`);
    console.log([one.login, stateOf(one), ...places].join('  '));
  }
}

async function regain(desk: Desk, login: string): Promise<boolean> {
  const known = (await allLogins(desk)).find((one) => one.login === login.trim().toLowerCase());
  if (known === undefined) {
    console.error(`그런 아이디가 없습니다: ${login}. 바뀐 것은 없습니다. --login 없이 목록을 보세요.`);
    console.error(`No such login: ${login}. Nothing was changed. See the list without --login.`);
    return false;
  }
  const temporary = plainPassword();
  await regainAccount(desk, { login: known.login, temporary });
  console.log(`${known.login}  ${temporary}`);
  console.log('임시 비밀번호는 지금만 보입니다. 로그인하면 새 비밀번호를 정하게 됩니다.');
  console.log('The temporary password is shown only now. A new one is chosen at the next sign-in.');
  return true;
}

try {
  const opened = await openFrontDesk({
    product: product(),
    dataFolder: dataFolderOf(flags.data),
    door: 'host',
  });
  try {
    if (flags.login === undefined) await list(opened.desk);
    else if (!(await regain(opened.desk, flags.login))) process.exitCode = 1;
  } finally {
    await opened.close();
  }
} catch (error) {
  fail(error);
}
