import type { NotificationConstructorOptions } from 'electron';

/** As much of a system notification as is used. */
export interface ShownNotification {
  once(event: 'click' | 'close' | 'failed', listener: () => void): unknown;
  show(): void;
  close(): void;
}

export interface NotificationMaker {
  isSupported(): boolean;
  make(options: NotificationConstructorOptions): ShownNotification;
}

/** Some desktops never tell that a notification went away (milliseconds). */
const FORGOTTEN_AFTER = 10 * 60_000;

/** Shows a notification; true when the person clicked it, false when it went away or could not be shown. */
export function notify(
  notifications: NotificationMaker,
  { title, body }: { title: string; body: string },
): Promise<boolean> {
  if (!notifications.isSupported()) return Promise.resolve(false);
  return new Promise((resolve) => {
    const shown = notifications.make({ title, body });
    const forgotten = setTimeout(() => finish(false), FORGOTTEN_AFTER);
    forgotten.unref();
    const finish = (clicked: boolean) => {
      clearTimeout(forgotten);
      resolve(clicked);
    };
    shown.once('click', () => finish(true));
    shown.once('close', () => finish(false));
    shown.once('failed', () => finish(false));
    shown.show();
  });
}
