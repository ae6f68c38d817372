import type { MovedBy } from '#contract/site-visits.ts';
import { fromInstant, toInstant } from '#storage/codecs.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { movePromise, openPromisesOf } from '../promises/promises.service.ts';
import { agree, cancel, reschedule, staysMissed, tellLate } from './site-visit.ts';
import {
  AGREED,
  eventOf,
  granted,
  type OnVisit,
  onVisit,
  promisedClauses,
  tell,
  tellSteps,
  type VisitInHand,
} from './visit-write.service.ts';

/** S2: the time agreed by telephone; the promise to be there begins. */
export async function agreeVisit(desk: Desk, call: Call, input: OnVisit & { at: Date; minutes: number }) {
  return await onVisit(desk, call, 'siteVisits.agree', input, async (inHand) => {
    const moved = granted(agree(inHand.visit, input, inHand.setting));
    const { now } = inHand.setting;
    await tellSteps(inHand, moved, { event: AGREED, at: now, how: 'ticked', agreedAt: input.at });
    return { ...moved, event: 'agreed', data: { agreed: toInstant(input.at) } };
  });
}

const promisesOfVisit = ({ unit, row, pack }: VisitInHand) =>
  openPromisesOf(unit.trx, pack, { type: 'site_visit', id: row.id });

/** Clauses that speak of the agreement; of the promise where the pack has no step for it. */
function agreementClauses({ setting, pack }: VisitInHand): string[] {
  const own = setting.rules.filter(({ on }) => on === 'agreed').map(({ clause }) => clause);
  return own.length > 0 ? [...new Set(own)] : promisedClauses(pack);
}

export type RescheduleInput = OnVisit & { at: Date; minutes: number; by: MovedBy; reason: string };

/** Another time: the promise moves, what it was first stays beside it, and a time the office missed stays missed. */
export async function rescheduleVisit(desk: Desk, call: Call, input: RescheduleInput) {
  return await onVisit(desk, call, 'siteVisits.reschedule', input, async (inHand) => {
    const { unit, row, visit, setting } = inHand;
    const moved = granted(reschedule(visit, input, setting));
    const missed = staysMissed(visit, input.by, setting.now);
    for (const { promise, rule } of await promisesOfVisit(inHand)) {
      if (promise.due_reason !== 'agreed') continue;
      await movePromise(unit, rule, promise, {
        dueAt: input.at,
        dueReason: 'agreed',
        // Once explained it stays late, whatever is kept later.
        ...(missed && promise.late_reason === null ? { lateReason: input.reason } : {}),
      });
    }
    await tell(inHand, 'site_visit_rescheduled', { clauses: agreementClauses(inHand) });
    return {
      ...moved,
      event: 'rescheduled',
      outdates: 'VISIT_MOVED',
      note: input.reason,
      data: { before: row.agreed_at, agreed: toInstant(input.at), by: input.by, missed },
    };
  });
}

/**
 * Called off. By the customer nothing is owed any more, unless the time had been missed already; by the office what
 * was promised is broken.
 */
export async function cancelVisit(desk: Desk, call: Call, input: OnVisit & { by: MovedBy; reason: string }) {
  return await onVisit(desk, call, 'siteVisits.cancel', input, async (inHand) => {
    const { unit, visit, setting } = inHand;
    const moved = granted(cancel(visit, setting));
    for (const { promise, rule } of await promisesOfVisit(inHand)) {
      const missed = promise.late_reason !== null || setting.now > fromInstant(promise.due_at);
      const isBroken = input.by === 'office' || missed;
      await movePromise(
        unit,
        rule,
        promise,
        isBroken ? { state: 'broken', lateReason: input.reason } : { state: 'withdrawn' },
      );
    }
    await tell(inHand, 'site_visit_cancelled', { clauses: agreementClauses(inHand) });
    return {
      ...moved,
      event: 'cancelled',
      outdates: 'VISIT_CANCELLED',
      note: input.reason,
      data: { by: input.by },
    };
  });
}

/** Running late: the customer was phoned before he had to wait any longer. */
export async function tellVisitLate(desk: Desk, call: Call, input: OnVisit & { minutes: number }) {
  return await onVisit(desk, call, 'siteVisits.tellLate', input, async (inHand) => {
    const moved = granted(tellLate(inHand.visit, input, inHand.setting));
    await tellSteps(inHand, moved);
    // Said once more: the step is done already, the evidence is of this call.
    if (moved.ticked.length === 0) {
      for (const rule of inHand.setting.rules.filter(({ when }) => when === 'late')) {
        await tell(inHand, eventOf(rule), { clauses: [rule.clause] });
      }
    }
    const expected = toInstant(moved.visit.expectedAt);
    return {
      ...moved,
      event: 'late_told',
      outdates: 'VISIT_MOVED',
      data: { minutes: input.minutes, expected },
    };
  });
}
