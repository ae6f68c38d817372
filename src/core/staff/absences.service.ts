import type { AbsenceReason } from '#contract/staff.ts';
import type { Localised } from '#contract/standard-pack.ts';
import { toInstant } from '#storage/codecs.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusals.ts';
import { mutate } from '../kernel/unit-of-work.ts';
import { inLanguage } from '../standard/script.ts';
import { usualReturn } from '../standard/usual-return.ts';
import { endAbsences, staffById } from './staff.repository.ts';

/** The reasons of the pack in force, in the window's language, with when one is usually back who leaves now. */
export async function absenceReasons(desk: Desk, call: Call, branchId: string): Promise<AbsenceReason[]> {
  const { pack, calendar } = await desk.branches.get(desk.engine.db, branchId);
  const now = desk.clock.now();
  const spoken = (text: Localised) => inLanguage(text, call.language, pack.language);
  return pack.absence_reasons.map(({ id, label, told, form, usual }) => ({
    id,
    label: spoken(label),
    told: spoken(told),
    form,
    usuallyBackAt: usualReturn(usual, now, calendar),
  }));
}

export interface AbsenceInput {
  requestId: string;
  staffId: string;
  kind: string;
  told: string | null;
  startsAt?: Date;
  returnsAt: Date | null;
}

/** V4: says why somebody is away, as it may be told, and until when. A running absence is replaced. */
export async function setAbsence(desk: Desk, call: Call, input: AbsenceInput) {
  return await mutate(desk, call, 'staff.setAbsence', input, async (unit) => {
    const row = unit.own('staff', input.staffId, await staffById(unit.trx, input.staffId));
    const reason = unit.branch.pack.absence_reasons.find((candidate) => candidate.id === input.kind);
    if (reason === undefined) throw refuse('UNKNOWN_REASON', 'kind');
    if (reason.form === 'own_words' && input.told === null) throw refuse('EMPTY', 'told');
    const startsAt = input.startsAt ?? unit.now;
    if (input.returnsAt !== null && input.returnsAt <= unit.now) throw refuse('TIME_IN_PAST', 'returnsAt');
    if (input.returnsAt !== null && input.returnsAt <= startsAt) throw refuse('TIME_IMPOSSIBLE', 'returnsAt');
    // One announced for later does not end the one running now.
    if (startsAt <= unit.now) await endAbsences(unit.trx, row.id, unit.at);
    await unit.trx
      .insertInto('absence')
      .values({
        id: newId(),
        branch_id: unit.branch.id,
        staff_id: row.id,
        kind: input.kind,
        told: input.told,
        starts_at: toInstant(startsAt),
        returns_at: toInstant(input.returnsAt),
        ended_at: null,
        created_by: unit.actorId,
        version: 1,
      })
      .execute();
    unit.touches('staff', row.id);
    return { entity: 'staff', id: row.id, version: row.version };
  });
}

/** 돌아왔습니다. */
export async function comeBack(desk: Desk, call: Call, input: { requestId: string; staffId: string }) {
  return await mutate(desk, call, 'staff.comeBack', input, async (unit) => {
    const row = unit.own('staff', input.staffId, await staffById(unit.trx, input.staffId));
    await endAbsences(unit.trx, row.id, unit.at);
    unit.touches('staff', row.id);
    return { entity: 'staff', id: row.id, version: row.version };
  });
}
