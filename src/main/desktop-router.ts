import { implement } from '@orpc/server';
import type { BaseWindow, Dialog, WebContents } from 'electron';
import { desktopContract } from '#contract/desktop.ts';
import { probeHost, refused } from './host-probe.ts';
import type { JoinedHost } from './joined-host.ts';
import { type NotificationMaker, notify } from './notifications.ts';
import type { ShellContext } from './port-handover.ts';
import { pdfOptions, printPage, savePdf } from './print.ts';

export interface DesktopParts {
  dialog: Pick<Dialog, 'showSaveDialog'>;
  notifications: NotificationMaker;
  windowOf: (contents: WebContents) => (BaseWindow & { show(): void; focus(): void }) | null;
  openWindow: (route: string) => void;
  /** The person's own folder for documents. */
  documents: () => string;
  saveTitle: string;
  /** Keeps the host and starts the app again, after the answer has gone. */
  join: (host: JoinedHost) => void;
}

/** What the shell can do for the window that asks, beside the front desk and over the same port. */
export function desktopRouter(parts: DesktopParts) {
  const os = implement(desktopContract).$context<ShellContext>();
  const keep = async (contents: WebContents, name: string, make: () => Promise<Uint8Array>) => {
    const fileName = await savePdf({
      make,
      window: parts.windowOf(contents),
      dialog: parts.dialog,
      documents: parts.documents(),
      title: parts.saveTitle,
      fileName: name,
    });
    return { saved: fileName !== null, fileName };
  };
  return os.router({
    print: os.print.handler(async ({ context }) => ({ printed: await printPage(context.contents) })),
    savePdf: os.savePdf.handler(({ context: { contents }, input }) =>
      keep(contents, input.fileName, () => contents.printToPDF(pdfOptions)),
    ),
    saveFile: os.saveFile.handler(({ context: { contents }, input }) =>
      keep(contents, input.fileName, async () => Buffer.from(input.base64, 'base64')),
    ),
    notify: os.notify.handler(async ({ context, input }) => {
      const clicked = await notify(parts.notifications, input);
      const window = clicked && !context.contents.isDestroyed() ? parts.windowOf(context.contents) : null;
      window?.show();
      window?.focus();
      return { clicked };
    }),
    joinable: os.joinable.handler(async ({ input }) => {
      const { origin, branch, fingerprint } = await probeHost(input.url);
      return { url: `${origin}/`, branch, fingerprint };
    }),
    join: os.join.handler(async ({ input }) => {
      const { origin, authority, fingerprint } = await probeHost(input.url);
      if (fingerprint !== input.fingerprint) throw refused('FINGERPRINT_DIFFERS');
      parts.join({ origin, authority });
      return { joined: true as const };
    }),
    openWindow: os.openWindow.handler(({ input }) => {
      parts.openWindow(input.route);
      return { opened: true };
    }),
  });
}
