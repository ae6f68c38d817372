import { RPCLink } from '@orpc/client/message-port';
import { type CallContext, headersOf, type SessionSource } from './call-context.ts';
import type { Dial } from './wire.ts';

/** As much of a MessagePort as is used: a window's own or Node's. */
type Port = InstanceType<typeof MessagePort>;

/** The way to the desktop shell. `ask` fetches a port: in a window, from its preload. */
export function dialMessagePort(ask: (signal: AbortSignal) => Promise<Port>, session: SessionSource): Dial {
  return async (events, signal) => {
    const port = await ask(signal);
    port.addEventListener('message', events.heard);
    port.addEventListener('close', events.lost);
    const link = new RPCLink<CallContext>({
      port,
      headers: ({ context }) => headersOf(session.get(), context),
    });
    port.start();
    return { link, close: () => port.close() };
  };
}
