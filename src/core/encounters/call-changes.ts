import type { RingsAre } from '#contract/calls.ts';
import type { StandardPack } from '#contract/standard-pack.ts';
import { toInstant } from '#storage/codecs.ts';
import type { EncounterRow } from '#storage/schema.ts';
import type { PhoneCallRow } from '#storage/schema-calls.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { changeCall } from './calls.repository.ts';
import { ringEvent, ringLimits, secondsBetween, transferClauses } from './calls.ts';
import { officerRule } from './settlement.ts';
import type { Scene, Visit } from './visit.ts';

interface Changed {
  unit: UnitOfWork;
  pack: StandardPack;
  row: EncounterRow;
  call: PhoneCallRow;
  scene: Scene;
  before: Visit;
  after: Visit;
}

/** What a command on an encounter means for the call it is: picked up, put through, taken, come back. */
export async function keepCall(changed: Changed): Promise<void> {
  const { unit, row, before, after } = changed;
  const change = { ...pickedUp(changed), ...putThrough(changed) };
  if (Object.keys(change).length > 0) await changeCall(unit.trx, row.id, change);
  const wasAsked = before.state === 'handed_over';
  if (wasAsked && after.state !== 'handed_over' && !isTaken(changed)) {
    const clause = officerRule(changed.scene)?.clause;
    if (clause !== undefined) fact(changed, clause, 'transfer_not_answered');
  }
}

const isTaken = ({ before, after }: Changed): boolean =>
  before.state === 'handed_over' && after.state === 'with_officer' && after.takenAt !== before.takenAt;

const isAsked = ({ before, after }: Changed): boolean =>
  after.state === 'handed_over' && after.handedOverAt !== before.handedOverAt;

function fact({ unit, row, scene }: Changed, clause: string, event: string, at = scene.now): void {
  const subject = { type: 'encounter', id: row.id };
  unit.fact({
    clause,
    standardId: row.standard_id,
    subject,
    event,
    occurredAt: at,
    how: scene.how ?? 'clock',
  });
}

/** The moment of pick-up; taken back, the rings that were counted are taken back with it. */
function pickedUp(changed: Changed): Partial<PhoneCallRow> {
  const { scene, before, after, call, pack } = changed;
  const step = scene.rules.find((rule) => rule.on === 'answer')?.id;
  const mark = (visit: Visit) => visit.steps.find((one) => one.step === step && one.state === 'done');
  const [was, is] = [mark(before), mark(after)];
  if (was === undefined && is !== undefined) return { answered_at: toInstant(is.at) };
  if (was === undefined || is !== undefined) return {};
  if (call.rings !== null) {
    const event = ringEvent(call.rings, call.rings_are as RingsAre);
    for (const { id } of ringLimits(pack)) fact(changed, id, `${event}.undone`, was.at);
  }
  return { answered_at: null, rings: null, rings_are: null };
}

/** The clock from putting through to the answer; the choice of the pack has left its own evidence already. */
function putThrough(changed: Changed): Partial<PhoneCallRow> {
  const { scene, after, call, pack } = changed;
  const rule = officerRule(scene);
  if (isAsked(changed)) {
    for (const clause of transferClauses(pack, rule)) fact(changed, clause, 'transfer_started');
    return {
      transfer_to: after.handedTo,
      transfer_at: toInstant(scene.now),
      transfer_answered_at: null,
      transfer_seconds: null,
    };
  }
  if (!isTaken(changed) || call.transfer_at === null) return {};
  for (const clause of transferClauses(pack, rule)) {
    if (clause !== rule?.clause) fact(changed, clause, 'transferred');
  }
  return {
    transfer_answered_at: toInstant(scene.now),
    transfer_seconds: secondsBetween(new Date(call.transfer_at), scene.now),
  };
}
