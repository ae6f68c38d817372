import { create } from 'zustand';
import { type Language, setLanguage } from '../i18n/i18n.ts';

/** Who works in this window and where. Not a draft: losing it costs one choice, nothing that was written. */
export type Session = {
  /** One for the life of a window, reloads included. */
  windowId: string;
  language: Language;
  /** The member of staff picked at this window. */
  actorId: string | null;
  branchId: string | null;
  counterId: string | null;
  /** The person is away from the keyboard; as the host says it, so it is never kept. */
  locked: boolean;
};

const key = 'maji.session';
const fresh = (): Session => ({
  windowId: crypto.randomUUID(),
  language: 'ko',
  actorId: null,
  branchId: null,
  counterId: null,
  locked: false,
});

/** This window's own choice first; a new window begins with the language and place chosen last on this machine. */
function load(): Session {
  const own = read(sessionStorage);
  if (own) return { ...fresh(), ...own };
  const { windowId: _, ...last } = { ...fresh(), ...read(localStorage) };
  // Whoever worked in the last window goes on in the next one, if he is still signed in at this seat.
  return keep({ ...fresh(), ...last });
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
  const windowId = id('windowId');
  return {
    ...(windowId ? { windowId } : {}),
    language: found.language === 'en' ? 'en' : 'ko',
    actorId: id('actorId'),
    branchId: id('branchId'),
    counterId: id('counterId'),
  };
}

function keep(session: Session): Session {
  const { locked: _, ...kept } = session;
  const text = JSON.stringify(kept);
  try {
    sessionStorage.setItem(key, text);
    localStorage.setItem(key, text);
  } catch {
    // A browser that keeps nothing still works; it asks again next time.
  }
  return session;
}

export const useSession = create<Session>(load);

/** What the host part reads: who calls, from where, in which language. */
export const sessionSource = { get: useSession.getState, subscribe: useSession.subscribe };

/** Changes the session and keeps it for this window and the next. */
export function setSession(change: Partial<Omit<Session, 'windowId'>>): void {
  useSession.setState(change);
  keep(useSession.getState());
  if (change.language) void setLanguage(change.language);
}

/** The window goes on at another branch, as whoever the person is there. */
export function goToBranch({ staffId, branchId }: { staffId: string; branchId: string }): void {
  setSession({ actorId: staffId, branchId, counterId: null });
}

/** Forgets everything, for tests and for leaving. */
export function clearSession(): void {
  sessionStorage.removeItem(key);
  localStorage.removeItem(key);
  useSession.setState(fresh());
}
