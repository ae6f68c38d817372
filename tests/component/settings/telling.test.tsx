import { expect, test } from 'vitest';
import { contract } from '#contract/contract.ts';
import type { ProcedureMeta } from '#contract/rules.ts';
import { useActivityWords } from '#renderer/features/settings/activity-words.ts';
import { PackProblems } from '#renderer/shared/pack-problems.tsx';
import { Recovered } from '#renderer/shared/recovered.tsx';
import { render, screen } from '#tests/component/render.tsx';

/** Every action that can stand in the log, from the access rules themselves. */
/** What nobody in particular may ask, and leaves no row. */
const unlogged = new Set(['accounts.here', 'accounts.lock', 'system.status']);

function actionsOf(part: object): string[] {
  if ('~orpc' in part) {
    const { access } = (part as { '~orpc': { meta: ProcedureMeta } })['~orpc'].meta;
    return access && !unlogged.has(access.action) ? [access.action] : [];
  }
  return Object.values(part).flatMap((inner) => actionsOf(inner as object));
}

function Words({ actions, subjects }: { actions: readonly string[]; subjects: readonly string[] }) {
  const words = useActivityWords();
  return (
    <ul>
      {actions.map((action) => (
        <li key={action}>{words.action(action)}</li>
      ))}
      <li>{words.subjects(subjects)}</li>
    </ul>
  );
}

test.each(['ko', 'en'] as const)(
  'every action of the contract has a word in the log (%s)',
  async (language) => {
    const actions = [...actionsOf(contract), 'setup.create', 'reminders.say', 'standard.adopt'];
    expect(actions.length).toBeGreaterThan(50);
    await render(<Words actions={actions} subjects={[]} />, language);
    const shown = screen.getAllByRole('listitem').map((item) => item.textContent ?? '');
    expect(shown.filter((text) => /^[a-z]+\.\w+$/i.test(text))).toEqual([]);
  },
);

test('whose data it was is counted by kind', async () => {
  await render(<Words actions={[]} subjects={['customer:1', 'memo:2', 'customer:3', 'unheard-of:4']} />);
  expect(screen.getByRole('listitem').textContent).toBe('고객 2, 메모 1, 그 밖 1');
});

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
