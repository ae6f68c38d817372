import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { networkFolder } from '#storage/folder-check.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maji-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['Dropbox', 'Dropbox'],
  ['OneDrive - 대전센터', 'OneDrive'],
  ['Google Drive', 'Google Drive'],
  ['내 드라이브', 'Google Drive'],
  ['내 드라이브'.normalize('NFD'), 'Google Drive'],
  ['Mobile Documents', 'iCloud Drive'],
  ['네이버 MYBOX', 'MYBOX'],
])('a folder inside %s is refused, and the service named', (name, service) => {
  expect(networkFolder(join(folder, name, 'maji'), '')).toBe(service);
});

test('a sync folder is recognised behind a link', () => {
  mkdirSync(join(folder, 'Dropbox'));
  symlinkSync(join(folder, 'Dropbox'), join(folder, 'data'));
  expect(networkFolder(join(folder, 'data', 'not-there-yet'), '')).toBe('Dropbox');
});

test.each(['nfs4', 'cifs', 'smb3', 'fuse.sshfs'])('a %s mount is refused', (type) => {
  const mounts = `/dev/sda1 / ext4 rw 0 0\nserver:/share ${folder} ${type} rw 0 0\n`;
  expect(networkFolder(join(folder, 'data'), mounts)).toBe(type);
});

test('the innermost mount counts, and a space in its name is understood', () => {
  mkdirSync(join(folder, 'my disk'));
  const mounts = `server:/ ${folder} nfs4 rw 0 0\n/dev/sdb1 ${folder}/my\\040disk ext4 rw 0 0\n`;
  expect(networkFolder(join(folder, 'my disk'), mounts)).toBeNull();
  expect(networkFolder(join(folder, 'my disk 2'), mounts)).toBe('nfs4');
});

test('an ordinary folder is welcome, even one that sounds like a service', () => {
  expect(networkFolder(folder)).toBeNull();
  expect(networkFolder(join(folder, 'dropbox-notes', 'boxes'), '/dev/sda1 / ext4 rw 0 0')).toBeNull();
});

test.runIf(process.platform === 'win32')('a network share is refused', () => {
  expect(networkFolder('\\\\server\\share\\maji')).toBe('a network share');
});
