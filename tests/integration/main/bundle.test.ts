import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '#storage/open-store.ts';
import { productFolder } from '#tests/support/host.ts';
import { authorityOf } from '#tests/support/network.ts';

const hooks = join(productFolder, 'tests', 'integration', 'main', 'electron-in-node.ts');
const shell = join(productFolder, 'dist', 'main', 'index.js');
const runShell = () =>
  spawnSync(process.execPath, ['--import', hooks, shell], {
    encoding: 'utf8',
    env: { ...process.env, MAJI_APP: productFolder, MAJI_DATA: data },
    timeout: 20_000,
  });

let data: string;
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'maji-bundle-'));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

it('the built shell runs: sandboxed, its scheme known before ready, one window, a clean end', () => {
  const { status, stdout, stderr } = runShell();
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

it('the built shell opens to the network where that was wanted, and makes its certificates out of the bundle', async () => {
  const store = await openStore({ dataFolder: data, door: 'host' });
  const value = JSON.stringify({ on: true, version: 2 });
  await store.engine.db.insertInto('host_setting').values({ key: 'network', value }).execute();
  await store.close();
  const { status, stderr } = runShell();
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const authority = new X509Certificate(authorityOf(data));
  const leaf = new X509Certificate(readFileSync(join(data, 'network', 'host-cert.pem')));
  expect(leaf.verify(authority.publicKey)).toBe(true);
});

it('the built preload is CommonJS, as the sandbox asks, and needs nothing but electron', () => {
  const preload = readFileSync(join(productFolder, 'dist', 'preload', 'index.cjs'), 'utf8');
  expect([...preload.matchAll(/require\(["']([^"']+)["']\)/g)].map((match) => match[1])).toEqual([
    'electron',
  ]);
  expect(preload).not.toMatch(/^(import|export) /m);
});
