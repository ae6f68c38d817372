import { answers } from './customers.ts';
import type { StoryMemo } from './memo.ts';
import { minutesAfter, type Timeline } from './timeline.ts';

/** How a memo of the past three weeks went. */
export const fates = [
  'kept',
  'late',
  'broken',
  'unreachable',
  'interim',
  'handed_on',
  'taken_over',
  'reopened',
  'call_again',
] as const;
export type Fate = (typeof fates)[number];

const lateReasons = [
  '담당자 외근이 길어짐',
  '앞선 상담이 예정보다 길어짐',
  '전산 점검으로 확인이 늦어짐',
] as const;

export interface FateOptions {
  memo: StoryMemo;
  madeAt: Date;
  /** How long the answer takes where nothing special happens, in minutes. */
  minutes: number;
  /** Not before this: the next opening, or the officer's return. */
  notBefore: Date;
  /** Somebody present who may step in. */
  colleague: string;
  /** Varies the words. */
  turn: number;
}

/** Plans what becomes of a memo. What would lie after the end of the story does not happen, and it stays open. */
export function planFate(timeline: Timeline, fate: Fate, options: FateOptions): void {
  const { memo, madeAt, minutes, notBefore, colleague, turn } = options;
  const said = answers[turn % answers.length] ?? answers[0];
  const kept = earlier(
    later(minutesAfter(madeAt, minutes), minutesAfter(notBefore, 6)),
    minutesAfter(memo.dueAt, -3),
  );
  const begun = later(minutesAfter(madeAt, 2), minutesAfter(kept, -5));
  const then = (at: Date, after: number) => minutesAfter(at, after);

  switch (fate) {
    case 'kept':
      timeline.at(begun, () => memo.see());
      timeline.at(kept, async () => {
        await memo.call();
        await memo.answer(said);
      });
      return;
    case 'late': {
      const late = then(memo.dueAt, 7 + (turn % 4) * 6);
      timeline.at(begun, () => memo.see());
      timeline.at(late, async () => {
        await memo.call({ late: true });
        await memo.answer(said, lateReasons[turn % lateReasons.length]);
      });
      return;
    }
    case 'broken':
      timeline.at(begun, () => memo.see());
      timeline.at(then(memo.dueAt, 95), () =>
        memo.closedUnanswered(memo.handler, '고객이 다른 기관에서 해결해 회신이 필요 없어짐'),
      );
      return;
    case 'unreachable':
      timeline.at(begun, () => memo.see());
      timeline.at(kept, () => memo.attempt('no_answer'));
      timeline.at(then(kept, 9), () => memo.attempt('busy'));
      timeline.at(then(kept, 21), () => memo.attempt('no_answer'));
      timeline.at(then(kept, 22), () => memo.unreachable());
      return;
    case 'interim': {
      const agreed = then(memo.dueAt, 90);
      timeline.at(begun, () => memo.see());
      timeline.at(kept, async () => {
        await memo.call();
        await memo.interim('본점에 확인이 필요해 다시 전화드리기로 했습니다.', agreed);
      });
      timeline.at(then(agreed, -20), () => memo.answer('본점 확인 결과를 안내했습니다.'));
      return;
    }
    case 'handed_on':
      timeline.at(begun, () => memo.see());
      timeline.at(then(begun, 1), async () => {
        if (memo.handler !== colleague) await memo.handedOn(colleague, '같은 고객을 상담한 담당자');
      });
      timeline.at(later(kept, then(begun, 2)), async () => {
        await memo.see();
        await memo.call();
        await memo.answer(said);
      });
      return;
    case 'taken_over':
      timeline.at(begun, async () => {
        if (memo.handler !== colleague) await memo.takenOver(colleague);
      });
      timeline.at(kept, async () => {
        await memo.see();
        await memo.call();
        await memo.answer(said);
      });
      return;
    case 'reopened':
      timeline.at(begun, () => memo.see());
      timeline.at(kept, () => memo.answer(said));
      timeline.at(then(kept, 12), () => memo.reopened(memo.handler, '안내한 서류 이름이 달라 다시 문의하심'));
      timeline.at(then(kept, 31), () => memo.answer('서류 이름을 바로잡아 안내했습니다.'));
      return;
    case 'call_again': {
      const again = then(kept, -2);
      timeline.at(begun, () => memo.see());
      timeline.at(then(begun, 2), () => memo.attempt('call_again', later(again, then(begun, 5))));
      timeline.at(then(kept, 1), async () => {
        await memo.call();
        await memo.answer(said);
      });
    }
  }
}

const later = (one: Date, other: Date): Date => (one > other ? one : other);
const earlier = (one: Date, other: Date): Date => (one < other ? one : other);
