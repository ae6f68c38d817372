import type { Session, WebContents } from 'electron';
import { type IsHome, isOwnPage } from './addresses.ts';

/**
 * Denies every permission a page may ask for: the interface needs none, the shell notifies and prints for it. A page of
 * another host has no shell to ask: it may show notifications and have files kept where the person says, nothing else.
 */
export function guardSession(session: GuardedSession, elsewhere?: IsHome): void {
  const may = (permission: string, address: string | undefined) =>
    permission === 'notifications' && address !== undefined && elsewhere?.(address) === true;
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(may(permission, details?.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => may(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.on('will-download', (event, item) => {
    if (elsewhere?.(item.getURL().replace(/^blob:/, '')) !== true) event.preventDefault();
  });
}

/**
 * Keeps a window at home, which is our own page unless told: no other address, no window it opens itself, no web view,
 * no frame. A further window it asks for at home is opened by the shell, if `open` is given, and guarded like this one.
 */
export function guardContents(
  contents: GuardedContents,
  isHome: IsHome = isOwnPage,
  open?: (address: string) => void,
): void {
  const refuseForeign = (event: { preventDefault(): void; url: string }) => {
    if (!isHome(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', refuseForeign);
  contents.on('will-redirect', refuseForeign);
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isHome(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isHome(url)) open?.(url);
    return { action: 'deny' };
  });
}

export type GuardedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'on'
>;
export type GuardedContents = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;
