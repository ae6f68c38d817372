import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isOwnPage } from '#main/addresses.ts';
import { answerPage, ownScheme } from '#main/app-protocol.ts';
import { type GuardedContents, type GuardedSession, guardContents, guardSession } from '#main/guards.ts';
import { mayHavePort } from '#main/port-handover.ts';
import { webPreferences, windowOptions } from '#main/window-options.ts';
import { securityHeaders } from '#server/security-headers.ts';
import { StandInContents, StandInFrame, StandInSession } from '#tests/support/electron-stand-in.ts';

/* The items of Electron's security guide, by their numbers there. */

const preferences = webPreferences('/preload.cjs');

describe('what a page may be', () => {
  it('1, 15: loads our own scheme only, never plain HTTP', () => {
    expect(isOwnPage('app://maji/index.html#/memos')).toBe(true);
    for (const address of [
      'http://maji/index.html',
      'https://maji/',
      'file:///etc/passwd',
      'app://evil/index.html',
      'app://maji.evil/index.html',
      'app://maji@evil/index.html',
      'app://user@maji/index.html',
      'app://maji:80/index.html',
      'javascript:alert(1)',
      'data:text/html,hello',
      'about:blank',
      '',
    ]) {
      expect(isOwnPage(address), address).toBe(false);
    }
  });

  it('2: has no Node, in no frame and no worker', () => {
    expect(preferences.nodeIntegration).toBe(false);
    expect(preferences.nodeIntegrationInWorker).toBe(false);
    expect(preferences.nodeIntegrationInSubFrames).toBe(false);
  });

  it('3: is apart from its preload', () => expect(preferences.contextIsolation).toBe(true));
  it('4: is sandboxed', () => expect(preferences.sandbox).toBe(true));
  it('6: keeps web security', () => expect(preferences.webSecurity).toBe(true));
  it('8: runs no insecure content', () => expect(preferences.allowRunningInsecureContent).toBe(false));
  it('9: uses no experimental features', () => expect(preferences.experimentalFeatures).toBe(false));
  it('10: enables no Blink features', () => expect(preferences.enableBlinkFeatures).toBeUndefined());
  it('11: has no web views', () => expect(preferences.webviewTag).toBe(false));

  it('is what every window is made with', () => {
    const options = windowOptions({ preload: '/preload.cjs', title: '맞이', icon: '/icon.png', bounds: {} });
    expect(options.webPreferences).toEqual(preferences);
  });
});

describe('5: permissions', () => {
  const session = new StandInSession();
  guardSession(session as unknown as GuardedSession);
  const contents = {} as never;

  it.each([
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'fileSystem',
    'hid',
    'openExternal',
  ] as const)('%s is denied when asked for and when checked', (permission) => {
    const answers: boolean[] = [];
    session.requested?.(contents, permission as never, (granted) => answers.push(granted), {} as never);
    expect(answers).toEqual([false]);
    expect(session.checked?.(contents, permission as never, 'app://maji', {} as never)).toBe(false);
  });

  it('devices and screens are denied, and nothing is downloaded', () => {
    expect(session.device?.({} as never)).toBe(false);
    const streams: unknown[] = [];
    session.displayMedia?.({} as never, (given) => streams.push(given));
    expect(streams).toEqual([{}]);
    let prevented = false;
    session.emit(
      'will-download',
      { preventDefault: () => (prevented = true) },
      { getURL: () => 'app://maji/x' },
    );
    expect(prevented).toBe(true);
  });
});

describe('where a window may go', () => {
  const contents = new StandInContents();
  guardContents(contents as unknown as GuardedContents);
  const isPrevented = (event: string, url: string, more = {}) => {
    let prevented = false;
    contents.emit(event, { url, ...more, preventDefault: () => (prevented = true) });
    return prevented;
  };

  it.each(['will-navigate', 'will-redirect'])('13: %s only within our own page', (event) => {
    expect(isPrevented(event, 'app://maji/index.html#/memos')).toBe(false);
    expect(isPrevented(event, 'https://example.com/')).toBe(true);
    expect(isPrevented(event, 'file:///etc/passwd')).toBe(true);
    expect(isPrevented(event, 'app://elsewhere/')).toBe(true);
  });

  it('13: no frame within the page goes anywhere', () => {
    expect(isPrevented('will-frame-navigate', 'app://maji/index.html', { isMainFrame: true })).toBe(false);
    expect(isPrevented('will-frame-navigate', 'app://maji/index.html', { isMainFrame: false })).toBe(true);
    expect(isPrevented('will-frame-navigate', 'https://example.com/', { isMainFrame: true })).toBe(true);
  });

  it('12: no web view is attached', () => {
    expect(isPrevented('will-attach-webview', '')).toBe(true);
  });

  it('14, 16: no window is opened by a page, and no address is handed to the system', () => {
    for (const url of [
      'https://example.com/',
      'app://maji/index.html',
      'file:///etc/passwd',
      'mailto:a@example.com',
    ]) {
      expect(contents.windowOpenHandler?.({ url } as never)).toEqual({ action: 'deny' });
    }
  });
});

describe('17: who may have a port', () => {
  const own = new StandInFrame('app://maji/index.html#/counter');
  const asks = (senderFrame: StandInFrame | null, mainFrame: StandInFrame = own) =>
    mayHavePort({ senderFrame, sender: { mainFrame } } as never);

  it('the main frame of our own page', () => {
    expect(asks(own)).toBe(true);
  });

  it('nobody else', () => {
    expect(asks(null)).toBe(false);
    expect(asks(new StandInFrame('app://maji/index.html'))).toBe(false);
    for (const url of [
      'https://example.com/',
      'app://evil/index.html',
      'about:blank',
      'file:///index.html',
    ]) {
      const frame = new StandInFrame(url);
      expect(asks(frame, frame), url).toBe(false);
    }
  });
});

describe('7, 18: our own scheme', () => {
  let outer: string;
  let answer: ReturnType<typeof answerPage>;
  beforeAll(() => {
    outer = mkdtempSync(join(tmpdir(), 'maji-page-'));
    mkdirSync(join(outer, 'renderer', 'assets'), { recursive: true });
    writeFileSync(join(outer, 'renderer', 'index.html'), '<!doctype html>');
    writeFileSync(join(outer, 'secret.txt'), 'secret');
    answer = answerPage(join(outer, 'renderer'));
  });
  afterAll(() => rmSync(outer, { recursive: true }));

  it('is standard and secure, goes round no policy and has no service workers', () => {
    expect(ownScheme).toMatchObject({
      scheme: 'app',
      privileges: { standard: true, secure: true, bypassCSP: false, allowServiceWorkers: false },
    });
  });

  it('gives the interface with the headers of the branch host, its content policy first', async () => {
    const response = await answer({ url: 'app://maji/index.html', method: 'GET' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<!doctype html>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    for (const [name, value] of Object.entries(securityHeaders))
      expect(response.headers.get(name), name).toBe(value);
  });

  it.each([
    'app://maji/../secret.txt',
    'app://maji/%2e%2e/secret.txt',
    'app://maji/%2E%2E%2Fsecret.txt',
    'app://maji/..%5csecret.txt',
    'app://maji/assets/../../secret.txt',
    'app://maji//etc/passwd',
    'app://evil/index.html',
    'file:///etc/passwd',
    'app://maji/missing.js',
  ])('gives nothing for %s', async (url) => {
    const response = await answer({ url, method: 'GET' });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-security-policy')).toBe(securityHeaders['content-security-policy']);
    expect(await response.text()).toBe('');
  });

  it('answers no other method', async () => {
    expect((await answer({ url: 'app://maji/index.html', method: 'POST' })).status).toBe(405);
  });
});
