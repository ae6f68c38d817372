import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { RequestHeadersPlugin } from '@orpc/server/plugins';
import type { IpcMain, IpcMainEvent, MessageChannelMain, MessagePortMain, WebContents } from 'electron';
import { portWords } from '#contract/desktop.ts';
import type { DoorContext, SeatHandle } from '#core/kernel/call.ts';
import { isCallFrame } from '#server/call-frame.ts';
import { type TroubleLog, tellUnexpected } from '#server/unexpected.ts';
import { isOwnPage } from './addresses.ts';

/** What a call through the shell carries: the door, and the window it came from for what only a window can do. */
export interface ShellContext extends DoorContext {
  contents: WebContents;
}

/** Whether the frame that asks is the main frame of our own page: no sub-frame, no page that came by other means. */
export function mayHavePort({ sender, senderFrame }: Pick<IpcMainEvent, 'sender' | 'senderFrame'>): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url);
}

/**
 * Hands a page one message port when its preload asks, and answers calls on it. A page that is loaded again gets
 * another, and the port before it is closed. Anything but our own page gets no answer at all.
 */
export function handOverPorts({
  ipcMain,
  newChannel,
  router,
  seat,
  log,
}: {
  ipcMain: Pick<IpcMain, 'on'>;
  newChannel: () => Pick<MessageChannelMain, 'port1' | 'port2'>;
  router: AnyRouter;
  /** Of all windows of this app. */
  seat: SeatHandle;
  log: TroubleLog;
}): void {
  const handler = new RPCHandler<ShellContext>(router, {
    plugins: [new RequestHeadersPlugin()],
    clientInterceptors: [tellUnexpected(log)],
  });
  const ports = new WeakMap<WebContents, MessagePortMain>();
  ipcMain.on(portWords.ask, (event) => {
    if (!mayHavePort(event)) {
      log({ what: 'a port was refused', error: event.senderFrame?.url ?? 'a frame that is gone' });
      return;
    }
    const { sender: contents, senderFrame } = event;
    ports.get(contents)?.close();
    const { port1, port2 } = newChannel();
    ports.set(contents, port1);
    handler.upgrade(callsOn(port1, log), {
      context: { door: 'desktop', address: 'desktop', local: true, seat, contents },
    });
    port1.start();
    senderFrame?.postMessage(portWords.hand, null, [port2]);
  });
}

/** A port on which only calls are heard; one that says anything else is closed. */
function callsOn(port: MessagePortMain, log: TroubleLog) {
  return {
    on(event: string, listener: (event?: { data: unknown }) => unknown) {
      if (event === 'close') {
        port.on('close', () => listener());
        return;
      }
      port.on('message', (message) => {
        if (!isCallFrame(message.data)) {
          port.close();
          return;
        }
        Promise.resolve(listener({ data: message.data })).catch((error: unknown) => {
          log({ what: 'a call could not be answered', error });
        });
      });
    },
    postMessage: (data: unknown) => port.postMessage(data),
  };
}
