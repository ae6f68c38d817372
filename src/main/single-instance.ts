import type { App } from 'electron';

/**
 * True in the first instance over a data folder. A second one ends, and `come` is called in the first so that
 * the person sees the front desk that is open (R6).
 */
export function isOnlyInstance(
  app: Pick<App, 'requestSingleInstanceLock' | 'quit' | 'on'>,
  come: () => void,
): boolean {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  app.on('second-instance', come);
  return true;
}
