import type { DemoCustomer } from './customers.ts';
import { type MemoTold, StoryMemo } from './memo.ts';
import type { Narrator } from './narrator.ts';
import { minutesAfter, type Timeline } from './timeline.ts';
import { StoryVisit } from './visit.ts';

export interface VisitPlan {
  at: Date;
  reception: { name: string; counter: number };
  /** Null for somebody who leaves no name. */
  customer: DemoCustomer | null;
  duty: string;
  officer: string;
  /** Who does the same work, for an officer who turns out to be away. */
  colleague: string;
  /** How it ends where the officer is away. */
  whenAway: 'memo' | 'colleague' | 'left';
  /** The counter settles it without an officer. */
  settledHere: boolean;
  inquiry: string;
  /** How long the officer takes, in minutes. */
  minutes: number;
  /** The introduction is left out, with its reason. */
  skipsIntroduction: boolean;
  /** Told when the visit ended in a memo. */
  onMemo: (memo: StoryMemo, at: Date) => void;
  memoOptions?: Pick<MemoTold, 'preferredAt' | 'afterClosing' | 'urgency'>;
}

/** Plans a whole visit, from the greeting to the farewell. */
export function planVisit(story: Narrator, timeline: Timeline, plan: VisitPlan): void {
  const { at, reception, customer, duty } = plan;
  const by = reception.name;
  timeline.at(at, async () => {
    const visit = await StoryVisit.greeted(story, by, reception.counter);
    const next = (minutes: number, run: () => Promise<void>) => timeline.at(minutesAfter(at, minutes), run);
    next(0.4, async () => {
      await (plan.skipsIntroduction ? visit.skipIntroduction(by) : visit.introduce(by));
    });
    next(1.3, () => visit.purpose(by, duty));
    let customerId: string | null = null;
    next(1.9, async () => {
      if (customer !== null) customerId = await visit.customer(by, customer);
    });
    next(2.2, async () => {
      if (plan.settledHere) return settleHere(visit, plan, timeline);
      await visit.officer(by, plan.officer);
      if (!story.isAway(plan.officer)) return withOfficer(visit, plan, plan.officer, timeline);
      if (plan.whenAway === 'left') {
        await visit.leave(by, '다음 주에 다시 방문하시기로 함');
        timeline.at(minutesAfter(at, 3), () => visit.sayGoodbye(by));
        return;
      }
      if (plan.whenAway === 'colleague' && !story.isAway(plan.colleague) && plan.colleague !== by) {
        return withOfficer(visit, plan, plan.colleague, timeline);
      }
      timeline.at(minutesAfter(at, 3.5), async () => {
        const memo = await StoryMemo.taken(story, {
          by,
          intended: plan.officer,
          // Somebody who leaves no name cannot be called back: it is asked now.
          customer: customer ?? { name: '손님', business: '', phone: '010-0000-0000' },
          customerId,
          duty,
          inquiry: plan.inquiry,
          encounterId: visit.id,
          ...plan.memoOptions,
        });
        visit.memoTaken();
        plan.onMemo(memo, story.now);
      });
      timeline.at(minutesAfter(at, 4.2), () => visit.farewell(by));
    });
  });
}

async function settleHere(visit: StoryVisit, plan: VisitPlan, timeline: Timeline): Promise<void> {
  const { at, reception, minutes } = plan;
  await visit.handleHere(reception.name);
  timeline.at(minutesAfter(at, 3 + minutes), () => visit.farewell(reception.name));
}

async function withOfficer(
  visit: StoryVisit,
  plan: VisitPlan,
  to: string,
  timeline: Timeline,
): Promise<void> {
  const { at, reception, minutes } = plan;
  await visit.handOver(reception.name, to);
  timeline.at(minutesAfter(at, 3.6), async () => {
    await visit.take(to);
    await visit.introduceAgain(to);
  });
  timeline.at(minutesAfter(at, 4 + minutes), () => visit.farewell(to));
}
