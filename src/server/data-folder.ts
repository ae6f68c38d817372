import { posix, win32 } from 'node:path';

/** Where Maji keeps its data on this machine unless told otherwise: a folder of this user, on this disk. */
export function defaultDataFolder(
  platform: NodeJS.Platform,
  environment: Record<string, string | undefined>,
  home: string,
): string {
  if (platform === 'win32') {
    // Not the roaming folder: that one is copied over the network at sign-in.
    const local = environment.LOCALAPPDATA ?? environment.APPDATA ?? win32.join(home, 'AppData', 'Local');
    return win32.join(local, 'Maji');
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Maji');
  const data = environment.XDG_DATA_HOME;
  // The specification says a relative one is to be ignored.
  return posix.join(data?.startsWith('/') ? data : posix.join(home, '.local', 'share'), 'maji');
}
