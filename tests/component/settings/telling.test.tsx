import { expect, test } from 'vitest';
import { PackProblems } from '#renderer/shared/pack-problems.tsx';
import { Recovered } from '#renderer/shared/recovered.tsx';
import { render, screen } from '#tests/component/render.tsx';

test('a wrong pack is told with file, line, column and reason, and that the last good one stays', async () => {
  const message = { ko: '없는 조항입니다: V55', en: 'no such clause: V55' };
  const problem = {
    file: 'daejeon.yaml',
    line: 26,
    column: 11,
    path: 'clauses[3]',
    code: 'unknown',
    message,
  };
  await render(<PackProblems problems={[problem]} lastGood />);
  const told = screen.getByRole('alert').textContent;
  expect(told).toContain('daejeon.yaml 26행 11열');
  expect(told).toContain('없는 조항입니다: V55');
  expect(told).toContain('그대로 쓰고 있습니다');
});

test('nothing is said of a pack that is right', async () => {
  const { container } = await render(<PackProblems problems={[]} lastGood />);
  expect(container.textContent).toBe('');
});

test.each([
  [true, '읽을 수 있는 기록은 모두 옮겨 와서'],
  [false, '빈 저장소로 시작했습니다'],
])('a store set aside is told with where it lies and what was kept (%s)', async (kept, sentence) => {
  await render(<Recovered store={{ setAside: '/data/damaged/maji.db', kept }} />);
  expect(screen.getByRole('alert').textContent).toContain(sentence);
  expect(screen.getByRole('alert').textContent).toContain('/data/damaged/maji.db');
});
