import { type MemoTold, StoryMemo } from '#core/settings/demo/memo.ts';
import type { Narrator } from '#core/settings/demo/narrator.ts';
import { aCustomer } from './visit.ts';

/** A memo with its promise at the desk's present time, made by the real services; goes on from there. */
export async function aMemo(story: Narrator, told: Partial<MemoTold> = {}): Promise<StoryMemo> {
  return await StoryMemo.taken(story, {
    by: '이지훈',
    intended: '박서연',
    customer: aCustomer(),
    duty: '보증 상담',
    inquiry: '만기 연장 가능 여부 문의',
    ...told,
  });
}
