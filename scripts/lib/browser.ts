import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The command that opens an address in the person's browser; null where there is no screen or no such command. */
function opener(url: string): [string, string[]] | null {
  if (process.platform === 'win32') return ['cmd', ['/c', 'start', '', url]];
  if (process.platform === 'darwin') return ['open', [url]];
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return null;
  const known = ['xdg-open', 'sensible-browser', 'chromium', 'google-chrome', 'firefox'];
  const command = known.find(isInPath);
  return command === undefined ? null : [command, [url]];
}

function isInPath(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Opens an address in the browser if there is one; says nothing otherwise. */
export function openBrowser(url: string): void {
  const found = opener(url);
  if (found === null) return;
  const child = spawn(found[0], found[1], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
