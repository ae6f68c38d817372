import { aCustomer } from '#tests/builders/customers.ts';
import { papers, read } from '#tests/builders/documents.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { type Client, type Office, requestId } from '#tests/builders/office.ts';
import {
  ADMIN,
  aBookable,
  aBooking,
  aColleague,
  addedSender,
  aFreeTime,
  aNewcomer,
  anotherDay,
  aSender,
  bookable,
  member,
  onCall,
  onDocument,
  onMemo,
  onSiteVisit,
  onVisit,
  type Situation,
  search,
} from './situation-parts.ts';

/** The moment at which each of them begins. */
const FRIDAY = '2026-11-20T05:32:00.000Z';
const day = { open: '09:00', close: '18:00', lunch: null };

/** For every procedure that takes free text: how it comes to be called. A test fails for one that is missing. */
export const situations: Record<string, (office: Office) => Promise<Situation>> = {
  'setup.create': async () => ({
    by: '',
    input: {
      requestId: requestId(),
      institution: '한밭신용보증재단',
      branch: '북부지점',
      phone: '042-380-3800',
      counters: ['1번 창구'],
      officeHours: [null, day, day, day, day, day, null],
      duties: ['보증 상담'],
      staff: [{ name: '한도윤', title: '지점장', department: '지점장실', seat: '', role: 'manager' }],
    },
  }),
  'accounts.create': async (office) => ({
    by: ADMIN,
    input: {
      requestId: requestId(),
      staffId: await aNewcomer(office),
      login: `newcomer-${requestId().slice(-12)}`,
      temporary: '한밭에는 봄비가 온다',
    },
  }),
  'accounts.attach': async (office) => ({
    by: ADMIN,
    input: { requestId: requestId(), staffId: await aNewcomer(office), login: 'nobody' },
  }),
  'accounts.endSessions': async ({ as, branchId, staff }) => {
    // He works here, so he has an account and a session.
    await as('정유진').staff.directory({ branchId });
    const entries = await as(ADMIN).accounts.list({ branchId });
    const account = entries.find(({ staffId }) => staffId === staff.정유진)?.account;
    return {
      by: ADMIN,
      input: {
        requestId: requestId(),
        accountId: account?.id,
        expectedVersion: account?.version,
        why: '자리를 옮김',
      },
    };
  },
  'settings.declareHoliday': async ({ branchId }) => ({
    by: '한도윤',
    input: { requestId: requestId(), branchId, date: anotherDay(), closesAt: null, name: '개원 기념일' },
  }),
  'settings.openBranch': async ({ branchId }) => ({
    by: ADMIN,
    input: {
      requestId: requestId(),
      branchId,
      name: `동부지점 ${requestId().slice(-12)}`,
      phone: '042-380-3801',
      counters: ['1번 창구'],
      departments: ['보증팀'],
    },
  }),
  'settings.save': async ({ as, branchId }) => {
    const { version, ...now } = await as('한도윤').settings.branch({ branchId });
    return {
      by: '한도윤',
      input: {
        requestId: requestId(),
        id: branchId,
        expectedVersion: version,
        name: now.name,
        phone: '042-380-3800',
        officeHours: now.officeHours,
        reportBoxes: now.reportBoxes,
        counters: now.counters,
        departments: now.departments,
        duties: now.duties.map(({ id, name, expectedMinutes }) => ({ id, name, expectedMinutes })),
      },
    };
  },
  'staff.add': async (office) => ({
    by: '한도윤',
    input: { requestId: requestId(), branchId: office.branchId, ...(await aColleague(office)) },
  }),
  'staff.change': async (office) => {
    const { id, version } = await member(office, '정유진');
    return {
      by: '한도윤',
      input: { requestId: requestId(), id, expectedVersion: version, ...(await aColleague(office)) },
    };
  },
  'staff.setAbsence': async ({ staff }) => ({
    by: '정유진',
    input: {
      requestId: requestId(),
      staffId: staff.정유진,
      kind: 'other',
      told: '은행 방문',
      returnsAt: null,
    },
  }),
  'customers.likeThis': async ({ branchId }) => ({
    by: '이지훈',
    input: {
      branchId,
      name: '김민수',
      business: '민수네분식',
      phone: '010-1234-2748',
      searchId: requestId(),
    },
  }),
  'customers.edit': async (office) => {
    const { branchId } = office;
    const id = await aCustomer(office, { name: '이수민', phone: '010-8765-4321' });
    const changes = { name: '김민서', business: '민서네분식', phone: '010-1234-2749' };
    return { by: '이지훈', input: { requestId: requestId(), branchId, id, expectedVersion: 1, ...changes } };
  },
  'desks.handOnAll': async (office) => {
    const { id, version } = await aMemo(office);
    const { branchId, staff } = office;
    const memos = [{ id, expectedVersion: version, to: staff.최민호 }];
    return {
      by: '박서연',
      input: {
        requestId: requestId(),
        branchId,
        staffId: staff.박서연,
        memos,
        visits: [],
        documents: [],
        siteVisits: [],
        reason: '오후에 자리를 비움',
      },
    };
  },
  'customers.search': async ({ branchId }) => search(branchId),
  'memos.find': async ({ branchId }) => search(branchId),
  'customers.add': async ({ branchId }) => ({
    by: '이지훈',
    input: {
      requestId: requestId(),
      branchId,
      name: '김민수',
      business: '민수네분식',
      phone: '010-1234-2748',
      consent: { given: true, how: 'oral' },
    },
  }),
  'encounters.tick': (office) => onVisit(office, { step: 'introduction' }),
  'encounters.skip': (office) => onVisit(office, { step: 'introduction', reason: '이미 아는 고객' }),
  'encounters.undo': (office) => onVisit(office, { step: 'introduction' }),
  'encounters.setPurpose': async (office) =>
    onVisit(office, { dutyId: office.dutyIds[1], text: '만기 연장' }),
  'encounters.leave': (office) => onVisit(office, { note: '다음 주에 오심', comesBack: true }),
  'calls.setNumber': (office) => onCall(office, { number: '010-1234-2748' }),
  'calls.putThrough': (office) => onCall(office, { to: office.staff.박서연, summary: '만기 연장' }),
  'calls.book': async (office) => {
    await bookable(office);
    return onCall(office, {
      at: aFreeTime(),
      officerId: office.staff.박서연,
      dutyId: null,
      customerId: null,
      customerName: '김민수',
      business: '민수네분식',
      phone: '010-1234-2748',
      inquiry: '만기 연장',
      consent: true,
    });
  },
  'calls.finish': (office) => onCall(office, { steps: ['answer'] }),
  'calls.cutOff': (office) => onCall(office, { reason: '전화가 끊김' }),
  'calls.lookup': async ({ branchId }) => ({
    by: '이지훈',
    input: { branchId, number: '010-1234-2748', searchId: requestId() },
  }),
  'memos.create': async ({ branchId, staff }) => ({
    by: '이지훈',
    input: {
      requestId: requestId(),
      branchId,
      intendedId: staff.박서연,
      encounterId: null,
      preferredAt: null,
      afterClosing: null,
      customerId: null,
      customerName: '김민수',
      business: '민수네분식',
      phone: '010-1234-2748',
      dutyId: null,
      inquiry: '만기 연장',
      urgency: 'normal',
      callerId: staff.박서연,
    },
  }),
  'documents.receive': async (office) => ({
    by: '박서연',
    input: {
      requestId: requestId(),
      branchId: office.branchId,
      way: 'fax',
      customerId: null,
      customerName: '김민수',
      business: '민수네분식',
      phone: '010-1234-2748',
      email: 'minsu@example.com',
      title: '연장 서류',
      dutyId: null,
      officerId: office.staff.박서연,
      items: [{ name: '사업자등록증', how: '홈택스', came: true }],
      note: '봉투째 보관',
      checked: true,
      lateReason: '휴가',
    },
  }),
  'documents.check': (office) =>
    onDocument(office, {
      items: [],
      added: [{ name: '도장', how: '가져오시기', came: false }],
      lateReason: '휴가',
    }),
  'documents.itemsReceived': async (office) => {
    const id = await papers(office, { items: { 도장: false } });
    const { itemList, version } = await read(office, id);
    const itemIds = itemList.map((item) => item.id);
    return {
      by: '박서연',
      input: { requestId: requestId(), id, expectedVersion: version, itemIds, lateReason: '휴가' },
    };
  },
  'documents.tick': (office) => onDocument(office, { step: 'checking', lateReason: '휴가' }),
  'documents.tell': (office) =>
    onDocument(office, { step: 'receipt_notice', means: 'phone', lateReason: '휴가', result: '받음' }),
  'documents.send': (office) =>
    onDocument(
      office,
      {
        step: 'missing_items',
        means: 'email',
        lateReason: '휴가',
        result: '받음',
        text: '서류가 더 필요합니다.',
      },
      { email: 'minsu@example.com', items: { 도장: false }, checked: true },
    ),
  'documents.skip': (office) =>
    onDocument(office, { step: 'officer_notice', reason: '연락처 없음' }, { phone: null }),
  'documents.handOn': (office) => onDocument(office, { to: office.staff.최민호, reason: '담당이 바뀜' }),
  'documents.end': (office) => onDocument(office, { reason: '거두어들임' }),
  'documents.saveChecklist': async (office) => ({
    by: '한도윤',
    input: {
      requestId: requestId(),
      branchId: office.branchId,
      dutyId: office.dutyIds[0],
      items: [{ name: '사업자등록증', how: '홈택스' }],
    },
  }),
  'memos.handOn': (office) => onMemo(office, { to: office.staff.최민호, reason: '담당이 바뀜' }),
  'memos.logAttempt': (office) =>
    onMemo(office, { result: 'no_answer', callAgainAt: null, note: '오후에 다시' }),
  'memos.interim': (office) =>
    onMemo(
      office,
      { said: '확인 중', newDueAt: new Date('2026-11-20T08:30:00.000Z'), lateReason: '실사' },
      61,
    ),
  'memos.answer': (office) =>
    onMemo(office, { said: '안내함', lateReason: '현장실사', lateAction: '사과드림' }, 61),
  'memos.unreachable': async (office) => {
    const { by, input } = await onMemo(office, {});
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await office.as(by).memos.logAttempt({
        ...(input as { id: string; expectedVersion: number }),
        requestId: requestId(),
        result: 'no_answer',
        callAgainAt: null,
        note: '',
      });
      input.expectedVersion = Number(input.expectedVersion) + 1;
    }
    return { by, input: { ...input, textSent: true, note: '문자 보냄' } };
  },
  'memos.closeUnanswered': (office) => onMemo(office, { reason: '고객이 취소함' }),
  'memos.reopen': async (office) => {
    const { by, input } = await onMemo(office, {});
    const on = input as { id: string; expectedVersion: number; requestId: string };
    const { version } = await office
      .as(by)
      .memos.answer({ ...on, said: '안내함', lateReason: null, lateAction: null });
    return { by, input: { ...on, requestId: requestId(), expectedVersion: version, reason: '다시 문의' } };
  },
  'memos.explainLate': (office) => onMemo(office, { reason: '현장실사', action: '곧 전화' }, 61),
  'memos.tickCall': (office) => onMemo(office, { step: 'greeting' }),
  // By e-mail, which takes every letter; a carrier's text message names those it cannot take.
  'messages.write': async (office) => {
    const { id } = await aMemo(office);
    const to = { customerId: null, name: '김민수', phone: null, email: 'minsu@example.kr' };
    return {
      by: '박서연',
      input: {
        ...{ requestId: requestId(), branchId: office.branchId, kind: 'email', template: 'unreachable_text' },
        ...{ title: '안내', text: '연락드렸습니다.', to, subject: { type: 'memo', id }, senderId: null },
      },
    };
  },
  'messages.phoned': (office) => onMessage(office, { note: '전화로 말씀드림' }),
  'messages.drop': (office) => onMessage(office, { reason: '이미 오심' }),
  'messages.addSender': async (office) => ({
    by: ADMIN,
    input: { requestId: requestId(), branchId: office.branchId, ...aSender, secret: '넉넉히 긴 서명 열쇠' },
  }),
  'messages.changeSender': async (office) => {
    const { id, version } = await addedSender(office);
    const on = { requestId: requestId(), branchId: office.branchId, id, expectedVersion: version };
    return { by: ADMIN, input: { ...on, ...aSender, secret: '다른 서명 열쇠' } };
  },
  'bookings.makeKey': async ({ branchId }) => {
    const secret = `maji_${requestId().replaceAll('-', '').padEnd(43, 'x')}`;
    return { by: ADMIN, input: { requestId: requestId(), branchId, name: '누리집', secret } };
  },
  'bookings.make': async (office) => ({ by: '이지훈', input: await aBookable(office) }),
  'bookings.move': async (office) => {
    const { id, at, officerId } = await aBooking(office);
    const on = { requestId: requestId(), id, expectedVersion: 1, at, officerId };
    return { by: '이지훈', input: { ...on, reason: '고객 요청', lateReason: '회의' } };
  },
  'bookings.cancel': async (office) => {
    const { id } = await aBooking(office);
    return { by: '이지훈', input: { requestId: requestId(), id, expectedVersion: 1, reason: '일정 변경' } };
  },
  'reports.dailyCallbackUnmasked': async ({ branchId }) => ({
    by: '한도윤',
    input: { branchId, date: '2026-11-20', purpose: '감사 자료' },
  }),
  'reports.evidence': async ({ branchId }) => ({
    by: '한도윤',
    input: { branchId, since: '2026-11-20', until: '2026-11-20', clause: 'V2' },
  }),
  'reports.printed': async ({ branchId }) => ({
    by: '한도윤',
    input: {
      requestId: requestId(),
      branchId,
      document: 'daily_callback',
      subject: '2026-11-20',
      masked: true,
    },
  }),
  'siteVisits.make': async ({ branchId, staff, dutyIds }) => ({
    by: '박서연',
    input: {
      requestId: requestId(),
      branchId,
      documentId: null,
      customerId: null,
      customerName: '김민수',
      business: '민수네분식',
      phone: '010-1234-2748',
      address: '대전 유성구 테크노1로 11',
      dutyId: dutyIds[0],
      purpose: '현장 확인',
      officerId: staff.박서연,
      companionId: null,
      minutes: 60,
    },
  }),
  'siteVisits.change': (office) =>
    onSiteVisit(office, {
      address: '대전 서구 둔산로 100',
      dutyId: office.dutyIds[0],
      purpose: '현장 확인',
      officerId: office.staff.박서연,
      companionId: null,
    }),
  'siteVisits.reschedule': (office) =>
    onSiteVisit(office, {
      at: new Date('2026-11-20T08:00:00.000Z'),
      minutes: 60,
      by: 'customer',
      reason: '출장을 가심',
    }),
  'siteVisits.cancel': (office) => onSiteVisit(office, { by: 'customer', reason: '직접 오시기로 함' }),
  'siteVisits.text': (office) => onSiteVisit(office, { text: '오후 4시에 찾아뵙겠습니다.' }),
  'siteVisits.arrive': (office) => onSiteVisit(office, { lateReason: '길이 막힘' }, 90),
  'siteVisits.tick': (office) => onSiteVisit(office, { step: 'call' }),
  'siteVisits.undo': (office) => onSiteVisit(office, { step: 'call' }),
  'siteVisits.enter': (office) =>
    onSiteVisit(
      office,
      { steps: [{ step: 'arrive', at: new Date('2026-11-20T07:01:00.000Z') }], lateReason: '길이 막힘' },
      120,
    ),
  'siteVisits.finish': async (office) => {
    const { by, input } = await onSiteVisit(office, {}, 60);
    const on = input as { id: string; expectedVersion: number; requestId: string };
    const { version } = await office.as(by).siteVisits.arrive({ ...on, lateReason: null });
    return {
      by,
      input: { ...on, requestId: requestId(), expectedVersion: version, reason: '급한 일로 먼저 나옴' },
    };
  },
  'drafts.keep': async ({ branchId }) => ({
    by: '이지훈',
    input: {
      requestId: requestId(),
      branchId,
      id: requestId(),
      kind: 'visit',
      subjectId: null,
      body: { any: '적던 말' },
    },
  }),
};

/** How a procedure comes to be called in this office, as its clock stands where each begins. */
export async function arrange(office: Office, procedure: string): Promise<Situation> {
  office.clock.set(FRIDAY);
  const situation = await situations[procedure]?.(office);
  if (situation === undefined) throw new Error(`nobody has said how ${procedure} comes to be called`);
  return situation;
}

/** A message that waits to be sent by hand. */
async function onMessage(office: Office, input: Record<string, unknown>): Promise<Situation> {
  const { by, input: wish } = await arrange(office, 'messages.write');
  const { branchId } = office;
  const { id } = await office.as(by).messages.write(wish as Parameters<Client['messages']['write']>[0]);
  return { by, input: { requestId: requestId(), branchId, id, expectedVersion: 1, ...input } };
}
