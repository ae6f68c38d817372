import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Call } from '#core/kernel/call.ts';
import { newId } from '#core/kernel/ids.ts';
import { agreeVisit, cancelVisit } from '#core/site-visits/agree-visit.service.ts';
import { makeFeed, myFeed, revokeFeed } from '#core/site-visits/feed.service.ts';
import { makeVisit } from '#core/site-visits/make-visit.service.ts';
import { aHost, peopleOf, type TestHost } from '#tests/support/host.ts';
import { aMachine, askTls, authorityOf } from '#tests/support/network.ts';
import { askPort } from '#tests/support/raw-http.ts';

/** Friday 20 November 2026, 14:32 in Seoul. */
const now = new Date('2026-11-20T05:32:00.000Z');
let host: TestHost;
let call: Call;
let branchId: string;
let ca: string;
let port: number;

beforeAll(async () => {
  const lan = { port: 0, machine: () => aMachine(), atOnce: true as const };
  host = await aHost({ demo: true, clock: { now: () => now }, lan });
  const staff = await peopleOf(host);
  const { db } = host.served.desk.desk.engine;
  branchId = (await db.selectFrom('branch').select('id').executeTakeFirstOrThrow()).id;
  const id = staff.정유진 ?? '';
  const actor = {
    id,
    name: '정유진',
    title: '대리',
    branchId,
    departmentId: '',
    roles: ['employee'] as const,
  };
  call = { actor: { ...actor, accountId: null }, language: 'ko', source: 'test' };
  ca = authorityOf(host.folder);
  port = host.served.network.state().port;
});
afterAll(async () => {
  expect(host.troubles).toEqual([]);
  await host.close();
});

const desk = () => host.served.desk.desk;
const path = (token: string) => `/calendar/${token}.ics`;
const read = (token: string, headers: Record<string, string> = {}) =>
  askPort(host.port, 'GET', path(token), headers);
/** Long lines are folded after 75 octets (RFC 5545, 3.1). */
const unfolded = (text: string) => text.replaceAll(/\r\n[ \t]/g, '');

async function aVisitAt(at: string): Promise<{ id: string; version: number }> {
  const { id } = await makeVisit(desk(), call, {
    requestId: newId(),
    branchId,
    documentId: null,
    customerId: null,
    customerName: '홍길동',
    business: '길동상회',
    phone: '010-9876-5432',
    address: '대전 서구 둔산로 100',
    dutyId: null,
    purpose: '채무 조정 상담',
    officerId: call.actor?.id ?? '',
    companionId: null,
    minutes: 60,
  });
  return await agreeVisit(desk(), call, {
    requestId: newId(),
    id,
    expectedVersion: 1,
    at: new Date(at),
    minutes: 60,
  });
}

test('the calendar of one officer: RFC 5545, without what would tell who the customer is, until it is revoked', async () => {
  const token = 'k'.repeat(43);
  expect((await read(token)).status).toBe(404);
  const { id, version } = await makeFeed(desk(), call, { requestId: newId(), branchId, token });
  const visit = await aVisitAt('2026-11-23T01:00:00.000Z');

  const first = await read(token);
  expect(first.status).toBe(200);
  expect(first.headers['content-type']).toBe('text/calendar; charset=utf-8');
  expect(first.headers['cache-control']).toBe('private, no-cache');
  const text = unfolded(first.body);
  expect(text.split('\r\n')[0]).toBe('BEGIN:VCALENDAR');
  expect(text).toContain('VERSION:2.0');
  expect(text).toContain(`UID:${visit.id}@maji`);
  expect(text).toContain('DTSTART:20261123T010000Z');
  expect(text).toContain('DTEND:20261123T020000Z');
  expect(text).toContain('SUMMARY:방문 상담 · 홍○동');
  // The standard reminds the officer an hour before.
  expect(text).toContain('TRIGGER:-PT1H');
  for (const told of ['홍길동', '9876', '5432', '길동상회', '둔산로', '채무 조정'])
    expect(text).not.toContain(told);
  expect(first.body.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);

  const { etag = '' } = first.headers;
  expect((await read(token, { 'if-none-match': `"other", ${etag}` })).status).toBe(304);
  await cancelVisit(desk(), call, {
    requestId: newId(),
    id: visit.id,
    expectedVersion: visit.version,
    by: 'customer',
    reason: '직접 오심',
  });
  const after = await read(token, { 'if-none-match': String(etag) });
  expect(after.status).toBe(200);
  expect(unfolded(after.body)).toContain('STATUS:CANCELLED');

  // Over the network the same, and only by TLS; the store keeps no address.
  await askTls(port, ca, 'GET', '/');
  expect((await askTls(port, ca, 'GET', path(token))).body).toBe(after.body);
  const kept = await desk().engine.db.selectFrom('calendar_feed').selectAll().execute();
  expect(JSON.stringify(kept)).not.toContain(token);

  expect(await myFeed(desk(), call)).toMatchObject({ id, version });
  expect((await askPort(host.port, 'POST', path(token), { origin: host.origin })).status).toBe(405);
  await revokeFeed(desk(), call, { requestId: newId(), id, expectedVersion: version });
  expect((await read(token)).status).toBe(404);
  expect((await askTls(port, ca, 'GET', path(token))).status).toBe(404);
});

test('a new address cuts the former one off, and nothing else under that path answers', async () => {
  const [old, fresh] = ['o'.repeat(43), 'n'.repeat(43)];
  await makeFeed(desk(), call, { requestId: newId(), branchId, token: old });
  await makeFeed(desk(), call, { requestId: newId(), branchId, token: fresh });
  expect([(await read(old)).status, (await read(fresh)).status]).toEqual([404, 200]);
  for (const odd of ['/calendar/', '/calendar/x.ics', `/calendar/${fresh}`, `/calendar/${fresh}.ics/..`]) {
    expect((await askPort(host.port, 'GET', odd)).status, odd).toBe(404);
  }
});
