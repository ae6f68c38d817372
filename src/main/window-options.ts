import type { BrowserWindowConstructorOptions, Rectangle, WebPreferences } from 'electron';

/** What a page may be: sandboxed, with a preload or none, apart from Node and from its preload, and nothing experimental. */
export function webPreferences(preload: string | null): WebPreferences {
  return {
    ...(preload === null ? {} : { preload }),
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    // Names typed by customers' own words must not be sent anywhere to be checked.
    spellcheck: false,
    // A counter left for an hour still shows the right minute.
    backgroundThrottling: false,
  };
}

export function windowOptions(given: {
  preload: string | null;
  title: string;
  icon: string;
  bounds: Partial<Rectangle>;
}): BrowserWindowConstructorOptions {
  return {
    width: 1440,
    height: 900,
    ...given.bounds,
    minWidth: 960,
    minHeight: 640,
    title: given.title,
    icon: given.icon,
    backgroundColor: '#f6f4ee',
    autoHideMenuBar: true,
    show: false,
    webPreferences: webPreferences(given.preload),
  };
}
