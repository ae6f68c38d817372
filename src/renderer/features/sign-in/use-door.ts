import { ORPCError } from '@orpc/client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useHost } from '../../host/host.tsx';

/** How long a new wire may take before the window goes on without it (milliseconds). */
const REOPENED_WITHIN = 5000;

export interface DoorState {
  busy: boolean;
  error: unknown;
  /** Seconds to wait, where the host asked for it. */
  wait: number | null;
  /** Says who is here; true when it was right. */
  enter: (call: () => Promise<unknown>) => Promise<boolean>;
  reset: () => void;
}

/** One attempt at the door after the other. After a right one the window asks again who is here, and everything else. */
export function useDoor(): DoorState {
  const { door, connection } = useHost();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const enter = useCallback(
    async (call: () => Promise<unknown>) => {
      setBusy(true);
      setError(null);
      try {
        await call();
        door.changed();
        await connection.whenOpen({ within: REOPENED_WITHIN });
        await queries.invalidateQueries();
        return true;
      } catch (refusal) {
        setError(refusal);
        return false;
      } finally {
        setBusy(false);
      }
    },
    [door, connection, queries],
  );
  const reset = useCallback(() => setError(null), []);
  return { busy, error, wait: waitIn(error), enter, reset };
}

/** Seconds to wait, where a refusal asks for it. */
export function waitIn(error: unknown): number | null {
  if (!(error instanceof ORPCError) || error.code !== 'TRY_LATER') return null;
  const { seconds } = error.data as { seconds?: unknown };
  return typeof seconds === 'number' ? seconds : null;
}
