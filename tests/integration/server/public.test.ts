import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { contract } from '#contract/contract.ts';
import { productIn } from '#server/product.ts';
import { openPublicListener, type PublicListener } from '#server/public-listener.ts';
import { publicSecurityHeaders } from '#server/security-headers.ts';
import { type ServedDesk, serveDesk } from '#server/serve-desk.ts';
import {
  aHost,
  aWindow,
  productFolder,
  seatCookie,
  setUp,
  type TestHost,
  type Trouble,
} from '#tests/support/host.ts';
import { procedures } from '#tests/support/procedures.ts';
import { type Answer, askPort, upgradeAt } from '#tests/support/raw-http.ts';

const product = productIn(productFolder);
const troubles: Trouble[] = [];
let host: TestHost;
let pages: PublicListener;
let origin: string;
let port: number;
let branchId: string;
let actorId: string;
let cookie: string;

const open = (
  options: {
    perMinute?: number;
    bookingsPerMinute?: number;
    router?: ServedDesk['desk']['publicRouter'];
  } = {},
) =>
  openPublicListener({
    router: host.served.desk.publicRouter,
    place: host.served.desk.publicPlace,
    keyOf: host.served.desk.keyOf,
    version: 'test',
    port: 0,
    publicFolder: product.publicFolder,
    log: (trouble) => troubles.push(trouble),
    ...options,
  });

beforeAll(async () => {
  host = await aHost();
  const window = aWindow(host.origin);
  const { branchId: branch, staff } = await setUp(window);
  branchId = branch;
  actorId = staff.한도윤 ?? '';
  window.session.set({ actorId });
  await window.seated();
  cookie = seatCookie(host.origin, window.token);
  window.close();
  pages = await open({ perMinute: 100_000, bookingsPerMinute: 100_000 });
  origin = pages.url.slice(0, -1);
  port = Number(new URL(pages.url).port);
});
afterAll(async () => {
  await pages.close();
  await host.close();
  expect(troubles).toEqual([]);
});

const ask = (
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string | Buffer,
): Promise<Answer> => askPort(port, method, path, headers, body);

const staffPaths = procedures(contract).map(({ path }) => path);

describe('every procedure of the staff', () => {
  /** As the best placed stranger would ask: our own origin, a real branch, a manager's name, his very session. */
  const forged = () => ({
    origin,
    cookie,
    'content-type': 'application/json',
    'x-maji-actor': actorId,
    'x-maji-window': 'stranger',
  });

  it('is walked here, and answers where it belongs', async () => {
    expect(staffPaths.length).toBeGreaterThan(40);
    const body = JSON.stringify({ json: { branchId } });
    for (const path of ['system.status', 'settings.branch', 'staff.directory']) {
      const there = { ...forged(), origin: host.origin };
      const { status } = await askPort(host.port, 'POST', `/rpc/${path.replace('.', '/')}`, there, body);
      expect(status, path).toBe(200);
    }
  });

  it.each(staffPaths)('%s is nowhere to be found, by any transport', async (path) => {
    const route = path.replaceAll('.', '/');
    const json = { branchId, requestId: crypto.randomUUID() };
    const query = `branchId=${branchId}`;
    const data = encodeURIComponent(JSON.stringify({ json }));
    for (const prefix of ['/rpc', '/api', '/api/rpc', '']) {
      const at = `${prefix}/${route}`;
      const posted = [JSON.stringify({ json }), JSON.stringify(json)];
      for (const body of posted) expect((await ask('POST', at, forged(), body)).status, at).toBe(404);
      for (const asked of [`${at}?${query}`, `${at}?data=${data}`])
        expect((await ask('GET', asked, forged())).status, asked).toBe(404);
      expect((await ask('GET', `${prefix}/${path}?${query}`, forged())).status).toBe(404);
      for (const method of ['PUT', 'PATCH', 'DELETE'])
        expect((await ask(method, at, forged())).status, `${method} ${at}`).toBe(404);
      expect(await upgradeAt(port, at, forged())).toBe(404);
    }
  });

  it('has no socket to be called over', async () => {
    for (const path of ['/rpc', '/api', '/', '/ws'])
      expect(await upgradeAt(port, path, { origin }), path).toBe(404);
    expect(await upgradeAt(host.port, '/rpc', { origin: host.origin })).toBe(101);
  });

  it('is not in the router that is served', () => {
    expect(procedures(contract).length).toBeGreaterThan(0);
    expect(Object.keys(host.served.desk.publicRouter)).toEqual(['standard', 'booking']);
    expect(Object.keys(host.served.desk.publicRouter.booking)).toEqual([
      'offer',
      'days',
      'make',
      'look',
      'cancel',
    ]);
    expect(Object.keys(host.served.desk.publicRouter.standard)).toEqual(['published']);
  });

  it('and nothing of the interface is here either', async () => {
    for (const path of ['/index.html', '/assets/', '/api', '/api/', '/../standards/daejeon.ko.yaml'])
      expect((await ask('GET', path)).status, path).toBe(404);
  });
});

describe('the published standard', () => {
  const read = (query = '') => ask('GET', `/api/standard/published${query}`);

  it('is told in both languages, of the first branch or of one that is named', async () => {
    const first = JSON.parse((await read()).body);
    expect(first).toMatchObject({
      branchId,
      institution: '한밭신용보증재단',
      branch: '중부지점',
      timeZone: 'Asia/Seoul',
      closedOnPublicHolidays: true,
      name: '고객응대서비스이행표준',
      version: '1.3.0',
      inForceFrom: '2026-01-01',
    });
    expect(first.officeHours).toHaveLength(7);
    const clauses = first.groups.flatMap((group: { clauses: { id: string }[] }) => group.clauses);
    expect(clauses).toHaveLength(23);
    expect(clauses[1]).toEqual({
      id: 'V2',
      title: '인사·소개·방문사유 경청',
      text: expect.stringContaining('안녕하세요? 실례지만 어떤일로 오셨습니까?'),
    });
    const named = JSON.parse((await read(`?language=en&branchId=${branchId}`)).body);
    expect(named).toMatchObject({ branchId, name: 'Customer service standard' });
  });

  it('holds nothing of the people who work there, whoever asks', async () => {
    const asManager = await ask('GET', '/api/standard/published', { 'x-maji-actor': actorId });
    expect(asManager.status).toBe(200);
    for (const { body } of [asManager, await ask('GET', '/'), await ask('GET', '/?lang=en')]) {
      for (const word of ['이지훈', '박서연', '한도윤', '보증팀', 'A1', actorId])
        expect(body, word).not.toContain(word);
    }
    expect(Object.keys(JSON.parse(asManager.body)).sort()).toEqual([
      'branch',
      'branchId',
      'closedOnPublicHolidays',
      'groups',
      'inForceFrom',
      'institution',
      'name',
      'officeHours',
      'timeZone',
      'version',
    ]);
  });

  it('is refused by schema to what is no branch, and not found for one that is not there', async () => {
    expect((await read('?branchId=1')).status).toBe(400);
    expect((await read('?language=fr')).status).toBe(400);
    expect((await read('?branchId[]=a&branchId[]=b')).status).toBe(400);
    expect((await read(`?branchId=${crypto.randomUUID()}`)).status).toBe(404);
    expect((await ask('GET', '/?branch=1')).status).toBe(404);
    expect((await ask('GET', `/?branch=${crypto.randomUUID()}&lang=en`)).body).toContain('No standard');
  });

  it('writes nothing', async () => {
    const { db } = host.served.desk.desk.engine;
    const rows = () => db.selectFrom('activity').select('seq').orderBy('seq').execute();
    const before = await rows();
    await read();
    await ask('GET', '/');
    expect(await rows()).toEqual(before);
    expect((await ask('POST', '/api/standard/published', { origin }, '{}')).status).toBe(404);
  });

  it('is a page in Korean and in English, with a style sheet and no script', async () => {
    const korean = await ask('GET', '/');
    expect(korean.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(korean.body).toContain('<html lang="ko">');
    expect(korean.body).toContain('<h1>고객응대서비스이행표준</h1>');
    const english = await ask('GET', '/?lang=en');
    expect(english.body).toContain('<html lang="en">');
    expect(english.body).toContain('<h1>Customer service standard</h1>');
    expect(korean.body + english.body).not.toMatch(/<script|javascript:|\son\w+=|style=/);
    expect((await ask('GET', '/page.css')).headers['content-type']).toBe('text/css; charset=utf-8');
    expect(await ask('HEAD', '/')).toMatchObject({ status: 200, body: '' });
  });

  it('before the set-up there is none, and the page says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'maji-public-'));
    const log = (trouble: Trouble) => troubles.push(trouble);
    const empty = await serveDesk({ product, dataFolder: folder, port: 0, publicPort: 0, log });
    onTestFinished(async () => {
      await empty.close();
      rmSync(folder, { recursive: true });
    });
    const answer = await fetch(empty.publicUrl ?? '');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('게시된 이행표준이 없습니다');
  });
});

describe('the public listener', () => {
  it.each([
    ['a page', () => ask('GET', '/')],
    ['a style sheet', () => ask('GET', '/page.css')],
    ['an answer', () => ask('GET', '/api/standard/published')],
    ['a refusal', () => ask('GET', '/api/standard/published?language=fr')],
    ['what is not there', () => ask('POST', '/rpc/system/status', { origin }, '{}')],
    ['a foreign Host', () => ask('GET', '/', { host: 'evil.example' })],
    ['a method that is not known', () => ask('DELETE', '/', { origin })],
  ])('puts the headers of R22 on %s', async (_what, answer) => {
    const { headers } = await answer();
    expect(headers).toMatchObject(publicSecurityHeaders);
    expect(headers['content-security-policy']).not.toMatch(/script|unsafe/);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('checks Host before everything else, the port of the staff included', async () => {
    for (const foreign of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:${host.port}`]) {
      for (const path of ['/', '/page.css', '/api/standard/published', '/rpc/system/status'])
        expect((await ask('GET', path, { host: foreign })).status, path).toBe(403);
      expect(await upgradeAt(port, '/rpc', { host: foreign, origin })).toBe(403);
    }
    expect((await ask('GET', '/', { host: `localhost:${port}` })).status).toBe(200);
  });

  it('takes no write from another page, and no body of size', async () => {
    for (const foreign of ['http://evil.example', 'null', host.origin])
      expect((await ask('POST', '/api/standard/published', { origin: foreign }, '{}')).status).toBe(403);
    expect((await ask('POST', '/', {}, '{}')).status).toBe(403);
    expect((await ask('GET', '/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' })).status).toBe(
      403,
    );
    const large = Buffer.alloc(64 * 1024 + 1, ' ');
    expect((await ask('POST', '/', { origin, 'content-length': String(large.length) }, large)).status).toBe(
      413,
    );
    expect((await ask('POST', '/', { origin }, '{}')).status).toBe(405);
  });

  it('answers one address 120 times a minute, then says how long to wait; the staff are not held up', async () => {
    const other = await open();
    onTestFinished(() => other.close());
    const at = Number(new URL(other.url).port);
    const statuses: number[] = [];
    for (let asked = 0; asked < 120; asked += 1)
      statuses.push((await askPort(at, 'GET', '/page.css')).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    for (const path of ['/', '/page.css', '/api/standard/published', '/nothing']) {
      const { status, headers } = await askPort(at, 'GET', path);
      expect(status, path).toBe(429);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(headers).toMatchObject(publicSecurityHeaders);
    }
    expect((await askPort(host.port, 'GET', '/nothing')).status).toBe(404);
  });

  it('is not there unless asked for', () => {
    expect(host.served.publicUrl).toBeNull();
  });

  it('a port that is taken leaves nothing open', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'maji-public-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const log = (trouble: Trouble) => troubles.push(trouble);
    const again = (publicPort: number) =>
      serveDesk({ product, dataFolder: folder, port: 0, publicPort, log });
    await expect(again(port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    const served = await again(0);
    await served.close();
    await expect(fetch(served.publicUrl ?? '')).rejects.toThrow();
  });
});
