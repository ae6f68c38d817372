import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  handleHere,
  handOver,
  leave,
  memoTaken,
  recall,
  setOfficer,
  take,
  wait,
} from '#core/encounters/hand-over.ts';
import { close, open, setPurpose, skip, tick, undo } from '#core/encounters/life-cycle.ts';
import { isSettled, layOut } from '#core/encounters/steps.ts';
import type { Result, Scene, Visit } from '#core/encounters/visit.ts';
import { aScene, done, refusal, visitRules } from '#tests/builders/encounters.ts';
import { ModelVisit, type Move, moves, type Person } from '#tests/builders/encounters-model.ts';

const MINUTE = 60_000;
const runs = Number(process.env.MAJI_RUNS ?? 300);
const seed = Number(process.env.MAJI_SEED ?? Date.now() % 2 ** 31);

function perform(scene: Scene, visit: Visit, { wish }: Move, step: string, model: ModelVisit): Result | null {
  const candidate = (id: Person) => ({ id, active: id !== 'gone', present: !model.absent.has(id) });
  switch (wish.do) {
    case 'comeOrGo':
      return null;
    case 'tick': {
      const shift = { now: null, before: -5, future: 10 }[wish.when];
      const occurredAt = shift === null ? undefined : new Date(scene.now.getTime() + shift * MINUTE);
      return tick(scene, visit, { step, occurredAt });
    }
    case 'skip':
      return skip(scene, visit, { step, reason: '그 밖의 사유' });
    case 'undo':
      return undo(scene, visit, { step });
    case 'setPurpose':
      return setPurpose(scene, visit, { dutyId: null, text: wish.text });
    case 'setOfficer':
      return setOfficer(scene, visit, wish.who === null ? null : candidate(wish.who));
    case 'handOver':
      return handOver(scene, visit, candidate(wish.who));
    case 'leave':
      return leave(scene, visit, { note: '' });
    case 'memo':
      return memoTaken(scene, visit, new Set());
    default:
      return { take, recall, wait, handleHere, close }[wish.do](scene, visit);
  }
}

test(
  'in whatever order people act, a visit stands where the simplest telling of it stands',
  () => {
    process.stdout.write(`visit life cycle, rules: ${runs} sequences, seed ${seed}\n`);
    const reached = new Set<string>();
    fc.assert(
      fc.property(moves, (sequence) => {
        const model = new ModelVisit('reception');
        let { visit } = done(open(aScene(), { busyClauses: [] }));
        let now = aScene().now;
        for (const move of sequence) {
          now = new Date(now.getTime() + move.pause * MINUTE);
          const officerAbsent = model.sought !== null && model.absent.has(model.sought);
          const scene = aScene({ now, actorId: move.by, officerAbsent });
          const step = 'step' in move.wish ? model.stepId(move.wish.step) : '';
          const result = perform(scene, visit, move, step, model);
          const expected = model.apply(move, step);
          if (result === null) continue;
          expect(result.ok ? 'ok' : refusal(result)).toBe(expected);
          if (!result.ok) continue;
          expect(result.visit.version).toBe(visit.version + 1);
          for (const fact of result.facts) expect(fact.occurredAt <= now).toBe(true);
          visit = result.visit;
          reached.add(`${visit.state} ${visit.outcome}`);
          expect(visit.state === 'closed' ? visit.outcome : 'any').not.toBeNull();
          expect({
            state: visit.state,
            outcome: visit.outcome,
            version: visit.version,
            sought: visit.officerId,
            asked: visit.handedTo,
            server: visit.servedBy,
            closed: visit.closedAt !== null,
            steps: layOut(visitRules, visit.steps).map((one) => [
              one.id,
              isSettled(one) ? one.mark?.state : null,
            ]),
          }).toEqual({
            state: model.state,
            outcome: model.outcome,
            version: model.version,
            sought: model.sought,
            asked: model.asked,
            server: model.server,
            closed: model.state === 'closed',
            steps: model.steps().map((one) => [one.id, one.link?.state ?? null]),
          });
        }
      }),
      { numRuns: runs, seed },
    );
    // Sequences that never get anywhere would prove nothing.
    for (const place of [
      'closed handled',
      'closed left',
      'with_officer officer',
      'handed_over null',
      'waiting null',
    ]) {
      expect(reached).toContain(place);
    }
  },
  20_000 + runs * 5,
);
