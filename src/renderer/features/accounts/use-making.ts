import { useRef, useState } from 'react';
import { useHost } from '../../host/host.tsx';
import { isSettled } from '../../host/intentions.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useSession } from '../../shared/session-store.ts';
import type { Holder } from './accounts-tab.tsx';
import { give } from './given-store.ts';
import { loginsOf, suggestLogin } from './login-suggestion.ts';
import { temporaryPassword } from './temporary-password.ts';

/** One account to be made. */
export type Line = {
  staffId: string;
  name: string;
  title: string;
  login: string;
  password: string;
  requestId: string;
  /** Why it was not made; null until it was tried. */
  refusal: string | null;
  /** Whether it was made is not known: it can only be sent again as it was. */
  open: boolean;
};

/** Accounts made one after the other. What is made leaves the list; what was refused stays in it with its reason. */
export function useMaking(holders: readonly Holder[]) {
  const { client } = useHost();
  const errorText = useErrorText();
  const actorId = useSession((session) => session.actorId);
  const [lines, setLines] = useState(() => linesOf(holders));
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const running = useRef(false);
  const put = (staffId: string, change: Partial<Line>) =>
    setLines((all) => all.map((line) => (line.staffId === staffId ? { ...line, ...change } : line)));
  const drop = (staffId: string) => setLines((all) => all.filter((line) => line.staffId !== staffId));

  const makeAll = async (): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    let done = 0;
    setProgress({ done, total: lines.length });
    for (const { staffId, name, login, password, requestId } of lines) {
      try {
        await client.accounts.create({ requestId, staffId, login, temporary: password });
        give(actorId, { staffId, name, login: login.normalize('NFKC').trim().toLowerCase(), password });
        drop(staffId);
        done += 1;
        setProgress({ done, total: lines.length });
      } catch (error) {
        const settled = isSettled(error);
        const again = settled ? { requestId: crypto.randomUUID() } : {};
        put(staffId, { refusal: errorText(error), open: !settled, ...again });
      }
    }
    running.current = false;
    setProgress(null);
    return done === lines.length;
  };
  return { lines, put, drop, progress, makeAll };
}

function linesOf(holders: readonly Holder[]): Line[] {
  const taken = loginsOf(holders);
  return holders
    .filter(({ person, entry }) => person.active && entry.account === null)
    .map(({ person: { id, name, title } }) => {
      const login = suggestLogin(name, taken);
      taken.add(login);
      const secrets = { password: temporaryPassword(), requestId: crypto.randomUUID() };
      return { staffId: id, name, title, login, ...secrets, refusal: null, open: false };
    });
}
