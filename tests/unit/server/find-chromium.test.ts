import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChromium } from '#server/pdf/find-chromium.ts';

let folder: string;
const program = (...path: string[]) => {
  const file = join(folder, ...path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, '');
  chmodSync(file, 0o755);
  return file;
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'maji-chromium-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the one that was named wins, then the one of the environment, then an installed one', () => {
  const named = program('named');
  const other = program('other');
  const installed = program('bin', 'chromium');
  const env = { PATH: ['/nowhere', join(folder, 'bin')].join(':'), CHROMIUM_PATH: other };
  expect(findChromium(named, 'linux', env)).toBe(named);
  expect(findChromium(undefined, 'linux', env)).toBe(other);
  expect(findChromium(undefined, 'linux', { PATH: env.PATH })).toBe(installed);
});

test('a named one that is no program is refused, never replaced by another', () => {
  const env = { PATH: join(folder, 'bin') };
  expect(() => findChromium(join(folder, 'missing'), 'linux', env)).toThrow(/missing/);
  expect(() => findChromium(undefined, 'linux', { ...env, CHROMIUM_PATH: '/nowhere' })).toThrow(/nowhere/);
});

test('none at all is null: then there are no PDFs', () => {
  expect(findChromium(undefined, 'linux', { PATH: '/nowhere:relative' })).toBeNull();
  expect(findChromium(undefined, 'win32', {})).toBeNull();
});
