import { type ClientLink, createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import type { Contract } from '#contract/contract.ts';
import type { DesktopContract } from '#contract/desktop.ts';
import type { CallContext } from './call-context.ts';
import { withinMeasure } from './too-long.ts';

/** Every procedure of the front desk, as a function. */
export type HostClient = ContractRouterClient<Contract, CallContext>;
/** The same procedures as options for TanStack Query: `useQuery(orpc.memos.board.queryOptions({ input }))`. */
export type HostQueries = RouterUtils<HostClient>;
export type DesktopClient = ContractRouterClient<DesktopContract, CallContext>;

export function clientOver(link: ClientLink<CallContext>): HostClient {
  return createORPCClient(withinMeasure(link));
}

/** What the desktop shell offers beside the front desk, over the same port. */
export function desktopClientOver(link: ClientLink<CallContext>): DesktopClient {
  return createORPCClient(link, { path: ['desktop'] });
}

export function queriesOf(client: HostClient): HostQueries {
  return createTanstackQueryUtils(client);
}
