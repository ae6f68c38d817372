import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { contract } from '#contract/contract.ts';
import { publicContract } from '#contract/public.ts';
import { productIn } from '#server/product.ts';
import { openPublicListener, type PublicListener } from '#server/public-listener.ts';
import { publicSecurityHeaders } from '#server/security-headers.ts';
import { aHost, aWindow, productFolder, setUp, type TestHost, type Trouble } from '#tests/support/host.ts';
import { procedures } from '#tests/support/procedures.ts';
import { askPort } from '#tests/support/raw-http.ts';

/** A Friday afternoon; Monday's times can be booked. */
const ahead = Date.parse('2026-11-20T14:12:00+09:00') - Date.now();
const clock = { now: () => new Date(Date.now() + ahead) };
const ADDRESS = 'https://book.example.kr';
const secret = `maji_${'s'.repeat(43)}`;
const troubles: Trouble[] = [];
let host: TestHost;
let pages: PublicListener;
let port: number;
let origin: string;
let branchId: string;
let dutyId: string;
let window: ReturnType<typeof aWindow>;

const open = (limits: { bookingsPerMinute?: number; perMinute?: number } = {}) => {
  const { publicRouter: router, publicPlace: place, keyOf } = host.served.desk;
  const { publicFolder } = productIn(productFolder);
  const log = (trouble: Trouble) => troubles.push(trouble);
  return openPublicListener({
    router,
    place,
    keyOf,
    publicFolder,
    version: '9.9.9',
    port: 0,
    log,
    ...limits,
  });
};

beforeAll(async () => {
  host = await aHost({ clock });
  window = aWindow(host.origin);
  const { branchId: branch, staff } = await setUp(window);
  branchId = branch;
  // He administers the branch as well.
  const { db } = host.served.desk.desk.engine;
  const roles = JSON.stringify(['manager', 'admin']);
  await db
    .updateTable('staff')
    .set({ roles })
    .where('id', '=', staff.한도윤 ?? '')
    .execute();
  window.session.set({ actorId: staff.한도윤 ?? '' });
  await window.seated();
  const settings = await window.client.settings.branch({ branchId });
  dutyId = settings.duties[0]?.id ?? '';
  await window.client.bookings.saveSettings({
    requestId: crypto.randomUUID(),
    branchId,
    expectedVersion: 0,
    taken: true,
    web: true,
    slotMinutes: 30,
    daysAhead: 14,
    noticeHours: 2,
    offers: [{ dutyId, staffIds: [staff.박서연 ?? ''] }],
  });
  pages = await open({ perMinute: 100_000, bookingsPerMinute: 100_000 });
  port = Number(new URL(pages.url).port);
  origin = pages.url.slice(0, -1);
});
afterAll(async () => {
  window.close();
  await pages.close();
  await host.close();
  expect(troubles).toEqual([]);
});

let made = 0;
/** A booking nobody has yet. */
const wish = (more: object = {}) => {
  made += 1;
  const at = new Date(Date.parse('2026-11-23T00:00:00.000Z') + Math.floor((made - 1) / 1) * 1_800_000);
  const phone = `010-9000-${1000 + made}`;
  const asked = { requestId: crypto.randomUUID(), branchId, dutyId, at: at.toISOString() };
  return { ...asked, name: '강미선', phone, inquiry: '문의', consent: true, ...more };
};
const post = (path: string, headers: Record<string, string>, body: object, at = port) =>
  askPort(
    at,
    'POST',
    `/api${path}`,
    { 'content-type': 'application/json', ...headers },
    JSON.stringify(body),
  );
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const asForm = (from: string) => ({ origin: from, 'content-type': 'application/x-www-form-urlencoded' });

describe('who may book over the API', () => {
  it('is our own page, and nobody else without a key', async () => {
    expect((await post('/booking/make', { origin }, wish())).status).toBe(200);
    for (const headers of [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: host.origin },
    ])
      expect((await post('/booking/make', headers as Record<string, string>, wish())).status).toBe(403);
    const crossSite = { origin, 'sec-fetch-site': 'cross-site' };
    expect((await post('/booking/make', crossSite, wish())).status).toBe(403);
    expect((await askPort(port, 'GET', `/api/booking/make?name=x`)).status).toBe(404);
  });

  it('is whoever has a key that counts', async () => {
    const key = { requestId: crypto.randomUUID(), branchId, name: '누리집', secret };
    await window.client.bookings.makeKey(key);
    const bearer = { authorization: `Bearer ${secret}` };
    const answer = await post('/booking/make', bearer, wish());
    expect(answer.status).toBe(200);
    const told = JSON.parse(answer.body);
    expect(told).toMatchObject({ state: 'booked', officer: { name: '박서연' } });
    const looked = await post('/booking/look', bearer, { number: told.number });
    expect(JSON.parse(looked.body)).toEqual(told);
    for (const wrong of [`Bearer ${secret}x`, 'Bearer ', secret, 'Basic abc'])
      expect((await post('/booking/make', { authorization: wrong }, wish())).status, wrong).toBe(401);
    // A key opens nothing of the staff's.
    for (const { path } of procedures(contract)) {
      const at = `/${path.replaceAll('.', '/')}`;
      expect((await post(at, bearer, { branchId })).status, at).toBe(404);
    }
  });

  it('is told what was wrong by a stable word, and of a taken time by 422', async () => {
    const mine = wish();
    expect((await post('/booking/make', { origin }, mine)).status).toBe(200);
    const taken = await post('/booking/make', { origin }, { ...wish(), at: mine.at });
    expect(taken.status).toBe(422);
    expect(JSON.parse(taken.body)).toMatchObject({ code: 'REFUSED', data: { reason: 'SLOT_TAKEN' } });
    for (const more of [
      { consent: false },
      { at: 'tomorrow' },
      { name: '' },
      { phone: '1' },
      { dutyId: 'x' },
    ])
      expect((await post('/booking/make', { origin }, wish(more))).status).toBe(400);
    expect((await post('/booking/look', { origin }, { number: 'AAAA-BBBB-CCCC' })).status).toBe(404);
  });
});

describe('the pages', () => {
  it('come to a form and from it to a number, without any script; a form of another site is refused', async () => {
    const days = await askPort(port, 'GET', `/booking?branch=${branchId}`);
    expect(days.status).toBe(200);
    expect(days.headers).toMatchObject(publicSecurityHeaders);
    const { body } = await askPort(port, 'GET', `/booking?day=2026-11-26&at=2026-11-26T01%3A00%3A00.000Z`);
    expect(body).toContain('<form method="post" action="/booking">');
    expect(body).not.toMatch(/<script|javascript:|\son\w+=|style=/);
    const fields = {
      requestId: crypto.randomUUID(),
      lang: 'ko',
      branch: branchId,
      duty: dutyId,
      at: '2026-11-26T01:00:00.000Z',
      name: '<b>강미선</b>',
      phone: '010-2222-0001',
      business: '',
      inquiry: '<script>alert(1)</script>',
      consent: 'yes',
    };
    for (const foreign of ['https://evil.example', 'null'])
      expect((await askPort(port, 'POST', '/booking', asForm(foreign), form(fields))).status).toBe(403);
    const wrong = await askPort(port, 'POST', '/booking', asForm(origin), form({ ...fields, phone: '000' }));
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('&#60;script&#62;alert(1)');
    expect(wrong.body).not.toContain('<script>');
    const booked = await askPort(port, 'POST', '/booking', asForm(origin), form(fields));
    expect(booked.status).toBe(200);
    const number = /class="number">([^<]+)/.exec(booked.body)?.[1] ?? '';
    expect(booked.body).not.toContain('강미선');
    const looked = await askPort(port, 'POST', '/booking/look', asForm(origin), form({ number }));
    expect(looked.body).toContain('예약되어 있습니다');
    const asked = { number, requestId: crypto.randomUUID() };
    const unsure = await askPort(port, 'POST', '/booking/cancel', asForm(origin), form(asked));
    expect(unsure.body).toContain('예약되어 있습니다');
    const sure = form({ ...asked, sure: 'yes' });
    expect((await askPort(port, 'POST', '/booking/cancel', asForm(origin), sure)).body).toContain(
      '취소되었습니다',
    );
    const none = await askPort(port, 'POST', '/booking/look', asForm(origin), form({ number: 'AAAA' }));
    expect([none.status, none.body.includes('그런 예약번호가 없습니다')]).toEqual([422, true]);
    expect((await askPort(port, 'POST', '/booking', { origin }, '{}')).status).toBe(415);
    expect((await askPort(port, 'GET', '/booking?branch=1')).status).toBe(404);
  });

  it('let one address book so often a minute, and say when it may again', async () => {
    const other = await open({ bookingsPerMinute: 3 });
    onTestFinished(() => other.close());
    const at = Number(new URL(other.url).port);
    const from = asForm(other.url.slice(0, -1));
    const look = () => askPort(at, 'POST', '/booking/look', from, form({ number: 'AAAA' }));
    for (let asked = 0; asked < 3; asked += 1) expect((await look()).status).toBe(422);
    const refused = await look();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.body).toContain('<h1>');
    const api = await post('/booking/look', { origin: other.url.slice(0, -1) }, { number: 'A' }, at);
    expect(api.status).toBe(429);
    // Reading and keys are not held up by it.
    expect((await askPort(at, 'GET', '/booking')).status).toBe(200);
    const bearer = { authorization: `Bearer ${secret}` };
    expect((await post('/booking/look', bearer, { number: 'A' }, at)).status).toBe(404);
  });
});

describe('where nothing came of a form through no fault of the customer’s', () => {
  const typed = (more: object = {}): Record<string, string> => ({
    lang: 'en',
    branch: branchId,
    duty: dutyId,
    at: '2026-11-24T05:00:00.000Z',
    requestId: crypto.randomUUID(),
    name: '강미선',
    phone: '010-9000-7777',
    business: '미선네',
    inquiry: '한도 <b>문의</b>',
    consent: 'yes',
    ...more,
  });
  /** Everything typed stands in the page's own form, ready to be sent as the same wish. */
  const holds = (body: string, sent: Record<string, string>) => {
    expect(body).toContain('<html lang="en">');
    expect(body).toMatch(/role="alert">.*Nothing is booked yet.*What you typed is still here/s);
    expect(body).toContain('<form method="post" action="/booking">');
    for (const name of ['requestId', 'at', 'duty', 'name', 'phone', 'business'] as const)
      expect(body).toMatch(new RegExp(`name="${name}"[^>]* value="${sent[name]}"`));
    expect(body).toContain('한도 &#60;b&#62;문의&#60;/b&#62;</textarea>');
    expect(body).toMatch(/name="consent" value="yes" required checked/);
  };

  it.each([
    ['of bookings', { bookingsPerMinute: 1 }],
    ['of everything', { perMinute: 2 }],
  ])(
    'too many requests %s: the form comes back with what was typed, and is booked once later',
    async (_, limits) => {
      const other = await open(limits);
      onTestFinished(() => other.close());
      const at = Number(new URL(other.url).port);
      const from = asForm(other.url.slice(0, -1));
      const sent = typed();
      expect((await askPort(at, 'GET', '/booking?lang=en')).status).toBe(200);
      await askPort(at, 'POST', '/booking/look', from, form({ number: 'AAAA' }));
      const held = await askPort(at, 'POST', '/booking', from, form(sent));
      expect(held.status).toBe(429);
      expect(Number(held.headers['retry-after'])).toBeGreaterThan(0);
      expect(held.body).toContain(`Please send it again in ${held.headers['retry-after']} seconds.`);
      holds(held.body, sent);
      const looked = await askPort(
        at,
        'POST',
        '/booking/look',
        from,
        form({ lang: 'en', number: '7KQ2-M4TX' }),
      );
      expect(looked.status).toBe(429);
      expect(looked.body).toMatch(/role="alert"/);
      expect(looked.body).toMatch(/name="number"[^>]* value="7KQ2-M4TX"/);
    },
  );

  it('a busy store: the same, and the same wish sent again is one booking', async () => {
    const { db } = host.served.desk.desk.engine;
    const sent = typed();
    expect((await askPort(port, 'GET', '/booking?lang=en')).status).toBe(200);
    await sql`pragma busy_timeout = 50`.execute(db);
    const writer = new Database(join(host.folder, 'maji.db'));
    writer.exec('begin immediate');
    const busy = await askPort(port, 'POST', '/booking', asForm(origin), form(sent));
    writer.exec('rollback');
    writer.close();
    await sql`pragma busy_timeout = 5000`.execute(db);
    expect(busy.status).toBe(503);
    holds(busy.body, sent);
    expect(troubles.splice(0).map(({ what }) => what)).toEqual(['/booking']);
    const again = await askPort(port, 'POST', '/booking', asForm(origin), form(sent));
    expect(again.body).toContain('Your call is booked');
    const twice = await askPort(port, 'POST', '/booking', asForm(origin), form(sent));
    const number = /class="number">([^<]+)</;
    expect(number.exec(twice.body)?.[1]).toBe(number.exec(again.body)?.[1]);
  });
});

describe('the public address', () => {
  it('is let in once an administrator has said it, with its own origin; a proxy is believed under it alone', async () => {
    const { publicPlace: place } = host.served.desk;
    const say = (address: string | null) =>
      window.client.bookings.setPublicAddress({ requestId: crypto.randomUUID(), branchId, address });
    const outside = { host: 'book.example.kr' };
    expect((await askPort(port, 'GET', '/booking', outside)).status).toBe(403);
    await say(ADDRESS);
    onTestFinished(() => say(null).then(() => expect(place.address).toBeNull()));
    expect((await askPort(port, 'GET', '/booking', outside)).status).toBe(200);
    expect((await askPort(port, 'GET', '/booking', { host: 'book.example.kr:8443' })).status).toBe(403);
    expect((await post('/booking/make', { ...outside, origin: ADDRESS }, wish())).status).toBe(200);
    expect(
      (await post('/booking/make', { ...outside, origin: 'http://book.example.kr' }, wish())).status,
    ).toBe(403);
    const other = await open({ bookingsPerMinute: 1 });
    onTestFinished(() => other.close());
    const at = Number(new URL(other.url).port);
    const ask = (told: string, from: object = { ...outside, origin: ADDRESS }) =>
      post('/booking/look', { ...from, 'x-forwarded-for': told }, { number: 'A' }, at);
    expect((await ask('203.0.113.1')).status).toBe(404);
    expect((await ask('203.0.113.2')).status).toBe(404);
    // What the asker himself wrote before it counts for nothing.
    expect((await ask('203.0.113.9, 203.0.113.1')).status).toBe(429);
    const inside = { origin: other.url.slice(0, -1) };
    expect((await ask('203.0.113.3', inside)).status).toBe(404);
    expect((await ask('203.0.113.4', inside)).status).toBe(429);
  });
});

describe('/api/openapi.json', () => {
  it('is OpenAPI 3.1 of the public contract and of nothing else', async () => {
    const { status, headers, body } = await askPort(port, 'GET', '/api/openapi.json');
    expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    const document = JSON.parse(body);
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.info.version).toBe('9.9.9');
    expect(document.servers).toEqual([{ url: `${origin}/api` }]);
    const described = Object.entries<Record<string, unknown>>(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const wanted = procedures(publicContract).map(
      ({ path, route }) => `${route.method?.toLowerCase()} /${path.replaceAll('.', '/')}`,
    );
    expect(described.sort()).toEqual(wanted.sort());
    for (const { path } of procedures(contract)) {
      expect(Object.keys(document.paths)).not.toContain(`/${path.replaceAll('.', '/')}`);
    }
    expect(document.paths['/booking/make'].post.security).toEqual([{ key: [] }]);
    expect(document.paths['/booking/days'].get.security).toBeUndefined();
    expect(document.components.securitySchemes.key).toEqual({ type: 'http', scheme: 'bearer' });
    const { schema } = document.paths['/booking/make'].post.requestBody.content['application/json'];
    expect(schema.required).toEqual(expect.arrayContaining(['requestId', 'dutyId', 'at', 'name', 'consent']));
    for (const path of Object.keys(document.paths)) {
      const [method = '', operation] = Object.entries<{ responses: object }>(document.paths[path])[0] ?? [];
      expect(Object.keys(operation?.responses ?? {}), `${method} ${path}`).toContain('200');
    }
  });
});
