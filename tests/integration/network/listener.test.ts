import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectPlain } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { contract } from '#contract/contract.ts';
import { type LimitFigures, usualLimits } from '#server/network/network-limits.ts';
import { productIn } from '#server/product.ts';
import { publicSecurityHeaders, securityHeaders } from '#server/security-headers.ts';
import { aHost, aWindow, productFolder, setUp, type TestHost } from '#tests/support/host.ts';
import { aMachine, askTls, authorityOf, upgradeTls } from '#tests/support/network.ts';
import { procedures } from '#tests/support/procedures.ts';
import { type Answer, askPort, upgradeAt } from '#tests/support/raw-http.ts';

let host: TestHost;
let rendererFolder: string;
let ca: string;
let port: number;
let trustPort: number;
let origin: string;

const lan = { port: 0, machine: () => aMachine(), atOnce: true as const };
const facts = ({ served }: TestHost) => served.network.state();

beforeAll(async () => {
  rendererFolder = mkdtempSync(join(tmpdir(), 'maji-renderer-'));
  mkdirSync(join(rendererFolder, 'assets'));
  writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html><title>맞이</title>');
  host = await aHost({ product: { ...productIn(productFolder), rendererFolder }, lan });
  const window = aWindow(host.origin);
  await setUp(window);
  window.close();
  ca = authorityOf(host.folder);
  port = facts(host).port;
  trustPort = Number(new URL(facts(host).trustAddress ?? '').port);
  origin = `https://desk.local:${port}`;
  // The first request only finds out that there is a branch by now.
  await askTls(port, ca, 'GET', '/');
});
afterAll(async () => {
  expect(host.troubles).toEqual([]);
  await host.close();
  rmSync(rendererFolder, { recursive: true });
});

const ask = (
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string | Buffer,
): Promise<Answer> => askTls(port, ca, method, path, headers, body);
const call = (headers: Record<string, string> = {}, path = '/rpc/system/status') =>
  ask('POST', path, { origin, 'content-type': 'application/json', ...headers }, '{"json":{}}');
const upgrade = async (headers: Record<string, string> = {}, path?: string) => {
  const { status, socket } = await upgradeTls(port, ca, headers, path);
  if (status === 101) socket.close();
  return status;
};
/** Plain HTTP to the network, as a browser asks that was given a name of this machine. */
const plain = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
  askPort(trustPort, method, path, { host: `desk.local:${trustPort}`, ...headers }, body);

describe('over TLS', () => {
  it('serves the interface and its calls to every name in the certificate', async () => {
    expect(await ask('GET', '/')).toMatchObject({ status: 200, body: '<!doctype html><title>맞이</title>' });
    for (const name of ['desk', 'desk.local', '192.0.2.77', '[fd00::77]', '127.0.0.1', 'localhost']) {
      const at = `${name}:${port}`;
      expect((await ask('GET', '/', { host: at })).status, at).toBe(200);
      expect((await call({ host: at, origin: `https://${at}` })).status, at).toBe(200);
    }
    expect(await upgrade()).toBe(101);
  });

  it('is what the authority vouches for, in TLS 1.2 or newer', async () => {
    const hello = (options: object) =>
      new Promise<string | null>((resolve) => {
        const socket = connectTls({ host: '127.0.0.1', port, ca, servername: 'desk.local', ...options });
        socket.on('secureConnect', () => resolve(socket.getProtocol()));
        socket.on('error', () => resolve(null));
        onTestFinished(() => void socket.destroy());
      });
    expect(await hello({})).toBe('TLSv1.3');
    expect(await hello({ maxVersion: 'TLSv1.2' })).toBe('TLSv1.2');
    expect(await hello({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1' })).toBeNull();
    expect(await hello({ ca: undefined })).toBeNull();
    expect(await hello({ servername: 'evil.example' })).toBeNull();
  });

  it('says nothing to plain HTTP on the same port', async () => {
    const heard = await new Promise<string>((resolve) => {
      const socket = connectPlain(port, '127.0.0.1', () =>
        socket.write(`POST /rpc/system/status HTTP/1.1\r\nHost: desk.local:${port}\r\n\r\n`),
      );
      let text = '';
      socket.on('data', (part) => {
        text += part;
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(text));
    });
    expect(heard).not.toContain('HTTP/1.1 2');
    expect(heard).not.toContain('jsonrpc');
    expect(heard.length).toBeLessThan(400);
  });
});

describe('the Host header on the network (DNS rebinding)', () => {
  it('comes before everything else: a foreign one is refused on every path', async () => {
    const foreign = [
      'evil.example',
      `evil.example:${port}`,
      `desk.local.evil.example:${port}`,
      'desk.local',
      `desk.local:${port + 1}`,
      `192.0.2.78:${port}`,
      `desk.local:${port}@evil.example`,
    ];
    for (const name of foreign) {
      for (const path of ['/', '/nothing', '/trust', '/maji-authority.crt'])
        expect((await ask('GET', path, { host: name })).status, `${name} ${path}`).toBe(403);
      expect((await call({ host: name })).status, name).toBe(403);
      expect(await upgrade({ host: name }), name).toBe(403);
      expect((await plain('GET', '/', { host: name })).status, name).toBe(403);
    }
  });
});

describe('a call over the network', () => {
  it('is refused to any other page', async () => {
    for (const other of [
      'https://evil.example',
      'null',
      `http://desk.local:${port}`,
      `https://desk.local:${port + 1}`,
      'https://desk.local',
      `https://desk.local:${port}.evil.example`,
      host.origin,
    ]) {
      expect((await call({ origin: other })).status, other).toBe(403);
      expect(await upgrade({ origin: other }), other).toBe(403);
    }
    for (const site of ['cross-site', 'same-site', 'none']) {
      expect((await call({ 'sec-fetch-site': site })).status, site).toBe(403);
      expect(await upgrade({ 'sec-fetch-site': site }), site).toBe(403);
    }
    expect(
      (await ask('POST', '/rpc/system/status', { 'content-type': 'application/json' }, '{}')).status,
    ).toBe(403);
  });

  it('changes nothing by GET, HEAD or any method but POST, whatever the procedure', async () => {
    const { db } = host.served.desk.desk.engine;
    const rows = () => db.selectFrom('change').select(['seq', 'entity']).orderBy('seq').execute();
    const before = await rows();
    for (const { path } of procedures(contract)) {
      const at = `/rpc/${path.replaceAll('.', '/')}?data=${encodeURIComponent('{"json":{}}')}`;
      for (const method of ['GET', 'HEAD', 'PUT', 'DELETE'])
        expect((await ask(method, at, { origin })).status, `${method} ${at}`).toBe(405);
    }
    expect(await rows()).toEqual(before);
  });
});

describe('every answer on the network', () => {
  it.each([
    ['a page', () => ask('GET', '/')],
    ['a file that is not there', () => ask('GET', '/nothing.js')],
    ['a foreign Host', () => ask('GET', '/', { host: 'evil.example' })],
    ['a call', () => call()],
    ['a call that is refused', () => call({ origin: 'https://evil.example' })],
    ['a method that is not known', () => ask('DELETE', '/')],
    ['an upgrade from elsewhere', () => upgradeTls(port, ca, { origin: 'https://evil.example' })],
    ['an upgrade at another path', () => upgradeTls(port, ca, {}, '/other')],
    ['an upgrade for a foreign Host', () => upgradeTls(port, ca, { host: 'evil.example' })],
  ])('carries the headers of R22 and keeps browsers to TLS: %s', async (_what, answer) => {
    const { headers } = await answer();
    expect(headers).toMatchObject(securityHeaders);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['strict-transport-security']).toBe('max-age=15552000');
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it.each([
    ['the trust page', () => plain('GET', '/')],
    ['the certificate', () => plain('GET', '/maji-authority.crt')],
    ['a page that is not there', () => plain('GET', '/rpc')],
    ['a foreign Host', () => plain('GET', '/', { host: 'evil.example' })],
    ['another method', () => plain('POST', '/')],
  ])(
    'carries them over plain HTTP as well, where nothing may be loaded at all: %s',
    async (_what, answer) => {
      const { headers } = await answer();
      const { 'content-security-policy': _, ...others } = publicSecurityHeaders;
      expect(headers).toMatchObject(others);
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; base-uri/,
      );
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['set-cookie']).toBeUndefined();
      expect(headers['strict-transport-security']).toBeUndefined();
    },
  );

  it('does not hold localhost to TLS, where the loopback listener is', async () => {
    const { headers } = await ask('GET', '/', { host: `localhost:${port}` });
    expect(headers['strict-transport-security']).toBeUndefined();
  });
});

describe('plain HTTP on the network', () => {
  it.each(procedures(contract).map(({ path }) => path))('%s is not there, by any transport', async (path) => {
    const own = { origin: `http://desk.local:${trustPort}`, 'content-type': 'application/json' };
    const at = `/rpc/${path.replaceAll('.', '/')}`;
    for (const method of ['GET', 'POST', 'PUT'])
      expect((await plain(method, at, own, method === 'GET' ? undefined : '{"json":{}}')).status).toBe(404);
    for (const to of [at, '/rpc'])
      expect(await upgradeAt(trustPort, to, { host: `desk.local:${trustPort}`, ...own })).toBe(404);
  });

  it('has the trust page and the certificate, and nothing of the interface', async () => {
    const page = await plain('GET', '/');
    expect(page).toMatchObject({ status: 200 });
    expect(page.body).toContain('<html lang="ko">');
    const certificate = await plain('GET', '/maji-authority.crt');
    expect(certificate).toMatchObject({ status: 200, body: ca });
    expect(certificate.headers['content-type']).toBe('application/x-x509-ca-cert');
    for (const path of [
      '/index.html',
      '/trust',
      '/page.css',
      '/assets/',
      '/authority-key.pem',
      '/own-key.pem',
      '/desk/..%2f..%2fpackage.json',
    ])
      expect((await plain('GET', path)).status, path).toBe(404);
    for (const method of ['POST', 'PUT', 'DELETE'])
      expect((await plain(method, '/')).status, method).toBe(405);
  });

  it('shows the fingerprint the settings show, and every address to go to; the same page is at /trust', async () => {
    const { fingerprint, addresses } = facts(host);
    for (const { body } of [await plain('GET', '/?lang=en'), await ask('GET', '/trust?lang=en')]) {
      expect(body).toContain('<html lang="en">');
      const shown = /<dd>(.+?)<\/dd>/.exec(body)?.[1]?.replaceAll(/<\/?span>| /g, '');
      expect(shown).toBe(fingerprint?.replaceAll(':', ''));
      for (const address of addresses) expect(body).toContain(`href="${address}"`);
      expect(body).not.toContain('<script');
      for (const system of ['Windows', 'macOS', 'Android', 'iPhone', 'Linux', 'Firefox'])
        expect(body).toContain(system);
    }
    expect(addresses).toContain(`https://desk.local:${port}/`);
    expect((await ask('GET', '/maji-authority.crt')).body).toBe(ca);
  });
});

describe('before a branch is set up', () => {
  it('nobody on the network can do that; only the trust page is there', async () => {
    const fresh = await aHost({ lan });
    onTestFinished(() => fresh.close());
    const authority = authorityOf(fresh.folder);
    const at = facts(fresh).port;
    const from = `https://desk.local:${at}`;
    const demo = () =>
      askTls(
        at,
        authority,
        'POST',
        '/rpc/setup/demo',
        { origin: from, 'content-type': 'application/json' },
        JSON.stringify({ json: { requestId: crypto.randomUUID() } }),
      );
    expect((await demo()).status).toBe(503);
    expect((await askTls(at, authority, 'GET', '/')).body).toContain('이 컴퓨터에서 먼저');
    expect((await upgradeTls(at, authority)).status).toBe(503);
    expect((await askTls(at, authority, 'GET', '/trust')).status).toBe(200);
    const window = aWindow(fresh.origin);
    await setUp(window);
    window.close();
    await askTls(at, authority, 'GET', '/');
    const opened = await upgradeTls(at, authority);
    expect(opened.status).toBe(101);
    opened.socket.close();
    expect(fresh.troubles).toEqual([]);
  });
});

describe('too much', () => {
  const limited = async (part: Partial<LimitFigures>) => {
    const limits = { ...usualLimits, ...part };
    const one = await aHost({ demo: true, lan: { ...lan, limits } });
    onTestFinished(() => one.close());
    return { port: facts(one).port, ca: authorityOf(one.folder) };
  };

  it('from one address is answered 429 with when to come again, pages and sockets apart', async () => {
    const one = await limited({ requests: 5, sockets: 2 });
    for (let n = 0; n < 5; n += 1) expect((await askTls(one.port, one.ca, 'GET', '/trust')).status).toBe(200);
    const over = await askTls(one.port, one.ca, 'GET', '/trust');
    expect(over.status).toBe(429);
    expect(Number(over.headers['retry-after'])).toBeGreaterThan(50);
    expect(over.headers).toMatchObject(securityHeaders);
    for (let n = 0; n < 2; n += 1) {
      const { status, socket } = await upgradeTls(one.port, one.ca);
      expect(status).toBe(101);
      socket.close();
    }
    const refused = await upgradeTls(one.port, one.ca);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(50);
    expect(refused.headers).toMatchObject(securityHeaders);
  });

  it('on one socket closes it with 1008; what a window does is far below', async () => {
    const one = await limited({ messages: 60 });
    const { socket } = await upgradeTls(one.port, one.ca);
    let answers = 0;
    socket.on('message', () => {
      answers += 1;
    });
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    const send = (n: number) =>
      socket.send(JSON.stringify({ i: `${n}`, p: { u: '/system/status', b: { json: {} } } }));
    // Three bursts, as a window makes them.
    for (let n = 0; n < 60; n += 1) send(n);
    await expect.poll(() => answers).toBe(60);
    send(60);
    expect(await closed).toBe(1008);
  });

  it('open at once from one address is cut off, before it can say anything, and others still get in', async () => {
    const one = await limited({ connections: 3 });
    const open = () =>
      new Promise<boolean>((resolve) => {
        const socket = connectTls({
          host: '127.0.0.1',
          port: one.port,
          ca: one.ca,
          servername: 'desk.local',
        });
        onTestFinished(() => void socket.destroy());
        socket.on('secureConnect', () => resolve(true));
        socket.on('error', () => resolve(false));
        socket.on('close', () => resolve(false));
      });
    for (let n = 0; n < 3; n += 1) expect(await open()).toBe(true);
    expect(await open()).toBe(false);
    const from = connectTls({
      ...{
        host: '127.0.0.1',
        port: one.port,
        ca: one.ca,
        servername: 'desk.local',
        localAddress: '127.0.0.2',
      },
    });
    onTestFinished(() => void from.destroy());
    await new Promise((resolve, reject) => from.once('secureConnect', resolve).once('error', reject));
  });
});
