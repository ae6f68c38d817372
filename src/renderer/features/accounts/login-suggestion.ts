import { romanize } from 'es-hangul';
import type { AccountEntry } from '#contract/accounts.ts';

const SHORTEST = 2;
const LONGEST = 40;

/** What stands in a login of a name: the given name of a Korean one in Latin letters, the whole of any other. */
function nameInLogin(name: string): string {
  const [first = ''] = name.normalize('NFC').trim().split('(');
  const hangul = first.replace(/\s/g, '');
  // A family name of two syllables is rare; who has one corrects the suggestion.
  const given = /^[가-힣]{3,4}$/.test(hangul) ? hangul.slice(1) : first;
  const latin = romanize(given).normalize('NFKD').toLowerCase();
  return latin
    .replace(/\s+/g, '.')
    .replace(/[^a-z0-9.]/g, '')
    .replace(/^\.+|\.+$/g, '')
    .slice(0, LONGEST - 4);
}

/** A login nobody here has: `doyun`, else `doyun2`. Others of the institution may have it; the host says so then. */
export function suggestLogin(name: string, taken: ReadonlySet<string>): string {
  const plain = nameInLogin(name);
  const base = plain.length >= SHORTEST ? plain : 'staff';
  for (let number = 1; ; number += 1) {
    const login = number === 1 ? base : `${base}${number}`;
    if (!taken.has(login)) return login;
  }
}

/** The logins in a list of accounts. */
export const loginsOf = (holders: readonly { entry: AccountEntry }[]): Set<string> =>
  new Set(holders.flatMap(({ entry: { account } }) => (account ? [account.login] : [])));
