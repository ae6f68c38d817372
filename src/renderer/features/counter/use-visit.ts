import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { EncounterView } from '#contract/encounters.ts';
import type { Receipt } from '#contract/rules.ts';
import type { HostClient } from '#renderer/host/client.ts';
import { useHost } from '#renderer/host/host.tsx';
import { Intentions, isSettled } from '#renderer/host/intentions.ts';
import { useSession } from '#renderer/shared/session-store.ts';

type Commands = Omit<HostClient['encounters'], 'open' | 'unclosed' | 'get'>;
export type VisitCommand = keyof Commands;
type Details<C extends VisitCommand> = Omit<
  Parameters<Commands[C]>[0],
  'requestId' | 'id' | 'expectedVersion'
>;
export type RunVisit = <C extends VisitCommand>(command: C, details: Details<C>) => Promise<boolean>;

export interface Visit {
  view: EncounterView | undefined;
  /** Why the visit could not be read. */
  unread: unknown;
  /** A command is on its way: a second press of the same key must not mean the next step. */
  busy: boolean;
  /** Why the last command was refused; everything typed is still there. */
  trouble: unknown;
  /** True when it was done and the visit has been read again. */
  run: RunVisit;
}

const never = '00000000-0000-0000-0000-000000000000';

/** One visit and everything that can be done to it, one command at a time. */
export function useVisit(id: string): Visit {
  const { client, orpc, queries } = useHost();
  const branchId = useSession((session) => session.branchId) ?? never;
  const options = orpc.encounters.get.queryOptions({ input: { branchId, id } });
  const { data: view, error } = useQuery(options);
  const [intentions] = useState(() => new Intentions());
  const [state, setState] = useState<{ id: string; busy: boolean; trouble: unknown }>(idle(id));
  const running = useRef(false);
  const expectedVersion = view?.version;
  const { queryKey } = options;

  const run = useCallback<RunVisit>(
    async (command, details) => {
      if (running.current || expectedVersion === undefined) return false;
      running.current = true;
      setState({ id, busy: true, trouble: null });
      const wish = { id, expectedVersion, ...details };
      const call = client.encounters[command] as (input: unknown) => Promise<Receipt>;
      let trouble: unknown = null;
      try {
        await call({ ...wish, requestId: intentions.idFor([command, wish]) });
        intentions.settle([command, wish]);
      } catch (refusal) {
        trouble = refusal;
        if (isSettled(refusal)) intentions.settle([command, wish]);
      }
      // Also after a refusal: whatever made it impossible is what the screen should show.
      await queries.invalidateQueries({ queryKey });
      running.current = false;
      setState({ id, busy: false, trouble });
      return trouble === null;
    },
    [client, queries, queryKey, intentions, id, expectedVersion],
  );
  const own = state.id === id ? state : idle(id);
  return { view, unread: view ? null : error, busy: own.busy, trouble: own.trouble, run };
}

const idle = (id: string) => ({ id, busy: false, trouble: null as unknown });
