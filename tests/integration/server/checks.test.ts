import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { productIn } from '#server/product.ts';
import { securityHeaders } from '#server/security-headers.ts';
import { aHost, productFolder, type TestHost } from '#tests/support/host.ts';
import { type Answer, askPort, upgradeAt } from '#tests/support/raw-http.ts';

let host: TestHost;
let rendererFolder: string;

beforeAll(async () => {
  rendererFolder = mkdtempSync(join(tmpdir(), 'maji-renderer-'));
  mkdirSync(join(rendererFolder, 'assets'));
  writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html><title>맞이</title>');
  writeFileSync(join(rendererFolder, 'assets', 'index-A1b2C3d4.js'), 'export {};');
  host = await aHost({
    product: { ...productIn(productFolder), rendererFolder },
    devOrigin: 'http://127.0.0.1:5173',
  });
});
afterAll(async () => {
  await host.close();
  rmSync(rendererFolder, { recursive: true });
});

const ask = (
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string | Buffer,
): Promise<Answer> => askPort(host.port, method, path, headers, body);

const call = (headers: Record<string, string> = {}, body: string | Buffer = '{"json":{}}') =>
  ask(
    'POST',
    '/rpc/system/status',
    { origin: host.origin, 'content-type': 'application/json', ...headers },
    body,
  );

const upgrade = (headers: Record<string, string>, path = '/rpc') => upgradeAt(host.port, path, headers);

describe('the interface', () => {
  it('is served with its types, never kept where it is not named after its content', async () => {
    const page = await ask('GET', '/');
    expect(page).toMatchObject({ status: 200, body: '<!doctype html><title>맞이</title>' });
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    const script = await ask('GET', '/assets/index-A1b2C3d4.js');
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(await ask('HEAD', '/')).toMatchObject({ status: 200, body: '' });
  });

  it('has no other files', async () => {
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/assets/',
      '/nothing.js',
      '/favicon.ico',
    ]) {
      expect((await ask('GET', path)).status, path).toBe(404);
    }
  });
});

describe('every answer', () => {
  it.each([
    ['a page', () => ask('GET', '/')],
    ['a file that is not there', () => ask('GET', '/nothing.js')],
    ['a foreign Host', () => ask('GET', '/', { host: 'evil.example' })],
    ['a call', () => call()],
    ['a call that is refused', () => call({ origin: 'http://evil.example' })],
    ['a method that is not known', () => ask('DELETE', '/')],
  ])('carries the headers of R22: %s', async (_what, answer) => {
    const { headers } = await answer();
    expect(headers).toMatchObject(securityHeaders);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-powered-by']).toBeUndefined();
  });
});

describe('the Host header', () => {
  it('comes before everything else: a foreign one is refused on every path', async () => {
    for (const foreign of [
      'evil.example',
      `evil.example:${host.port}`,
      '127.0.0.1',
      `127.0.0.1:${host.port + 1}`,
    ]) {
      expect((await ask('GET', '/', { host: foreign })).status).toBe(403);
      expect((await ask('GET', '/nothing', { host: foreign })).status).toBe(403);
      expect((await call({ host: foreign })).status).toBe(403);
      expect(await upgrade({ host: foreign, origin: host.origin })).toBe(403);
    }
    expect((await ask('GET', '/', { host: `localhost:${host.port}` })).status).toBe(200);
  });
});

describe('a call', () => {
  it('is answered to our own page and to the development server that was named', async () => {
    expect((await call()).status).toBe(200);
    expect(JSON.parse((await call()).body).json).toMatchObject({ door: 'host', branches: [] });
    expect((await call({ origin: `http://localhost:${host.port}` })).status).toBe(200);
    expect((await call({ origin: 'http://127.0.0.1:5173' })).status).toBe(200);
    expect(await upgrade({ origin: host.origin })).toBe(101);
    expect(await upgrade({ origin: 'http://127.0.0.1:5173' })).toBe(101);
  });

  it('is refused to any other page', async () => {
    for (const origin of [
      'http://evil.example',
      'null',
      `http://127.0.0.1:${host.port + 1}`,
      `https://127.0.0.1:${host.port}`,
    ]) {
      expect((await call({ origin })).status, origin).toBe(403);
      expect(await upgrade({ origin }), origin).toBe(403);
    }
    expect((await call({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await call({ 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect(await upgrade({})).toBe(403);
    expect(
      (await ask('POST', '/rpc/system/status', { 'content-type': 'application/json' }, '{}')).status,
    ).toBe(403);
  });

  it('is no GET, no form and no text', async () => {
    expect((await ask('GET', '/rpc/system/status', { origin: host.origin })).status).toBe(405);
    expect((await ask('GET', '/rpc/setup/demo?data={}', { origin: host.origin })).status).toBe(405);
    expect((await call({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await call({ 'content-type': 'multipart/form-data; boundary=a' })).status).toBe(415);
  });

  it('has at most 2 MiB, said or unsaid', async () => {
    const large = Buffer.alloc(2 * 1024 * 1024 + 1, ' ');
    expect((await call({ 'content-length': String(large.length) }, large)).status).toBe(413);
    expect((await call({ 'transfer-encoding': 'chunked' }, large)).status).toBe(413);
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, { headers: { origin: host.origin } });
    await new Promise((opened) => socket.once('open', opened));
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    socket.send(large);
    expect(await closed).toBe(1009);
  });

  it('goes to a procedure or nowhere', async () => {
    const to = (path: string) =>
      ask('POST', path, { origin: host.origin, 'content-type': 'application/json' }, '{}');
    expect((await to('/rpc')).status).toBe(404);
    expect((await to('/rpc/system')).status).toBe(404);
    expect((await to('/rpc/__proto__/toString')).status).toBe(404);
    expect((await to('/rpc/constructor')).status).toBe(404);
    expect((await to('/')).status).toBe(405);
    expect(await upgrade({ origin: host.origin }, '/other')).toBe(404);
  });
});

describe('what is no HTTP at all', () => {
  it('is answered or dropped, and the host goes on', async () => {
    for (const text of [
      'GET\r\n\r\n',
      '\0\0\0\0',
      'GET / HTTP/1.1\r\n\r\n',
      'GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n',
      `GET //evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\n\r\n`,
      `CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\n\r\n`,
      `GET /rpc HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nOrigin: ${host.origin}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    ]) {
      const answer = await new Promise<string>((resolve) => {
        const socket = connect(host.port, '127.0.0.1', () => socket.write(text));
        let heard = '';
        socket.on('data', (part) => {
          heard += part;
        });
        socket.on('error', () => {});
        socket.on('close', () => resolve(heard));
        socket.setTimeout(1500, () => socket.destroy());
      });
      expect(answer, text.slice(0, 60)).not.toMatch(/^HTTP\/1\.1 (2|5)/);
    }
    expect((await call()).status).toBe(200);
    expect(host.troubles).toEqual([]);
  });
});
