import { type ClientLink, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { type CallContext, headersOf, type SessionSource } from './call-context.ts';
import { offline } from './wire.ts';

/** The way to say who sits here: a request of its own, for only its answer can carry the cookie of the seat. */
export function doorLink(url: string, session: SessionSource): ClientLink<CallContext> {
  const link = new RPCLink<CallContext>({
    url,
    headers: ({ context }) => headersOf(session.get(), context),
  });
  return {
    async call(path, input, options) {
      try {
        return await link.call(path, input, options);
      } catch (error) {
        throw error instanceof ORPCError ? error : offline();
      }
    },
  };
}
