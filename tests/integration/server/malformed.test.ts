import type { Socket } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { contract } from '#contract/contract.ts';
import { aHost, aWindow, seatCookie, setUp, type TestHost, type TestWindow } from '#tests/support/host.ts';

/** In CI; `MAJI_MALFORMED` asks for more of them. */
const RUNS = Number(process.env.MAJI_MALFORMED ?? 2000);

let host: TestHost;
let window: TestWindow;
let headers: Record<string, string>;

beforeAll(async () => {
  host = await aHost();
  window = aWindow(host.origin);
  const { staff } = await setUp(window);
  headers = {
    'x-maji-actor': staff.이지훈 ?? '',
    'x-maji-window': 'test',
    cookie: seatCookie(host.origin, window.token),
  };
});
afterAll(async () => {
  window.close();
  await host.close();
});

const paths = Object.entries(contract).flatMap(([feature, procedures]) =>
  Object.keys(procedures)
    .filter((name) => `${feature}.${name}` !== 'changes.subscribe')
    .map((name) => `/${feature}/${name}`),
);

/** They take an empty input, so that nonsense may be a good one. */
const asksNothing = new Set(['/system/status', '/accounts/here', '/accounts/stillHere', '/accounts/history']);

/** Values no schema of ours describes, at any depth, and the serializer's own notation misused. */
const nonsense = fc.oneof(
  fc.anything({ withNullPrototype: true, maxDepth: 3 }),
  fc.record({
    json: fc.anything({ maxDepth: 2 }),
    meta: fc.array(
      fc.array(fc.oneof(fc.integer(), fc.string(), fc.constant('__proto__')), { maxLength: 4 }),
      { maxLength: 4 },
    ),
  }),
  fc.record({ json: fc.record({ requestId: fc.string(), branchId: fc.string(), id: fc.string() }) }),
  fc.constant({ json: { ['__proto__']: { admin: true } } }),
  fc.constant({ json: { requestId: 1 }, meta: [[1, '__proto__', 'polluted']] }),
  fc.constant({ json: { a: '1e999999' }, meta: [[0, 'a']] }),
);

/** As JSON; what JSON cannot say is left out. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? `${part}` : part)) ?? '';
  } catch {
    return '{';
  }
}

async function isAlive(): Promise<void> {
  await expect(window.client.system.status({})).resolves.toMatchObject({ door: 'host' });
  expect(window.connection.status().opened).toBe(1);
  expect(({} as Record<string, unknown>).admin).toBeUndefined();
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
}

it('malformed calls over HTTP are refused by schema', async () => {
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), nonsense, async (path, value) => {
      const response = await fetch(`${host.origin}/rpc${path}`, {
        method: 'POST',
        headers: { ...headers, origin: host.origin, 'content-type': 'application/json' },
        body: written(value),
      });
      await response.arrayBuffer();
      seen.add(response.status);
      // The procedures that ask for nothing are answered; everything else is refused for what it is.
      if (!asksNothing.has(path)) expect([400, 401, 403, 404, 422]).toContain(response.status);
    }),
    { numRuns: RUNS },
  );
  expect(seen.has(400)).toBe(true);
  expect(host.troubles).toEqual([]);
  await isAlive();
});

/** A socket whose answers arrive in order of need. */
async function openSocket() {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, {
    headers: { origin: host.origin, cookie: headers.cookie },
  });
  const answers = new Map<string, (status: number) => void>();
  let closed = false;
  socket.on('message', (data) => {
    const { i, p } = JSON.parse(data.toString()) as { i: string; p: { s?: number } };
    answers.get(i)?.(p.s ?? 200);
    answers.delete(i);
  });
  const gone = new Promise<void>((resolve) =>
    socket.on('close', () => {
      closed = true;
      for (const answer of answers.values()) answer(0);
      resolve();
    }),
  );
  await new Promise((opened) => socket.once('open', opened));
  return { socket, answers, gone, isClosed: () => closed };
}

it('malformed calls over WebSocket are refused by schema', async () => {
  let line = await openSocket();
  let id = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), nonsense, async (path, value) => {
      if (line.isClosed()) line = await openSocket();
      id += 1;
      const key = id.toString(36);
      const answer = new Promise<number>((resolve) => line.answers.set(key, resolve));
      const body = written(value);
      line.socket.send(
        `{"i":"${key}","p":{"u":"${path}","h":${JSON.stringify(headers)},"b":${body || 'null'}}}`,
      );
      const status = await answer;
      // 0: no call at all, so the socket was closed.
      if (!asksNothing.has(path)) expect([0, 400, 401, 403, 404, 422]).toContain(status);
    }),
    { numRuns: RUNS },
  );
  line.socket.close();
  expect(host.troubles).toEqual([]);
  await isAlive();
});

it('frames that are no calls close their socket and nothing else', async () => {
  const frame = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.uint8Array({ maxLength: 200 }),
    fc.anything({ maxDepth: 2 }).map(written),
    fc.constant('[['.repeat(100_000)),
    fc.constant(
      '{"i":"1","p":{"u":"/system/status","h":{"content-type":"multipart/form-data; boundary=x"}}}',
    ),
    fc.constant('{"i":"1","p":{"u":"http://evil.example/x"}}'),
    fc.constant('{"i":"1","t":3,"p":{"e":"message"}}'),
  );
  await fc.assert(
    fc.asyncProperty(frame, async (text) => {
      const { socket, gone } = await openSocket();
      socket.send(text);
      await gone;
    }),
    { numRuns: Math.min(RUNS, 500) },
  );
  expect(host.troubles).toEqual([]);
  await isAlive();
});

it('bytes that are no WebSocket close their socket and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 2, maxLength: 64 }), async (bytes) => {
      const { socket, gone } = await openSocket();
      const raw = (socket as unknown as { _socket: Socket })._socket;
      raw.end(Buffer.from(bytes));
      await gone;
    }),
    { numRuns: 100 },
  );
  await isAlive();
});
