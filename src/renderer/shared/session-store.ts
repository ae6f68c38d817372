import { create } from 'zustand';
import { type Language, setLanguage } from '../i18n/i18n.ts';

/** Who works in this window and where. Not a draft: losing it costs one choice, nothing that was written. */
export type Session = {
  language: Language;
  actorId: string | null;
  counterId: string | null;
  branchId: string | null;
};

const key = 'maji.session';
const nobody: Session = { language: 'ko', actorId: null, counterId: null, branchId: null };

/** This window's own choice first; a new window begins with the language and place chosen last on this machine. */
function load(): Session {
  const own = read(sessionStorage);
  if (own) return { ...nobody, ...own };
  // Who is on duty is asked anew in each window: two people may sit at one machine.
  return { ...nobody, ...read(localStorage), actorId: null };
}

function read(storage: Storage): Partial<Session> | null {
  try {
    const value: unknown = JSON.parse(storage.getItem(key) ?? 'null');
    return typeof value === 'object' && value !== null ? clean(value) : null;
  } catch {
    return null;
  }
}

function clean(value: object): Partial<Session> {
  const found = value as Record<string, unknown>;
  const id = (name: string) => (typeof found[name] === 'string' ? (found[name] as string) : null);
  return {
    language: found.language === 'en' ? 'en' : 'ko',
    actorId: id('actorId'),
    counterId: id('counterId'),
    branchId: id('branchId'),
  };
}

export const useSession = create<Session>(load);

/** Changes the session and keeps it for this window and the next. */
export function setSession(change: Partial<Session>): void {
  useSession.setState(change);
  const text = JSON.stringify(useSession.getState());
  try {
    sessionStorage.setItem(key, text);
    localStorage.setItem(key, text);
  } catch {
    // A browser that keeps nothing still works; it asks again next time.
  }
  if (change.language) void setLanguage(change.language);
}

/** Forgets everything, for tests and for leaving. */
export function clearSession(): void {
  sessionStorage.removeItem(key);
  localStorage.removeItem(key);
  useSession.setState(nobody);
}
