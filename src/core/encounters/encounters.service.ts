import type { Receipt } from '#contract/rules.ts';
import type { StandardPack } from '#contract/standard-pack.ts';
import type { EncounterRow } from '#storage/schema.ts';
import { customerInUse, touchCustomer } from '../customers/customers.service.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import { callOff, plan } from '../promises/reminders.service.ts';
import { presenceOf, staffRefs } from '../staff/staff.service.ts';
import {
  counterById,
  dutyById,
  encounterById,
  insertVisit,
  marksOf,
  saveVisit,
  visitOf,
  visitsInHand,
} from './encounters.repository.ts';
import { untakenAt } from './encounters.view.ts';
import {
  handleHere,
  handOver,
  leave,
  memoTaken,
  passOn,
  recall,
  setOfficer,
  take,
  wait,
} from './hand-over.ts';
import { close, open, setCustomer, setPurpose, skip, tick, undo } from './life-cycle.ts';
import { stepRules } from './steps.ts';
import type { Candidate, Moved, Result, Scene, Visit } from './visit.ts';

const CHANNEL = 'visit';

interface OnEncounter {
  requestId: string;
  id: string;
  expectedVersion: number;
}

/** Refuses with the rule's own word, or goes on with what the rule made. */
function granted(result: Result): Moved {
  if (!result.ok) throw refuse(result.reason, result.field);
  return result;
}

/**
 * V2, V3: opens a visit and records the greeting in the same transaction. Amid other visits in hand the
 * greeting counts for the clause about that as well; how long the customer had stood there nobody measured.
 */
export async function openEncounter(
  desk: Desk,
  call: Call,
  input: { requestId: string; branchId: string; counterId: string | null; greetedAt?: Date },
): Promise<Receipt> {
  return await mutate(desk, call, 'encounters.open', input, async (unit) => {
    const { trx, branch, actorId, now } = unit;
    if (input.counterId !== null) {
      const counter = await counterById(trx, input.counterId);
      if (counter?.branch_id !== branch.id) throw refuse('NOT_OF_BRANCH', 'counterId');
    }
    const busy = ((await visitsInHand(trx, branch.id)).get(actorId) ?? 0) > 0;
    const busyClauses = branch.pack.clauses
      .filter((clause) => clause.kind === 'step' && clause.applies_when === 'other_work_in_hand')
      .map((clause) => clause.id);
    const scene: Scene = {
      rules: stepRules(branch.pack, CHANNEL, null, []),
      now,
      actorId,
      officerAbsent: false,
    };
    const opened = granted(open(scene, { greetedAt: input.greetedAt, busyClauses: busy ? busyClauses : [] }));
    const id = newId();
    await insertVisit(trx, opened.visit, {
      id,
      branch_id: branch.id,
      counter_id: input.counterId,
      standard_id: branch.standardId,
      channel: CHANNEL,
      opened_by: actorId,
      business_date: branch.calendar.businessDate(opened.visit.openedAt),
    });
    keepFacts(unit, id, branch.standardId, opened);
    unit.touches('encounter', id);
    return { entity: 'encounter', id, version: opened.visit.version };
  });
}

function keepFacts(unit: UnitOfWork, id: string, standardId: string, { facts }: Moved): void {
  for (const fact of facts) unit.fact({ ...fact, standardId, subject: { type: 'encounter', id } });
}

interface Loaded {
  unit: UnitOfWork;
  pack: StandardPack;
  row: EncounterRow;
  visit: Visit;
  scene: Scene;
}

/** The visit a mutation is about, its steps under the standard it began with, and whether its officer is away. */
async function load(desk: Desk, unit: UnitOfWork, id: string): Promise<Loaded> {
  const { trx, actorId, now } = unit;
  const row = unit.own('encounter', id, await encounterById(trx, id));
  const visit = visitOf(row, await marksOf(trx, [id]));
  const pack = await desk.branches.pack(trx, row.standard_id);
  const officerAbsent = visit.officerId !== null && !(await isPresent(unit, visit.officerId));
  const situation = officerAbsent ? 'officer_absent' : 'officer_present';
  const rules = stepRules(pack, row.channel, situation, visit.steps);
  return { unit, pack, row, visit, scene: { rules, now, actorId, officerAbsent } };
}

async function isPresent(unit: UnitOfWork, staffId: string): Promise<boolean> {
  const presence = await presenceOf(unit.trx, unit.branch, [staffId], unit.now, 'ko');
  return presence.get(staffId)?.state !== 'absent';
}

/** Somebody of this branch, as the rules need him; NOT_FOUND for anybody else. */
async function candidate(unit: UnitOfWork, staffId: string): Promise<Candidate> {
  const member = (await staffRefs(unit.trx, unit.branch.id)).get(staffId);
  if (member === undefined) throw notFound('staff', staffId);
  return { id: staffId, active: member.active, present: await isPresent(unit, staffId) };
}

/** Writes what a rule decided: row, steps, evidence, and the planned word to reception while nobody has taken it. */
async function keep(loaded: Loaded, result: Result): Promise<number> {
  const { unit, pack, row, visit: before } = loaded;
  const done = granted(result);
  const { visit: after } = done;
  await saveVisit(unit.trx, row.id, before, after);
  keepFacts(unit, row.id, row.standard_id, done);
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

async function command(
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

export async function tickStep(
  desk: Desk,
  call: Call,
  input: OnEncounter & { step: string; occurredAt?: Date },
) {
  return await command(desk, call, 'encounters.tick', input, ({ scene, visit }) => tick(scene, visit, input));
}

export async function skipStep(
  desk: Desk,
  call: Call,
  input: OnEncounter & { step: string; reason: string },
) {
  return await command(desk, call, 'encounters.skip', input, ({ scene, visit }) => skip(scene, visit, input));
}

export async function undoStep(desk: Desk, call: Call, input: OnEncounter & { step: string }) {
  return await command(desk, call, 'encounters.undo', input, ({ scene, visit }) => undo(scene, visit, input));
}

/** DUTY_UNKNOWN for a duty of another branch or one retired since. */
export async function setEncounterPurpose(
  desk: Desk,
  call: Call,
  input: OnEncounter & { dutyId: string | null; text: string },
) {
  return await command(desk, call, 'encounters.setPurpose', input, async ({ unit, scene, visit }) => {
    if (input.dutyId !== null && input.dutyId !== visit.dutyId) {
      const duty = await dutyById(unit.trx, input.dutyId);
      if (duty?.branch_id !== unit.branch.id || duty.active === 0) throw refuse('DUTY_UNKNOWN', 'dutyId');
    }
    return setPurpose(scene, visit, input);
  });
}

/** Names the customer; the visit then counts as his latest one, and no more for one named by mistake. */
export async function setEncounterCustomer(
  desk: Desk,
  call: Call,
  input: OnEncounter & { customerId: string | null },
) {
  return await mutate(desk, call, 'encounters.setCustomer', input, async (unit) => {
    const loaded = await load(desk, unit, input.id);
    const { row, visit } = loaded;
    await unit.expect('encounter', row, input.expectedVersion, visit.state);
    // A window may still show a record that was joined into another.
    const customerId =
      input.customerId === null
        ? null
        : (await customerInUse(unit.trx, unit.branch.institutionId, input.customerId)).id;
    unit.touches('customer', visit.customerId);
    const version = await keep(loaded, setCustomer(visit, { customerId }));
    if (customerId !== visit.customerId) {
      for (const one of [visit.customerId, customerId]) {
        if (one !== null) await touchCustomer(unit, one);
      }
    }
    return { entity: 'encounter', id: row.id, version };
  });
}

export async function setEncounterOfficer(
  desk: Desk,
  call: Call,
  input: OnEncounter & { staffId: string | null },
) {
  return await command(desk, call, 'encounters.setOfficer', input, async ({ unit, scene, visit }) =>
    setOfficer(scene, visit, input.staffId === null ? null : await candidate(unit, input.staffId)),
  );
}

export async function handOverEncounter(desk: Desk, call: Call, input: OnEncounter & { to: string }) {
  return await command(desk, call, 'encounters.handOver', input, async ({ unit, scene, visit }) =>
    handOver(scene, visit, await candidate(unit, input.to)),
  );
}

export async function takeEncounter(desk: Desk, call: Call, input: OnEncounter) {
  return await command(desk, call, 'encounters.take', input, ({ scene, visit }) => take(scene, visit));
}

export async function recallEncounter(desk: Desk, call: Call, input: OnEncounter) {
  return await command(desk, call, 'encounters.recall', input, ({ scene, visit }) => recall(scene, visit));
}

export async function waitEncounter(desk: Desk, call: Call, input: OnEncounter) {
  return await command(desk, call, 'encounters.wait', input, ({ scene, visit }) => wait(scene, visit));
}

export async function handleHereEncounter(desk: Desk, call: Call, input: OnEncounter) {
  return await command(desk, call, 'encounters.handleHere', input, ({ scene, visit }) =>
    handleHere(scene, visit),
  );
}

export async function leaveEncounter(
  desk: Desk,
  call: Call,
  input: OnEncounter & { note: string; comesBack?: boolean | undefined },
) {
  return await command(desk, call, 'encounters.leave', input, ({ scene, visit }) =>
    leave(scene, visit, input),
  );
}

export async function closeEncounter(desk: Desk, call: Call, input: OnEncounter) {
  return await command(desk, call, 'encounters.close', input, ({ scene, visit }) => close(scene, visit));
}

/**
 * A memo was taken from a visit (V4): its outcome, its officer step and the facts of that choice, in the
 * memo's own transaction. Numbers the change of the visit itself. ENCOUNTER_CLOSED when it has ended.
 */
export async function recordMemoOutcome(
  desk: Desk,
  unit: UnitOfWork,
  encounterId: string,
  made: { memoId: string },
): Promise<void> {
  const loaded = await load(desk, unit, encounterId);
  const recorded = new Set(Object.values(loaded.pack.promises).map((rule) => rule.starts_on));
  const version = await keep(loaded, memoTaken(loaded.scene, loaded.visit, recorded));
  unit.touches('memo', made.memoId);
  unit.change('encounter', encounterId, version);
}

/** One visit passed on in a mutation that may do more; refused before anything of it is written. */
export async function passVisitOn(
  desk: Desk,
  unit: UnitOfWork,
  input: { id: string; expectedVersion: number; from: string; to: string },
) {
  const loaded = await load(desk, unit, input.id);
  const { row, scene, visit } = loaded;
  await unit.expect('encounter', row, input.expectedVersion, visit.state);
  const version = await keep(loaded, passOn(scene, visit, input.from, await candidate(unit, input.to)));
  return { entity: 'encounter', id: row.id, version };
}

/** Every visit not closed yet, and those in somebody's hands, for features that ask about all of them. */
export { inHandsOf, unclosed } from './encounters.view.ts';
