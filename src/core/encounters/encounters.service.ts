import type { Receipt } from '#contract/rules.ts';
import { customerInUse, touchCustomer } from '../customers/customers.service.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import { begin, candidate, command, keep, load, type OnEncounter } from './commands.ts';
import { cutShort } from './cut-short.ts';
import { dutyById } from './encounters.repository.ts';
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
import { close, closedAt, setCustomer, setPurpose, skip, tick, undo } from './life-cycle.ts';

const CHANNEL = 'visit';

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
    const { counterId, greetedAt } = input;
    const { id, visit } = await begin(unit, { channel: CHANNEL, counterId, beganAt: greetedAt });
    return { entity: 'encounter', id, version: visit.version };
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

/** He leaves, will come again, or is gone already: then the visit ends with the word given as the reason (EMPTY without). */
export async function leaveEncounter(
  desk: Desk,
  call: Call,
  input: OnEncounter & { note: string; comesBack?: boolean | undefined; isGone?: boolean | undefined },
) {
  const { isGone = false, note } = input;
  if (isGone && note === '') throw refuse('EMPTY', 'note');
  return await command(desk, call, 'encounters.leave', input, ({ scene, visit }) =>
    isGone ? cutShort(scene, visit, note) : leave(scene, visit, input),
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
  made: { memoId: string; customerId: string | null },
): Promise<void> {
  const loaded = await load(desk, unit, encounterId);
  const recorded = new Set(Object.values(loaded.pack.promises).map((rule) => rule.starts_on));
  // Whose memo it is, his is the visit.
  const names = loaded.visit.customerId === null && made.customerId !== null;
  const named = names ? { ...loaded.visit, customerId: made.customerId } : loaded.visit;
  const taken = memoTaken(loaded.scene, named, recorded);
  // A call nobody picked up has nothing more to it.
  const ends = loaded.call?.missed === 1 && taken.ok;
  const version = await keep(
    loaded,
    ends ? { ...taken, visit: { ...taken.visit, ...closedAt(loaded.scene.now) } } : taken,
  );
  if (names && made.customerId !== null) await touchCustomer(unit, made.customerId);
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
