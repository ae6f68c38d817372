import { useEffect } from 'react';
import { isNobodyHere } from '../../host/changes.ts';
import { useHost } from '../../host/host.tsx';
import { useSession } from '../../shared/session-store.ts';

/** How often the host is told that somebody is at the keyboard, at most (milliseconds). */
const TELL_EVERY = 30_000;

/** Without a key or a touch for so long the window locks by itself, whether the host can be reached or not (milliseconds). */
const LOCK_AFTER = 10 * 60_000;
const LOOK_EVERY = 10_000;

/**
 * Tells the host that the person is still there, so that his session locks ten minutes after the last key or touch, and
 * the window when nothing was heard in it for as long.
 */
export function usePresenceAtKeyboard(isReady: boolean, onAway: () => void): void {
  const { client, connection, queries, orpc } = useHost();
  const actorId = useSession((session) => session.actorId);
  useEffect(() => {
    if (!isReady || actorId === null) return;
    let told = performance.now();
    let heard = told;
    const onSign = () => {
      const now = performance.now();
      heard = now;
      if (now - told < TELL_EVERY || connection.status().state !== 'open') return;
      told = now;
      // A screen that has locked meanwhile shows it now; a lost connection is told elsewhere.
      client.accounts.stillHere({}).catch((error: unknown) => {
        if (isNobodyHere(error)) void queries.invalidateQueries({ queryKey: orpc.accounts.here.key() });
      });
    };
    const signs = ['keydown', 'pointerdown', 'wheel'] as const;
    for (const sign of signs) window.addEventListener(sign, onSign, { capture: true, passive: true });
    const look = setInterval(() => performance.now() - heard >= LOCK_AFTER && onAway(), LOOK_EVERY);
    return () => {
      clearInterval(look);
      for (const sign of signs) window.removeEventListener(sign, onSign, { capture: true });
    };
  }, [client, connection, queries, orpc, actorId, isReady, onAway]);
}
