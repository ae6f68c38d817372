import { ORPCError } from '@orpc/client';
import { QueryClient } from '@tanstack/react-query';
import type { SessionSource } from './call-context.ts';
import type { Capabilities } from './capabilities.ts';
import { followChanges } from './changes.ts';
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
  /** F2, also while disconnected. */
  greetings: Greetings;
  close(): void;
}

export interface HostParts {
  dial: Dial;
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
export function createHost({ dial, session, capabilities, setHostTime, hostNow, shelf }: HostParts): Host {
  const connection = new Connection(dial);
  const client = clientOver(connection);
  const queries = newQueryClient();
  const greetings = new Greetings({ client, connection, session, now: hostNow, shelf });
  const invalidator = new Invalidator(queries);

  let following: { branchId: string | null; end: AbortController } | undefined;
  let { actorId, language } = session.get();
  const onSession = () => {
    const now = session.get();
    if (following?.branchId !== now.branchId) {
      following?.end.abort();
      following = { branchId: now.branchId, end: new AbortController() };
      if (now.branchId !== null) {
        void followChanges(
          client,
          connection,
          now.branchId,
          {
            hostTime: setHostTime,
            changed: ({ entity }) => invalidator.changed(entity),
            reload: () => invalidator.everything(),
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
export function newQueryClient(): QueryClient {
  return new QueryClient({
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
