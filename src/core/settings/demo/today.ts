import { customers, type DemoCustomer } from './customers.ts';
import { StoryMemo } from './memo.ts';
import type { Narrator } from './narrator.ts';
import { planSiteVisits } from './site-visits.ts';
import { minutesAfter, type Timeline } from './timeline.ts';
import { StoryVisit } from './visit.ts';
import { planAbsence } from './weeks.ts';

/** How long before the present the scene begins, in minutes. */
export const SCENE_BEGINS = 125;

/** What a window shows at the end of the story: who is away, who waits, what is promised. */
export function planScene(story: Narrator, timeline: Timeline, now: Date): void {
  const before = (minutes: number) => minutesAfter(now, -minutes);
  planAbsences(story, timeline, now);

  const memo = (
    minutesAgo: number,
    [by, intended, name, duty, inquiry]: [string, string, string, string, string],
    then: (memo: StoryMemo) => void = () => {},
  ) => {
    const at = before(minutesAgo);
    timeline.at(at, async () => {
      const customer = knownAs(name);
      const customerId = await story.customer(by, customer);
      const told = { by, intended, customer, customerId, duty, inquiry };
      // An hour of the evening or the night is promised only to somebody who asks for it.
      const due = minutesAfter(at, 60);
      const date = story.branch.calendar.businessDate(due);
      const [opens, closes] = [story.branch.calendar.opensAt(date), story.branch.calendar.closesAt(date)];
      const usual = opens !== null && closes !== null && due >= opens && due <= closes;
      then(await StoryMemo.taken(story, { ...told, preferredAt: usual ? null : due }));
    });
  };

  // Answered.
  memo(118, ['김하늘', '박서연', '윤민아', '보증 상담', '보증 한도 안내 요청'], (one) => {
    timeline.at(before(101), () => one.see());
    timeline.at(before(99), async () => {
      await one.call();
      await one.answer('보증 한도와 준비 서류를 안내했습니다.');
    });
  });
  memo(92, ['이지훈', '김하늘', '문지석', '기타', '영업시간 문의'], (one) => {
    timeline.at(before(84), async () => {
      await one.see();
      await one.answer('영업시간과 주차장을 안내했습니다.');
    });
  });
  // New: one past its time, one nearly, one with time left, for whom a colleague will call.
  memo(64, ['이지훈', '박서연', '정은호', '채무·변제', '대위변제 후 분할상환 조건 문의']);
  memo(51, ['김하늘', '최민호', '오혜진', '서류 제출', '보증서 재발급에 필요한 서류 문의']);
  memo(19, ['김하늘', '박서연', '배소연', '보증 상담', '현장실사 일정 변경 희망']);
  // Seen.
  memo(38, ['이지훈', '김하늘', '민보라', '서류 제출', '약정 서류 보완 방법 문의'], (one) => {
    timeline.at(before(30), () => one.see());
  });
  memo(24, ['송다은', '최민호', '서현준', '보증 상담', '보증료 환급 시기 문의'], (one) => {
    timeline.at(before(17), () => one.see());
  });
  // In contact.
  memo(42, ['송다은', '이지훈', '강지원', '기한 연장', '만기 연장 가능 여부와 준비 서류 문의'], (one) => {
    timeline.at(before(14), () => one.see());
    timeline.at(before(12), () => one.attempt('no_answer'));
  });

  planVisits(story, timeline, now);
  planSiteVisits(story, timeline, now);
}

function planAbsences(story: Narrator, timeline: Timeline, now: Date): void {
  const gone = (
    who: string,
    kind: string,
    minutesAgo: number,
    backIn: number | null,
    told: string | null = null,
  ) =>
    planAbsence(story, timeline, {
      who,
      kind,
      start: minutesAfter(now, -minutesAgo),
      end: backIn === null ? null : minutesAfter(now, backIn),
      back: null,
      told,
    });
  gone('박서연', 'outside', 55, 58);
  gone('강민재', 'private', 40, 50);
  gone('정유진', 'meeting', 30, null);
  gone('오세라', 'other', 20, 35, '은행 방문');
  gone('임재호', 'leave', 120, 60 * 24);
}

function planVisits(story: Narrator, timeline: Timeline, now: Date): void {
  const begin = (minutesAgo: number, by: string, counter: number, go: (visit: StoryVisit) => void) =>
    timeline.at(minutesAfter(now, -minutesAgo), async () => go(await StoryVisit.greeted(story, by, counter)));
  const at = (minutesAgo: number, run: () => Promise<unknown>) =>
    timeline.at(minutesAfter(now, -minutesAgo), async () => void (await run()));

  // Waits for an officer whose meeting has no known end.
  begin(11, '김하늘', 1, (visit) => {
    at(10.5, () => visit.introduce('김하늘'));
    at(9.8, () => visit.purpose('김하늘', '채무·변제'));
    at(9.4, () => visit.customer('김하늘', knownAs('정미희')));
    at(9, () => visit.officer('김하늘', '정유진'));
    at(8.5, () => visit.wait('김하늘'));
  });
  // On the way to the officer.
  begin(5, '이지훈', 0, (visit) => {
    at(4.6, () => visit.introduce('이지훈'));
    at(3.7, () => visit.purpose('이지훈', '보증 상담'));
    at(3, () => visit.customer('이지훈', knownAs('김민수')));
    at(2.2, () => visit.officer('이지훈', '최민호'));
    at(1, () => visit.handOver('이지훈', '최민호'));
  });
  // Has just been greeted by the manager: whoever is at a counter begins with nobody in hand.
  begin(2, '한도윤', 1, (visit) => {
    at(1.5, () => visit.introduce('한도윤'));
  });
}

function knownAs(name: string): DemoCustomer {
  const customer = customers.find((one) => one.name === name);
  if (customer === undefined) throw new RangeError(`no demo customer is called ${name}`);
  return customer;
}
