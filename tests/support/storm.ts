import { Browser } from './door.ts';

export interface Storm {
  origin: string;
  tries: number;
  /** How many are under way at a time. */
  atOnce: number;
  /** Whom half of the tries are against; the other half is against a login of its own each. */
  login: string;
}

/** Wrong passwords are sent from this many addresses of this machine, as from a whole branch gone wild. */
const ADDRESSES = 30;
const LOOPBACK_IS_A_NETWORK = process.platform === 'linux';

/** Sends wrong passwords to a host; answers with how often each answer came, such as `WRONG_CREDENTIALS` or `TRY_LATER`. */
export async function storm({ origin, tries, atOnce, login }: Storm): Promise<Record<string, number>> {
  const answers: Record<string, number> = {};
  let sent = 0;
  const sender = async () => {
    while (sent < tries) {
      const index = sent;
      sent += 1;
      const from = LOOPBACK_IS_A_NETWORK ? `127.0.1.${(index % ADDRESSES) + 1}` : undefined;
      const browser = new Browser(origin, { from });
      const who = index % 2 === 0 ? login : `nobody.${index}`;
      const { status, json } = await browser.signIn(who, `틀린 비밀번호 ${index}`);
      const { code, data } = (json ?? {}) as { code?: string; data?: { reason?: string } };
      const answer = data?.reason ?? code ?? `${status}`;
      answers[answer] = (answers[answer] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  return answers;
}
