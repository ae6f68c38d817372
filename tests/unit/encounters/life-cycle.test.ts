import { describe, expect, test } from 'vitest';
import {
  handleHere,
  handOver,
  leave,
  memoTaken,
  passOn,
  recall,
  setOfficer,
  take,
  wait,
} from '#core/encounters/hand-over.ts';
import { close, open, setCustomer, setPurpose, skip, tick, undo } from '#core/encounters/life-cycle.ts';
import { currentStep, layOut } from '#core/encounters/steps.ts';
import type { Scene, Visit } from '#core/encounters/visit.ts';
import { aScene, aVisit, done, eventsOf, refusal, somebody, visitRules } from '#tests/builders/encounters.ts';

const minutes = (count: number) => new Date(aScene().now.getTime() + count * 60_000);
const at = (count: number, change: Partial<Scene> = {}) => aScene({ now: minutes(count), ...change });
const asOfficer = (count: number, change: Partial<Scene> = {}) =>
  at(count, { actorId: 'officer', ...change });
const away = (count: number) => at(count, { officerAbsent: true });
const stepsOf = (visit: Visit) => layOut(visitRules, visit.steps).map((step) => step.id);
const nextOf = (visit: Visit) => currentStep(layOut(visitRules, visit.steps))?.id ?? null;
const ticked = (visit: Visit, ...steps: string[]) =>
  steps.reduce((one, step) => done(tick(at(1), one, { step })).visit, visit);

function handedOver(): Visit {
  const visit = ticked(aVisit({ officerId: 'officer' }), 'introduction', 'purpose');
  return done(handOver(at(2), visit, somebody('officer'))).visit;
}
const withOfficer = () => done(take(asOfficer(3), handedOver())).visit;
const closed = () => {
  const visit = done(handleHere(at(2), ticked(aVisit(), 'introduction', 'purpose'))).visit;
  return done(tick(at(4), done(tick(at(3), visit, { step: 'anything_else' })).visit, { step: 'farewell' }))
    .visit;
};

describe('opening', () => {
  test('records the greeting by the clock at that moment', () => {
    const opened = done(open(aScene(), { busyClauses: [] }));
    expect(opened.facts).toEqual([
      { clause: 'V2', event: 'greeted', occurredAt: aScene().now, how: 'clock' },
    ]);
    expect(opened.visit).toMatchObject({ state: 'open', version: 1, servedBy: 'reception', outcome: null });
    expect(nextOf(opened.visit)).toBe('introduction');
  });

  test('amid other visits the greeting counts for V3 as well', () => {
    expect(eventsOf(open(aScene(), { busyClauses: ['V3'] }))).toEqual(['V2 greeted', 'V3 greeted']);
  });

  test('a greeting kept while disconnected keeps its time', () => {
    const opened = done(open(at(40), { greetedAt: minutes(0), busyClauses: [] }));
    expect(opened.visit.openedAt).toEqual(minutes(0));
    expect(opened.facts[0]?.occurredAt).toEqual(minutes(0));
  });

  test('a window whose clock runs a little ahead is never recorded in the future', () => {
    expect(done(open(aScene(), { greetedAt: minutes(1), busyClauses: [] })).visit.openedAt).toEqual(
      minutes(0),
    );
    expect(refusal(open(aScene(), { greetedAt: minutes(3), busyClauses: [] }))).toBe('TIME_IN_FUTURE');
    expect(refusal(open(aScene(), { greetedAt: minutes(-25 * 60), busyClauses: [] }))).toBe(
      'TIME_IMPOSSIBLE',
    );
  });
});

describe('steps', () => {
  test('are ticked with their own clause and time', () => {
    const result = done(tick(at(1), aVisit(), { step: 'introduction' }));
    expect(result.facts).toEqual([
      { clause: 'V2', event: 'introduced', occurredAt: minutes(1), how: 'ticked' },
    ]);
    expect(result.visit.version).toBe(2);
    expect(nextOf(result.visit)).toBe('purpose');
  });

  test('recorded afterwards are marked so and keep the time they happened', () => {
    const result = done(tick(at(10), aVisit(), { step: 'introduction', occurredAt: minutes(1) }));
    expect(result.facts[0]).toMatchObject({ occurredAt: minutes(1), how: 'afterwards' });
    expect(result.visit.steps.at(-1)).toMatchObject({ how: 'afterwards', at: minutes(1) });
  });

  test.each([
    ['TIME_IN_FUTURE', 15],
    ['TIME_IMPOSSIBLE', -31],
  ])('%s: %i minutes from the opening', (reason, offset) => {
    const step = { step: 'introduction', occurredAt: minutes(offset) };
    expect(refusal(tick(at(10), aVisit(), step))).toBe(reason);
  });

  test('are done once, and only those of the visit', () => {
    expect(refusal(tick(at(1), aVisit(), { step: 'greeting' }))).toBe('ALREADY_DONE');
    expect(refusal(skip(at(1), aVisit(), { step: 'greeting', reason: 'x' }))).toBe('ALREADY_DONE');
    expect(refusal(tick(at(1), aVisit(), { step: 'introduction.again' }))).toBe('STEP_UNKNOWN');
    expect(refusal(tick(at(1), aVisit(), { step: 'officer' }))).toBe('NEEDS_OUTCOME');
  });

  test('can be skipped with a reason where the pack allows it', () => {
    const result = skip(at(1), aVisit(), { step: 'introduction', reason: '이미 아는 사이' });
    expect(eventsOf(result)).toEqual(['V2 introduced.skipped']);
    expect(done(result).visit.steps.at(-1)).toMatchObject({ state: 'skipped', reason: '이미 아는 사이' });
    const ungreeted = aVisit({ steps: [] });
    expect(refusal(skip(at(1), ungreeted, { step: 'greeting', reason: 'x' }))).toBe('NOT_SKIPPABLE');
  });

  test('a skipped one may still be done, and no longer counts as skipped', () => {
    const skipped = done(skip(at(1), aVisit(), { step: 'introduction', reason: 'x' })).visit;
    expect(done(tick(at(2), skipped, { step: 'introduction' })).facts).toEqual([
      { clause: 'V2', event: 'introduced.skipped.undone', occurredAt: minutes(1), how: 'ticked' },
      { clause: 'V2', event: 'introduced', occurredAt: minutes(2), how: 'ticked' },
    ]);
  });

  test('undone are open again, and the evidence is followed by its undoing at the same time', () => {
    const result = done(undo(at(5), ticked(aVisit(), 'introduction'), { step: 'introduction' }));
    expect(result.facts).toEqual([
      { clause: 'V2', event: 'introduced.undone', occurredAt: minutes(1), how: 'ticked' },
    ]);
    expect(nextOf(result.visit)).toBe('introduction');
    expect(refusal(undo(at(6), result.visit, { step: 'introduction' }))).toBe('NOTHING_TO_UNDO');
  });

  test('an undone skip says that it was the skip', () => {
    const skipped = done(skip(at(1), aVisit(), { step: 'introduction', reason: 'x' })).visit;
    expect(eventsOf(undo(at(2), skipped, { step: 'introduction' }))).toEqual([
      'V2 introduced.skipped.undone',
    ]);
  });
});

describe('purpose and customer', () => {
  test('naming the purpose ticks its step once; naming it again changes it', () => {
    const first = setPurpose(at(1), aVisit(), { dutyId: 'duty', text: '' });
    expect(eventsOf(first)).toEqual(['V2 purpose_heard']);
    const second = setPurpose(at(2), done(first).visit, { dutyId: null, text: '만기 연장' });
    expect(eventsOf(second)).toEqual([]);
    expect(done(second).visit).toMatchObject({ dutyId: null, purpose: '만기 연장', version: 3 });
  });

  test('an empty purpose is refused', () => {
    expect(refusal(setPurpose(at(1), aVisit(), { dutyId: null, text: '' }))).toBe('NEEDS_PURPOSE');
  });

  test('a customer can be named and taken off', () => {
    const named = done(setCustomer(aVisit(), { customerId: 'customer' })).visit;
    expect(named.customerId).toBe('customer');
    expect(done(setCustomer(named, { customerId: null })).visit.customerId).toBeNull();
  });
});

describe('the officer is present', () => {
  test('the visit is handed over, taken, and its introduction said again by whoever took it', () => {
    const visit = handedOver();
    expect(visit).toMatchObject({ state: 'handed_over', handedTo: 'officer', servedBy: 'reception' });
    expect(visit.outcome).toBeNull();
    const taken = done(take(asOfficer(3), visit)).visit;
    expect(taken).toMatchObject({ state: 'with_officer', servedBy: 'officer', outcome: 'officer' });
    expect(stepsOf(taken)).toEqual([
      'greeting',
      'introduction',
      'purpose',
      'officer',
      'introduction.again',
      'anything_else',
      'farewell',
    ]);
    expect(nextOf(taken)).toBe('introduction.again');
    const repeated = tick(asOfficer(4), taken, { step: 'introduction.again' });
    expect(eventsOf(repeated)).toEqual(['V2 introduced.again']);
  });

  test('an introduction nobody said before is simply the officer’s own', () => {
    const visit = done(handOver(at(1), aVisit(), somebody('officer'))).visit;
    expect(visit.officerId).toBe('officer');
    expect(stepsOf(done(take(asOfficer(2), visit)).visit)).not.toContain('introduction.again');
  });

  test('hand-over is evidence of the pack’s choice', () => {
    const visit = aVisit({ officerId: 'officer' });
    expect(eventsOf(handOver(at(1), visit, somebody('officer')))).toEqual(['V4 handed_over']);
  });

  test('handed on to a third, the introduction is owed again; undone, it stays owed', () => {
    const second = done(
      handOver(asOfficer(4), ticked(withOfficer(), 'introduction.again'), somebody('third')),
    );
    const taken = done(take(at(5, { actorId: 'third' }), second.visit)).visit;
    expect(taken.outcome).toBe('colleague');
    expect(nextOf(taken)).toBe('introduction.2.again');
    const repeated = done(tick(at(6, { actorId: 'third' }), taken, { step: 'introduction.2.again' })).visit;
    const undone = done(undo(at(7), repeated, { step: 'introduction.2.again' })).visit;
    expect(nextOf(undone)).toBe('introduction.2.again');
  });

  test('handed on before it was said, the introduction is owed once, by the last one', () => {
    const onwards = done(handOver(asOfficer(4), withOfficer(), somebody('third'))).visit;
    const taken = done(take(at(5, { actorId: 'third' }), onwards)).visit;
    expect(stepsOf(taken).filter((step) => step.startsWith('introduction'))).toEqual([
      'introduction',
      'introduction.again',
    ]);
  });

  test('untaken, it comes back to reception as it was', () => {
    const back = done(recall(at(6), handedOver())).visit;
    expect(back).toMatchObject({ state: 'open', handedTo: null, handedOverAt: null, servedBy: 'reception' });
    expect(nextOf(back)).toBe('officer');
  });

  test('given back by the one asked, it stays with whoever had it', () => {
    expect(done(recall(asOfficer(4), handedOver())).visit.servedBy).toBe('reception');
    const onwards = done(handOver(asOfficer(4), withOfficer(), somebody('third'))).visit;
    expect(done(recall(asOfficer(5), onwards)).visit).toMatchObject({
      state: 'with_officer',
      servedBy: 'officer',
    });
    expect(done(recall(at(5), onwards)).visit).toMatchObject({ state: 'open', servedBy: 'reception' });
  });

  test.each<[string, string]>([
    ['STAFF_INACTIVE', refusal(handOver(at(1), aVisit(), somebody('officer', { active: false })))],
    ['OFFICER_ABSENT', refusal(handOver(at(1), aVisit(), somebody('officer', { present: false })))],
    ['ALREADY_SERVING', refusal(handOver(at(1), aVisit(), somebody('reception')))],
    ['HANDED_OVER', refusal(handOver(at(3), handedOver(), somebody('third')))],
    ['HANDED_OVER', refusal(setOfficer(at(3), handedOver(), somebody('third')))],
    ['HANDED_OVER', refusal(wait(at(3), handedOver()))],
    ['HANDED_OVER', refusal(handleHere(at(3), handedOver()))],
    ['NOT_FOR_YOU', refusal(take(at(3), handedOver()))],
    ['NOT_HANDED_OVER', refusal(take(asOfficer(3), aVisit()))],
    ['NOT_HANDED_OVER', refusal(recall(at(3), withOfficer()))],
    ['NOT_TAKEN', refusal(tick(at(3), handedOver(), { step: 'anything_else' }))],
    ['NOT_TAKEN', refusal(close(at(3), handedOver()))],
    ['NOT_UNDOABLE', refusal(undo(at(3), handedOver(), { step: 'officer' }))],
    ['NOT_UNDOABLE', refusal(undo(at(4), withOfficer(), { step: 'officer' }))],
    ['WITH_OFFICER', refusal(setOfficer(at(4), withOfficer(), somebody('third')))],
    ['WITH_OFFICER', refusal(wait(at(4), withOfficer()))],
    ['ALREADY_SERVING', refusal(handleHere(asOfficer(4), withOfficer()))],
  ])('%s', (expected, got) => {
    expect(got).toBe(expected);
  });
});

describe('the officer is away', () => {
  const sought = () => done(setOfficer(at(1), aVisit(), somebody('officer', { present: false })));

  test('that is evidence by the clock, once', () => {
    expect(sought().facts).toEqual([
      { clause: 'V4', event: 'officer_absent', occurredAt: minutes(1), how: 'clock' },
    ]);
    const again = setOfficer(away(2), sought().visit, somebody('officer', { present: false }));
    expect(eventsOf(again)).toEqual([]);
  });

  test('a colleague handles it: the reason told at once, the handling once taken', () => {
    const asked = handOver(away(2), sought().visit, somebody('colleague'));
    expect(eventsOf(asked)).toEqual(['V4 reason_told']);
    // The officer may be back by the time the colleague takes it; what was promised stays what it was.
    const taken = take(at(3, { actorId: 'colleague', officerAbsent: false }), done(asked).visit);
    expect(eventsOf(taken)).toEqual(['V4 colleague_handled']);
    expect(done(taken).visit.outcome).toBe('colleague');
  });

  test('whoever has the visit can be that colleague', () => {
    const handled = handleHere(away(2), sought().visit);
    expect(eventsOf(handled)).toEqual(['V4 reason_told', 'V4 colleague_handled']);
    const left = leave(away(3), done(handled).visit, { note: '' });
    expect(eventsOf(left)).toEqual(['V4 colleague_handled.undone', 'V4 reason_told']);
    expect(eventsOf(undo(away(3), done(handled).visit, { step: 'officer' }))).toEqual([
      'V4 colleague_handled.undone',
    ]);
  });

  test('a memo settles it; what the memo is evidence of is left to the memo', () => {
    const memo = memoTaken(away(2), sought().visit, new Set(['memo_taken']));
    expect(eventsOf(memo)).toEqual(['V4 reason_told']);
    expect(done(memo).visit).toMatchObject({ outcome: 'memo', state: 'open' });
    expect(refusal(undo(away(3), done(memo).visit, { step: 'officer' }))).toBe('NOT_UNDOABLE');
  });

  test('a memo for a visit nobody takes brings it back', () => {
    const visit = done(memoTaken(at(6), handedOver(), new Set())).visit;
    expect(visit).toMatchObject({ state: 'open', handedTo: null, outcome: 'memo' });
  });

  test('the customer waits, and nothing closes while he does', () => {
    const waiting = wait(away(2), sought().visit);
    expect(eventsOf(waiting)).toEqual(['V4 reason_told']);
    const { visit } = done(waiting);
    expect(visit).toMatchObject({ state: 'waiting', waitingSince: minutes(2) });
    expect(refusal(close(away(3), visit))).toBe('NEEDS_OUTCOME');
    expect(refusal(wait(away(3), visit))).toBe('ALREADY_WAITING');
    expect(done(handOver(at(9), visit, somebody('officer'))).visit.waitingSince).toBeNull();
    expect(done(setOfficer(at(9), visit, null)).visit).toMatchObject({ state: 'open', waitingSince: null });
  });

  test('nobody waits for nobody', () => {
    expect(refusal(wait(at(1), aVisit()))).toBe('NEEDS_OFFICER');
  });

  test('the customer leaves; what is left to say may then be left out', () => {
    const left = done(leave(away(2), sought().visit, { note: '내일 다시 오심' })).visit;
    expect(left).toMatchObject({ outcome: 'left', outcomeNote: '내일 다시 오심' });
    const ungreeted = { ...left, steps: [] };
    expect(skip(away(3), ungreeted, { step: 'greeting', reason: '고객이 먼저 가심' }).ok).toBe(true);
  });

  test('an officer deactivated since is refused and nothing is lost', () => {
    const visit = sought().visit;
    expect(refusal(handOver(at(2), visit, somebody('officer', { active: false })))).toBe('STAFF_INACTIVE');
    expect(refusal(setOfficer(at(2), visit, somebody('other', { active: false })))).toBe('STAFF_INACTIVE');
    expect(visit.officerId).toBe('officer');
  });
});

describe('ending', () => {
  test('needs an outcome, then the required steps', () => {
    expect(refusal(close(at(1), aVisit()))).toBe('NEEDS_OUTCOME');
    const handled = done(handleHere(at(1), aVisit())).visit;
    expect(refusal(handleHere(at(1), handled))).toBe('ALREADY_DONE');
    expect(refusal(close(at(1), handled))).toBe('STEPS_OPEN');
    const said = ticked(handled, 'introduction', 'purpose', 'anything_else');
    const bye = done(skip(at(2), said, { step: 'farewell', reason: '고객이 먼저 가심' })).visit;
    expect(done(close(at(3), bye)).visit).toMatchObject({ state: 'closed', closedAt: minutes(3) });
  });

  test('the farewell ends a visit that has its outcome, and only that', () => {
    expect(closed()).toMatchObject({ state: 'closed', closedAt: minutes(4), outcome: 'handled' });
    expect(ticked(aVisit(), 'introduction', 'purpose', 'anything_else', 'farewell').state).toBe('open');
    expect(ticked(done(handleHere(at(1), aVisit())).visit, 'farewell').state).toBe('open');
  });

  test('a closed visit takes no more commands', () => {
    const visit = closed();
    const all = [
      tick(at(9), visit, { step: 'farewell' }),
      skip(at(9), visit, { step: 'farewell', reason: 'x' }),
      undo(at(9), visit, { step: 'farewell' }),
      setPurpose(at(9), visit, { dutyId: 'duty', text: '' }),
      setCustomer(visit, { customerId: 'customer' }),
      setOfficer(at(9), visit, somebody('officer')),
      handOver(at(9), visit, somebody('officer')),
      take(at(9), visit),
      recall(at(9), visit),
      wait(at(9), visit),
      handleHere(at(9), visit),
      leave(at(9), visit, { note: '' }),
      memoTaken(at(9), visit, new Set()),
      close(at(9), visit),
    ];
    expect(new Set(all.map(refusal))).toEqual(new Set(['ENCOUNTER_CLOSED']));
  });
});

describe('passing on what one cannot go on with', () => {
  const third = somebody('third');

  test('a visit on its way goes to a colleague, whose time begins anew; nothing was told to the customer by that', () => {
    const passed = done(passOn(asOfficer(4), handedOver(), 'officer', third));
    expect(passed.visit).toMatchObject({
      state: 'handed_over',
      handedTo: 'third',
      handedOverAt: minutes(4),
      servedBy: 'reception',
    });
    expect(passed.facts).toEqual([]);
    expect(done(take(at(5, { actorId: 'third' }), passed.visit)).visit).toMatchObject({
      state: 'with_officer',
      servedBy: 'third',
      outcome: 'colleague',
    });
  });

  test('of an officer who has gone the colleague who takes it is evidence, but only then', () => {
    const scene = at(4, { actorId: 'officer', officerAbsent: true });
    const passed = done(passOn(scene, handedOver(), 'officer', third));
    expect(passed.facts).toEqual([]);
    const taken = take(at(5, { actorId: 'third', officerAbsent: true }), passed.visit);
    expect(eventsOf(taken)).toContain('V4 colleague_handled');
  });

  test('to whoever brought it, it simply goes back', () => {
    const back = done(passOn(asOfficer(4), handedOver(), 'officer', somebody('reception'))).visit;
    expect(back).toMatchObject({ state: 'open', servedBy: 'reception', handedTo: null });
    // A manager may do it for him: the visit does not become the manager's.
    const forHim = at(4, { actorId: 'manager' });
    const same = done(passOn(forHim, handedOver(), 'officer', somebody('reception'))).visit;
    expect(same.servedBy).toBe('reception');
  });

  test('one who has it hands it over as ever', () => {
    const passed = done(passOn(asOfficer(4), withOfficer(), 'officer', third)).visit;
    expect(passed).toMatchObject({ state: 'handed_over', handedTo: 'third', servedBy: 'officer' });
  });

  test.each([
    ['NOT_FOR_YOU', refusal(passOn(at(4), handedOver(), 'third', somebody('officer')))],
    ['NOT_HANDED_OVER', refusal(passOn(at(4), aVisit(), 'reception', third))],
    ['NOT_HANDED_OVER', refusal(passOn(at(4), withOfficer(), 'third', third))],
    ['ENCOUNTER_CLOSED', refusal(passOn(at(4), closed(), 'officer', third))],
    [
      'OFFICER_ABSENT',
      refusal(passOn(at(4), handedOver(), 'officer', somebody('third', { present: false }))),
    ],
    ['STAFF_INACTIVE', refusal(passOn(at(4), handedOver(), 'officer', somebody('third', { active: false })))],
    ['ALREADY_SERVING', refusal(passOn(at(4), handedOver(), 'officer', somebody('officer')))],
  ])('%s', (reason, refused) => {
    expect(refused).toBe(reason);
  });
});
