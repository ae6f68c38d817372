import { ORPCError } from '@orpc/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection } from '#renderer/host/connection.ts';
import type { Dial, WireEvents } from '#renderer/host/wire.ts';

/** A wire whose other end is this test: what is called, what it hears, when it breaks. */
class Line {
  readonly events: WireEvents;
  readonly calls: string[] = [];
  closed = false;
  answer: (path: string) => Promise<unknown> = async () => 'answer';

  constructor(events: WireEvents) {
    this.events = events;
  }
}

let lines: Line[];
let reachable: boolean;
let attempts: number;
const connections: Connection[] = [];

const dial: Dial = async (events) => {
  attempts += 1;
  if (!reachable) throw new Error('nobody');
  const line = new Line(events);
  lines.push(line);
  return {
    link: {
      call: (path) => {
        line.calls.push(path.join('.'));
        return line.answer(path.join('.'));
      },
    },
    close: () => {
      line.closed = true;
    },
  };
};

async function open(): Promise<Connection> {
  const connection = new Connection(dial);
  connections.push(connection);
  connection.start();
  await vi.advanceTimersByTimeAsync(0);
  return connection;
}

const call = (connection: Connection, input: unknown = {}, context = {}) =>
  connection.call(['memos', 'create'], input, { context });

beforeEach(() => {
  vi.useFakeTimers();
  lines = [];
  reachable = true;
  attempts = 0;
});
afterEach(() => {
  for (const connection of connections.splice(0)) connection.stop();
  vi.useRealTimers();
});

describe('a sign of life', () => {
  it('keeps a wire: a host that speaks every five seconds is never asked', async () => {
    const connection = await open();
    for (let n = 0; n < 10; n++) {
      await vi.advanceTimersByTimeAsync(5000);
      lines[0]?.events.heard();
    }
    expect(connection.status()).toEqual({ state: 'open', opened: 1 });
    expect(lines[0]?.calls).toEqual([]);
  });

  it('is asked for when there was none, and an answer is one', async () => {
    const connection = await open();
    const [line] = lines;
    if (line === undefined) throw new Error('no line');
    line.answer = async () => line.events.heard();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(new Set(line.calls)).toEqual(new Set(['system.status']));
    expect(connection.status()).toEqual({ state: 'open', opened: 1 });
  });

  it('missing for twelve seconds gives the wire up, and the next one is opened', async () => {
    const connection = await open();
    const [line] = lines;
    if (line !== undefined) line.answer = () => new Promise(() => {});
    await vi.advanceTimersByTimeAsync(11_000);
    expect(connection.status().state).toBe('open');
    reachable = false;
    await vi.advanceTimersByTimeAsync(3000);
    expect(connection.status().state).toBe('lost');
    expect(line?.closed).toBe(true);
    expect(line?.calls).toEqual(['system.status']);
    reachable = true;
    await vi.advanceTimersByTimeAsync(5000);
    expect(connection.status()).toEqual({ state: 'open', opened: 2 });
  });
});

describe('a window that was away itself', () => {
  it('asks before it gives a wire up: what arrived meanwhile is read only now', async () => {
    const connection = await open();
    const [line] = lines;
    if (line === undefined) throw new Error('no line');
    line.answer = async () => line.events.heard();
    // Asleep: the time goes on, no timer runs.
    vi.setSystemTime(Date.now() + 60_000);
    const asleep = performance.now() + 60_000;
    const now = vi.spyOn(performance, 'now').mockImplementation(() => asleep);
    await vi.advanceTimersByTimeAsync(1000);
    now.mockRestore();
    expect(line.calls).toEqual(['system.status']);
    expect(connection.status()).toEqual({ state: 'open', opened: 1 });
  });
});

describe('a host that is away', () => {
  it('is tried again ever more slowly, at least every five seconds', async () => {
    const connection = await open();
    reachable = false;
    lines[0]?.events.lost();
    await vi.advanceTimersByTimeAsync(10_000);
    const inTheFirstTen = attempts;
    await vi.advanceTimersByTimeAsync(60_000);
    const inTheNextMinute = attempts - inTheFirstTen;
    expect(inTheFirstTen).toBeGreaterThanOrEqual(5);
    expect(inTheNextMinute).toBeGreaterThanOrEqual(12);
    expect(inTheNextMinute).toBeLessThanOrEqual(25);
    expect(connection.status().state).toBe('lost');
  });

  it('is tried at once when somebody asks', async () => {
    const connection = await open();
    reachable = false;
    lines[0]?.events.lost();
    await vi.advanceTimersByTimeAsync(60_000);
    reachable = true;
    connection.retryNow();
    await vi.advanceTimersByTimeAsync(0);
    expect(connection.status().state).toBe('open');
  });

  it('from the start is said to be lost, not for ever connecting', async () => {
    reachable = false;
    const connection = await open();
    const early = call(connection).catch((error: unknown) => error);
    expect(connection.status().state).toBe('connecting');
    await vi.advanceTimersByTimeAsync(5000);
    expect(connection.status().state).toBe('lost');
    expect(await early).toMatchObject({ code: 'OFFLINE' });
  });
});

describe('a call', () => {
  it('waits for the first wire', async () => {
    const connection = new Connection(dial);
    connections.push(connection);
    const answer = call(connection);
    connection.start();
    expect(await answer).toBe('answer');
  });

  it('fails at once while the connection is lost', async () => {
    const connection = await open();
    reachable = false;
    lines[0]?.events.lost();
    await expect(call(connection)).rejects.toMatchObject({ code: 'OFFLINE' });
  });

  /** A call under way when its wire breaks. */
  async function broken(input: unknown, context = {}) {
    const connection = await open();
    const [line] = lines;
    if (line === undefined) throw new Error('no line');
    const { promise, reject } = Promise.withResolvers<never>();
    line.answer = () => promise;
    const answer = call(connection, input, context).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(0);
    reachable = false;
    line.events.lost();
    reject(new Error('closed'));
    await vi.advanceTimersByTimeAsync(0);
    return { connection, answer };
  }

  it('that asked for something only is not asked again', async () => {
    const { answer } = await broken({});
    expect(await answer).toMatchObject({ code: 'OFFLINE' });
  });

  it('that wanted something done is asked again with the same id over the next wire', async () => {
    const { answer } = await broken({ requestId: 'one' });
    reachable = true;
    await vi.advanceTimersByTimeAsync(5000);
    expect(await answer).toBe('answer');
    expect(lines[1]?.calls).toEqual(['memos.create']);
  });

  it('whose wire does not come back may have been done: TIMEOUT', async () => {
    const { answer } = await broken({ requestId: 'one' });
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await answer).toMatchObject({ code: 'TIMEOUT' });
  });

  it('that is not to be sent again fails at once', async () => {
    const { answer } = await broken({ requestId: 'one' }, { resend: false });
    expect(await answer).toMatchObject({ code: 'TIMEOUT' });
  });

  it('that was refused is refused, whatever becomes of the wire', async () => {
    const connection = await open();
    const [line] = lines;
    if (line === undefined) throw new Error('no line');
    line.answer = async () => {
      line.events.lost();
      throw new ORPCError('CONFLICT');
    };
    await expect(call(connection, { requestId: 'one' })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
