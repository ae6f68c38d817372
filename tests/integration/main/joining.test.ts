import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import type { MenuItemConstructorOptions } from 'electron';
import { generate } from 'selfsigned';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { portWords } from '#contract/desktop.ts';
import { probeHost } from '#main/host-probe.ts';
import { startShell } from '#main/shell.ts';
import { desktopClientOver } from '#renderer/host/client.ts';
import { createHost } from '#renderer/host/create-host.ts';
import { dialMessagePort } from '#renderer/host/dial-message-port.ts';
import { type OpenedDesk, openFrontDesk } from '#server/open-front-desk.ts';
import { productIn } from '#server/product.ts';
import { electronStandIn, StandInWindow } from '#tests/support/electron-stand-in.ts';
import { aHost, productFolder, type TestHost, TestSession, type Trouble } from '#tests/support/host.ts';
import { aCertificate, aMachine, authorityOf } from '#tests/support/network.ts';

const DAY = 86_400_000;
const product = productIn(productFolder);
const lan = { port: 0, machine: () => aMachine(), atOnce: true as const };
let host: TestHost;
let origin: string;
let folder: string;
let electron: ReturnType<typeof electronStandIn>;
let desk: OpenedDesk | undefined;
let troubles: Trouble[];

beforeAll(async () => {
  host = await aHost({ demo: true, lan });
  origin = `https://localhost:${host.served.network.state().port}`;
});
afterAll(() => host.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maji-joining-'));
  electron = electronStandIn();
  troubles = [];
  desk = undefined;
});
afterEach(async () => {
  await desk?.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = () => join(folder, 'window', 'joined-host.json');
const opened = vi.fn();

async function start(): Promise<void> {
  opened.mockClear();
  const started = startShell({
    electron: electron.parts,
    product,
    preload: '/preload/index.cjs',
    icon: '/icon.png',
    dataFolder: folder,
    async openDesk() {
      opened();
      desk = await openFrontDesk({ product, dataFolder: folder, door: 'desktop' });
      return desk;
    },
    log: (trouble) => troubles.push(trouble),
  });
  electron.app.ready.resolve();
  await started;
}

function firstWindow(): StandInWindow {
  const [window] = StandInWindow.all;
  if (window === undefined) throw new Error('no window was opened');
  return window;
}

/** What a page of the own store can ask of the shell. */
function desktopOf(window: StandInWindow) {
  const session = new TestSession();
  const page = createHost({
    dial: dialMessagePort(async () => {
      const frame = window.webContents.mainFrame;
      electron.ipcMain.emit(portWords.ask, { sender: window.webContents, senderFrame: frame });
      return frame.handed.at(-1)?.port as never;
    }, session),
    session,
    capabilities: () => ({ print: async () => {}, openWindow: async () => {} }),
    setHostTime: () => {},
    hostNow: () => Date.now(),
  });
  onTestFinished(() => page.close());
  return desktopClientOver(page.connection);
}

const refused = (reason: string) => ({ code: 'REFUSED', data: { reason, field: 'url' } });

/** Something that answers over TLS and is no Maji. */
async function aStranger(pair: { cert: string; key: string }): Promise<string> {
  const server = createServer(pair, (_request, response) => response.end('{"json":{"door":"house"}}'));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}

/** A pair for `localhost` by an authority of a stranger, and that authority. */
async function strangersPair(until = new Date(Date.now() + 30 * DAY)) {
  const authority = await generate([{ name: 'commonName', value: 'Stranger' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 90 * DAY),
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  const leaf = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: { key: authority.private, cert: authority.cert },
    notBeforeDate: new Date(Date.now() - 60 * DAY),
    notAfterDate: until,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  return {
    leaf: leaf.cert,
    authority: authority.cert,
    cert: `${leaf.cert}\n${authority.cert}`,
    key: leaf.private,
  };
}

/** What a real connection to the host shows. */
function shownBy(address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false }, () => {
      resolve(socket.getPeerX509Certificate()?.toString() ?? '');
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

describe('looking who answers at an address', () => {
  it('says the branch and the fingerprint that the settings of that host show', async () => {
    const { fingerprint } = host.served.network.state();
    const expected = { origin, fingerprint, authority: authorityOf(host.folder).trim() };
    for (const typed of [origin, `${origin}/`, ` ${origin}/#/counter `]) {
      const found = await probeHost(typed);
      expect({ ...found, authority: found.authority?.trim() }).toMatchObject(expected);
      expect(found.branch).toMatch(/\S+ \S+/);
    }
    const byAddress = await probeHost(origin.replace('localhost', '127.0.0.1'));
    expect(byAddress.fingerprint).toBe(fingerprint);
  });

  it.each(['', 'desk.local', 'http://localhost:1/', 'https://a:b@localhost/', 'app://maji/', 'file:///etc'])(
    '%s is no address of a host',
    async (address) => {
      await expect(probeHost(address)).rejects.toMatchObject(refused('HOST_ADDRESS_WRONG'));
    },
  );

  it('tells apart: nobody there, plain HTTP, a certificate nobody vouches for or for another name, and no Maji', async () => {
    await expect(probeHost('https://127.0.0.1:9/')).rejects.toMatchObject(refused('HOST_NOT_REACHED'));
    const unencrypted = host.origin.replace('http:', 'https:');
    await expect(probeHost(unencrypted)).rejects.toMatchObject(refused('HOST_NOT_REACHED'));
    const alone = await aStranger(await aCertificate({ name: 'localhost' }));
    await expect(probeHost(alone)).rejects.toMatchObject(refused('HOST_NOT_VOUCHED'));
    const byOtherName = origin.replace('localhost', '127.0.0.2');
    await expect(probeHost(byOtherName)).rejects.toMatchObject(refused('HOST_NOT_VOUCHED'));
    const old = await aStranger(await strangersPair(new Date(Date.now() - DAY)));
    await expect(probeHost(old)).rejects.toMatchObject(refused('HOST_NOT_VOUCHED'));
    const house = await aStranger(await strangersPair());
    await expect(probeHost(house)).rejects.toMatchObject(refused('HOST_NOT_MAJI'));
  });
});

describe('joining', () => {
  it('keeps the compared host and starts the app again; another one than was compared is refused', async () => {
    await start();
    const desktop = desktopOf(firstWindow());
    const found = await desktop.joinable({ url: origin });
    expect(found).toMatchObject({ url: `${origin}/`, fingerprint: host.served.network.state().fingerprint });
    for (const fingerprint of [null, '', 'AA:BB', found.fingerprint?.replace(/^../, '00') ?? '']) {
      const wrong = desktop.join({ url: found.url, fingerprint });
      await expect(wrong).rejects.toMatchObject(refused('FINGERPRINT_DIFFERS'));
    }
    expect(() => statSync(file())).toThrow();
    expect(electron.app.asked).not.toContain('relaunch');
    expect(await desktop.join({ url: found.url, fingerprint: found.fingerprint })).toEqual({ joined: true });
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ origin });
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    await vi.waitFor(() => expect(electron.app.asked).toContain('relaunch'));
    await vi.waitFor(() => expect(electron.app.asked.at(-1)).toBe('quit'));
    desk = undefined;
  });
});

describe('a joined app', () => {
  const joinedTo = (text: string) => {
    mkdirSync(join(folder, 'window'), { recursive: true });
    writeFileSync(file(), text);
  };
  beforeEach(() => joinedTo(JSON.stringify({ origin, authority: authorityOf(host.folder) })));

  it('opens no store and loads the host in a sandboxed window without preload', async () => {
    await start();
    expect(opened).not.toHaveBeenCalled();
    expect(electron.protocol.handlers.size).toBe(0);
    const window = firstWindow();
    expect(window.asked).toEqual([`load ${origin}/#/`]);
    expect(window.options.webPreferences).toMatchObject({
      ...{ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true },
    });
    expect(window.options.webPreferences).not.toHaveProperty('preload');
  });

  it('gives its page no port, whoever asks', async () => {
    await start();
    const window = firstWindow();
    for (const url of [`${origin}/#/`, 'app://maji/index.html']) {
      window.webContents.mainFrame.url = url;
      const { mainFrame } = window.webContents;
      electron.ipcMain.emit(portWords.ask, { sender: window.webContents, senderFrame: mainFrame });
      expect(mainFrame.handed).toEqual([]);
    }
    expect(electron.ipcMain.listenerCount(portWords.ask)).toBe(0);
  });

  it('says which host in the title, the menu and the tray, whatever the page calls itself', async () => {
    await start();
    const window = firstWindow();
    const name = new URL(origin).host;
    expect(window.options.title).toBe(`맞이 · ${name}`);
    const prevented = vi.fn();
    window.emit('page-title-updated', { preventDefault: prevented });
    expect(prevented).toHaveBeenCalledOnce();
    expect(items().filter(({ label }) => label === `연결된 호스트: ${name}`)).toHaveLength(2);
    expect(electron.trays.at(-1)?.tip).toBe(`맞이 · ${name}`);
  });

  it('goes nowhere but to that host, and opens further windows there itself', async () => {
    await start();
    const { webContents } = firstWindow();
    electron.app.emit('web-contents-created', {}, webContents);
    const goes = (event: string, url: string, more = {}) => {
      let prevented = false;
      webContents.emit(event, { url, ...more, preventDefault: () => (prevented = true) });
      return !prevented;
    };
    const elsewhere = [
      'app://maji/index.html',
      'https://example.com/',
      origin.replace('https', 'http'),
      `${origin}1/`,
      origin.replace('https://', 'https://a@'),
      'file:///etc/passwd',
      'javascript:alert(1)',
    ];
    for (const event of ['will-navigate', 'will-redirect']) {
      expect(goes(event, `${origin}/#/memos`)).toBe(true);
      for (const url of elsewhere) expect(goes(event, url), url).toBe(false);
    }
    expect(goes('will-frame-navigate', `${origin}/`, { isMainFrame: false })).toBe(false);
    for (const url of elsewhere) {
      expect(webContents.windowOpenHandler?.({ url } as never)).toEqual({ action: 'deny' });
    }
    expect(StandInWindow.all).toHaveLength(1);
    expect(webContents.windowOpenHandler?.({ url: `${origin}/#/memos` } as never)).toEqual({
      action: 'deny',
    });
    expect(StandInWindow.all[1]?.asked).toEqual([`load ${origin}/#/memos`]);
    const { webPreferences } = firstWindow().options;
    expect(StandInWindow.all[1]?.options.webPreferences).toEqual(webPreferences);
  });

  it('lets that host notify and keep files, and nobody else anything', async () => {
    await start();
    const session = electron.session.defaultSession;
    const asked = (permission: string, requestingUrl: string) => {
      const answers: boolean[] = [];
      session.requested?.({} as never, permission as never, (given) => answers.push(given), {
        requestingUrl,
      } as never);
      answers.push(session.checked?.(null, permission as never, requestingUrl, {} as never) === true);
      return answers;
    };
    expect(asked('notifications', `${origin}/`)).toEqual([true, true]);
    expect(asked('notifications', 'https://example.com/')).toEqual([false, false]);
    for (const permission of ['media', 'geolocation', 'clipboard-read', 'fileSystem', 'openExternal'])
      expect(asked(permission, `${origin}/`), permission).toEqual([false, false]);
    const isKept = (url: string) => {
      let prevented = false;
      session.emit('will-download', { preventDefault: () => (prevented = true) }, { getURL: () => url });
      return !prevented;
    };
    expect(isKept(`blob:${origin}/0b1c`)).toBe(true);
    expect(isKept(`${origin}/report.pdf`)).toBe(true);
    for (const url of [
      'https://example.com/a.exe',
      'blob:https://example.com/1',
      'data:,x',
      'file:///etc/passwd',
    ])
      expect(isKept(url), url).toBe(false);
  });

  it('takes the certificate the pinned authority gave that host, and no other', async () => {
    await start();
    const { verify } = electron.session.defaultSession;
    const answerTo = (data: string, hostname = 'localhost') => {
      const answers: number[] = [];
      // What Chromium itself thought of it does not count.
      verify?.(
        {
          hostname,
          certificate: { data },
          isIssuedByKnownRoot: true,
          verificationResult: 'OK',
          errorCode: 0,
        } as never,
        (code) => answers.push(code),
      );
      return answers;
    };
    const shown = await shownBy(origin);
    expect(answerTo(shown)).toEqual([0]);
    expect(answerTo(shown, 'example.com')).toEqual([-2]);
    // In the certificate, but not what was joined.
    expect(answerTo(shown, 'desk.local')).toEqual([-2]);
    const stranger = await strangersPair();
    for (const other of [stranger.leaf, stranger.authority, authorityOf(host.folder), 'nonsense', ''])
      expect(answerTo(other)).toEqual([-2]);
    vi.useFakeTimers({ now: Date.now() + 400 * DAY, toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    expect(answerTo(shown)).toEqual([-2]);
  });

  it('leaves it to the system where the system vouches for the host', async () => {
    joinedTo(JSON.stringify({ origin, authority: null }));
    await start();
    expect(electron.session.defaultSession.verify).toBeNull();
    expect(firstWindow().asked).toEqual([`load ${origin}/#/`]);
  });

  const items = () =>
    electron.menus
      .flat()
      .flatMap((item) => [item, ...((item.submenu as MenuItemConstructorOptions[] | undefined) ?? [])]);
  const wayBack = () => items().find(({ label }) => label === '내 저장소로 돌아가기');

  it('goes back to the own store from the menu, after asking', async () => {
    await start();
    wayBack()?.click?.({} as never, undefined, {} as never);
    await vi.waitFor(() => expect(electron.dialog.boxes).toHaveLength(1));
    expect(electron.dialog.boxes[0]).toMatchObject({
      buttons: ['그대로 있기', '내 저장소로 돌아가기'],
      cancelId: 0,
    });
    await new Promise((later) => setTimeout(later, 20));
    expect(electron.app.asked).not.toContain('relaunch');
    electron.dialog.pressed = 1;
    wayBack()?.click?.({} as never, undefined, {} as never);
    await vi.waitFor(() => expect(electron.app.asked.slice(-2)).toEqual(['relaunch', 'quit']));
    electron = electronStandIn();
    await start();
    expect(opened).toHaveBeenCalledOnce();
    expect(firstWindow().asked).toEqual(['load app://maji/index.html#/']);
    expect(wayBack()).toBeUndefined();
  });

  it.each([
    [0, 'again', () => expect(firstWindow().asked.at(-1)).toBe(`load ${origin}/`)],
    [1, 'back', () => expect(electron.app.asked.slice(-2)).toEqual(['relaunch', 'quit'])],
    [2, 'quit', () => expect(electron.app.asked.at(-1)).toBe('quit')],
  ])('a host that cannot be reached is said, with what to do: %i %s', async (pressed, _what, done) => {
    await start();
    electron.dialog.pressed = pressed;
    const { webContents } = firstWindow();
    webContents.emit('did-fail-load', {}, -3, 'ERR_ABORTED', `${origin}/`, true);
    webContents.emit('did-fail-load', {}, -105, 'ERR', 'https://elsewhere/', false);
    expect(electron.dialog.boxes).toEqual([]);
    webContents.emit('did-fail-load', {}, -102, 'ERR_CONNECTION_REFUSED', `${origin}/`, true);
    await vi.waitFor(done);
    expect(electron.dialog.boxes[0]?.detail).toContain('컴퓨터가 켜져 있고');
    webContents.emit('did-fail-load', {}, -202, 'ERR_CERT_AUTHORITY_INVALID', `${origin}/`, true);
    await vi.waitFor(() => expect(electron.dialog.boxes).toHaveLength(2));
    expect(electron.dialog.boxes[1]?.detail).toContain('인증서가 연결할 때 확인한 것과 다릅니다');
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['plain HTTP', JSON.stringify({ origin: 'http://localhost:1', authority: null })],
    ['an address with a path', JSON.stringify({ origin: 'https://localhost:1/x', authority: null })],
    ['an authority that is none', JSON.stringify({ origin: 'https://localhost:1', authority: 'x' })],
  ])('with a file that holds %s opens the own store', async (_what, text) => {
    joinedTo(text);
    await start();
    expect(opened).toHaveBeenCalledOnce();
    expect(firstWindow().asked).toEqual(['load app://maji/index.html#/']);
  });
});
