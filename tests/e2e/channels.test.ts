import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bookingWords } from '#server/booking/booking-words.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { aBranchUnder, type BranchUnder } from './branch-under.ts';
import {
  chooseText,
  evidenceOf,
  hangUp,
  leaveMemo,
  pickUp,
  planVisit,
  putThrough,
  says,
  sentByHand,
  takePapersIn,
  unfocus,
  write,
} from './channel-steps.ts';
import { stands } from './counter-steps.ts';

/**
 * Two institutions nobody programmed for, each with a host of its own, through every channel by keys. Every figure here
 * was worked out by hand from the text of the standard and a calendar.
 */

const patiently = { timeout: 15_000 };
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
});

describe('새솔도시시설공단', () => {
  const [reception, officer, manager] = ['김하늘', '박서연', '한도윤'] as const;
  const steps = ['받기', '듣기', '답변·연결'];
  let under: BranchUnder;

  beforeAll(async () => {
    under = await aBranchUnder(browser, {
      standard: '새솔도시시설공단',
      branch: '새솔센터',
      phone: '02-700-1234',
      language: 'ko',
      size: { width: 1440, height: 900 },
      // A Friday.
      now: '2026-11-20T14:32:00+09:00',
      open: '09:00',
      close: '18:00',
      duties: ['시설 대관', '주차 등록'],
      people: [
        { name: reception, title: '주임', department: '고객팀', role: 'reception' },
        { name: officer, title: '과장', department: '대관팀', role: 'employee' },
        { name: manager, title: '센터장', department: '센터장실', role: 'manager' },
      ],
    });
  });
  afterAll(() => under?.close());

  test('telephone: three rings, fifteen seconds to put through, a call back by the next working day', async () => {
    const taker = await under.at(reception, 'phone');
    const { page, press } = taker;
    const colleague = await under.at(officer, 'memos');
    await press('F7');
    await says(page, '네, 새솔도시시설공단 고객팀 김하늘입니다.');
    await says(page, '이행표준 B1 · 벨 3번 이내 받기');
    await page.getByRole('button', { name: '4번 이상' }).waitFor(patiently);
    await under.look(page, 'saesol-ring');
    await press('3');
    await stands(page, '듣기');
    await press('1');
    await stands(page, '답변·연결');
    // This standard books no calls, so none is offered.
    expect(await page.getByRole('button', { name: /예약/ }).count()).toBe(0);
    await putThrough(taker, 'ko', /박서연 과장/, '체육관 대관 날짜');
    await says(page, '이행표준 B2 · 15초 이내');
    await says(page, /박서연 과장에게 바로 연결하고 말씀하신 내용도 전하겠습니다/);
    await colleague.page.getByRole('region', { name: '넘겨받을 고객' }).waitFor(patiently);
    await colleague.press('F3');
    await says(colleague.page, '네, 새솔도시시설공단 대관팀 박서연입니다.');
    await says(colleague.page, '체육관 대관 날짜');
    await says(page, /박서연 과장이 \d+초 만에 받았습니다/);
    await colleague.press('Enter');
    await stands(colleague.page, '더 여쭘');
    await hangUp(colleague, 'ko');

    await under.away(officer, 'field', '2026-11-20T17:00:00+09:00');
    await pickUp(taker, steps, '4');
    const memo = { to: 'ㅂㅅㅇ', customer: '오세영', phone: '010-3000-4000', inquiry: '대관 취소' };
    await leaveMemo(taker, 'ko', memo, async () => {
      // One working day after Friday is Monday, at closing time.
      await says(
        page,
        '남겨 주신 말씀을 전하겠습니다. 박서연 과장이 11월 23일 (월) 오후 6시까지 연락드리겠습니다.',
      );
      await says(page, '이렇게 말씀하세요 · 이행표준 B3');
      await under.look(page, 'saesol-memo');
    });
    await stands(page, '더 여쭘');
    await hangUp(taker, 'ko');

    await pickUp(taker, steps, '2');
    await press('Enter');
    await stands(page, '더 여쭘');
    await hangUp(taker, 'ko');
  }, 60_000);

  test('papers: told within three working hours, what is missing in a day, answered in ten days of the petition law', async () => {
    const person = await under.at(officer, 'documents');
    const { page, press } = person;
    await takePapersIn(person, 'ko', {
      way: 'post',
      from: '오세영',
      phone: '010-3000-4000',
      email: 'se@example.org',
      items: ['사용 신청서', '행사 계획서'],
      how: '누리집 서식',
    });
    await stands(page, '접수 알림');
    // Three working hours from 14:32. Ten days with Friday counted, without weekends: Thursday 3 December.
    await says(page, /이행표준 D1 · 17:3\d/);
    await says(page, '이행표준 D3 · 12월 3일 (목) 18:00');
    await says(
      page,
      '[새솔도시시설공단] 오세영 고객님의 사용 신청서를 접수했습니다. 담당 대관팀 박서연, 처리 예정 12월 3일 (목) 오후 6시. 문의 02-700-1234',
    );
    await press('Enter');
    await under.look(page, 'saesol-papers');
    await sentByHand(person, 'ko');
    await stands(page, '서류 확인');
    await press('Enter');
    await stands(page, '보완 안내');
    await says(page, '[새솔도시시설공단] 보완이 필요합니다: 행사 계획서. 누리집 서식. 문의 02-700-1234');
    // One working day after Friday.
    await says(page, '이행표준 D2 · 11월 23일 (월) 18:00');
    await press('2');
    await press('Enter');
    await says(page, '고객 서류를 기다리는 동안 기한이 멈춰 있습니다');
    await press('Enter');
    await page.getByRole('region', { name: '이번에 받은 서류' }).waitFor(patiently);
    await press('Enter');
    await stands(page, '처리 결과');
    // The day of asking and of the answer is not counted: one day later.
    await says(page, '이행표준 D3 · 12월 4일 (금) 18:00');
    await page.getByLabel('처리 결과').last().focus();
    await write(person, '사용을 허가합니다.');
    await under.look(page, 'saesol-answer');
    await unfocus(page);
    await press('Enter');
    await says(page, '이행표준의 단계를 모두 마쳤습니다.');
  }, 60_000);

  test('a site visit: agreed by telephone, there in time, and what was found explained', async () => {
    const person = await under.at(officer, 'site-visits');
    const { page, press, type } = person;
    await planVisit(person, 'ko', { to: '한지민', phone: '010-1234-5678', place: '새솔체육관' });
    await type('1630');
    await says(page, '새솔도시시설공단 박서연입니다. 오후 4시 30분에 새솔체육관으로 가도 괜찮으시겠습니까?');
    await press('Enter');
    await says(page, '약속드린 새솔도시시설공단 대관팀 박서연입니다.');
    // No text about a visit in this standard, so no button for one.
    expect(await page.getByRole('button', { name: '문자 보내기' }).count()).toBe(0);
    await under.look(page, 'saesol-visit');
    await press('Enter');
    await says(page, '지금 도착한 것으로 기록할까요?');
    await press('Enter');
    await says(page, '오늘 확인한 내용을 설명드리겠습니다.');
    await press('Enter');
    await says(page, '약속한 시간에 도착');
  }, 60_000);

  test('a text by hand in the words of the standard; no booking page where it promises none', async () => {
    const id = await under.customer('오세영', '010-3000-4000');
    const person = await under.at(officer, `messages/new/${id}`);
    const { page, press } = person;
    await chooseText(person, 'ko', 'B3 · 연락 회신');
    // Two bytes a Hangul letter, one for anything else, counted by hand: more than an SMS has.
    await says(page, '110 / 2,000바이트 · 장문');
    await press('Control+Enter');
    await says(
      page,
      '[새솔도시시설공단] 오세영 고객님, 박서연 과장이 연락드렸으나 통화하지 못했습니다. 02-700-1234로 전화 주십시오.',
    );
    await sentByHand(person, 'ko');
    await says(page, '사무실 전화');

    const closed = await under.outside('/booking');
    await closed.getByText(bookingWords.ko.closed).waitFor(patiently);
    await closed.getByText('02-700-1234').waitFor(patiently);
    await under.look(closed, 'saesol-booking-page');
  }, 60_000);

  test('the report and the record of each clause are in the numbers of the standard', async () => {
    const person = await under.at(manager, 'reports');
    const { page } = person;
    await says(page, '고객서비스헌장 이행기준 1.2.0');
    await says(page, 'B3 부재 시 다음 근무일까지 회신');
    await says(page, 'A4 부재 시 1시간 이내 연락');
    const record = await evidenceOf(person, '2026-11-20');
    await under.look(page, 'saesol-evidence');
    expect(record).toMatchObject({
      // Nobody draws a ticket here, so nobody knows when a visitor came.
      A1: ['미측정'],
      B1: ['받기 3', '받기 · 다시 1', '듣기 3', '전화 울림 3', '벨 2번 1', '벨 3번 1', '벨 4번 이상 1'],
      B2: ['바로 답변 1', '내용 함께 전함 1', '연결 시작 1', '연결 1'],
      B3: ['메모 받음 1', '약속함 1'],
      B5: ['더 여쭘 3', '끝인사 3', '끊기 3'],
      D1: ['접수 1', '약속 지킴 1', '약속함 1', '접수 알림 1', '지킴 1', '100.0%'],
      // Both are due on later days.
      D2: ['부족한 서류 있음 1', '보완 안내 1', '약속 지킴 1', '약속함 1'],
      D3: ['처리 결과 1', '약속 지킴 1', '약속함 1', '기한 멈춤 1', '기한 다시 흐름 1'],
      E1: ['약속 지킴 1', '약속함 1', '시간 약속 1', '도착 1', '지킴 1', '100.0%'],
      E2: ['확인 설명 1'],
      C1: [],
    });
  }, 60_000);
});

describe('Harrowmere District Council', () => {
  const [reception, officer, manager] = ['Ana Brook', 'Ben Carter', 'Clara Dean'] as const;
  const steps = ['Answer', 'Listen', 'Answer or put through'];
  let under: BranchUnder;

  beforeAll(async () => {
    under = await aBranchUnder(browser, {
      standard: 'Harrowmere District Council',
      branch: 'Town Hall',
      phone: '01632 960100',
      language: 'en',
      size: { width: 1024, height: 768 },
      // A Tuesday.
      now: '2026-11-17T10:05:00Z',
      open: '09:00',
      close: '17:00',
      duties: ['Parking permits', 'Housing'],
      people: [
        { name: reception, title: 'Adviser', department: 'Customer Services', role: 'reception' },
        { name: officer, title: 'Officer', department: 'Parking Team', role: 'employee' },
        { name: manager, title: 'Manager', department: 'Customer Services', role: 'manager' },
      ],
    });
  });
  afterAll(() => under?.close());

  test('telephone: five rings, put through once with the summary, a call back within twenty-four hours', async () => {
    const taker = await under.at(reception, 'phone');
    const { page, press } = taker;
    const colleague = await under.at(officer, 'memos');
    await press('F7');
    await says(
      page,
      'Good day, Harrowmere District Council, Customer Services. You are speaking to Ana Brook.',
    );
    await says(page, 'Standard T1 · Answered within five rings');
    await page.getByRole('button', { name: '6 or more' }).waitFor(patiently);
    await under.look(page, 'harrowmere-ring');
    await press('5');
    await stands(page, 'Listen');
    await press('1');
    await stands(page, 'Answer or put through');
    expect(await page.getByRole('button', { name: /book/i }).count()).toBe(0);
    await putThrough(taker, 'en', /Ben Carter/, 'a permit for two cars');
    await says(page, 'I will put you through to Ben Carter and tell them what you have told me');
    // This standard puts no seconds to it.
    expect(await page.getByText(/within \d+ s/).count()).toBe(0);
    await under.look(page, 'harrowmere-putting-through');
    await colleague.page.getByText('a permit for two cars').first().waitFor(patiently);
    await colleague.press('F3');
    await says(colleague.page, 'You are speaking to Ben Carter.');
    await colleague.press('Enter');
    await stands(colleague.page, 'Anything else');
    await hangUp(colleague, 'en');

    await under.away(officer, 'site', '2026-11-17T12:00:00Z');
    await pickUp(taker, steps, '6');
    const memo = { to: 'Ben', customer: 'Ida Flint', phone: '01632 960234', inquiry: 'renewal' };
    await leaveMemo(taker, 'en', memo, async () => {
      // Twenty-four hours on the clock, from five past ten or a minute later.
      await says(page, /I will write that down\. Ben Carter will call you by 10:0\d am tomorrow\./);
      await says(page, 'Say this · Standard T2');
      await under.look(page, 'harrowmere-memo');
    });
    await stands(page, 'Anything else');
    await hangUp(taker, 'en');

    await pickUp(taker, steps, '1');
    await press('Enter');
    await stands(page, 'Anything else');
    await hangUp(taker, 'en');
  }, 60_000);

  test('letters and e-mail: acknowledged in three and two working days, answered in ten and five', async () => {
    const person = await under.at(officer, 'documents');
    const { page, press } = person;
    const from = { from: 'Ida Flint', phone: '01632 960234', email: 'ida@example.org' };
    const items: [string, string] = ['permit form', 'proof of address'];
    await takePapersIn(person, 'en', { ...from, way: 'post', items, how: 'from our website' });
    await stands(page, 'Acknowledged');
    // Tuesday is day nought: Friday, and Tuesday a fortnight on.
    await says(page, 'Standard W1 · Fri 20 Nov 17:00');
    await says(page, 'Standard W2 · Tue 1 Dec 17:00');
    await says(
      page,
      'Thank you for your permit form. Ben Carter (Parking Team) is dealing with it and will answer by 5:00 pm on Tuesday 1 December.',
    );
    await under.look(page, 'harrowmere-letter');
    await press('Enter');
    await stands(page, 'Check the documents');
    await press('Enter');
    await stands(page, 'Something is missing');
    // Two working days.
    await says(page, 'Standard W5 · Thu 19 Nov 17:00');
    await says(
      page,
      'We are missing the following: proof of address. You can get it here: from our website. Questions: 01632 960100.',
    );
    await under.look(page, 'harrowmere-missing');
    await press('3');
    await press('Enter');
    await says(page, 'The clock stands still while the customer prepares what is missing');
    await press('Escape');

    await takePapersIn(person, 'en', { ...from, way: 'email', items, how: 'from our website' });
    await stands(page, 'Acknowledged');
    await says(page, 'Standard W3 · Thu 19 Nov 17:00');
    await says(page, 'Standard W4 · Tue 24 Nov 17:00');
  }, 60_000);

  test('a home visit: agreed, an identity card at the door, and the questions', async () => {
    const person = await under.at(officer, 'site-visits');
    const { page, press, type } = person;
    await planVisit(person, 'en', { to: 'Joan Pike', phone: '01632 960111', place: '4 Mill Lane' });
    await type('1430');
    await says(page, 'Would 2:30 pm at 4 Mill Lane suit you?');
    await press('Enter');
    await says(page, 'Good day, I am Ben Carter from Harrowmere District Council. Here is my identity card.');
    await under.look(page, 'harrowmere-visit');
    await press('Enter');
    await says(page, 'Record that you are there already?');
    await press('Enter');
    await says(page, 'Is there anything you would still like to know before I go?');
    await press('Enter');
    await says(page, 'There at the agreed time');
  }, 60_000);

  test('a text by hand in the words of the standard; the public pages speak its language', async () => {
    const id = await under.customer('Ida Flint', '01632 960234');
    const person = await under.at(officer, `messages/new/${id}`);
    const { page, press } = person;
    await chooseText(person, 'en', 'T2 · Call back');
    // One byte a letter: 127, more than an SMS has.
    await says(page, '127 of 2,000 bytes · long message');
    await under.look(page, 'harrowmere-message');
    await press('Control+Enter');
    await says(
      page,
      'Harrowmere District Council: Ben Carter called you about your question and could not reach you. Please call us on 01632 960100.',
    );
    await sentByHand(person, 'en');
    await says(page, 'The office’s');

    const closed = await under.outside('/booking');
    await closed.getByText(bookingWords.en.closed).waitFor(patiently);
    await closed.getByText('01632 960100').waitFor(patiently);
    await under.look(closed, 'harrowmere-booking-page');
    expect(await closed.locator('[lang=ko]').allInnerTexts()).toEqual(['한국어']);
  }, 60_000);

  test('the report and the record of each clause are in the numbers of the standard', async () => {
    const person = await under.at(manager, 'reports');
    const { page } = person;
    await says(page, 'Customer Promise 1.2.0');
    await says(page, 'T2 Voicemail returned within 24 hours');
    await says(page, 'Head of customer services');
    await under.look(page, 'harrowmere-report');
    const record = await evidenceOf(person, '2026-11-17');
    await under.look(page, 'harrowmere-evidence');
    expect(record).toMatchObject({
      F2: ['unmeasured'],
      T1: [
        'Answer 3',
        'Answer · again 1',
        'Listen 3',
        'telephone rang 3',
        'rings: 1 1',
        'rings: 5 1',
        'rings: 6 or more 1',
      ],
      T2: ['memo taken 1', 'promised 1'],
      T3: ['Answered 1', 'summary passed on 1', 'putting through begun 1', 'Put through 1'],
      T5: ['Anything else 3', 'Goodbye 3'],
      W1: ['Acknowledged 1', 'Opened 1', 'kept 1', 'promised 1'],
      W2: ['promised 1', 'clock stopped 1'],
      W3: ['e-mail came 1', 'promised 1'],
      W4: ['promised 1'],
      W5: ['something missing 1', 'Something is missing 1', 'kept 1', 'promised 1'],
      H1: ['kept 1', 'promised 1', 'Time agreed 1', 'arrived 1', 'kept 1', '100.0%'],
      H2: ['At the door 1', 'Questions 1'],
      R1: [],
    });
  }, 60_000);
});
