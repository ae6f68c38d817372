import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  agree,
  arrive,
  cancel,
  enter,
  finish,
  onSite,
  type Result,
  reschedule,
  type Setting,
  type SiteVisit,
  tellLate,
  tick,
  undo,
} from '#core/site-visits/site-visit.ts';
import { visitSteps } from '#core/site-visits/visit-write.service.ts';
import { parsePack } from '#core/standard/pack.ts';
import { packYaml } from '#tests/unit/standard/support.ts';

const START = Date.parse('2026-11-20T00:00:00.000Z');
const MINUTE = 60_000;
const packs = ['daejeon.ko.yaml', 'saesol.ko.yaml', 'harrowmere.en.yaml'].map((file) => {
  const parsed = parsePack(packYaml(file), file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.pack;
});
/** Days as they are counted in Seoul. */
const calendar = {
  businessDate: (at: Date) => new Date(at.getTime() + 9 * 60 * MINUTE).toISOString().slice(0, 10),
};

const minutes = fc.integer({ min: -600, max: 3000 });
/** Calling off ends everything, so it is rare here. */
const usual = ['arrive', 'arrive', 'arrive', 'arrive', 'finish', 'finish', 'finish', 'cancel'] as const;
const deed = fc.oneof(
  fc.record({ kind: fc.constantFrom('agree' as const, 'reschedule' as const), in: minutes }),
  fc.record({ kind: fc.constant('late' as const), by: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ kind: fc.constantFrom(...usual) }),
  fc.record({ kind: fc.constantFrom('tick' as const, 'undo' as const), step: fc.nat(9) }),
  fc.record({
    kind: fc.constant('enter' as const),
    steps: fc.array(fc.tuple(fc.nat(9), minutes), { maxLength: 5 }),
  }),
);

test('whatever is done in whatever order, a visit is only over when somebody was there or it was called off', () => {
  let ended = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...packs),
      fc.array(fc.tuple(deed, fc.integer({ min: 0, max: 400 })), { minLength: 20, maxLength: 60 }),
      (pack, deeds) => {
        const rules = visitSteps(pack);
        const stepAt = (index: number) => rules[index]?.id ?? 'nothing';
        let visit: SiteVisit = {
          state: 'planned',
          madeAt: new Date(START),
          agreedAt: null,
          minutes: 60,
          expectedAt: null,
          arrivedAt: null,
          closedAt: null,
          done: [],
        };
        let time = START;
        for (const [one, pause] of deeds) {
          time += pause * MINUTE;
          const setting: Setting = { now: new Date(time), rules, calendar };
          const before = visit;
          const at = (ahead: number) => new Date(time + ahead * MINUTE);
          const result = ((): Result => {
            switch (one.kind) {
              case 'agree':
                return agree(visit, { at: at(one.in), minutes: 60 }, setting);
              case 'reschedule':
                return reschedule(visit, { at: at(one.in), minutes: 60 }, setting);
              case 'late':
                return tellLate(visit, { minutes: one.by }, setting);
              case 'arrive':
                return arrive(visit, setting);
              case 'finish':
                return finish(visit, setting);
              case 'cancel':
                return cancel(visit, setting);
              case 'tick':
                return tick(visit, { step: stepAt(one.step) }, setting);
              case 'undo': {
                const undone = undo(visit, { step: stepAt(one.step) }, setting);
                return undone.ok ? { ...undone, ticked: [] } : undone;
              }
              case 'enter':
                return enter(
                  visit,
                  one.steps.map(([index, ahead]) => ({ step: stepAt(index), at: at(ahead) })),
                  setting,
                );
            }
          })();
          if (!result.ok) continue;
          visit = result.visit;
          expect(before.closedAt).toBeNull();
          if (visit.state === 'done') {
            ended += 1;
            expect(visit.arrivedAt).not.toBeNull();
          }
          expect(visit.state === 'done' || visit.state === 'cancelled').toBe(visit.closedAt !== null);
          expect(['agreed', 'arrived', 'done'].includes(visit.state) && visit.agreedAt === null).toBe(false);
          const ids = visit.done.map(({ step }) => step);
          expect(new Set(ids).size).toBe(ids.length);
          for (const { step, at: doneAt } of visit.done) {
            expect(doneAt.getTime()).toBeLessThanOrEqual(time);
            expect(doneAt.getTime()).toBeGreaterThanOrEqual(START);
            if (onSite(rules).some(({ id }) => id === step)) {
              expect(visit.arrivedAt).not.toBeNull();
              expect(doneAt >= (visit.arrivedAt ?? doneAt)).toBe(true);
            }
          }
        }
      },
    ),
    { numRuns: 400 },
  );
  expect(ended).toBeGreaterThan(10);
});
