import { expect, it } from 'vitest';
import { defaultDataFolder } from '#server/data-folder.ts';

it('keeps data where each system keeps a user’s own, on this disk', () => {
  expect(defaultDataFolder('linux', {}, '/home/desk')).toBe('/home/desk/.local/share/maji');
  expect(defaultDataFolder('linux', { XDG_DATA_HOME: '/srv/desk' }, '/home/desk')).toBe('/srv/desk/maji');
  expect(defaultDataFolder('linux', { XDG_DATA_HOME: 'relative' }, '/home/desk')).toBe(
    '/home/desk/.local/share/maji',
  );
  expect(defaultDataFolder('darwin', {}, '/Users/desk')).toBe('/Users/desk/Library/Application Support/Maji');
  const windows = {
    APPDATA: 'C:\\Users\\desk\\AppData\\Roaming',
    LOCALAPPDATA: 'C:\\Users\\desk\\AppData\\Local',
  };
  expect(defaultDataFolder('win32', windows, 'C:\\Users\\desk')).toBe(
    'C:\\Users\\desk\\AppData\\Local\\Maji',
  );
  expect(defaultDataFolder('win32', {}, 'C:\\Users\\desk')).toBe('C:\\Users\\desk\\AppData\\Local\\Maji');
});
