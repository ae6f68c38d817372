import type { Known } from '#contract/encounters.ts';
import type { MovedBy, SiteVisitState } from '#contract/site-visits.ts';
import type { ChannelStep } from '#contract/standard-pack.ts';

/** A step that was done. */
export interface StepDone {
  step: string;
  at: Date;
  how: Known;
}

/** A visit as its rules need it. */
export interface SiteVisit {
  state: SiteVisitState;
  madeAt: Date;
  agreedAt: Date | null;
  minutes: number;
  expectedAt: Date | null;
  arrivedAt: Date | null;
  closedAt: Date | null;
  done: readonly StepDone[];
}

/** When something is done, and by which steps of the pack. */
export interface Setting {
  now: Date;
  rules: readonly ChannelStep[];
  calendar: { businessDate(at: Date): string };
}

export type VisitRefusal =
  | 'VISIT_CLOSED'
  | 'VISIT_ARRIVED'
  | 'NOT_ARRIVED'
  | 'NEEDS_AGREEMENT'
  | 'AGREED_ALREADY'
  | 'STEP_UNKNOWN'
  | 'ALREADY_DONE'
  | 'NOT_UNDOABLE'
  | 'NEEDS_ARRIVAL'
  | 'BEFORE_ARRIVAL'
  | 'NOT_THE_DAY'
  | 'TIME_IN_PAST'
  | 'TIME_IN_FUTURE'
  | 'TIME_IMPOSSIBLE';

/** A step newly done, with the rule it follows. */
export interface Ticked extends StepDone {
  rule: ChannelStep;
}

export interface Moved {
  ok: true;
  visit: SiteVisit;
  /** Steps newly done, in the pack's order. */
  ticked: readonly Ticked[];
}
export interface Refused {
  ok: false;
  reason: VisitRefusal;
  field: string | null;
}
export type Result = Moved | Refused;

const no = (reason: VisitRefusal, field: string | null = null): Refused => ({ ok: false, reason, field });

/** Clocks of two machines differ; a time this far ahead is taken as now. */
const CLOCK_SKEW_MS = 2 * 60_000;
/** Further ahead nobody agrees a visit: a slip of the keyboard. */
const LONGEST_AHEAD_MS = 366 * 24 * 60 * 60_000;
const MINUTE_MS = 60_000;

export function isOver({ state }: Pick<SiteVisit, 'state'>): boolean {
  return state === 'done' || state === 'cancelled';
}

/** Agreed, the time has passed, and nobody is there. */
export function isLate({ state, agreedAt }: Pick<SiteVisit, 'state' | 'agreedAt'>, now: Date): boolean {
  return state === 'agreed' && agreedAt !== null && now > agreedAt;
}

const isDone = ({ done }: SiteVisit, rule: ChannelStep) => done.some(({ step }) => step === rule.id);

/** Steps in the pack's order that stand in this visit: one that is there only when late stays once it was done. */
export function stepsOf(rules: readonly ChannelStep[], visit: SiteVisit, now: Date): ChannelStep[] {
  return rules.filter(
    (rule) => rule.when === undefined || isDone(visit, rule) || (rule.when === 'late' && isLate(visit, now)),
  );
}

/** The steps done at the customer's: those after the arrival, or after the agreement where none is told. */
export function onSite(rules: readonly ChannelStep[]): readonly ChannelStep[] {
  const from = Math.max(
    rules.findIndex(({ on }) => on === 'arrival'),
    rules.findIndex(({ on }) => on === 'agreed'),
  );
  return rules.slice(from + 1).filter(({ when }) => when === undefined);
}

/** The step to do next; a call when late is never waited for. */
export function nextStep(rules: readonly ChannelStep[], visit: SiteVisit, now: Date): ChannelStep | null {
  if (isOver(visit)) return null;
  return stepsOf(rules, visit, now).find((rule) => rule.when === undefined && !isDone(visit, rule)) ?? null;
}

/** The visit with steps done; at the customer's, the last required one ends it. */
function withSteps(visit: SiteVisit, ticked: readonly Ticked[], { now, rules }: Setting): Moved {
  const done = [...visit.done, ...ticked.map(({ step, at, how }) => ({ step, at, how }))];
  const next = { ...visit, done };
  const ends =
    next.state === 'arrived' && onSite(rules).every((rule) => !rule.required || isDone(next, rule));
  return { ok: true, ticked, visit: ends ? { ...next, state: 'done', closedAt: now } : next };
}

const steps = (rules: readonly ChannelStep[], visit: SiteVisit, on: ChannelStep['on'], at: Date): Ticked[] =>
  rules
    .filter((rule) => rule.on === on && rule.when === undefined && !isDone(visit, rule))
    .map((rule) => ({ rule, step: rule.id, at, how: 'ticked' }));

function timeProblem(at: Date, now: Date): Refused | null {
  if (at <= now) return no('TIME_IN_PAST', 'at');
  return at.getTime() > now.getTime() + LONGEST_AHEAD_MS ? no('TIME_IMPOSSIBLE', 'at') : null;
}

/** S2: a time is agreed for the first time. */
export function agree(visit: SiteVisit, input: { at: Date; minutes: number }, setting: Setting): Result {
  if (isOver(visit)) return no('VISIT_CLOSED');
  if (visit.state !== 'planned') return no('AGREED_ALREADY');
  const problem = timeProblem(input.at, setting.now);
  if (problem) return problem;
  const next: SiteVisit = { ...visit, state: 'agreed', agreedAt: input.at, minutes: input.minutes };
  return withSteps(next, steps(setting.rules, visit, 'agreed', setting.now), setting);
}

/** Another time; whether the missed one is made good by it the promise knows, not the visit. */
export function reschedule(visit: SiteVisit, input: { at: Date; minutes: number }, setting: Setting): Result {
  if (isOver(visit)) return no('VISIT_CLOSED');
  if (visit.state === 'arrived') return no('VISIT_ARRIVED');
  if (visit.state === 'planned') return no('NEEDS_AGREEMENT');
  const problem = timeProblem(input.at, setting.now);
  if (problem) return problem;
  const next = { ...visit, agreedAt: input.at, minutes: input.minutes, expectedAt: null };
  return { ok: true, visit: next, ticked: [] };
}

export function cancel(visit: SiteVisit, { now }: Setting): Result {
  if (isOver(visit)) return no('VISIT_CLOSED');
  return { ok: true, visit: { ...visit, state: 'cancelled', closedAt: now }, ticked: [] };
}

/** The customer was phoned; said again later, the later word holds. */
export function tellLate(visit: SiteVisit, input: { minutes: number }, setting: Setting): Result {
  if (isOver(visit)) return no('VISIT_CLOSED');
  if (visit.state === 'arrived') return no('VISIT_ARRIVED');
  if (visit.agreedAt === null) return no('NEEDS_AGREEMENT');
  const expectedAt = new Date(visit.agreedAt.getTime() + input.minutes * MINUTE_MS);
  // Who is expected at a time already past is not on his way.
  if (expectedAt <= setting.now) return no('TIME_IN_PAST', 'minutes');
  const ticked = setting.rules
    .filter((rule) => rule.when === 'late' && !isDone(visit, rule))
    .map((rule): Ticked => ({ rule, step: rule.id, at: setting.now, how: 'ticked' }));
  return withSteps({ ...visit, expectedAt }, ticked, setting);
}

function arrival(visit: SiteVisit, at: Date, { calendar }: Setting): Refused | null {
  if (visit.state === 'arrived') return no('ALREADY_DONE', 'step');
  if (visit.agreedAt === null) return no('NEEDS_AGREEMENT');
  // The customer was told another day: that would be another agreement.
  return calendar.businessDate(at) < calendar.businessDate(visit.agreedAt) ? no('NOT_THE_DAY') : null;
}

/** At the customer's door, now. */
export function arrive(visit: SiteVisit, setting: Setting): Result {
  if (isOver(visit)) return no('VISIT_CLOSED');
  const problem = arrival(visit, setting.now, setting);
  if (problem) return problem;
  const next: SiteVisit = { ...visit, state: 'arrived', arrivedAt: setting.now };
  return withSteps(next, steps(setting.rules, visit, 'arrival', setting.now), setting);
}

/** Ticks one step, now. Agreeing, arriving and being late have ways of their own. */
export function tick(visit: SiteVisit, input: { step: string }, setting: Setting): Result {
  if (isOver(visit)) return no('VISIT_CLOSED');
  const rule = setting.rules.find(({ id }) => id === input.step);
  if (rule === undefined || rule.on !== 'tick' || rule.when !== undefined) return no('STEP_UNKNOWN', 'step');
  if (isDone(visit, rule)) return no('ALREADY_DONE', 'step');
  if (onSite(setting.rules).includes(rule) && visit.arrivedAt === null) return no('NOT_ARRIVED');
  return withSteps(visit, [{ rule, step: rule.id, at: setting.now, how: 'ticked' }], setting);
}

/** Takes a tick back; of a visit that is over, nothing. Answers with the step as it was done. */
export function undo(
  visit: SiteVisit,
  input: { step: string },
  { rules }: Setting,
): Refused | { ok: true; visit: SiteVisit; undone: Ticked } {
  if (isOver(visit)) return no('VISIT_CLOSED');
  const rule = rules.find(({ id }) => id === input.step);
  const done = visit.done.find(({ step }) => step === input.step);
  if (rule === undefined || done === undefined) return no('STEP_UNKNOWN', 'step');
  if (rule.on !== 'tick' || rule.when !== undefined) return no('NOT_UNDOABLE', 'step');
  const rest = visit.done.filter(({ step }) => step !== input.step);
  return { ok: true, visit: { ...visit, done: rest }, undone: { ...done, rule } };
}

/** What was done there, with the times it really was; checked as far as anybody can who was not there. */
export function enter(
  visit: SiteVisit,
  entries: readonly { step: string; at: Date }[],
  setting: Setting,
): Result {
  if (isOver(visit)) return no('VISIT_CLOSED');
  const { now, rules } = setting;
  const ticked: Ticked[] = [];
  for (const [index, { step, at }] of entries.entries()) {
    const rule = rules.find(({ id }) => id === step);
    const where = `steps.${index}.at`;
    if (rule === undefined || rule.on === 'agreed') return no('STEP_UNKNOWN', where);
    if (isDone(visit, rule) || ticked.some((one) => one.step === step)) return no('ALREADY_DONE', where);
    if (at.getTime() > now.getTime() + CLOCK_SKEW_MS) return no('TIME_IN_FUTURE', where);
    if (at < visit.madeAt) return no('TIME_IMPOSSIBLE', where);
    ticked.push({ rule, step, at: at < now ? at : now, how: 'afterwards' });
  }
  const arrived = ticked.find(({ rule }) => rule.on === 'arrival');
  const arrivedAt = arrived?.at ?? visit.arrivedAt;
  if (arrived !== undefined) {
    const problem = arrival(visit, arrived.at, setting);
    if (problem) return { ...problem, field: at('arrival') };
  }
  for (const [index, one] of ticked.entries()) {
    if (!onSite(rules).includes(one.rule)) continue;
    if (arrivedAt === null) return no('NEEDS_ARRIVAL', `steps.${index}.at`);
    if (one.at < arrivedAt) return no('BEFORE_ARRIVAL', `steps.${index}.at`);
  }
  const order = ticked.toSorted((a, b) => rules.indexOf(a.rule) - rules.indexOf(b.rule));
  const next: SiteVisit =
    arrived === undefined ? visit : { ...visit, state: 'arrived', arrivedAt: arrived.at };
  return withSteps(next, order, setting);

  function at(on: ChannelStep['on']): string {
    return `steps.${ticked.findIndex(({ rule }) => rule.on === on)}.at`;
  }
}

/** Ends a visit although a step was not done. */
export function finish(visit: SiteVisit, { now }: Setting): Result {
  if (isOver(visit)) return no('VISIT_CLOSED');
  if (visit.state !== 'arrived') return no('NOT_ARRIVED');
  return { ok: true, visit: { ...visit, state: 'done', closedAt: now }, ticked: [] };
}

/** Whether what the office moves is a missed time that stays missed. */
export function staysMissed(visit: Pick<SiteVisit, 'agreedAt'>, by: MovedBy, now: Date): boolean {
  return by === 'office' && visit.agreedAt !== null && now > visit.agreedAt;
}
