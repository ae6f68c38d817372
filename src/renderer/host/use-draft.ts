import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useSession } from '../shared/session-store.ts';
import type { Host } from './create-host.ts';
import { type DraftBody, type DraftKind, type DraftPlace, DraftShelf } from './draft-shelf.ts';
import { useHost } from './host.tsx';

const shelves = new WeakMap<Host, DraftShelf>();

/** The one shelf of a window; it hears when the window is left or a field loses the focus. */
function shelfOf(host: Host): DraftShelf {
  const known = shelves.get(host);
  if (known) return known;
  const shelf = new DraftShelf(host.client, host.connection);
  shelves.set(host, shelf);
  for (const leaving of ['pagehide', 'blur', 'focusout'] as const) {
    window.addEventListener(leaving, () => shelf.flush(), true);
  }
  document.addEventListener('visibilitychange', () => shelf.flush());
  return shelf;
}

export interface DraftState {
  /** What was typed has been sent (or thrown away): the form is empty again and the draft is gone. */
  clear: () => void;
  /** It was kept by an earlier life of this window, or on another one. */
  restored: boolean;
  /** Everything typed is in the store. */
  saved: boolean;
}

/**
 * A form whose every keystroke is kept: `[value, setValue, { clear, restored, saved }]`. Found again by kind and
 * subject after closing the form, a reload or a crash, by the same person. `initial` is the form as it begins; a
 * form that is as it began keeps nothing.
 */
export function useDraft<T extends DraftBody>(
  kind: DraftKind,
  subjectId: string | null,
  initial: T,
): [value: T, setValue: (change: Partial<T>) => void, state: DraftState] {
  const { shelf, place } = usePlace(kind, subjectId);
  const view = useSyncExternalStore(shelf.subscribe, () => (place ? shelf.view(place) : null));
  const empty = useRef(initial);
  useEffect(() => {
    empty.current = initial;
  });
  const beginning = JSON.stringify(initial);
  const body = view?.body ?? null;
  const value = useMemo(() => ({ ...(JSON.parse(beginning) as T), ...body }), [beginning, body]);
  const setValue = useCallback(
    (change: Partial<T>) => {
      if (!place) return;
      // Two changes in one event both count: the shelf knows the latest, a render may not.
      const next = { ...empty.current, ...shelf.view(place).body, ...change };
      shelf.type(place, JSON.stringify(next) === JSON.stringify(empty.current) ? null : next);
    },
    [shelf, place],
  );
  const clear = useCallback(() => place && shelf.drop(place), [shelf, place]);
  return [value, setValue, { clear, restored: view?.restored ?? false, saved: view?.saved ?? true }];
}

/** Whether something typed is waiting there, for a form that opens again by itself. */
export function useHasDraft(kind: DraftKind, subjectId: string | null): boolean {
  const { shelf, place } = usePlace(kind, subjectId);
  return useSyncExternalStore(shelf.subscribe, () => place !== null && shelf.view(place).body !== null);
}

function usePlace(
  kind: DraftKind,
  subjectId: string | null,
): { shelf: DraftShelf; place: DraftPlace | null } {
  const host = useHost();
  const shelf = shelfOf(host);
  const actorId = useSession((session) => session.actorId);
  const branchId = useSession((session) => session.branchId);
  useRestored(host, shelf, actorId, branchId);
  const place = useMemo(
    () => (actorId && branchId ? { actorId, branchId, kind, subjectId } : null),
    [actorId, branchId, kind, subjectId],
  );
  return { shelf, place };
}

const never = '00000000-0000-0000-0000-000000000000';

function useRestored(host: Host, shelf: DraftShelf, actorId: string | null, branchId: string | null): void {
  const input = { branchId: branchId ?? never };
  const enabled = actorId !== null && branchId !== null;
  const { data } = useQuery(host.orpc.drafts.mine.queryOptions({ input, enabled }));
  useEffect(() => {
    if (data && actorId && branchId) shelf.restore(actorId, branchId, data);
  }, [shelf, data, actorId, branchId]);
}
