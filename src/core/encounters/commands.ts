import type { Receipt } from '#contract/rules.ts';
import type { StandardPack } from '#contract/standard-pack.ts';
import type { EncounterRow } from '#storage/schema.ts';
import type { PhoneCallRow } from '#storage/schema-calls.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import { callOff, plan } from '../promises/reminders.service.ts';
import { presenceOf, staffRefs } from '../staff/staff.service.ts';
import { keepCall } from './call-changes.ts';
import { callOf } from './calls.repository.ts';
import { PHONE } from './calls.ts';
import {
  counterById,
  encounterById,
  insertVisit,
  marksOf,
  saveVisit,
  visitOf,
  visitsInHand,
} from './encounters.repository.ts';
import { untakenAt } from './encounters.view.ts';
import { open } from './life-cycle.ts';
import { stepRules } from './steps.ts';
import type { Candidate, Moved, Result, Scene, Visit } from './visit.ts';

export interface OnEncounter {
  requestId: string;
  id: string;
  expectedVersion: number;
}

/** Refuses with the rule's own word, or goes on with what the rule made. */
export function granted(result: Result): Moved {
  if (!result.ok) throw refuse(result.reason, result.field);
  return result;
}

export function keepFacts(unit: UnitOfWork, id: string, standardId: string, { facts }: Moved): void {
  for (const fact of facts) unit.fact({ ...fact, standardId, subject: { type: 'encounter', id } });
}

/** Begins an encounter of a channel, at a counter or none; NOT_OF_BRANCH for another branch's. */
export async function begin(
  unit: UnitOfWork,
  input: { channel: string; counterId: string | null; beganAt?: Date | undefined; afterwards?: boolean },
): Promise<{ id: string; visit: Visit }> {
  const { trx, branch, actorId, now } = unit;
  const { channel, counterId, beganAt } = input;
  if (counterId !== null) {
    const counter = await counterById(trx, counterId);
    if (counter?.branch_id !== branch.id) throw refuse('NOT_OF_BRANCH', 'counterId');
  }
  const busy = ((await visitsInHand(trx, branch.id)).get(actorId) ?? 0) > 0;
  const busyClauses = branch.pack.clauses
    .filter((clause) => clause.kind === 'step' && clause.applies_when === 'other_work_in_hand')
    .map((clause) => clause.id);
  const scene: Scene = {
    rules: stepRules(branch.pack, channel, null, []),
    now,
    actorId,
    officerAbsent: false,
    ...(input.afterwards && { how: 'afterwards' as const }),
  };
  const begun = {
    ...(beganAt && { greetedAt: beganAt }),
    busyClauses: busy ? busyClauses : [],
  };
  const opened = granted(open(scene, begun));
  const { visit } = opened;
  const id = newId();
  await insertVisit(trx, visit, {
    id,
    branch_id: branch.id,
    counter_id: counterId,
    standard_id: branch.standardId,
    channel,
    opened_by: actorId,
    business_date: branch.calendar.businessDate(visit.openedAt),
  });
  keepFacts(unit, id, branch.standardId, opened);
  unit.touches('encounter', id);
  return { id, visit };
}

export interface Loaded {
  unit: UnitOfWork;
  pack: StandardPack;
  row: EncounterRow;
  visit: Visit;
  scene: Scene;
  /** What only a call has; null for any other encounter. */
  call: PhoneCallRow | null;
}

/** The visit a mutation is about, its steps under the standard it began with, and whether its officer is away. */
export async function load(desk: Desk, unit: UnitOfWork, id: string): Promise<Loaded> {
  const { trx, actorId, now } = unit;
  const row = unit.own('encounter', id, await encounterById(trx, id));
  const visit = visitOf(row, await marksOf(trx, [id]));
  const pack = await desk.branches.pack(trx, row.standard_id);
  const officerAbsent = visit.officerId !== null && !(await isPresent(unit, visit.officerId));
  const situation = officerAbsent ? 'officer_absent' : 'officer_present';
  const rules = stepRules(pack, row.channel, situation, visit.steps);
  const call = row.channel === PHONE ? ((await callOf(trx, id)) ?? null) : null;
  const scene = { rules, now, actorId, officerAbsent, ...(call && aboutCall(call, visit)) };
  return { unit, pack, row, visit, scene, call };
}

/** Everything of a call logged afterwards happened then; without a summary nobody can claim to have handed one over. */
function aboutCall(call: PhoneCallRow, visit: Visit): Partial<Scene> {
  return {
    ...(call.afterwards === 1 && { now: visit.openedAt, how: 'afterwards' as const }),
    ...(call.summary === '' && { untrue: new Set(['summary_handed_over']) }),
  };
}

async function isPresent(unit: UnitOfWork, staffId: string): Promise<boolean> {
  const presence = await presenceOf(unit.trx, unit.branch, [staffId], unit.now, 'ko');
  return presence.get(staffId)?.state !== 'absent';
}

/** Somebody of this branch, as the rules need him; NOT_FOUND for anybody else. */
export async function candidate(unit: UnitOfWork, staffId: string): Promise<Candidate> {
  const member = (await staffRefs(unit.trx, unit.branch.id)).get(staffId);
  if (member === undefined) throw notFound('staff', staffId);
  return { id: staffId, active: member.active, present: await isPresent(unit, staffId) };
}

/** Writes what a rule decided: row, steps, evidence, and the planned word to reception while nobody has taken it. */
export async function keep(loaded: Loaded, result: Result): Promise<number> {
  const { unit, pack, row, visit: before, call } = loaded;
  const done = granted(result);
  const { visit: after } = done;
  await saveVisit(unit.trx, row.id, before, after);
  keepFacts(unit, row.id, row.standard_id, done);
  if (call !== null) await keepCall({ ...loaded, call, before, after });
  const subject = { type: 'encounter' as const, id: row.id };
  const wasAsked = before.state === 'handed_over';
  const isAsked = after.state === 'handed_over';
  const isAnew = isAsked && after.handedOverAt !== before.handedOverAt;
  if (wasAsked && (isAnew || !isAsked)) await callOff(unit, subject);
  if (isAnew) {
    await plan(unit, subject, [{ kind: 'handover_untaken', at: untakenAt(unit.now, pack) }]);
  }
  unit.touches('encounter', row.id);
  unit.touches('customer', after.customerId);
  return after.version;
}

export async function command(
  desk: Desk,
  call: Call,
  action: string,
  input: OnEncounter,
  rule: (loaded: Loaded) => Result | Promise<Result>,
): Promise<Receipt> {
  return await mutate(desk, call, action, input, async (unit) => {
    const loaded = await load(desk, unit, input.id);
    await unit.expect('encounter', loaded.row, input.expectedVersion, loaded.visit.state);
    const version = await keep(loaded, await rule(loaded));
    return { entity: 'encounter', id: input.id, version };
  });
}
