import type * as Electron from 'electron';
import type { TroubleLog } from '#server/unexpected.ts';
import { webPreferences, windowOptions } from './window-options.ts';
import { boundsFor, keepWindowState, readWindowState } from './window-state.ts';

export interface WindowParts {
  electron: Pick<typeof Electron, 'BrowserWindow' | 'screen'>;
  /** Null for pages of another host, which get no port. */
  preload: string | null;
  title: string;
  icon: string;
  stateFile: string;
  /** The address of a place in the interface, such as `/memos`. */
  pageAt: (route: string) => string;
  /** Done to each window before it loads. */
  prepare?: (window: Electron.BrowserWindow) => void;
  log: TroubleLog;
}

/** Opens windows of the shell: where they stood, shown when drawn, loaded again when their page went away. */
export function windowsOf(parts: WindowParts) {
  const { electron, stateFile, log } = parts;
  const { BrowserWindow } = electron;
  // Windows in which PDFs are drawn are nobody's.
  const hidden = new WeakSet<Electron.BrowserWindow>();
  const shown = () => BrowserWindow.getAllWindows().filter((window) => !hidden.has(window));

  function open(route = '/'): void {
    const state = readWindowState(stateFile);
    const isFirst = shown().length === 0;
    const workAreas = electron.screen.getAllDisplays().map((display) => display.workArea);
    const bounds = boundsFor(state, workAreas);
    const window = new BrowserWindow(
      windowOptions({
        preload: parts.preload,
        title: parts.title,
        icon: parts.icon,
        // A further window lies beside the first, not over it.
        bounds: isFirst ? bounds : { width: bounds.width, height: bounds.height },
      }),
    );
    window.once('ready-to-show', () => {
      if (isFirst && state?.maximized === true) window.maximize();
      window.show();
    });
    window.on('close', () => keepWindowState(stateFile, window));
    // Drafts are rows of the store: a page that died loses at most two seconds of typing.
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      log({ what: 'a page went away', error: reason });
      if (reason !== 'clean-exit' && !window.isDestroyed()) window.reload();
    });
    parts.prepare?.(window);
    // What could not be loaded is told by `did-fail-load`.
    window.loadURL(parts.pageAt(route)).catch(() => {});
  }

  /** A window nobody sees. */
  function openHidden(): Electron.BrowserWindow {
    const window = new BrowserWindow({ show: false, webPreferences: webPreferences(parts.preload) });
    hidden.add(window);
    return window;
  }

  /** Brings the front desk forward, or opens it. */
  function come(): void {
    const [window] = shown();
    if (window === undefined) {
      open();
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  return { open, openHidden, come };
}
