import { duties, people } from './branch.ts';
import { StoryCall } from './call.ts';
import { customers, inquiries } from './customers.ts';
import { Dice } from './dice.ts';
import type { Narrator } from './narrator.ts';
import { MINUTE, minutesAfter, type Timeline } from './timeline.ts';

const AT_THE_PHONE = ['송다은', '김하늘'];
/** How often it rings before somebody picks up; now and then nobody counts. */
const RINGS = [1, 2, 2, 1, 3, 2, 1, 2, null, 4] as const;

/** Calls that end without a memo: answered at once, put through, missed, cut off. */
export class DemoCalls {
  readonly #story: Narrator;
  readonly #timeline: Timeline;
  // A dice of their own: what else happens in the story stays as it is.
  readonly #dice = new Dice(20_261_130);
  #count = 0;

  constructor(story: Narrator, timeline: Timeline) {
    this.#story = story;
    this.#timeline = timeline;
  }

  /** How often the next call rings. */
  rings(): number | null {
    this.#count += 1;
    return RINGS[this.#count % RINGS.length] ?? null;
  }

  planDay({ index, opens, until }: { index: number; opens: Date; until: Date }): void {
    for (const [nth, into] of [35, 160, 275, 430].entries()) {
      const at = minutesAfter(opens, into + this.#dice.between(0, 40));
      if (minutesAfter(at, 12) > until) continue;
      const turn = index * 4 + nth;
      if (turn % 9 === 4) this.#planMissed(at);
      else if (turn % 13 === 6) this.#planCut(at);
      else this.#planAnswered(at, turn % 3 === 1);
    }
  }

  #planMissed(at: Date): void {
    const by = this.#dice.pick(AT_THE_PHONE);
    this.#timeline.at(at, async () => {
      const call = await StoryCall.rang(this.#story, by);
      this.#timeline.at(minutesAfter(at, 1), () => call.missed(by));
    });
  }

  #planCut(at: Date): void {
    const by = this.#dice.pick(AT_THE_PHONE);
    this.#timeline.at(at, async () => {
      const call = await StoryCall.rang(this.#story, by);
      await call.pickedUp(by, this.rings());
      this.#timeline.at(minutesAfter(at, 0.5), () => call.cutOff(by, '전화가 끊김'));
    });
  }

  #planAnswered(at: Date, isPutThrough: boolean): void {
    const by = this.#dice.pick(AT_THE_PHONE);
    const duty = this.#dice.pick(duties).name;
    const customer = this.#dice.next() < 0.5 ? this.#dice.pick(customers) : null;
    const summary = this.#dice.pick(inquiries[duty] ?? ['문의']);
    const to = this.#dice.pick(people.filter((one) => one.duties.includes(duty) && one.name !== by)).name;
    const [story, timeline] = [this.#story, this.#timeline];
    const seconds = this.#dice.between(4, 19);
    timeline.at(at, async () => {
      const call = await StoryCall.rang(story, by);
      timeline.at(minutesAfter(at, 0.1), async () => {
        await call.pickedUp(by, this.rings());
        if (customer !== null) await call.from(by, customer);
        await call.heard(by, duty);
      });
      timeline.at(minutesAfter(at, 1), async () => {
        if (!isPutThrough || story.isAway(to)) {
          await call.answered(by);
          timeline.at(minutesAfter(at, 4), () => call.finished(by));
          return;
        }
        await call.putThrough(by, to, summary);
        const taken = new Date(story.now.getTime() + (seconds * MINUTE) / 60);
        timeline.at(taken, () => call.taken(to));
        timeline.at(minutesAfter(at, 7), () => call.finished(to, true));
      });
    });
  }
}
