import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { productFolder } from '#tests/support/host.ts';

let data: string;
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'maji-bundle-'));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

it('the built shell runs: sandboxed, its scheme known before ready, one window, a clean end', () => {
  const hooks = join(productFolder, 'tests', 'integration', 'main', 'electron-in-node.ts');
  const shell = join(productFolder, 'dist', 'main', 'index.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', hooks, shell], {
    encoding: 'utf8',
    env: { ...process.env, MAJI_APP: productFolder, MAJI_DATA: data },
    timeout: 20_000,
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({
    early: ['app'],
    loaded: 'app://maji/index.html#/',
    page: 200,
    webPreferences: { sandbox: true, preload: join(productFolder, 'dist', 'preload', 'index.cjs') },
  });
  expect(report.asked.slice(0, 3)).toEqual(['sandbox', `userData = ${join(data, 'window')}`, 'when ready']);
  expect(existsSync(report.webPreferences.preload)).toBe(true);
  expect(JSON.parse(readFileSync(join(data, 'last-run.json'), 'utf8'))).toMatchObject({ state: 'clean' });
});

it('the built preload is CommonJS, as the sandbox asks, and needs nothing but electron', () => {
  const preload = readFileSync(join(productFolder, 'dist', 'preload', 'index.cjs'), 'utf8');
  expect([...preload.matchAll(/require\(["']([^"']+)["']\)/g)].map((match) => match[1])).toEqual([
    'electron',
  ]);
  expect(preload).not.toMatch(/^(import|export) /m);
});
