import type { Known } from '#contract/encounters.ts';
import type { MessageOutdated } from '#contract/messages.ts';
import type { SiteVisitState } from '#contract/site-visits.ts';
import type { ChannelStep, StandardPack } from '#contract/standard-pack.ts';
import { fromInstant, toInstant, toJson } from '#storage/codecs.ts';
import type { SiteVisitRow, SiteVisitStepRow } from '#storage/schema-site-visits.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork, type Written } from '../kernel/unit-of-work.ts';
import { dropOutdated } from '../messages/outdated.service.ts';
import { happened } from '../promises/events.service.ts';
import type { Moved, Refused, Setting, SiteVisit, Ticked } from './site-visit.ts';
import {
  changeSiteVisit,
  insertSiteVisitEvent,
  insertSiteVisitSteps,
  siteVisitById,
  siteVisitSteps,
} from './site-visits.repository.ts';

/** The channel of a pack these visits follow. */
export const CHANNEL = 'site_visit';
/** The words packs know these moments by, whatever else their steps record. */
export const AGREED = 'site_visit_agreed';
export const ARRIVED = 'site_visit_arrived';

export function visitSteps(pack: StandardPack): readonly ChannelStep[] {
  return Object.hasOwn(pack.channels, CHANNEL) ? (pack.channels[CHANNEL]?.steps ?? []) : [];
}

export interface OnVisit {
  requestId: string;
  id: string;
  expectedVersion: number;
}

/** A visit as read for a change. */
export interface VisitInHand {
  unit: UnitOfWork;
  row: SiteVisitRow;
  pack: StandardPack;
  visit: SiteVisit;
  setting: Setting;
}

/** One thing done to a visit, in the words of its history. */
export interface Done {
  event: string;
  note?: string;
  data?: Record<string, string | number | boolean | null>;
  /** Texts about it that wait no longer hold. */
  outdates?: MessageOutdated;
  /** Columns beside those of the visit itself. */
  set?: Partial<Pick<SiteVisitRow, 'address' | 'duty_id' | 'purpose' | 'officer_id' | 'companion_id'>>;
}

export function visitOfRow(row: SiteVisitRow, steps: readonly SiteVisitStepRow[]): SiteVisit {
  return {
    state: row.state as SiteVisitState,
    madeAt: fromInstant(row.made_at),
    agreedAt: fromInstant(row.agreed_at),
    minutes: row.minutes,
    expectedAt: fromInstant(row.expected_at),
    arrivedAt: fromInstant(row.arrived_at),
    closedAt: fromInstant(row.closed_at),
    done: steps.map(({ step, at, how }) => ({ step, at: fromInstant(at), how: how as Known })),
  };
}

const MINUTE_MS = 60_000;

/** The columns that follow from what a visit is. */
export function columnsOf(visit: SiteVisit, setting: Setting) {
  const { agreedAt, minutes } = visit;
  return {
    state: visit.state,
    agreed_at: toInstant(agreedAt),
    agreed_until: agreedAt && toInstant(new Date(agreedAt.getTime() + minutes * MINUTE_MS)),
    agreed_date: agreedAt && setting.calendar.businessDate(agreedAt),
    minutes,
    expected_at: toInstant(visit.expectedAt),
    arrived_at: toInstant(visit.arrivedAt),
    closed_at: toInstant(visit.closedAt),
  };
}

/** What the visits' rules say no to is refused with their word. */
export function granted<R extends { ok: true }>(result: R | Refused): R {
  if (!result.ok) throw refuse(result.reason, result.field);
  return result;
}

/**
 * Something done to a visit: `work` decides and answers with the visit as it is then. NOT_FOUND, CONFLICT when it is
 * not as the caller read it; what the rules refuse.
 */
export async function onVisit(
  desk: Desk,
  call: Call,
  procedure: string,
  input: OnVisit,
  work: (inHand: VisitInHand) => Promise<{ visit: SiteVisit; ticked: readonly Ticked[] } & Done>,
) {
  return await mutate(desk, call, procedure, input, (unit) => inVisit(desk, unit, input, work));
}

/** The same in a mutation that may do more. */
export async function inVisit(
  desk: Desk,
  unit: UnitOfWork,
  input: OnVisit,
  work: (inHand: VisitInHand) => Promise<{ visit: SiteVisit; ticked: readonly Ticked[] } & Done>,
): Promise<Written> {
  const inHand = await take(desk, unit, input);
  const done = await work(inHand);
  if (done.outdates !== undefined) {
    await dropOutdated(desk, unit, { type: 'site_visit', id: inHand.row.id }, { why: done.outdates });
  }
  return await write(inHand, done);
}

async function take(desk: Desk, unit: UnitOfWork, input: OnVisit): Promise<VisitInHand> {
  const row = unit.own('site_visit', input.id, await siteVisitById(unit.trx, input.id));
  await unit.expect('site_visit', row, input.expectedVersion, row.state);
  const pack = await desk.branches.pack(unit.trx, row.standard_id);
  return {
    unit,
    row,
    pack,
    visit: visitOfRow(row, await siteVisitSteps(unit.trx, row.id)),
    setting: { now: unit.now, rules: visitSteps(pack), calendar: unit.branch.calendar },
  };
}

async function write(
  { unit, row, setting }: VisitInHand,
  { visit, ticked, ...done }: { visit: SiteVisit; ticked: readonly Ticked[] } & Done,
): Promise<Written> {
  const version = row.version + 1;
  await changeSiteVisit(unit.trx, row.id, {
    ...columnsOf(visit, setting),
    ...done.set,
    changed_at: unit.at,
    version,
  });
  await insertSiteVisitSteps(unit.trx, stepRows(unit, row.id, ticked));
  await insertSiteVisitEvent(unit.trx, {
    id: newId(),
    site_visit_id: row.id,
    seq: version,
    kind: done.event,
    at: unit.at,
    actor_id: unit.actorId,
    note: done.note ?? '',
    data: toJson(done.data ?? {}),
  });
  unit.touches('site-visit', row.id);
  unit.touches('customer', row.customer_id);
  return { entity: 'site_visit', id: row.id, version };
}

const stepRows = (unit: UnitOfWork, id: string, ticked: readonly Ticked[]): SiteVisitStepRow[] =>
  ticked.map(({ step, at, how }) => ({
    site_visit_id: id,
    step,
    at: toInstant(at),
    how,
    actor_id: unit.actorId,
  }));

/** Something the standard may speak of, about this visit: evidence, and promises that begin or end with it. */
export async function tell(
  inHand: Pick<VisitInHand, 'unit' | 'pack'> & {
    row: Pick<SiteVisitRow, 'id' | 'standard_id' | 'officer_id'>;
  },
  event: string,
  {
    clauses,
    at,
    how = 'ticked',
    agreedAt,
    lateReason,
  }: { clauses: readonly string[]; at?: Date; how?: Known; agreedAt?: Date; lateReason?: string | null },
): Promise<void> {
  const { unit, pack, row } = inHand;
  await happened(unit, {
    subject: { type: 'site_visit', id: row.id },
    source: 'site_visit',
    standardId: row.standard_id,
    pack,
    event,
    clauses,
    how,
    officerId: row.officer_id,
    ...(at === undefined ? {} : { occurredAt: at }),
    ...(agreedAt === undefined ? {} : { agreedAt }),
    ...(lateReason ? { lateReason } : {}),
  });
}

/** What a step of the pack leaves as evidence. */
export const eventOf = (rule: ChannelStep): string => rule.records ?? rule.id;

/**
 * The evidence of steps newly done. `moment` is what is known by its own word besides, such as the arrival: it counts
 * for the clause promised there, whatever the pack's own step records.
 */
export async function tellSteps(
  inHand: VisitInHand,
  { ticked }: Pick<Moved, 'ticked'>,
  moment?: { event: string; at: Date; how: Known; agreedAt?: Date; lateReason?: string | null },
): Promise<void> {
  for (const { rule, at, how } of ticked) {
    if (eventOf(rule) === moment?.event) continue;
    await tell(inHand, eventOf(rule), { clauses: [rule.clause], at, how });
  }
  if (moment === undefined) return;
  const own = ticked.filter(({ rule }) => eventOf(rule) === moment.event).map(({ rule }) => rule.clause);
  const clauses = own.length > 0 ? own : promisedClauses(inHand.pack);
  await tell(inHand, moment.event, { ...moment, clauses });
}

/** Clauses that promise to come at the time agreed. */
export function promisedClauses(pack: StandardPack): string[] {
  const rules = Object.values(pack.promises).filter(
    (rule) => rule.starts_on === AGREED || rule.fulfilled_by === ARRIVED,
  );
  const clauses = rules.flatMap((rule) =>
    rule.reported_under.flatMap(({ source, clause }) => (source === CHANNEL ? [clause] : [])),
  );
  return [...new Set(clauses)];
}
