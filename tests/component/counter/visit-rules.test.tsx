import { describe, expect, test } from 'vitest';
import type { EncounterView, RankedOfficer, StepView } from '#contract/encounters.ts';
import {
  colleagueFor,
  isInHand,
  laneOf,
  lastSettled,
  nextInHand,
  sayOf,
  whoseVisit,
} from '#renderer/shared/encounters/visit-rules.ts';

const person = (name: string) => ({ id: name, name, title: '주임', department: '보증팀', seat: '' });
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 5, minutes));

const card = (id: string, more: Partial<EncounterView> = {}) => ({
  id,
  state: 'open' as const,
  servedBy: person('나'),
  handedTo: null,
  openedAt: at(0),
  waitingSince: null,
  ...more,
});

const step = (id: string, on: StepView['on'], more: Partial<StepView> = {}): StepView => ({
  id,
  on,
  clause: 'V2',
  label: id,
  state: 'pending',
  at: null,
  how: null,
  reason: null,
  actor: null,
  say: [{ text: `${id} 말씀` }],
  hint: `${id} 도움말`,
  skippable: true,
  skipReasons: [],
  ...more,
});

const view = (more: Partial<EncounterView>): EncounterView =>
  ({
    ...card('v'),
    officer: null,
    officerPresence: null,
    currentStep: null,
    steps: [],
    ...more,
  }) as EncounterView;

const steps = (done: number) =>
  [
    step('greeting', 'open'),
    step('introduction', 'tick'),
    step('purpose', 'purpose'),
    step('officer', 'officer', { clause: 'V4' }),
    step('farewell', 'tick'),
  ].map((one, index) => (index < done ? { ...one, state: 'done' as const } : one));

const officer = (name: string, state: 'present' | 'absent'): RankedOfficer => ({
  ...person(name),
  presence: { state, absenceId: null, version: null, kind: null, told: '', startsAt: null, returnsAt: null },
  doesDuty: true,
  busy: 0,
});

describe('whose visit it is', () => {
  test('follows who serves it, and while it is handed over who is asked', () => {
    expect(whoseVisit(card('a'), '나')).toBe('mine');
    expect(whoseVisit(card('a', { servedBy: person('남') }), '나')).toBe('others');
    const handed = card('a', { state: 'handed_over', handedTo: person('남') });
    expect(whoseVisit(handed, '나')).toBe('handed_by_me');
    expect(whoseVisit(handed, '남')).toBe('handed_to_me');
    expect(whoseVisit(handed, undefined)).toBe('others');
  });
});

describe('the lane', () => {
  test('has mine first, oldest first, and those who wait apart', () => {
    const cards = [
      card('남의 것', { servedBy: person('남'), openedAt: at(0) }),
      card('나중', { openedAt: at(9) }),
      card('먼저', { openedAt: at(5) }),
      card('늦게 기다림', { state: 'waiting', waitingSince: at(8) }),
      card('오래 기다림', { state: 'waiting', waitingSince: at(2) }),
    ];
    const { serving, waiting } = laneOf(cards, '나');
    expect(serving.map(({ id }) => id)).toEqual(['먼저', '나중', '남의 것']);
    expect(waiting.map(({ id }) => id)).toEqual(['오래 기다림', '늦게 기다림']);
  });

  test('offers the oldest of mine next, never one that was handed on, waits, or is another’s', () => {
    const others = [
      card('남의 것', { servedBy: person('남') }),
      card('넘긴 것', { state: 'handed_over', handedTo: person('남') }),
      card('기다림', { state: 'waiting' }),
    ];
    expect(nextInHand(others, '나')).toBeNull();
    expect(nextInHand([...others, card('내 것', { openedAt: at(30) })], '나')).toBe('내 것');
    for (const { id } of others) expect(isInHand(others, id, '나')).toBe(false);
    expect(isInHand([card('내 것')], '내 것', '나')).toBe(true);
    expect(isInHand([], '끝난 것', '나')).toBe(false);
  });
});

describe('what to say', () => {
  test('is the sentence of the step at hand, with its clause and advice', () => {
    const { clause, say, hint } = sayOf(view({ steps: steps(1), currentStep: 'introduction' }));
    expect([clause, say[0]?.text, hint]).toEqual(['V2', 'introduction 말씀', 'introduction 도움말']);
  });

  test('stays with the purpose while nobody is sought, since the officer’s would be all gaps', () => {
    const asked = view({ steps: steps(3), currentStep: 'officer' });
    expect(sayOf(asked).say[0]?.text).toBe('purpose 말씀');
    expect(sayOf({ ...asked, officer: person('박서연') })).toMatchObject({
      clause: 'V4',
      hint: 'officer 도움말',
    });
  });

  test('sends the customer on while the hand-over is not taken, without advice that no longer helps', () => {
    const handed = view({ state: 'handed_over', steps: steps(4), currentStep: 'farewell' });
    expect(sayOf(handed)).toMatchObject({ say: [{ text: 'officer 말씀' }], hint: '' });
  });
});

test('going back takes the last step back, never the greeting, which the clock has recorded', () => {
  expect(lastSettled(view({ steps: steps(1), currentStep: 'introduction' }))).toBeNull();
  expect(lastSettled(view({ steps: steps(3), currentStep: 'officer' }))?.id).toBe('purpose');
  const skipped = steps(2).map((one) => (one.id === 'purpose' ? { ...one, state: 'skipped' as const } : one));
  expect(lastSettled(view({ steps: skipped, currentStep: 'officer' }))?.id).toBe('purpose');
  expect(lastSettled(view({ steps: steps(5), currentStep: null }))?.id).toBe('farewell');
});

test('the colleague named for an absent officer is the first one present: not the one sought, not oneself', () => {
  const officers = [
    officer('나', 'present'),
    officer('박서연', 'present'),
    officer('최', 'absent'),
    officer('김', 'present'),
  ];
  expect(colleagueFor({ officers, officer: person('박서연') }, '나')?.id).toBe('김');
  expect(colleagueFor({ officers: officers.slice(0, 3), officer: person('박서연') }, '나')).toBeNull();
});
