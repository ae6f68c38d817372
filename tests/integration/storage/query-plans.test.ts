import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { runDue } from '#core/promises/reminders.service.ts';
import { readFeed } from '#core/site-visits/feed.service.ts';
import { messagingWith } from '#server/messages/messaging.ts';
import { openSqlite } from '#storage/engines/sqlite.ts';
import { migrate } from '#storage/migrate.ts';
import { byHand, openBookings, publicly, wish } from '#tests/builders/bookings.ts';
import { aCustomer, aVisitOf, joinInto, takeApart } from '#tests/builders/customers.ts';
import { papers } from '#tests/builders/documents.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, type Office, requestId, usualPeople } from '#tests/builders/office.ts';
import { aSiteVisit, onSiteVisit } from '#tests/builders/site-visits.ts';
import { secretsInMemory } from '#tests/support/secrets-in-memory.ts';
import { noting, planOf } from '#tests/support/statements.ts';

/** Tables that grow with the years; the others hold what one branch has at a time. */
const growing =
  'encounter encounter_step memo memo_event promise fact change idempotency due notice activity customer customer_search hit customer_joining customer_moved message message_attempt document document_item document_step document_event phone_call booking interim site_visit site_visit_step site_visit_event calendar_feed thing'
    .split(' ')
    .join('|');

/** Lines of a plan that read what grows without a way in: the whole table, or everything about a memo. */
function walks(plan: readonly string[]): string[] {
  const own = plan.flatMap((line) => /^(?:CO-ROUTINE|MATERIALIZE) (\w+)$/.exec(line)?.[1] ?? []);
  return plan.filter((line) => {
    if (line.endsWith('(subject_type=?)')) return true;
    // All a branch ever had, unless the index holds only what is open or a handful a year.
    if (
      line.endsWith('(branch_id=?)') &&
      /USING INDEX (?!\w+_(unclosed|open)\b|sqlite_|staff|absence|holiday|message_sender)/.test(line)
    )
      return true;
    const table = new RegExp(`^SCAN (${growing})\\b`).exec(line)?.[1];
    // The few that are still to be said or sent are all read.
    return table !== undefined && !own.includes(table) && !/due_pending|message_(next|in_hand)/.test(line);
  });
}

/** Messages written, sent by hand, tried by a sender that is not there, listed and opened. */
async function messagesOfADay(office: Office, memoId: string, customerId: string): Promise<void> {
  const { branchId, clock } = office;
  const { messages } = office.as('박서연');
  const { messages: admin } = office.as('오세진');
  const { id: senderId } = await admin.addSender({
    ...{ requestId: requestId(), branchId, name: '기관 문자', smsDefault: false, emailDefault: false },
    settings: { kind: 'webhook', address: 'http://127.0.0.1:9/messages', kinds: ['sms'] },
    secret: '서명 열쇠',
  });
  const write = async (sender: string | null) =>
    await messages.write({
      ...{ requestId: requestId(), branchId, kind: 'sms', template: 'unreachable_text', title: '' },
      ...{ text: '연락드렸습니다.', senderId: sender, subject: { type: 'memo', id: memoId } },
      to: { customerId, name: null, phone: null, email: null },
    });
  const byHand = await write(null);
  const queued = await write(senderId);
  await vi.waitFor(async () =>
    expect(await messages.open({ branchId, id: queued.id })).toMatchObject({ state: 'queued', attempts: 1 }),
  );
  await messages.sentByHand({
    ...{ requestId: requestId(), branchId, id: byHand.id, expectedVersion: 1 },
    ...{ phone: 'own', sentAt: null },
  });
  const before = { at: clock.now(), id: byHand.id };
  for (const show of ['open', 'settled'] as const) {
    for (const place of [null, before]) await messages.outbox({ branchId, show, before: place });
  }
  await messages.waiting({ branchId });
  await messages.of({ branchId, subject: { type: 'memo', id: memoId } });
}

/** Everything a customer's page asks, a joining and its undoing included. */
async function aCustomersPage(office: Office, id: string): Promise<void> {
  const { branchId } = office;
  const { customers } = office.as('이지훈');
  const other = await aCustomer(office, { name: '김 민수', business: '민수네 분식' });
  await aVisitOf(office, other);
  await aMemo(office, { customerId: other, customerName: null, phone: null });
  for (const kind of ['encounter', 'memo', 'document', 'message'] as const) {
    const before = { at: office.clock.now(), kind, id: other };
    await customers.timeline({ branchId, id, before });
  }
  await customers.timeline({ branchId, id, before: null });
  const like = { name: '김민수', business: '민수네분식', phone: '01012342748' };
  expect(await customers.likeThis({ branchId, ...like, searchId: requestId() })).toHaveLength(2);
  expect(await customers.duplicates({ branchId, id })).toHaveLength(1);
  await customers.compare({ branchId, id, otherId: other });
  const whole = await customers.reveal({ branchId, id });
  await customers.edit({ requestId: requestId(), branchId, ...like, id, expectedVersion: whole.version });
  const joining = await joinInto(office, { survivor: other, joined: id, keep: { name: 'joined' } });
  await customers.get({ branchId, id });
  await takeApart(office, other, joining);
}

/** A visit to a customer from its telephone call to its end, and everything that looks at it. */
async function aVisitOutside(office: Office, customerId: string): Promise<void> {
  const { branchId, staff } = office;
  const { siteVisits, customers, reports } = office.as('박서연');
  const at = new Date(office.clock.now().getTime() + 30 * 60_000);
  const made = await aSiteVisit(office, { customerId, customerName: null, phone: null, companion: '최민호' });
  const look = { branchId, id: made.id };
  const on = async () => onSiteVisit(await siteVisits.get(look));
  await siteVisits.preview({ ...look, at, minutes: 60, lateMinutes: null });
  await siteVisits.agree({ ...(await on()), at, minutes: 60 });
  await siteVisits.board({ branchId });
  await siteVisits.calendar({
    branchId,
    from: '2026-11-20',
    until: '2026-11-20',
    staffId: staff.최민호 ?? '',
  });
  await siteVisits.reschedule({ ...(await on()), at, minutes: 30, by: 'customer', reason: '사정' });
  await siteVisits.open(look);
  await reports.closingCheck({ branchId });
  const printed = { branchId, document: 'site_visit', subject: made.id, masked: false } as const;
  await reports.printed({ requestId: requestId(), ...printed });
  for (const kind of ['site_visit', 'memo'] as const) {
    await customers.timeline({ branchId, id: customerId, before: { at, kind, id: made.id } });
  }
  await siteVisits.arrive({ ...(await on()), lateReason: null });
  await siteVisits.tick({ ...(await on()), step: 'result' });
  await siteVisits.undo({ ...(await on()), step: 'result' });
  await siteVisits.finish({ ...(await on()), reason: '다음에' });
  const token = 'a'.repeat(43);
  await siteVisits.makeFeed({ requestId: requestId(), branchId, token });
  expect((await readFeed(office.frontDesk.desk, token))?.text).toContain('BEGIN:VEVENT');
  const feed = await siteVisits.feed({ branchId });
  await siteVisits.revokeFeed({
    requestId: requestId(),
    id: feed.id ?? '',
    expectedVersion: feed.version ?? 0,
  });
}

/** Booked calls from every side: by hand, from the public page, from a file; moved, called off, looked up. */
async function bookedCalls(office: Office): Promise<void> {
  const { branchId, staff } = office;
  const { bookings } = office.as('이지훈');
  await openBookings(office);
  const mine = byHand(office);
  const { id } = await bookings.make(mine);
  const at = new Date('2026-11-24T01:00:00.000Z');
  const { officerId } = mine;
  const why = { reason: '고객 요청', lateReason: null };
  await bookings.move({ requestId: requestId(), id, expectedVersion: 1, at, officerId, ...why });
  await bookings.cancel({ requestId: requestId(), id, expectedVersion: 2, reason: '일정 변경' });
  const { booking } = publicly(office);
  await booking.offer({ branchId });
  await booking.days({ branchId, dutyId: office.dutyIds[0] ?? '' });
  const { number } = await booking.make(wish(office));
  await booking.look({ number });
  await booking.cancel({ requestId: requestId(), number });
  const file = 'at,officer,name,phone,consent,ref\n2026-11-25 10:00,박서연,김민수,010-1234-2748,y,R1';
  await bookings.checkImport({ branchId, file });
  const all = { requestId: requestId(), branchId, file, expectedNew: 1, leaveOutRefused: false };
  await bookings.import(all);
  await bookings.checkImport({ branchId, file });
  await bookings.list({ branchId, from: '2026-11-20', days: 31 });
  await bookings.slots({ branchId, dutyId: null, officerId: null, from: '2026-11-23', days: 7 });
  const staffId = staff.박서연 ?? '';
  await bookings.affected({ branchId, staffId, from: at, until: null });
  await bookings.words({ branchId, at, officerId: staffId });
}

test('a day at the desk reads nothing from end to end, in a store SQLite has no statistics of', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'maji-plans-'));
  const engine = openSqlite({ file: join(folder, 'maji.db') });
  await migrate(engine);
  const { db, statements } = noting(engine.db);
  const messaging = messagingWith(secretsInMemory());
  const admin = { name: '오세진', title: '차장', department: '관리팀', role: 'admin' as const };
  const office = await anOffice({ ...engine, db }, { people: [...usualPeople, admin], messaging });
  const { branchId, staff } = office;
  const { desk } = office.frontDesk;
  const on = (one: { id: string; version: number }) => ({
    requestId: requestId(),
    id: one.id,
    expectedVersion: one.version,
  });
  const [reception, officer, manager] = ['이지훈', '박서연', '한도윤'].map((name) => office.as(name));
  if (!reception || !officer || !manager) throw new Error('nobody is here');
  const to = staff.박서연 ?? '';

  const { id: customerId } = await reception.customers.add({
    ...{ requestId: requestId(), branchId, name: '김민수', business: '민수네분식', phone: '010-1234-2748' },
    consent: { given: true, how: 'oral' },
  });
  let visit = await reception.encounters.open({ requestId: requestId(), branchId, counterId: null });
  visit = await reception.encounters.setCustomer({ ...on(visit), customerId });
  visit = await reception.encounters.setOfficer({ ...on(visit), staffId: to });
  visit = await reception.encounters.handOver({ ...on(visit), to });
  await expect(reception.encounters.recall({ ...on(visit), expectedVersion: 1 })).rejects.toThrow();
  visit = await reception.encounters.recall(on(visit));
  const memo = await aMemo(office, { encounterId: visit.id, customerId });
  let call = await reception.calls.open({ requestId: requestId(), branchId, counterId: null });
  call = await reception.calls.pickUp({ ...on(call), rings: 2, ringsAre: 'exactly' });
  call = await reception.encounters.setCustomer({ ...on(call), customerId });
  call = await reception.calls.setNumber({ ...on(call), number: '010-1234-2748' });
  await reception.calls.lookup({ branchId, number: '1234-2748', searchId: requestId() });
  call = await reception.calls.putThrough({ ...on(call), to, summary: '만기 연장' });
  call = await officer.encounters.take(on(call));
  await officer.encounters.get({ branchId, id: call.id });
  await officer.calls.cutOff({ ...on(call), reason: '전화가 끊김' });
  await reception.encounters.get({ branchId, id: visit.id });
  await reception.encounters.unclosed({ branchId });
  for (const query of ['ㄱㅁ', '김민수', '2748', '민수네']) {
    await reception.customers.search({ branchId, query, searchId: requestId() });
    await reception.memos.find({ branchId, query, searchId: requestId() });
  }
  await reception.customers.get({ branchId, id: customerId });
  await aCustomersPage(office, customerId);
  await bookedCalls(office);
  office.clock.pass(62);
  await runDue(desk);
  const [notice] = await officer.notices.mine({ branchId });
  await officer.notices.seen({ requestId: requestId(), branchId, ids: [notice?.id ?? ''] });
  for (const filter of ['branch', 'mine', 'department', 'overdue', 'late', 'left'] as const) {
    await officer.memos.board({ branchId, filter });
  }
  await officer.desks.openWork({ branchId, staffId: to });
  const others = await aMemo(office, { intended: '최민호' });
  await officer.desks.handOnAll({
    ...{ requestId: requestId(), branchId, staffId: staff.최민호 ?? '', reason: '휴가', visits: [] },
    ...{ documents: [], siteVisits: [] },
    memos: [{ id: others.id, expectedVersion: others.version, to: staff.한도윤 ?? '' }],
  });
  const opened = await officer.memos.open({ requestId: requestId(), id: memo.id });
  await officer.memos.answer({ ...on(opened), said: '답변', lateReason: '회의', lateAction: null });
  await officer.memos.figures({ branchId });
  await officer.memos.mineDue({ branchId });
  await officer.reports.dailyCallback({ branchId, date: '2026-11-20' });
  await officer.reports.month({ branchId, month: '2026-11' });
  await officer.reports.closingCheck({ branchId });
  const printed = { branchId, document: 'daily_callback', subject: '2026-11-20', masked: true } as const;
  await officer.reports.printed({ requestId: requestId(), ...printed });
  const received = await papers(office, { customerId, checked: true, items: { 사업자등록증: false } });
  for (const whose of ['branch', 'mine'] as const) await officer.documents.list({ branchId, whose });
  await officer.documents.mineDue({ branchId });
  await officer.documents.open({ branchId, id: received });
  const told = { step: 'receipt_notice', means: 'phone' } as const;
  await officer.documents.tell({ ...on({ id: received, version: 1 }), ...told });
  await officer.documents.sheet({ branchId, id: received });
  await officer.documents.end({ ...on({ id: received, version: 2 }), reason: '거두어들임' });
  await aVisitOutside(office, customerId);
  await officer.staff.directory({ branchId });
  await officer.drafts.mine({ branchId });
  const day = { branchId, date: '2026-11-23', closesAt: null };
  await manager.settings.holidayEffect({ ...day, withdraws: null });
  const declared = await manager.settings.declareHoliday({ ...day, requestId: requestId(), name: '임시' });
  await officer.settings.holidays({ branchId });
  await manager.settings.withdrawHoliday(on(declared));
  await manager.system.recentActivity({ branchId });
  await manager.system.verifyActivity({ branchId });
  for await (const _ of await officer.changes.subscribe({ branchId, afterSeq: 0 })) break;
  await manager.reports.evidence({ branchId, since: '2026-11-01', until: '2026-11-30' });

  await messagesOfADay(office, memo.id, customerId);

  const plans = new Map<string, string[]>();
  for (const statement of statements) {
    if (!/^\s*(select|update|delete)/i.test(statement.sql) || plans.has(statement.sql)) continue;
    plans.set(statement.sql, walks(await planOf(engine.db, statement)));
  }
  expect(plans.size).toBeGreaterThan(60);
  expect([...plans].filter(([, lines]) => lines.length > 0)).toEqual([]);
  await office.close();
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});
