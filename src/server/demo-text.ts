import { people } from '#core/settings/demo/branch.ts';

/** How to sign in to a demo branch that has just been made, a line each. */
export function newDemoText({ password }: { password: string }): string[] {
  return [
    `데모 지점의 비밀번호 / password of the demo branch: ${password}`,
    `아이디 / logins: ${people.map(({ login }) => login).join(' ')}`,
  ];
}

/** That nothing was made, because the folder has a branch: its passwords are those it was made with. */
export function keptDemoText(dataFolder: string): string {
  const anew = `npm run accounts -- --data ${dataFolder} --login X`;
  return `이 폴더의 지점은 처음 만들 때의 비밀번호 그대로이고, 새 비밀번호는 ${anew} / This folder keeps the password it was made with; for a new one: ${anew}`;
}
