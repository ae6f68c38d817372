import type { ChannelStep } from '#contract/standard-pack.ts';
import { choiceOf, type StepMark } from './steps.ts';
import { type Scene, type Visit, type VisitFact, withMark, withoutMark } from './visit.ts';

/** True only once somebody has really taken the business; telling the reason is true at once. */
export const ONCE_HANDLED = new Set(['colleague_handled', 'transferred', 'summary_handed_over']);

/** Known by itself: the call was taken at that moment. */
const BY_CLOCK = new Set(['transferred']);

export function officerRule(scene: Scene): ChannelStep | undefined {
  return scene.rules.find((rule) => rule.on === 'officer');
}

/** The officer step done, with the choice that settles it now; what an earlier one claimed is taken back. */
export function settled(
  scene: Scene,
  visit: Visit,
  choice: string | null,
): { steps: StepMark[]; facts: VisitFact[] } {
  const rule = officerRule(scene);
  if (rule === undefined) return { steps: [...visit.steps], facts: [] };
  const { now: at, actorId } = scene;
  const how = scene.how ?? 'ticked';
  const mark: StepMark = { step: rule.id, state: 'done', at, how, reason: choice, actorId };
  return { steps: withMark(visit.steps, mark), facts: unsettled(scene, visit).facts };
}

/** The officer step open again; that the reason was told stays true. */
export function unsettled(scene: Scene, visit: Visit): { steps: StepMark[]; facts: VisitFact[] } {
  const rule = officerRule(scene);
  const mark = visit.steps.find((one) => one.step === rule?.id);
  // Handed over and not taken, or taken by somebody: nothing is claimed yet, or it stays true.
  const claimed = visit.state !== 'handed_over' && visit.takenAt === null;
  const records = claimed ? (choiceOf(rule, mark?.reason ?? null)?.records ?? []) : [];
  const facts = records
    .filter((event) => ONCE_HANDLED.has(event))
    .map(
      (event): VisitFact => ({
        clause: rule?.clause ?? '',
        event: `${event}.undone`,
        occurredAt: mark?.at ?? scene.now,
        how: 'ticked',
      }),
    );
  return { steps: withoutMark(visit.steps, rule?.id), facts };
}

/** What the pack records for a choice, where its situation is the one at hand (or was, when `always`). */
export function choiceFacts(
  scene: Scene,
  id: string | null,
  wanted: (event: string) => boolean = () => true,
  always = false,
): VisitFact[] {
  const rule = officerRule(scene);
  const choice = choiceOf(rule, id);
  const situation = scene.officerAbsent ? 'officer_absent' : 'officer_present';
  if (rule === undefined || choice === undefined) return [];
  if (!always && choice.when !== undefined && choice.when !== situation) return [];
  return choice.records
    .filter((event) => wanted(event) && !scene.untrue?.has(event))
    .map((event) => ({
      clause: rule.clause,
      event,
      occurredAt: scene.now,
      how: BY_CLOCK.has(event) ? 'clock' : (scene.how ?? 'ticked'),
    }));
}
