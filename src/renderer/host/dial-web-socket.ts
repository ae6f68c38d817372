import { RPCLink } from '@orpc/client/websocket';
import { type CallContext, headersOf, type SessionSource } from './call-context.ts';
import type { Dial } from './wire.ts';

/** A host that has not answered by then is tried again (milliseconds). */
const PATIENCE = 5000;

/** The way to a branch host. `open` makes the socket; tests give one with an Origin. */
export function dialWebSocket(
  url: string,
  session: SessionSource,
  open: (url: string) => WebSocket = (address) => new WebSocket(address),
): Dial {
  return async (events, signal) => {
    const socket = open(url);
    socket.binaryType = 'arraybuffer';
    await new Promise<void>((resolve, reject) => {
      const fail = () => {
        socket.close();
        reject(new Error('the host did not answer'));
      };
      const timer = setTimeout(fail, PATIENCE);
      socket.addEventListener('open', () => {
        clearTimeout(timer);
        resolve();
      });
      socket.addEventListener('close', () => {
        clearTimeout(timer);
        reject(new Error('the host closed the connection'));
      });
      // Without a listener Node treats it as unhandled; `close` follows and says the same.
      socket.addEventListener('error', () => {});
      if (signal.aborted) fail();
      signal.addEventListener('abort', fail, { once: true });
    });
    socket.addEventListener('message', events.heard);
    // Before the link hears of it, so that its failing calls are already known as lost.
    socket.addEventListener('close', events.lost);
    const link = new RPCLink<CallContext>({
      websocket: {
        addEventListener: socket.addEventListener.bind(socket),
        removeEventListener: socket.removeEventListener.bind(socket),
        readyState: socket.OPEN,
        // The link also says goodbye to calls over a socket that has just closed, which nobody could catch. A call
        // that is dropped here fails when `close` is told.
        send: (data: string) => {
          if (socket.readyState === socket.OPEN) socket.send(data);
        },
      },
      headers: ({ context }) => headersOf(session.get(), context),
    });
    return { link, close: () => socket.close() };
  };
}
