import { expect, test } from 'vitest';
import CounterScreen from '#renderer/features/counter/counter-screen.tsx';
import { takeInHand } from '#renderer/shared/encounters/in-hand.ts';
import { aDesk, drawAt, patiently } from '#tests/component/desk.tsx';
import { screen, within } from '#tests/component/render.tsx';

patiently();

test.each(['이지훈', '김하늘', '송다은'])(
  'a newcomer to the demo begins at a counter with nobody in hand: %s',
  async (who) => {
    takeInHand(null);
    const desk = await aDesk();
    await drawAt(desk, who, <CounterScreen rest={[]} />);
    const title = await screen.findByText('응대 중인 고객이 없습니다');
    const empty = within(title.parentElement as HTMLElement);
    expect(empty.getByRole('button', { name: /새 고객 맞이/ }).textContent).toContain('F2');
    // What goes on at the branch is in the lane.
    const lane = within(screen.getByRole('complementary', { name: '응대 목록' }));
    expect(lane.getByRole('heading', { name: '지금 응대 중 2' })).toBeTruthy();
    expect(lane.getByText('이름 미확인')).toBeTruthy();
  },
);
