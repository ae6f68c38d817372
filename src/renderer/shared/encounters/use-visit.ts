import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { EncounterView } from '#contract/encounters.ts';
import type { Receipt } from '#contract/rules.ts';
import type { HostClient } from '#renderer/host/client.ts';
import { useHost } from '#renderer/host/host.tsx';
import { Intentions, isSettled } from '#renderer/host/intentions.ts';
import { useSession } from '#renderer/shared/session-store.ts';

/** What can be done to an encounter of any channel, and what only to a call. */
type Commands = Omit<HostClient['encounters'], 'open' | 'unclosed' | 'get'> &
  Omit<HostClient['calls'], 'open' | 'lookup'>;
export type VisitCommand = keyof Commands;
type CallCommand = keyof Omit<HostClient['calls'], 'open' | 'lookup'>;
const callCommands: Record<CallCommand, true> = {
  pickUp: true,
  setNumber: true,
  missed: true,
  putThrough: true,
  book: true,
  finish: true,
  cutOff: true,
};
const isOfCalls = (command: VisitCommand): command is CallCommand => command in callCommands;

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

/** What a part of a desk works with. */
export type EncounterProps = { visit: Visit; view: EncounterView };

const never = '00000000-0000-0000-0000-000000000000';

/** Kept beside whatever else is done: it neither stops a key nor is it lost to one. */
const BESIDE: VisitCommand = 'setNumber';

/** One visit and everything that can be done to it, one command at a time. */
export function useVisit(id: string | null): Visit {
  const { client, orpc, queries } = useHost();
  const branchId = useSession((session) => session.branchId) ?? never;
  const options = orpc.encounters.get.queryOptions({
    input: { branchId, id: id ?? never },
    enabled: id !== null && branchId !== never,
  });
  const { data: view, error } = useQuery(options);
  const [intentions] = useState(() => new Intentions());
  const [state, setState] = useState<{ id: string | null; busy: boolean; trouble: unknown }>(idle(id));
  const running = useRef<{ command: VisitCommand; done: Promise<unknown> } | null>(null);
  const { queryKey } = options;

  const run = useCallback<RunVisit>(
    async (command, details) => {
      if (running.current !== null && running.current.command !== BESIDE) return false;
      const before = running.current?.done;
      const { promise: done, resolve: end } = Promise.withResolvers<void>();
      const mine = { command, done };
      running.current = mine;
      if (command !== BESIDE) setState({ id, busy: true, trouble: null });
      await before;
      const expectedVersion = queries.getQueryData<EncounterView>(queryKey)?.version;
      const wish = { id, expectedVersion, ...details };
      const { calls, encounters } = client;
      const call = (isOfCalls(command) ? calls[command] : encounters[command]) as (
        input: unknown,
      ) => Promise<Receipt>;
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
      end();
      if (running.current === mine) {
        running.current = null;
        if (command !== BESIDE || trouble !== null) setState({ id, busy: false, trouble });
      }
      return trouble === null;
    },
    [client, queries, queryKey, intentions, id],
  );
  const own = state.id === id ? state : idle(id);
  return { view, unread: view ? null : error, busy: own.busy, trouble: own.trouble, run };
}

const idle = (id: string | null) => ({ id, busy: false, trouble: null as unknown });
