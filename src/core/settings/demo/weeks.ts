import { comeBack, setAbsence } from '#core/staff/absences.service.ts';
import { duties, people, receptionists } from './branch.ts';
import { StoryCall } from './call.ts';
import { DemoCalls } from './calls.ts';
import { customers, inquiries } from './customers.ts';
import { Dice } from './dice.ts';
import { type Fate, fates, planFate } from './fates.ts';
import { StoryMemo } from './memo.ts';
import type { Narrator } from './narrator.ts';
import { MINUTE, minutesAfter, type Timeline } from './timeline.ts';
import { planVisit } from './visits.ts';

/** Who is away when, in minutes after opening; over three weeks every kind of absence the pack knows occurs. */
const absences: [who: string, kind: string, from: number, to: number | null, told?: string][][] = [
  [
    ['박서연', 'outside', 240, 400],
    ['강민재', 'meeting', 60, 130],
  ],
  [
    ['최민호', 'consulting', 90, 180],
    ['정유진', 'training', 0, 540],
  ],
  [
    ['오세라', 'meal', 180, 245],
    ['윤정아', 'meeting', 300, 380],
    ['박서연', 'outside', 60, 170],
  ],
  [
    ['강민재', 'trip', 0, 540],
    ['최민호', 'private', 330, 420],
  ],
  [
    ['정유진', 'other', 120, 210, '은행 방문'],
    ['박서연', 'meeting', 300, null],
  ],
];

const dealt: readonly Fate[] = [
  ...(['kept', 'kept', 'interim', 'kept', 'kept', 'kept', 'taken_over', 'kept'] as const),
  ...(['call_again', 'kept', 'late', 'kept', 'kept', 'handed_on', 'kept', 'kept', 'kept'] as const),
];
/** Fates that are rare, by the working day on which they happen. */
const rare: Record<number, Fate> = {
  1: 'reopened',
  3: 'broken',
  4: 'unreachable',
  6: 'handed_on',
  9: 'late',
  10: 'broken',
  12: 'unreachable',
  13: 'reopened',
};

const officersFor = (duty: string) =>
  people.filter((one) => one.duties.includes(duty)).map(({ name }) => name);

/** Somebody who is away at a time of a day, if anybody is. */
function awayAt({ index, opens }: DayPlan, at: Date): string | undefined {
  const into = (at.getTime() - opens.getTime()) / MINUTE;
  return absences[index % absences.length]?.find(
    ([, , from, to]) => into > from && into < (to ?? from + 90) - 5,
  )?.[0];
}

interface DayPlan {
  /** From 0, oldest first. */
  index: number;
  opens: Date;
  closes: Date;
  /** Nothing begins after this. */
  until: Date;
  /** When the office opens again. */
  nextOpening: Date;
}

/** Everything that happens on the working days before today, and today until `until`. */
export class Weeks {
  readonly #story: Narrator;
  readonly #timeline: Timeline;
  readonly #dice = new Dice(20_261_123);
  readonly #calls: DemoCalls;
  #memos = 0;

  constructor(story: Narrator, timeline: Timeline) {
    this.#story = story;
    this.#timeline = timeline;
    this.#calls = new DemoCalls(story, timeline);
  }

  planDay(day: DayPlan): void {
    const { opens, until } = day;
    for (const [who, kind, from, to, told] of absences[day.index % absences.length] ?? []) {
      const [start, end] = [minutesAfter(opens, from), to === null ? null : minutesAfter(opens, to)];
      if (start < until && (end ?? minutesAfter(start, 90)) < until) {
        planAbsence(this.#story, this.#timeline, {
          who,
          kind,
          start,
          end,
          back: end ?? minutesAfter(start, 90),
          told: told ?? null,
        });
      }
    }
    const length = (day.closes.getTime() - opens.getTime()) / MINUTE;
    const visits = this.#dice.between(11, 14);
    for (let visit = 0; visit < visits; visit++) {
      const into = 8 + ((length - 70) / visits) * (visit + this.#dice.next() * 0.8);
      this.#planVisit(day, minutesAfter(opens, into), visit);
    }
    const calls = this.#dice.between(4, 6);
    for (let call = 0; call < calls; call++) {
      const into = 25 + ((length - 130) / calls) * (call + this.#dice.next() * 0.8);
      this.#planCall(day, minutesAfter(opens, into), {});
    }
    // Towards closing the hour ends after it, and the customer chooses.
    if (day.index % 3 === 1)
      this.#planCall(day, minutesAfter(day.closes, -35), { afterClosing: 'next_morning' });
    if (day.index % 5 === 2)
      this.#planCall(day, minutesAfter(day.closes, -48), { afterClosing: 'before_closing' });
    if (day.index % 5 === 0) this.#planCall(day, minutesAfter(opens, 100), { preferredIn: 200 });
    const fate = rare[day.index];
    if (fate !== undefined) this.#planCall(day, minutesAfter(opens, 150), { fate });
    this.#calls.planDay(day);
  }

  #planVisit(day: DayPlan, at: Date, number: number): void {
    const dice = this.#dice;
    const missed = dice.next() < 0.7 ? awayAt(day, at) : undefined;
    const usual = dice.pick(['보증 상담', '보증 상담', ...duties.map(({ name }) => name)]);
    const duty = people.find(({ name }) => name === missed)?.duties[0] ?? usual;
    const doers = officersFor(duty);
    const reception = dice.pick(receptionists);
    const settledHere = missed === undefined && (duty === '서류 제출' || duty === '기타');
    const others = doers.filter((name) => name !== reception.name);
    const officer = missed ?? (others.length > 0 ? dice.pick(others) : '김태현');
    const colleague = dice.pick([...others.filter((name) => name !== officer), '김태현']);
    const anonymous = dice.next() < 0.15;
    const customer = dice.pick(customers);
    const inquiry = dice.pick(inquiries[duty] ?? ['문의']);
    const whenAway = dice.pick(['memo', 'memo', 'colleague', 'left'] as const);
    const minutes = dice.between(4, 26);
    if (minutesAfter(at, minutes + 6) > day.until) return;
    planVisit(this.#story, this.#timeline, {
      at,
      reception,
      customer: anonymous && whenAway !== 'memo' ? null : customer,
      duty,
      officer,
      colleague,
      whenAway,
      settledHere,
      inquiry,
      minutes,
      skipsIntroduction: number === 5,
      onMemo: (memo, madeAt) => this.#follow(day, memo, madeAt, undefined),
    });
  }

  #planCall(
    day: DayPlan,
    at: Date,
    special: { fate?: Fate; afterClosing?: 'before_closing' | 'next_morning'; preferredIn?: number },
  ): void {
    const dice = this.#dice;
    const duty = dice.pick(duties).name;
    const intended = dice.pick(officersFor(duty).filter((name) => name !== '김하늘'));
    const customer = dice.pick(customers);
    const inquiry = dice.pick(inquiries[duty] ?? ['문의']);
    const by = dice.pick(['송다은', '김하늘', '이지훈'].filter((name) => name !== intended));
    const { fate, preferredIn } = special;
    if (minutesAfter(at, 62) > day.until && special.afterClosing === undefined) return;
    this.#timeline.at(at, async () => {
      const call = await StoryCall.rang(this.#story, by);
      await call.pickedUp(by, this.#calls.rings());
      await call.heard(by, duty);
      const customerId = await call.from(by, customer);
      const memo = await StoryMemo.taken(this.#story, {
        by,
        encounterId: call.id,
        intended,
        customer,
        customerId,
        duty,
        inquiry,
        urgency: this.#memos % 7 === 3 ? 'urgent' : 'normal',
        preferredAt: preferredIn === undefined ? null : minutesAfter(at, preferredIn),
        ...(special.afterClosing ? { afterClosing: special.afterClosing } : {}),
      });
      call.memoTaken();
      await call.finished(by);
      this.#follow(
        day,
        memo,
        this.#story.now,
        fate ?? (special.afterClosing || preferredIn ? 'kept' : undefined),
      );
    });
  }

  #follow(day: DayPlan, memo: StoryMemo, madeAt: Date, fate: Fate | undefined): void {
    const turn = this.#memos;
    this.#memos += 1;
    const back = this.#story.away.get(memo.handler);
    const overnight = memo.dueAt > day.closes;
    const soon = back ?? madeAt;
    const colleague = ['이지훈', '정유진', '김태현'].find(
      (name) => name !== memo.handler && !this.#story.isAway(name),
    );
    planFate(this.#timeline, fate ?? dealt[turn % dealt.length] ?? fates[0], {
      memo,
      madeAt,
      minutes: 9 + ((turn * 7) % 38),
      notBefore: overnight ? day.nextOpening : soon,
      colleague: colleague ?? '한도윤',
      turn,
    });
  }
}

export interface AbsencePlan {
  who: string;
  kind: string;
  start: Date;
  /** What is said at the start; null when nobody knows. */
  end: Date | null;
  /** When he is really back; null while the story lasts. */
  back: Date | null;
  told: string | null;
}

/** Somebody goes, and comes back. */
export function planAbsence(
  story: Narrator,
  timeline: Timeline,
  { who, kind, start, end, back, told }: AbsencePlan,
): void {
  const requestId = () => crypto.randomUUID();
  timeline.at(start, async () => {
    const staffId = story.id(who);
    await setAbsence(story.desk, story.as(who), {
      requestId: requestId(),
      staffId,
      kind,
      told,
      returnsAt: end,
    });
    story.away.set(who, end);
    if (back === null) return;
    timeline.at(back, async () => {
      await comeBack(story.desk, story.as(who), { requestId: requestId(), staffId });
      story.away.delete(who);
    });
  });
}
