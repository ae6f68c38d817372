import type { Known } from '#contract/encounters.ts';
import type { ChannelStep, Situation, StandardPack, StepChoice } from '#contract/standard-pack.ts';

/** What is known of one step; `owed` is a repeat somebody who took the visit over has still to do. */
export interface StepMark {
  step: string;
  state: 'done' | 'skipped' | 'owed';
  at: Date;
  how: Known;
  /** Why it was skipped; for the officer step, which choice of the pack settled it. */
  reason: string | null;
  actorId: string;
}

/** A step in the order it is worked through. */
export interface LaidStep {
  id: string;
  rule: ChannelStep;
  again: boolean;
  mark: StepMark | null;
}

/** Id of the nth repeat: `introduction.again`, then `introduction.2.again`. */
function repeatId(base: string, nth: number): string {
  return nth === 1 ? `${base}.again` : `${base}.${nth}.again`;
}

export function isSettled(step: LaidStep): boolean {
  return step.mark !== null && step.mark.state !== 'owed';
}

/** The steps of a channel that concern this situation, and those already marked. */
export function stepRules(
  pack: StandardPack,
  channel: string,
  situation: Situation | null,
  marks: readonly StepMark[],
): ChannelStep[] {
  const steps = Object.hasOwn(pack.channels, channel) ? (pack.channels[channel]?.steps ?? []) : [];
  return steps.filter(
    (step) =>
      step.when === undefined || step.when === situation || marks.some((mark) => mark.step === step.id),
  );
}

/** The chain of one rule: the step itself and its repeats, in order. */
function chainOf(rule: ChannelStep, marks: ReadonlyMap<string, StepMark>): LaidStep[] {
  const chain = [{ id: rule.id, rule, again: false, mark: marks.get(rule.id) ?? null }];
  for (let nth = 1; ; nth++) {
    const mark = marks.get(repeatId(rule.id, nth));
    if (mark === undefined) return chain;
    chain.push({ id: mark.step, rule, again: true, mark });
  }
}

/**
 * The steps of a visit as they stand: the pack's order, with what an officer repeats after a hand-over placed
 * after the officer step (V2).
 */
export function layOut(rules: readonly ChannelStep[], marks: readonly StepMark[]): LaidStep[] {
  const known = new Map(marks.map((mark) => [mark.step, mark]));
  const officerAt = rules.findIndex((rule) => rule.on === 'officer');
  const laid: LaidStep[] = [];
  const repeats: LaidStep[] = [];
  for (const [index, rule] of rules.entries()) {
    const [first, ...again] = chainOf(rule, known);
    if (first !== undefined) laid.push(first);
    if (index < officerAt) repeats.push(...again);
    else laid.push(...(index === officerAt ? repeats : again));
  }
  return laid;
}

/** What `takerId` owes again: steps of whoever takes that somebody else has done or skipped so far. */
export function owedBy(
  takerId: string,
  at: Date,
  rules: readonly ChannelStep[],
  marks: readonly StepMark[],
): StepMark[] {
  const known = new Map(marks.map((mark) => [mark.step, mark]));
  return rules.flatMap((rule) => {
    // What it is about and who helps has been settled: the customer need not say it again.
    if (rule.by !== 'whoever_takes' || rule.on === 'purpose' || rule.on === 'officer') return [];
    const chain = chainOf(rule, known);
    const last = chain.at(-1)?.mark;
    if (!last || last.state === 'owed' || last.actorId === takerId) return [];
    const step = repeatId(rule.id, chain.length);
    return [{ step, state: 'owed' as const, at, how: 'clock' as const, reason: null, actorId: takerId }];
  });
}

/** The first step still to be done, or null. */
export function currentStep(laid: readonly LaidStep[]): LaidStep | null {
  return laid.find((step) => !isSettled(step)) ?? null;
}

/** The event a step leaves as evidence; null where only its choices do. A repeat is its own event. */
export function eventOf(step: Pick<LaidStep, 'rule' | 'again'>): string | null {
  const { rule } = step;
  const event = rule.records ?? (rule.choices.length > 0 ? null : rule.id);
  return event === null || !step.again ? event : `${event}.again`;
}

/** May be left out: the pack gives reasons for it, or there is nobody left to say it to. */
export function isSkippable(rule: ChannelStep, outcome: string | null): boolean {
  return rule.skip_reasons.length > 0 || outcome === 'left';
}

export function choiceOf(rule: ChannelStep | undefined, id: string | null): StepChoice | undefined {
  return rule?.choices.find((choice) => choice.id === id);
}
