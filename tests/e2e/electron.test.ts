import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib/command.ts';
import { installedElectron } from '../../scripts/lib/electron-binary.ts';

/** Looked for without fetching anything; where it is missing these tests say so and are skipped. */
const binary = installedElectron();
const title = binary === null ? 'the desktop app (skipped: no Electron binary)' : 'the desktop app';

describe.skipIf(binary === null)(title, () => {
  let folder: string;
  let app: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'maji-electron-'));
    app = await electron.launch({
      executablePath: binary ?? '',
      // The super-user of a container cannot use Chromium's own sandbox.
      args: [root, `--data=${folder}`, '--demo', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    });
    page = await app.firstWindow();
    await page.waitForLoadState('domcontentloaded');
  });
  afterAll(async () => {
    await app?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows our own page at our own address, with its content policy', async () => {
    expect(page.url()).toMatch(/^app:\/\/maji\/index\.html/);
    expect(await page.evaluate(() => window.location.origin)).toBe('app://maji');
    const policy = await page.evaluate(async () =>
      (await fetch('/index.html')).headers.get('content-security-policy'),
    );
    expect(policy).toContain("default-src 'none'");
  });

  it('leaves nothing of Node or Electron in the page', async () => {
    const found = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
        (name) => name in window,
      ),
    );
    expect(found).toEqual([]);
  });

  it('talks to the front desk over its port: the demo branch is there', async () => {
    await page.getByText('중부지점').first().waitFor();
  });

  it('opens no other window, goes nowhere else and is given no permission', async () => {
    expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull();
    await page.evaluate(() => {
      window.location.href = 'https://example.com/';
    });
    await page.waitForTimeout(300);
    expect(page.url()).toMatch(/^app:\/\/maji\//);
    expect(app.windows()).toHaveLength(1);
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
  });

  it('gives no file outside the interface', async () => {
    const status = await page.evaluate(async () => (await fetch('/%2e%2e/package.json')).status);
    expect(status).toBe(404);
  });
});
