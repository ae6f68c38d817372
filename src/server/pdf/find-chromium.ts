import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where an installed browser of the Chromium family usually is. */
function usualPlaces(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
    const programs = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
      'Chromium\\Application\\chrome.exe',
    ];
    return folders.flatMap((folder) => (folder ? programs.map((program) => `${folder}\\${program}`) : []));
  }
  if (platform === 'darwin') {
    return ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'chrome',
  ];
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/'));
  return folders.flatMap((folder) => names.map((name) => join(folder, name)));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The browser that makes PDFs: the one that was named (`--chromium`, then `CHROMIUM_PATH`), else an installed Chrome,
 * Edge or Chromium. Null where there is none. Throws when the named one is not a program: a typing mistake must not
 * quietly become another browser.
 */
export function findChromium(
  named: string | undefined,
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string | null {
  const path = named ?? (env.CHROMIUM_PATH || undefined);
  if (path !== undefined) {
    if (isProgram(path)) return path;
    throw new Error(`No browser can be started at ${path} (--chromium, CHROMIUM_PATH)`);
  }
  return usualPlaces(platform, env).find(isProgram) ?? null;
}
