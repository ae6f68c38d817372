import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { portWords } from '#contract/desktop.ts';

const ipc = new EventEmitter() as EventEmitter & { send: ReturnType<typeof vi.fn> };
ipc.send = vi.fn();
vi.mock('electron', () => ({ ipcRenderer: ipc }));

/** A window as the preload sees it: whatever it is asked to do is written down. */
function aPage(origin: string, isTop = true) {
  const listeners: ((event: object) => void)[] = [];
  const page = {
    location: { origin },
    top: null as unknown,
    addEventListener: (_type: string, listener: (event: object) => void) => listeners.push(listener),
    postMessage: vi.fn(),
    say: (data: unknown, more: object = {}) => {
      for (const listener of listeners) listener({ source: page, origin, data, ports: [], ...more });
    },
    listeners,
  };
  page.top = isTop ? page : {};
  return page;
}

async function load(page: ReturnType<typeof aPage>): Promise<void> {
  vi.stubGlobal('window', page);
  vi.resetModules();
  await import('../../../src/preload/index.ts');
}

beforeEach(() => {
  ipc.removeAllListeners();
  ipc.send.mockClear();
});
afterEach(() => vi.unstubAllGlobals());

describe('the preload', () => {
  it('asks the shell for a port when its page does, and passes it on to that page only', async () => {
    const page = aPage('app://maji');
    await load(page);
    expect(ipc.send).not.toHaveBeenCalled();
    page.say(portWords.ask);
    expect(ipc.send).toHaveBeenCalledExactlyOnceWith(portWords.ask);
    const port = {};
    ipc.emit(portWords.hand, { ports: [port] });
    expect(page.postMessage).toHaveBeenCalledExactlyOnceWith(portWords.hand, 'app://maji', [port]);
  });

  it('hears nothing from elsewhere and nothing else', async () => {
    const page = aPage('app://maji');
    await load(page);
    page.say(portWords.ask, { origin: 'https://example.com' });
    page.say(portWords.ask, { source: {} });
    page.say('something else');
    page.say({ channel: portWords.ask });
    expect(ipc.send).not.toHaveBeenCalled();
  });

  it('does nothing on a page that is not ours, and nothing in a frame', async () => {
    for (const page of [aPage('https://example.com'), aPage('null'), aPage('app://maji', false)]) {
      await load(page);
      expect(page.listeners).toEqual([]);
      expect(ipc.listenerCount(portWords.hand)).toBe(0);
    }
  });

  it('leaves nothing of Electron in the page', async () => {
    const page = aPage('app://maji');
    const before = Object.keys(page);
    const globals = Object.keys(globalThis);
    await load(page);
    expect(Object.keys(page)).toEqual(before);
    expect(Object.keys(globalThis).filter((name) => !globals.includes(name))).toEqual([]);
  });
});
