import { type ClientLink, ORPCError } from '@orpc/client';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import type { CallContext, SessionSource } from './call-context.ts';
import type { Capabilities } from './capabilities.ts';
import { followChanges, isNobodyHere } from './changes.ts';
import { clientOver, type HostClient, type HostQueries, queriesOf } from './client.ts';
import { Connection } from './connection.ts';
import { Greetings } from './greetings.ts';
import { Invalidator } from './invalidation.ts';
import type { Dial } from './wire.ts';

/** Everything a window has of its front desk. */
export interface Host {
  client: HostClient;
  /** Query options for every procedure. */
  orpc: HostQueries;
  queries: QueryClient;
  connection: Connection;
  capabilities: Capabilities;
  /** The door of this window: calls that say who sits here, which a socket cannot carry. */
  door: SeatDoor;
  /** F2, also while disconnected. */
  greetings: Greetings;
  close(): void;
}

/** Where somebody says who he is. */
export interface SeatDoor {
  client: HostClient;
  /** The seat is another one now: the wire is opened anew where it has to be. */
  changed(): void;
}

export interface HostParts {
  dial: Dial;
  /** The way to sign in; the window's own wire unless told. */
  doorLink?: ClientLink<CallContext>;
  session: SessionSource;
  capabilities: (connection: Connection) => Capabilities;
  /** Told the host's time with every change and sign of life. */
  setHostTime: (now: Date) => void;
  /** The host's time in epoch milliseconds. */
  hostNow: () => number;
  /** Where unsent greetings survive a reload. */
  shelf?: Storage;
}

/** Connects a window to its front desk: calls, live changes, and what has to be asked again after them. */
export function createHost({
  dial,
  doorLink,
  session,
  capabilities,
  setHostTime,
  hostNow,
  shelf,
}: HostParts): Host {
  const connection = new Connection(dial);
  const client = clientOver(connection);
  // Who is here is asked again as soon as anything is refused for it.
  const nobody = () => void queries.invalidateQueries({ queryKey: [['accounts', 'here']] });
  const queries = newQueryClient((error) => isNobodyHere(error) && nobody());
  const greetings = new Greetings({ client, connection, session, now: hostNow, shelf });
  const invalidator = new Invalidator(queries);

  let following: { branchId: string | null; actorId: string | null; end: AbortController } | undefined;
  let { actorId, language } = session.get();
  const onSession = () => {
    const now = session.get();
    if (following?.branchId !== now.branchId || following.actorId !== now.actorId) {
      following?.end.abort();
      following = { branchId: now.branchId, actorId: now.actorId, end: new AbortController() };
      if (now.branchId !== null && now.actorId !== null) {
        void followChanges(
          client,
          connection,
          now.branchId,
          {
            hostTime: setHostTime,
            changed: ({ entity }) => invalidator.changed(entity),
            reload: () => invalidator.everything(),
            nobody,
          },
          following.end.signal,
        );
      }
    }
    if (actorId !== now.actorId) {
      // What one person was shown is not for the next one to see.
      void queries.resetQueries();
    } else if (language !== now.language) {
      invalidator.everything();
    }
    ({ actorId, language } = now);
  };
  const forgetSession = session.subscribe(onSession);
  const forgetConnection = connection.subscribe(() => {
    if (connection.status().state !== 'open') return;
    // Without a branch there is no feed to say what was missed; with one, only what failed is asked again.
    const failed = session.get().branchId === null ? undefined : isFailed;
    void queries.invalidateQueries({ predicate: failed });
  });
  onSession();
  connection.start();
  return {
    client,
    door: {
      client: doorLink === undefined ? client : clientOver(doorLink),
      changed: () => doorLink !== undefined && connection.redial(),
    },
    orpc: queriesOf(client),
    queries,
    connection,
    capabilities: capabilities(connection),
    greetings,
    close() {
      following?.end.abort();
      forgetSession();
      forgetConnection();
      connection.stop();
      queries.clear();
    },
  };
}

function isFailed({ state }: { state: { status: string; errorUpdateCount: number } }): boolean {
  return state.status === 'error' || state.status === 'pending';
}

/** Answers stay fresh until a change says otherwise; whether there is a connection is known better than by the browser. */
export function newQueryClient(onError: (error: unknown) => void = () => {}): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (count, error) => count < 2 && !(error instanceof ORPCError),
        retryDelay: 200,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
