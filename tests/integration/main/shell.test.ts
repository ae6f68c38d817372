import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { portWords } from '#contract/desktop.ts';
import { startShell } from '#main/shell.ts';
import { desktopClientOver } from '#renderer/host/client.ts';
import { createHost, type Host } from '#renderer/host/create-host.ts';
import { dialMessagePort } from '#renderer/host/dial-message-port.ts';
import { type OpenedDesk, openFrontDesk } from '#server/open-front-desk.ts';
import { productIn } from '#server/product.ts';
import type { Owner } from '#storage/owner-lock.ts';
import { StoreProblem } from '#storage/store-problem.ts';
import {
  electronStandIn,
  StandInFrame,
  StandInNotification,
  StandInWindow,
} from '#tests/support/electron-stand-in.ts';
import { productFolder, TestSession, type Trouble } from '#tests/support/host.ts';

let folder: string;
let electron: ReturnType<typeof electronStandIn>;
let troubles: Trouble[];
let desk: OpenedDesk | undefined;
const hosts: Host[] = [];

const product = productIn(productFolder);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maji-shell-'));
  electron = electronStandIn();
  troubles = [];
  desk = undefined;
});
afterEach(async () => {
  for (const host of hosts.splice(0)) host.close();
  await desk?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A branch, and its manager signed in as its administrator. */
async function setUpAtDesk(host: Host, session: TestSession) {
  const day = { open: '00:00', close: '23:59', lunch: null };
  const { id: branchId } = await host.client.setup.create({
    requestId: crypto.randomUUID(),
    institution: '한밭신용보증재단',
    branch: '중부지점',
    counters: ['1번 창구'],
    officeHours: [day, day, day, day, day, day, day],
    duties: ['보증 상담'],
    staff: [{ name: '한도윤', title: '지점장', department: '지점장실', seat: 'B1', role: 'manager' }],
  });
  const { founders } = await host.client.accounts.here({});
  const actorId = founders[0]?.staffId ?? '';
  await host.door.client.accounts.first({ staffId: actorId, login: 'doyun', password: '한밭에-봄비가-온다' });
  session.set({ branchId, actorId });
  return { branchId, staff: { [founders[0]?.name ?? '']: actorId } };
}

/** Starts the shell over a real front desk; Electron is ready at once. */
async function start(openDesk?: () => Promise<OpenedDesk>): Promise<void> {
  const started = startShell({
    electron: electron.parts,
    product,
    preload: '/preload/index.cjs',
    icon: '/icon.png',
    dataFolder: folder,
    openDesk:
      openDesk ??
      (async () => {
        desk = await openFrontDesk({ product, dataFolder: folder, door: 'desktop' });
        return desk;
      }),
    log: (trouble) => troubles.push(trouble),
  });
  electron.app.ready.resolve();
  await started;
}

const firstWindow = () => {
  const [window] = StandInWindow.all;
  if (window === undefined) throw new Error('no window was opened');
  return window;
};

/** What a preload does: asks in the name of a frame, and passes on the port that comes back. */
function askForPort(window: StandInWindow, frame: StandInFrame | null = window.webContents.mainFrame) {
  const before = frame?.handed.length ?? 0;
  electron.ipcMain.emit(portWords.ask, { sender: window.webContents, senderFrame: frame });
  return frame?.handed[before];
}

/** The page in a window of the shell: the interface's own host object over the port it was handed. */
function pageIn(window: StandInWindow): { host: Host; session: TestSession } {
  const session = new TestSession();
  const ask = async () => {
    const handed = askForPort(window);
    if (handed?.port === undefined) throw new Error('no port was handed over');
    return handed.port as never;
  };
  const host = createHost({
    dial: dialMessagePort(ask, session),
    session,
    capabilities: () => ({ print: async () => {}, openWindow: async () => {} }),
    setHostTime: () => {},
    hostNow: () => Date.now(),
  });
  hosts.push(host);
  return { host, session };
}

describe('starting', () => {
  it('opens one window on our own page, shown when it is drawn', async () => {
    await start();
    const window = firstWindow();
    expect(StandInWindow.all).toHaveLength(1);
    expect(window.asked).toEqual(['load app://maji/index.html#/']);
    expect(window.options.webPreferences).toMatchObject({ sandbox: true, preload: '/preload/index.cjs' });
    window.emit('ready-to-show');
    expect(window.asked.at(-1)).toBe('show');
  });

  it('opens a further window on the first screen, whatever Electron hands to a click', async () => {
    await start();
    const items = electron.menus.flat().flatMap((item) => [item, ...((item.submenu as never[]) ?? [])]);
    const further = items.filter(({ label }) => label === '새 창' || label === 'New window');
    expect(further).toHaveLength(2);
    for (const item of further) item.click?.({ id: 'a menu item' } as never, undefined, {});
    expect(StandInWindow.all.map((window) => window.asked[0])).toEqual(
      Array(3).fill('load app://maji/index.html#/'),
    );
  });

  it('answers the page’s requests from the built interface', async () => {
    await start();
    const answer = electron.protocol.handlers.get('app');
    const response = await answer?.(new Request('app://maji/nothing.js'));
    expect(response?.status).toBe(404);
    expect(response?.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('guards every page that is made, and the session, before the window loads', async () => {
    await start();
    expect(electron.session.defaultSession.checked?.(null, 'media', '', {} as never)).toBe(false);
    const { webContents } = firstWindow();
    electron.app.emit('web-contents-created', {}, webContents);
    expect(webContents.windowOpenHandler?.({ url: 'https://example.com' } as never)).toEqual({
      action: 'deny',
    });
  });

  it('a second instance opens nothing; in the first, its window comes to the front', async () => {
    await start();
    const window = firstWindow();
    window.minimized = true;
    electron.app.emit('second-instance');
    expect(window.asked.slice(-3)).toEqual(['restore', 'show', 'focus']);
    const other = electronStandIn();
    other.app.hasLock = false;
    const opened = vi.fn();
    await startShell({
      electron: other.parts,
      product,
      preload: '',
      icon: '',
      dataFolder: folder,
      openDesk: opened,
      log: () => {},
    });
    expect(opened).not.toHaveBeenCalled();
    expect(other.app.asked).toEqual(['quit']);
  });

  it('a store that cannot be opened is said in both languages, and nothing is shown', async () => {
    const heldBy: Owner = {
      pid: 4711,
      door: 'host',
      url: 'http://127.0.0.1:4870/',
      since: '2026-11-20T05:00:00.000Z',
      machine: 'counter-1',
    };
    await start(() => Promise.reject(new StoreProblem('LOCKED', { path: folder, heldBy })));
    const [error] = electron.dialog.errors;
    expect(error?.title).toBe('맞이를 열 수 없습니다');
    expect(error?.content).toMatch(/이미 열려 있습니다.*\n\n.*already open/s);
    expect(error?.content).toContain('http://127.0.0.1:4870/');
    expect(electron.app.asked.at(-1)).toBe('exit 1');
    expect(StandInWindow.all).toEqual([]);
  });
});

describe('the port', () => {
  it('carries calls and changes to the page, by the same router', async () => {
    await start();
    const { host, session } = pageIn(firstWindow());
    expect(await host.client.system.status({})).toMatchObject({ door: 'desktop', branches: [] });
    const { branchId, staff } = await setUpAtDesk(host, session);
    // The seat is the app's own, in its memory: another window of it needs no password.
    expect((await host.client.accounts.here({})).people).toMatchObject([{ state: 'ready' }]);
    expect(staff.한도윤).toBe(session.get().actorId);
    const feed = await host.client.changes.subscribe({ branchId, afterSeq: null });
    expect((await feed.next()).value).toMatchObject({ kind: 'alive' });
    const receipt = await host.client.encounters.open({
      requestId: crypto.randomUUID(),
      branchId,
      counterId: null,
    });
    expect((await feed.next()).value).toMatchObject({ kind: 'change', entity: 'encounter', id: receipt.id });
    await feed.return?.(undefined);
    expect(troubles).toEqual([]);
  });

  it('is refused to a frame within the page and to a page that is not ours', async () => {
    await start();
    const window = firstWindow();
    expect(askForPort(window, new StandInFrame('app://maji/index.html'))).toBeUndefined();
    expect(askForPort(window, null)).toBeUndefined();
    const foreign = new StandInFrame('https://example.com/');
    window.webContents.mainFrame = foreign;
    expect(askForPort(window, foreign)).toBeUndefined();
    expect(troubles).toHaveLength(3);
  });

  it('is one at a time: a page that is loaded again gets a new one, and the old one is dead', async () => {
    await start();
    const window = firstWindow();
    const before = askForPort(window)?.port;
    const closed = new Promise((resolve) => before?.on('close', resolve));
    before?.start();
    const { host } = pageIn(window);
    await closed;
    expect(await host.client.system.status({})).toMatchObject({ door: 'desktop' });
  });

  it('is closed by whatever is no call, and the shell goes on', async () => {
    await start();
    const window = firstWindow();
    for (const nonsense of [
      null,
      1,
      'hello',
      '{}',
      '[]',
      { i: '1', p: { u: '/system/status' } },
      new Uint8Array(9),
    ]) {
      const port = askForPort(window)?.port;
      const closed = new Promise((resolve) => port?.on('close', resolve));
      port?.start();
      port?.postMessage(nonsense);
      await closed;
    }
    const { host } = pageIn(window);
    expect(await host.client.system.status({})).toMatchObject({ door: 'desktop' });
    expect(troubles).toEqual([]);
  });
});

describe('what a desktop can do', () => {
  const desktopOf = (window: StandInWindow) => desktopClientOver(pageIn(window).host.connection);

  it('prints the window that asks, and keeps it as a PDF', async () => {
    await start();
    const window = firstWindow();
    const desktop = desktopOf(window);
    expect(await desktop.print()).toEqual({ printed: true });
    expect(window.webContents.printed).toHaveLength(1);
    electron.dialog.answer = join(folder, 'report.pdf');
    expect(await desktop.savePdf({ fileName: '일일 보고' })).toEqual({ saved: true, fileName: 'report.pdf' });
    expect(readFileSync(join(folder, 'report.pdf'), 'utf8')).toMatch(/^%PDF/);
    electron.dialog.answer = null;
    expect(await desktop.savePdf({ fileName: '일일 보고' })).toEqual({ saved: false, fileName: null });
  });

  it('keeps a document the front desk has where the person says', async () => {
    await start();
    const desktop = desktopOf(firstWindow());
    const base64 = Buffer.from('%PDF-1.7 sealed').toString('base64');
    electron.dialog.answer = join(folder, 'sealed.pdf');
    expect(await desktop.saveFile({ fileName: '제2026-1호', base64 })).toEqual({
      saved: true,
      fileName: 'sealed.pdf',
    });
    expect(readFileSync(join(folder, 'sealed.pdf'), 'utf8')).toBe('%PDF-1.7 sealed');
  });

  it('makes the PDF of a signed report in a window nobody sees, which is given the sheet and goes away', async () => {
    await start();
    const window = firstWindow();
    const { host, session } = pageIn(window);
    const { branchId } = await setUpAtDesk(host, session);
    const made: StandInWindow[] = [];
    const load = vi.spyOn(StandInWindow.prototype, 'loadURL').mockImplementation(async function (
      this: StandInWindow,
      url,
    ) {
      this.asked.push(`load ${url}`);
      made.push(this);
    });
    const { signing, reports } = host.client;
    const date = new Date().toLocaleDateString('sv', { timeZone: 'Asia/Seoul' });
    const { contentHash } = await reports.dailyCallback({ branchId, date });
    await signing.sign({ requestId: crypto.randomUUID(), branchId, date, expectedHash: contentHash });
    const pdf = async () => (await signing.day({ branchId, date })).editions[0]?.pdf;
    await expect.poll(pdf).toMatchObject({ state: 'made', size: 17 });
    expect(load).toHaveBeenCalledTimes(1);
    const [hidden] = made;
    expect(hidden?.asked).toEqual(['load app://maji/index.html#/press', 'destroy']);
    expect(hidden?.options).toMatchObject({ show: false, webPreferences: { sandbox: true } });
    expect(hidden?.webContents.scripts).toHaveLength(3);
    expect(hidden?.webContents.scripts[1]).toContain(contentHash);
    expect(StandInWindow.all).toEqual([window]);
  });

  it('shows a notification; clicked, its window comes to the front', async () => {
    await start();
    const window = firstWindow();
    const answer = desktopOf(window).notify({ title: '회신 15분 전', body: '김○수 고객' });
    await vi.waitFor(() => expect(StandInNotification.shown).toHaveLength(1));
    expect(StandInNotification.shown[0]?.options).toMatchObject({
      title: '회신 15분 전',
      body: '김○수 고객',
    });
    StandInNotification.shown[0]?.emit('click');
    expect(await answer).toEqual({ clicked: true });
    expect(window.asked.slice(-2)).toEqual(['show', 'focus']);
  });

  it('opens a further window, guarded like the first, at a place in the interface and nowhere else', async () => {
    await start();
    const desktop = desktopOf(firstWindow());
    expect(await desktop.openWindow({ route: '/memos' })).toEqual({ opened: true });
    expect(StandInWindow.all[1]?.asked).toEqual(['load app://maji/index.html#/memos']);
    expect(StandInWindow.all[1]?.options.webPreferences).toEqual(firstWindow().options.webPreferences);
    for (const route of ['https://example.com', '', 'memos', '/a b', '/\u0000']) {
      await expect(desktop.openWindow({ route })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
    expect(StandInWindow.all).toHaveLength(2);
  });
});

describe('windows', () => {
  it('stand where they were left, maximized if they were', async () => {
    mkdirSync(join(folder, 'window'));
    const bounds = { x: 50, y: 70, width: 1200, height: 900 };
    writeFileSync(join(folder, 'window', 'window-state.json'), JSON.stringify({ bounds, maximized: true }));
    await start();
    const window = firstWindow();
    expect(window.options).toMatchObject(bounds);
    window.emit('ready-to-show');
    expect(window.asked.slice(-2)).toEqual(['maximize', 'show']);
    window.emit('close');
    const kept = JSON.parse(readFileSync(join(folder, 'window', 'window-state.json'), 'utf8'));
    expect(kept).toEqual({ bounds: window.getNormalBounds(), maximized: true });
  });

  it('whose page went away are loaded again', async () => {
    await start();
    const window = firstWindow();
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(window.asked.at(-1)).toBe('reload');
    expect(troubles).toHaveLength(1);
  });
});

describe('the end', () => {
  it('comes when the last window is closed, and only after the store was closed', async () => {
    await start();
    electron.app.emit('window-all-closed');
    expect(electron.app.asked.at(-1)).toBe('quit held');
    electron.app.quit();
    await vi.waitFor(() => expect(electron.app.asked.at(-1)).toBe('quit'));
    const mark = JSON.parse(readFileSync(join(folder, 'last-run.json'), 'utf8'));
    expect(mark.state).toBe('clean');
    desk = undefined;
  });

  it('after sleep, what came due is told at once', async () => {
    await start();
    const planned = vi.fn();
    if (desk !== undefined) desk.desk.planned = planned;
    electron.powerMonitor.emit('resume');
    expect(planned).toHaveBeenCalledOnce();
  });
});
