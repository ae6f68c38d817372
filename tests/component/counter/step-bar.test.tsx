import { expect, test } from 'vitest';
import type { EncounterView, StepView } from '#contract/encounters.ts';
import { StepBar } from '#renderer/shared/encounters/step-bar.tsx';
import { render, screen } from '#tests/component/render.tsx';

const step = (id: string, label: string, more: Partial<StepView> = {}): StepView => ({
  id,
  label,
  on: 'tick',
  clause: 'V2',
  state: 'pending',
  at: null,
  how: null,
  reason: null,
  actor: null,
  say: [],
  hint: '',
  skippable: true,
  skipReasons: [],
  ...more,
});

const at = new Date('2026-11-20T05:32:00Z');

test('the steps say in words what was done when, what was skipped and what was recorded later', async () => {
  const view = {
    state: 'open',
    currentStep: 'd',
    steps: [
      step('a', '인사', { state: 'done', at, how: 'clock' }),
      step('b', '소개', { state: 'done', at, how: 'afterwards' }),
      step('c', '용건', { state: 'skipped', at, how: 'ticked' }),
      step('d', '담당 연결'),
      step('e', '끝인사'),
    ],
  } as EncounterView;
  await render(<StepBar view={view} />);
  const items = screen.getAllByRole('listitem');
  expect(items.map((item) => item.textContent)).toEqual([
    '인사마침14:32',
    '소개마침14:32 · 나중에',
    '용건건너뜀',
    '4 담당 연결',
    '5 끝인사',
  ]);
  expect(items.map((item) => item.getAttribute('aria-current'))).toEqual([null, null, null, 'step', null]);
});
