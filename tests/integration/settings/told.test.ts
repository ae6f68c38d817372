import { expect, test } from 'vitest';
import { unclosed } from '#core/encounters/encounters.service.ts';
import { board } from '#core/memos/board.service.ts';
import { aBranch } from '#tests/builders/branch.ts';
import { aMemo } from '#tests/builders/memo.ts';
import { aCustomer, aVisit } from '#tests/builders/visit.ts';
import { eachEngine } from '#tests/support/postgres.ts';

eachEngine((_name, open) => {
  test('what is told of a branch is what its screens show', async () => {
    const { story, desk, clock, branchId } = await aBranch(await open());
    const call = story.as('이지훈');
    await aVisit(story, { until: 'greeted', customer: null });
    await aVisit(story, { until: 'sought', officer: '최민호' });
    await aVisit(story);
    const { today, encounters } = await unclosed(desk, call, branchId);
    expect(today).toBe(3);
    expect(encounters.map(({ officer }) => officer?.name ?? null)).toEqual([null, '최민호']);

    const memo = await aMemo(story, { customer: aCustomer({ name: '정은호', phone: '010-0000-8821' }) });
    clock.pass(19);
    await memo.see();
    await memo.answer('안내했습니다.');
    const { cards, answeredToday } = await board(desk, call, { branchId, filter: 'branch' });
    expect(answeredToday).toBe(1);
    expect(cards).toMatchObject([{ customerName: '정은호', state: 'answered', promise: { state: 'kept' } }]);
  });
});
