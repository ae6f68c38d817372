import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EncounterCard } from '#contract/encounters.ts';
import {
  aHost,
  aWindow,
  MemoryShelf,
  setUp,
  shown,
  type TestHost,
  type TestWindow,
} from '#tests/support/host.ts';

type Lane = { today: number; encounters: EncounterCard[] };

let host: TestHost;
const windows: TestWindow[] = [];

function open(
  facts: Parameters<typeof aWindow>[1] = {},
  parts: Parameters<typeof aWindow>[2] = {},
): TestWindow {
  const window = aWindow(host.origin, facts, parts);
  windows.push(window);
  return window;
}

/** Two windows of one branch, reception at both. */
async function twoWindows() {
  host = await aHost();
  const first = open();
  const { branchId, staff } = await setUp(first);
  const second = open({ branchId, actorId: staff.박서연 });
  const lane = (window: TestWindow) =>
    shown<Lane>(window, window.orpc.encounters.unclosed.queryOptions({ input: { branchId } }));
  const seenByFirst = lane(first);
  const seenBySecond = lane(second);
  await vi.waitFor(() => expect(seenBySecond()?.encounters).toHaveLength(0));
  await vi.waitFor(() => expect(second.told()).not.toBeNull());
  return { first, second, branchId, staff, seenByFirst, seenBySecond };
}

const greet = (window: TestWindow, branchId: string) =>
  window.client.encounters.open({ requestId: crypto.randomUUID(), branchId, counterId: null });

afterEach(async () => {
  for (const window of windows.splice(0)) window.close();
  await host.close();
});

describe('two windows at one host', () => {
  it('the second sees within a second what the first did', async () => {
    const { first, branchId, seenBySecond } = await twoWindows();
    const receipt = await greet(first, branchId);
    await vi.waitFor(() => expect(seenBySecond()?.encounters[0]?.id).toBe(receipt.id), { timeout: 1000 });
  });

  it('what they and a third ask at once is read once, and each has the whole answer to its own call', async () => {
    const { first, second, branchId, staff } = await twoWindows();
    const third = open({ branchId, actorId: staff.박서연 });
    const receipt = await greet(first, branchId);
    const asked = [first, second, third, third].map((window) =>
      window.client.encounters.unclosed({ branchId }),
    );
    const [lane, ...others] = await Promise.all(asked);
    expect(lane?.encounters).toMatchObject([{ id: receipt.id, step: '소개' }]);
    expect(lane?.encounters[0]?.openedAt).toBeInstanceOf(Date);
    for (const other of others) expect(other).toEqual(lane);
    third.session.set({ language: 'en' });
    const inEnglish = await third.client.encounters.unclosed({ branchId });
    expect(inEnglish.encounters).toMatchObject([{ id: receipt.id, step: 'Introduction' }]);
    await greet(second, branchId);
    expect((await third.client.encounters.unclosed({ branchId })).encounters).toHaveLength(2);
  });

  it('a host that comes back is found again, and nothing that happened meanwhile is missed', async () => {
    const { first, second, branchId, seenByFirst, seenBySecond } = await twoWindows();
    await greet(first, branchId);
    await vi.waitFor(() => expect(seenBySecond()?.encounters).toHaveLength(1));
    await second.cut();
    await host.restart();
    await vi.waitFor(() => expect(first.connection.status()).toEqual({ state: 'open', opened: 2 }), {
      timeout: 8000,
    });
    await greet(first, branchId);
    await vi.waitFor(() => expect(seenByFirst()?.encounters).toHaveLength(2));
    expect(second.connection.status().state).toBe('lost');
    expect(seenBySecond()?.encounters).toHaveLength(1);
    second.mend();
    await vi.waitFor(() => expect(seenBySecond()?.encounters).toHaveLength(2), { timeout: 8000 });
  });

  it('a window that lost its socket alone catches up from the number it saw last', async () => {
    const { first, second, branchId, seenBySecond } = await twoWindows();
    const { seq } = await greet(first, branchId);
    await vi.waitFor(() => expect(seenBySecond()?.encounters).toHaveLength(1));
    await second.cut();
    for (let n = 0; n < 3; n++) await greet(first, branchId);
    const asked = vi.spyOn(second.connection, 'call');
    second.mend();
    await vi.waitFor(() => expect(seenBySecond()?.encounters).toHaveLength(4), { timeout: 5000 });
    const again = asked.mock.calls.find(([path]) => path.join('.') === 'changes.subscribe')?.[1];
    expect(again).toEqual({ branchId, afterSeq: seq });
  });

  it('a window that is further behind than the host keeps is told to read everything again', async () => {
    const { first, branchId, staff } = await twoWindows();
    await greet(first, branchId);
    const late = open({ actorId: staff.박서연 });
    const feed = await late.client.changes.subscribe({ branchId, afterSeq: 1_000_000 });
    const { value } = await feed.next();
    expect(value).toMatchObject({ kind: 'reload' });
    await feed.return?.(undefined);
  });
});

describe('while the connection is lost', () => {
  it('a call fails at once and says so', async () => {
    const { first, branchId } = await twoWindows();
    await host.stop();
    await vi.waitFor(() => expect(first.connection.status().state).toBe('lost'));
    await expect(greet(first, branchId)).rejects.toMatchObject({ code: 'OFFLINE' });
    await expect(first.client.system.status({})).rejects.toMatchObject({ code: 'OFFLINE' });
    await host.start();
  });

  it('a mutation whose answer was lost is asked again and done once', async () => {
    const { first, second, branchId, seenBySecond } = await twoWindows();
    // The socket breaks after the call has left and before its answer is read.
    const socket = first.sockets.at(-1);
    const answer = greet(first, branchId);
    socket?.terminate();
    const receipt = await answer;
    await vi.waitFor(() => expect(seenBySecond()?.encounters).toHaveLength(1), { timeout: 5000 });
    expect(seenBySecond()?.encounters[0]?.id).toBe(receipt.id);
    expect(second.connection.status().opened).toBe(1);
    expect(first.connection.status().opened).toBe(2);
  });

  it('F2 is kept with its time, over a reload too, and sent when the host is back', async () => {
    const { branchId, staff } = await twoWindows();
    const first = open({ branchId, actorId: staff.이지훈 }, { clockOff: -90_000 });
    await vi.waitFor(() => expect(first.told()).not.toBeNull());
    await host.stop();
    await vi.waitFor(() => expect(first.connection.status().state).toBe('lost'));
    const pressedAt = Date.now() - 90_000;
    expect(await first.greetings.greet(null)).toBeNull();
    expect(await first.greetings.greet(null)).toBeNull();
    expect(first.greetings.store.getState().waiting).toHaveLength(2);
    // The window is loaded anew: a new host object on the same shelf.
    first.close();
    const { shelf } = first;
    const reloaded = open({ branchId, actorId: staff.이지훈 }, { shelf });
    expect(reloaded.greetings.store.getState().waiting).toHaveLength(2);
    await host.start();
    await vi.waitFor(() => expect(reloaded.greetings.store.getState().waiting).toHaveLength(0), {
      timeout: 10_000,
    });
    const { encounters } = await reloaded.client.encounters.unclosed({ branchId });
    expect(encounters).toHaveLength(2);
    for (const { openedAt } of encounters) {
      expect(Math.abs(openedAt.getTime() - pressedAt)).toBeLessThan(1000);
    }
    expect(shelf.length).toBe(0);
  });

  it('F2 on a connection that breaks under it is kept with the time it was pressed, and opens one visit', async () => {
    const { first, branchId, staff, seenByFirst } = await twoWindows();
    const window = open({ branchId, actorId: staff.이지훈 }, { clockOff: -90_000 });
    await vi.waitFor(() => expect(window.told()).not.toBeNull());
    const pressedAt = Date.now() - 90_000;
    const kept = window.greetings.greet(null);
    window.sockets.at(-1)?.terminate();
    expect(await kept).toBeNull();
    await vi.waitFor(() => expect(window.greetings.store.getState().waiting).toHaveLength(0), {
      timeout: 5000,
    });
    await vi.waitFor(() => expect(seenByFirst()?.encounters).toHaveLength(1));
    const [visit] = (await first.client.encounters.unclosed({ branchId })).encounters;
    // Either the host had it before the break, by its own clock, or it came afterwards with the time of the key.
    const off = Math.min(
      Math.abs((visit?.openedAt.getTime() ?? 0) - pressedAt),
      Math.abs((visit?.openedAt.getTime() ?? 0) - pressedAt - 90_000),
    );
    expect(off).toBeLessThan(1500);
  });

  it('a greeting the host refuses is not kept for ever', async () => {
    const { first, staff } = await twoWindows();
    const elsewhere = { branchId: crypto.randomUUID(), actorId: staff.이지훈 };
    const stray = open(elsewhere, { shelf: new MemoryShelf() });
    await vi.waitFor(() => expect(stray.connection.status().state).toBe('open'));
    await expect(stray.greetings.greet(null)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(stray.greetings.store.getState()).toEqual({ waiting: [], refused: [] });
    expect(first.connection.status().state).toBe('open');
  });
});

describe('while the screen is locked', () => {
  it('F2 is kept with its time and saved in the name of whoever opens it', async () => {
    const { first, branchId, staff } = await twoWindows();
    first.session.set({ locked: true });
    expect(await first.greetings.greet(null)).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(first.greetings.store.getState().waiting).toMatchObject([{ actorId: null, disconnected: true }]);
    first.session.set({ actorId: staff.박서연, locked: false });
    await vi.waitFor(() => expect(first.greetings.store.getState().waiting).toHaveLength(0));
    const [visit] = (await first.client.encounters.unclosed({ branchId })).encounters;
    expect(visit?.servedBy).toMatchObject({ name: '박서연' });
  });

  it('a greeting of somebody who is signed out waits for him, and holds nobody else up', async () => {
    const { first, branchId, staff } = await twoWindows();
    const { db } = host.served.desk.desk.engine;
    await db.updateTable('session').set({ locked_at: '2026-01-01T00:00:00.000Z' }).execute();
    expect(await first.greetings.greet(null)).toBeNull();
    first.session.set({ actorId: staff.박서연 });
    await first.seated();
    await first.greetings.greet(null);
    expect(first.greetings.store.getState().waiting).toMatchObject([{ actorId: staff.이지훈 }]);
    await db.updateTable('session').set({ locked_at: null }).execute();
    first.session.set({ actorId: staff.이지훈 ?? null });
    await vi.waitFor(() => expect(first.greetings.store.getState().waiting).toHaveLength(0));
    expect((await first.client.encounters.unclosed({ branchId })).encounters).toHaveLength(2);
  });
});

describe('who sits at a window', () => {
  it('is said with every call, and what the one before was shown is dropped', async () => {
    const { first, branchId, staff } = await twoWindows();
    const mine = shown<unknown[]>(first, first.orpc.notices.mine.queryOptions({ input: { branchId } }));
    await vi.waitFor(() => expect(mine()).toEqual([]));
    const asked = vi.spyOn(first.connection, 'call');
    first.session.set({ actorId: staff.한도윤 });
    expect(mine()).toBeUndefined();
    await vi.waitFor(() => expect(mine()).toEqual([]));
    expect(asked.mock.calls.map(([path]) => path.join('.'))).toContain('notices.mine');
    // The manager may now do what reception may not.
    await expect(first.client.system.verifyActivity({ branchId })).resolves.toMatchObject({ brokenAt: null });
  });
});
