import type { AccessRule } from '#contract/rules.ts';
import { fromJson } from '#storage/codecs.ts';
import type { Actor, SeatHandle } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { refuseActor } from '../kernel/refusals.ts';
import { actorAt } from './accounts.repository.ts';
import { roleList } from './role-list.ts';
import { seatOf } from './seats.service.ts';
import { sessionStateNow } from './session-clock.service.ts';

const rolesOf = fromJson(roleList);

/** Who acts: the member of staff a window names, if he is signed in at its seat and may act now; UNKNOWN_ACTOR otherwise. */
export async function actorNamed(
  desk: Desk,
  seat: SeatHandle,
  staffId: string | null | undefined,
  who: AccessRule['who'],
): Promise<Actor> {
  if (staffId === null || staffId === undefined || staffId === '') throw refuseActor('NO_ACTOR');
  const seatId = await seatOf(desk, seat);
  const row = await actorAt(desk.engine.db, staffId, seatId);
  if (row?.session_id == null || row.account_active !== 1 || seatId === null) throw refuseActor('SIGNED_OUT');
  if (row.active === 0) throw refuseActor('STAFF_INACTIVE');
  const state = await sessionStateNow(desk, {
    id: row.session_id,
    seat_id: seatId,
    seen_at: row.seen_at as string,
    expires_at: row.expires_at as string,
    locked_at: row.locked_at,
    must_change: row.must_change,
  });
  if (state === null) throw refuseActor('SIGNED_OUT');
  if (state === 'locked') throw refuseActor('LOCKED');
  if (state === 'must_change' && who !== 'signed_in') throw refuseActor('MUST_CHANGE');
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    branchId: row.branch_id,
    departmentId: row.department_id,
    roles: rolesOf(row.roles),
    accountId: row.account_id,
  };
}
