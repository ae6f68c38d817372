import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { arrive, enter, finish, tick, undo } from './site-visit.ts';
import { dropSiteVisitStep } from './site-visits.repository.ts';
import { ARRIVED, eventOf, granted, type OnVisit, onVisit, tellSteps } from './visit-write.service.ts';

/** S2: at the customer's, against the time agreed. NEEDS_REASON where a missed time wants one. */
export async function arriveVisit(desk: Desk, call: Call, input: OnVisit & { lateReason: string | null }) {
  return await onVisit(desk, call, 'siteVisits.arrive', input, async (inHand) => {
    const moved = granted(arrive(inHand.visit, inHand.setting));
    const { now: at } = inHand.setting;
    const { lateReason } = input;
    await tellSteps(inHand, moved, { event: ARRIVED, at, how: 'ticked', lateReason });
    return { ...moved, event: 'arrived', outdates: 'VISIT_BEGUN', note: lateReason ?? '' };
  });
}

/** S3, S4, and what is said before: one step, now. */
export async function tickVisit(desk: Desk, call: Call, input: OnVisit & { step: string }) {
  return await onVisit(desk, call, 'siteVisits.tick', input, async (inHand) => {
    const moved = granted(tick(inHand.visit, input, inHand.setting));
    await tellSteps(inHand, moved);
    return { ...moved, event: 'step', data: { step: input.step } };
  });
}

/** Takes a tick back; the evidence is taken back at its own time. */
export async function undoVisitStep(desk: Desk, call: Call, input: OnVisit & { step: string }) {
  return await onVisit(desk, call, 'siteVisits.undo', input, async ({ unit, row, visit, setting }) => {
    const { visit: next, undone } = granted(undo(visit, input, setting));
    await dropSiteVisitStep(unit.trx, row.id, undone.step);
    unit.fact({
      clause: undone.rule.clause,
      standardId: row.standard_id,
      subject: { type: 'site_visit', id: row.id },
      event: `${eventOf(undone.rule)}.undone`,
      how: 'ticked',
      occurredAt: undone.at,
    });
    return { visit: next, ticked: [], event: 'step_undone', data: { step: undone.step } };
  });
}

export type EnterInput = OnVisit & {
  steps: readonly { step: string; at: Date }[];
  lateReason: string | null;
};

/** What was done there, entered on return; each step with its real time, recorded afterwards. */
export async function enterVisit(desk: Desk, call: Call, input: EnterInput) {
  return await onVisit(desk, call, 'siteVisits.enter', input, async (inHand) => {
    const moved = granted(enter(inHand.visit, input.steps, inHand.setting));
    const { arrivedAt } = moved.visit;
    const arrivesNow = inHand.visit.arrivedAt === null && arrivedAt !== null;
    await tellSteps(
      inHand,
      moved,
      arrivesNow
        ? { event: ARRIVED, at: arrivedAt, how: 'afterwards', lateReason: input.lateReason }
        : undefined,
    );
    return {
      ...moved,
      event: 'entered',
      outdates: 'VISIT_BEGUN',
      note: input.lateReason ?? '',
      data: { steps: input.steps.length },
    };
  });
}

/** Ends a visit of which a step was not done, with the reason. */
export async function finishVisit(desk: Desk, call: Call, input: OnVisit & { reason: string }) {
  return await onVisit(desk, call, 'siteVisits.finish', input, async ({ visit, setting }) => ({
    ...granted(finish(visit, setting)),
    event: 'finished',
    note: input.reason,
  }));
}
