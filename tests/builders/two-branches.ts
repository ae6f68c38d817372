import type { Role } from '#contract/rules.ts';
import { roles } from '#contract/rules.ts';
import { messagingWith } from '#server/messages/messaging.ts';
import type { StorageEngine } from '#storage/engines/engine.ts';
import { secretsInMemory } from '#tests/support/secrets-in-memory.ts';
import { anOffice, type Client, type Office, requestId } from './office.ts';

/** The things of a branch that a call can name, by what they are. */
export type Things = Record<
  | 'branch'
  | 'staff'
  | 'substitute'
  | 'account'
  | 'counter'
  | 'department'
  | 'duty'
  | 'encounter'
  | 'call'
  | 'memo'
  | 'document'
  | 'documentItem'
  | 'edition'
  | 'pdfHash'
  | 'contentHash'
  | 'notice'
  | 'draft'
  | 'holiday'
  | 'booking'
  | 'apiKey'
  | 'customer'
  | 'otherCustomer'
  | 'joining'
  | 'siteVisit'
  | 'calendarFeed'
  | 'message'
  | 'sender',
  string
>;

export interface Place {
  branchId: string;
  /** Somebody of each role, by staff id. */
  people: Record<Role, string>;
  things: Things;
}

export interface TwoBranches {
  office: Office;
  here: Place;
  /** Another branch of the institution, with which it shares its customers. */
  there: Place;
  /** What another institution has in the same store. */
  elsewhere: Pick<Things, 'customer' | 'otherCustomer' | 'joining'>;
}

export const everybodysPassword = '넉넉히 긴 나의 비밀번호';

const AT = '2026-11-20T05:32:00.000Z';
const title = '담당';
const department = '보증팀';
const named = (where: string, role: Role) => ({ name: `${where} ${role}`, title, department, role });

/** Two real branches of one store with people of every role and something of everything in each. */
export async function twoBranches(engine: StorageEngine): Promise<TwoBranches> {
  const staff = [
    ...roles.map((role) => named('중부', role)),
    { name: '중부 여분', title, department, role: 'employee' as const },
    { name: '중부 대리', title, department, role: 'employee' as const },
  ];
  const office = await anOffice(engine, { people: staff, messaging: messagingWith(secretsInMemory()) });
  const admin = office.as('중부 admin');
  const { id: thereId } = await admin.settings.openBranch({
    requestId: requestId(),
    branchId: office.branchId,
    name: '서부지점',
    phone: null,
    counters: ['1번 창구'],
    departments: [department],
  });
  const founder = await engine.db
    .selectFrom('staff')
    .select('id')
    .where('branch_id', '=', thereId)
    .executeTakeFirstOrThrow();
  const west = office.as(founder.id);
  const { departments } = await west.settings.branch({ branchId: thereId });
  const add = async (name: string, role: Role) => {
    const member = { name, title, departmentId: departments[0]?.id ?? '', seat: '', substituteId: null };
    const added = { requestId: requestId(), branchId: thereId, ...member, roles: [role], dutyIds: [] };
    return (await west.staff.add(added)).id;
  };
  const westPeople: [Role, string][] = [];
  for (const role of roles) westPeople.push([role, await add(`서부 ${role}`, role)]);
  const here = await furnish(office, office.branchId, {
    people: Object.fromEntries(roles.map((role) => [role, office.staff[`중부 ${role}`] ?? ''])),
    spare: office.staff['중부 여분'] ?? '',
    substitute: office.staff['중부 대리'] ?? '',
    login: 'spare.here',
  });
  const there = await furnish(office, thereId, {
    people: Object.fromEntries(westPeople),
    spare: await add('서부 여분', 'employee'),
    substitute: await add('서부 대리', 'employee'),
    login: 'spare.there',
  });
  // Whoever is let in without signing in gets a password here that can be checked.
  for (const { branchId, people } of [here, there]) {
    for (const id of Object.values(people)) await office.as(id).settings.branch({ branchId });
  }
  const password_hash = await office.frontDesk.desk.passwords.hash(everybodysPassword);
  await engine.db.updateTable('account').set({ password_hash }).execute();
  return { office, here, there, elsewhere: await anotherInstitution(engine, office.branchId) };
}

interface Crew {
  people: Record<string, string>;
  spare: string;
  substitute: string;
  login: string;
}

/** Everything a branch can have, made through its contract; notices and PDFs, which the desk makes by itself, by hand. */
async function furnish(office: Office, branchId: string, crew: Crew): Promise<Place> {
  const { db } = office.frontDesk.desk.engine;
  const people = crew.people as Record<Role, string>;
  const admin = office.as(people.admin);
  const { spare, substitute } = crew;
  const fresh = () => ({ requestId: requestId(), branchId });
  const settings = await admin.settings.branch({ branchId });
  const [counter, dep, duty] = [settings.counters[0], settings.departments[0], settings.duties[0]];
  const account = await admin.accounts.create({
    requestId: requestId(),
    staffId: spare,
    login: crew.login,
    temporary: '넉넉히 긴 임시 비밀번호',
  });
  const customer = await aCustomer(admin, branchId, '김민수', '010-1234-2748');
  const otherCustomer = await aCustomer(admin, branchId, '강미선', '010-9876-1111');
  const twin = await aCustomer(admin, branchId, '김민수', '010-1234-2749');
  const joining = await admin.customers.join({
    ...fresh(),
    survivor: { id: customer, expectedVersion: 1 },
    joined: { id: twin, expectedVersion: 1 },
    keep: { name: 'survivor', business: 'survivor', phone: 'survivor' },
  });
  const day = { date: '2026-12-24', name: '개원 기념일', closesAt: null };
  const holiday = await admin.settings.declareHoliday({ ...fresh(), ...day });
  const encounter = await admin.encounters.open({ ...fresh(), counterId: counter?.id ?? null });
  const call = await admin.calls.open({ ...fresh(), counterId: counter?.id ?? null });
  const memo = await admin.memos.create({
    ...fresh(),
    intendedId: spare,
    encounterId: null,
    preferredAt: null,
    afterClosing: null,
    customerId: customer,
    customerName: null,
    business: null,
    phone: null,
    dutyId: duty?.id ?? null,
    inquiry: '이 지점의 문의입니다.',
    urgency: 'normal',
    callerId: spare,
  });
  const papers = await admin.documents.receive({
    ...fresh(),
    way: 'post',
    customerId: customer,
    customerName: null,
    business: null,
    phone: null,
    email: '',
    title: '이 지점의 서류',
    dutyId: duty?.id ?? null,
    officerId: spare,
    items: [{ name: '사업자등록증', how: '홈택스', came: false }],
    note: '',
    checked: true,
  });
  const { itemList } = await admin.documents.get({ branchId, id: papers.id });
  const message = await admin.messages.write({
    ...fresh(),
    kind: 'sms',
    template: 'unreachable_text',
    title: '',
    text: '이 지점의 문자입니다.',
    to: { customerId: customer, name: null, phone: null, email: null },
    subject: { type: 'memo', id: memo.id },
    senderId: null,
  });
  const sender = requestId();
  const sending = { kind: 'webhook', address: 'http://127.0.0.1:9/messages', kinds: ['sms'] };
  await db
    .insertInto('message_sender')
    .values({
      id: sender,
      branch_id: branchId,
      kind: 'webhook',
      name: '기관 문자',
      settings: JSON.stringify(sending),
      secret_ref: null,
      sms_default: 0,
      email_default: 0,
      created_at: AT,
      removed_at: null,
      tested_at: null,
      test_failure: null,
      version: 1,
    })
    .execute();
  await admin.bookings.saveSettings({
    ...fresh(),
    expectedVersion: 0,
    taken: true,
    web: true,
    slotMinutes: 30,
    daysAhead: 14,
    noticeHours: 0,
    offers: duty === undefined ? [] : [{ dutyId: duty.id, staffIds: [spare] }],
  });
  const booking = await admin.bookings.make({
    ...fresh(),
    at: new Date('2026-11-23T01:00:00.000Z'),
    officerId: spare,
    dutyId: duty?.id ?? null,
    customerId: null,
    customerName: '예약 손님',
    business: null,
    phone: '010-4444-2222',
    inquiry: '이 지점의 예약입니다.',
    source: 'phone',
    consent: true,
  });
  const secret = `maji_${branchId.replaceAll('-', '').padEnd(43, 'x')}`;
  const apiKey = await admin.bookings.makeKey({ ...fresh(), name: '누리집', secret });
  const siteVisit = await admin.siteVisits.make({
    ...fresh(),
    documentId: null,
    customerId: customer,
    customerName: null,
    business: null,
    phone: null,
    address: '대전 유성구 테크노1로 11',
    dutyId: duty?.id ?? null,
    purpose: '현장 확인',
    officerId: spare,
    companionId: null,
    minutes: 60,
  });
  const token = siteVisit.id.replaceAll('-', '').padEnd(43, 'a');
  const calendarFeed = await admin.siteVisits.makeFeed({ ...fresh(), token });
  const { version } = (await admin.staff.directory({ branchId })).find(({ id }) => id === spare) ?? {};
  const photo = { mediaType: 'image/png' as const, base64: 'iVBORw0KGgo=' };
  await admin.staff.setPhoto({ requestId: requestId(), id: spare, expectedVersion: version ?? 0, photo });
  const draft = requestId();
  await admin.drafts.keep({ ...fresh(), id: draft, kind: 'memo', subjectId: null, body: { words: '초안' } });
  const date = '2026-11-20';
  const { contentHash } = await admin.reports.dailyCallback({ branchId, date });
  const edition = await admin.signing.sign({ ...fresh(), date, expectedHash: contentHash });
  const pdfHash = edition.id.replaceAll('-', '').padEnd(64, 'a');
  await db
    .insertInto('signed_report_pdf')
    .values({ report_id: edition.id, bytes: Buffer.from('%PDF'), size: 4, hash: pdfHash, made_at: AT })
    .execute();
  const due = await db
    .selectFrom('due')
    .select('id')
    .where('branch_id', '=', branchId)
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow();
  const notice = requestId();
  const about = { subject_type: 'memo', subject_id: memo.id, at: AT, seen_at: null, cancelled_at: null };
  await db
    .insertInto('notice')
    .values({
      id: notice,
      branch_id: branchId,
      due_id: due.id,
      kind: 'promise_officer',
      staff_id: people.admin,
      ...about,
    })
    .execute();
  return {
    branchId,
    people,
    things: {
      branch: branchId,
      staff: spare,
      substitute,
      account: account.id,
      counter: counter?.id ?? '',
      department: dep?.id ?? '',
      duty: duty?.id ?? '',
      encounter: encounter.id,
      call: call.id,
      memo: memo.id,
      document: papers.id,
      documentItem: itemList[0]?.id ?? '',
      edition: edition.id,
      pdfHash,
      contentHash,
      notice,
      draft,
      customer,
      otherCustomer,
      joining: joining.id,
      message: message.id,
      sender,
      holiday: holiday.id,
      siteVisit: siteVisit.id,
      calendarFeed: calendarFeed.id,
      booking: booking.id,
      apiKey: apiKey.id,
    },
  };
}

async function aCustomer(window: Client, branchId: string, name: string, phone: string): Promise<string> {
  const { id } = await window.customers.add({
    requestId: requestId(),
    branchId,
    ...{ name, phone, business: '' },
    consent: { given: true, how: 'oral' },
  });
  return id;
}

/** Two customers and a joining of an institution of their own; its branch is as the one given. */
async function anotherInstitution(engine: StorageEngine, likeBranch: string) {
  const { db } = engine;
  const elsewhere = { id: requestId(), created_at: AT };
  await db
    .insertInto('institution')
    .values({ ...elsewhere, name: '다른 기관' })
    .execute();
  const branch = await db
    .selectFrom('branch')
    .selectAll()
    .where('id', '=', likeBranch)
    .executeTakeFirstOrThrow();
  const branchId = requestId();
  await db
    .insertInto('branch')
    .values({ ...branch, id: branchId, institution_id: elsewhere.id, name: '먼지점' })
    .execute();
  const known = await db.selectFrom('customer').selectAll().orderBy('no').limit(1).executeTakeFirstOrThrow();
  const ids = [requestId(), requestId(), requestId()] as const;
  for (const [index, id] of ids.entries()) {
    await db
      .insertInto('customer')
      .values({ ...known, id, institution_id: elsewhere.id, no: 900 + index, version: 1, joined_into: null })
      .execute();
  }
  const [customer, otherCustomer, joined] = ids;
  const joining = requestId();
  const like = await db.selectFrom('customer_joining').selectAll().limit(1).executeTakeFirstOrThrow();
  const of = { institution_id: elsewhere.id, branch_id: branchId, survivor_id: customer, joined_id: joined };
  await db
    .insertInto('customer_joining')
    .values({ ...like, id: joining, ...of, survivor_version: 1 })
    .execute();
  await db.updateTable('customer').set({ joined_into: customer }).where('id', '=', joined).execute();
  return { customer, otherCustomer, joining };
}
