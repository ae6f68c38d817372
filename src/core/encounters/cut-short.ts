import { recall } from './hand-over.ts';
import { close, skip } from './life-cycle.ts';
import { isSettled, layOut } from './steps.ts';
import { moved, type Result, type Scene, type Visit } from './visit.ts';

/**
 * The customer is gone, or the line went dead: whatever has not been said is left out with that reason, and the encounter
 * ends. An outcome there is stands (a memo was taken); otherwise the customer left. Nobody is left to say it to, so the
 * reason counts for every step, whatever reasons the pack knows.
 */
export function cutShort(scene: Scene, visit: Visit, reason: string): Result {
  // One that was on its way to somebody is nobody's any more.
  const back: Result = visit.state === 'handed_over' ? recall(scene, visit) : moved(visit, {});
  const begun = and(back, (now) =>
    moved(
      now,
      now.outcome === null
        ? { state: now.state === 'waiting' ? 'open' : now.state, outcome: 'left', outcomeNote: reason }
        : {},
    ),
  );
  if (!begun.ok) return begun;
  const rules = scene.rules.map((rule) => ({
    ...rule,
    skip_reasons: [{ id: 'cut_short', label: { ko: reason } }],
  }));
  const cut = { ...scene, rules };
  const unsaid = layOut(rules, begun.visit.steps).filter((step) => !isSettled(step));
  const skipped = unsaid.reduce<Result>(
    (sofar, { id: step }) => and(sofar, (now) => skip(cut, now, { step, reason })),
    begun,
  );
  return and(skipped, (now) => close(cut, now));
}

/** A command and the next one on what it made, as one change with the evidence of both. */
export function and(done: Result, next: (visit: Visit) => Result): Result {
  if (!done.ok) return done;
  const then = next(done.visit);
  if (!then.ok) return then;
  const visit = { ...then.visit, version: done.visit.version };
  return { ok: true, visit, facts: [...done.facts, ...then.facts] };
}
