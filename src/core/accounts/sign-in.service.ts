import { loginName, type PersonHere } from '#contract/accounts.ts';
import { fromFlag, fromInstant, toInstant, toJson } from '#storage/codecs.ts';
import { isUniqueViolation } from '#storage/errors.ts';
import type { DoorContext } from '../kernel/call.ts';
import type { Desk, Trx } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusals.ts';
import {
  accountByLogin,
  foundersOf,
  hasAccounts,
  lockOthers,
  placesOf,
  sessionsAt,
} from './accounts.repository.ts';
import { type AtDoor, logAtDoor } from './door-log.ts';
import { passwordFault } from './password-rules.ts';
import { renewSeat, seatOf } from './seats.service.ts';
import { sessionEnd, sessionStateAt } from './session-rules.ts';
import { underGuard } from './tries.ts';

/** A call at the door, where there may be no actor yet. */
export interface DoorCall extends AtDoor {
  context: DoorContext;
}

/** Who has signed in at this seat and may come back; and, before the first account, who may make it here. */
export async function whoIsHere(desk: Desk, { context }: DoorCall) {
  const { db } = desk.engine;
  if (!(await hasAccounts(db))) {
    return { needsFirst: true, founders: context.local ? await foundersOf(db) : [], people: [] };
  }
  const seatId = await seatOf(desk, context.seat);
  const sessions = seatId === null ? [] : await sessionsAt(db, seatId);
  const places = await placesOf(
    db,
    sessions.map((session) => session.account_id),
  );
  const now = desk.clock.now();
  const people = sessions.flatMap((session): PersonHere[] => {
    const expiresAt = fromInstant(session.expires_at);
    const state = sessionStateAt(
      {
        seenAt: fromInstant(session.seen_at),
        expiresAt,
        lockedAt: fromInstant(session.locked_at),
        mustChange: fromFlag(session.must_change),
      },
      now,
    );
    const own = places.get(session.account_id) ?? [];
    if (state === null || own.length === 0) return [];
    return [
      { accountId: session.account_id, state, hasPin: session.pin_hash !== null, expiresAt, places: own },
    ];
  });
  return { needsFirst: false, founders: [], people };
}

/** A login as it is stored. */
export const asLogin = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();

/** Begins a session of an account at the seat of this call, under a new token. */
async function begin(
  desk: Desk,
  trx: Trx,
  call: DoorCall,
  { accountId, branchId, seatBefore }: { accountId: string; branchId: string; seatBefore: string | null },
): Promise<() => void> {
  const now = desk.clock.now();
  const at = toInstant(now);
  const { context } = call;
  const { calendar } = await desk.branches.get(trx, branchId);
  const { seatId, hand } = await renewSeat(trx, {
    handle: context.seat,
    seatId: seatBefore,
    door: context.door,
    now,
  });
  await trx
    .updateTable('session')
    .set({ ended_at: at })
    .where('seat_id', '=', seatId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .execute();
  await lockOthers(trx, seatId, accountId, at);
  await trx
    .insertInto('session')
    .values({
      id: newId(),
      seat_id: seatId,
      account_id: accountId,
      started_at: at,
      seen_at: at,
      expires_at: toInstant(sessionEnd(now, calendar)),
      locked_at: null,
      ended_at: null,
      pin_failures: 0,
    })
    .execute();
  return hand;
}

/** Signs somebody in with his password, for eight hours at most. WRONG_CREDENTIALS, TRY_LATER. */
export async function signIn(desk: Desk, call: DoorCall, input: { login: string; password: string }) {
  const { db } = desk.engine;
  if (call.context.seat.give === undefined) throw refuse('NOT_OVER_A_SOCKET');
  const login = asLogin(input.login);
  // What nobody can be called is not asked of the store, which may be unable to read it; the rest goes as for anybody.
  const account = loginName.safeParse(login).success ? await accountByLogin(db, login) : undefined;
  const place = account?.active === 1 ? (await placesOf(db, [account.id])).get(account.id)?.[0] : undefined;
  await underGuard(desk, call, {
    login,
    accountId: account?.id ?? null,
    action: 'accounts.signIn',
    isRight: async () => {
      // Somebody who may not come in is checked all the same, so that it takes as long.
      const right = await desk.passwords.isRight(account?.password_hash ?? null, input.password);
      return right && place !== undefined;
    },
  });
  if (account === undefined || place === undefined) throw refuse('WRONG_CREDENTIALS', 'password');
  const seatBefore = await seatOf(desk, call.context.seat);
  const hand = await db.transaction().execute(async (trx) => {
    const given = await begin(desk, trx, call, {
      accountId: account.id,
      branchId: place.branchId,
      seatBefore,
    });
    await logAtDoor(desk, trx, call, {
      accountId: account.id,
      kind: 'password',
      action: 'accounts.signIn',
      outcome: 'allowed',
    });
    return given;
  });
  hand();
  return { accountId: account.id };
}

/** The first account of a store, made at the machine itself by somebody who manages a branch; he is signed in at once. */
export async function makeFirst(
  desk: Desk,
  call: DoorCall,
  input: { staffId: string; login: string; password: string },
) {
  const { db } = desk.engine;
  const fault = passwordFault(input.password, input.login);
  if (fault !== null) throw refuse(fault, 'password');
  if (await hasAccounts(db)) throw refuse('ALREADY_SET_UP');
  const founder = (await foundersOf(db)).find(({ staffId }) => staffId === input.staffId);
  if (founder === undefined) throw refuse('NEEDS_MANAGER', 'staffId');
  const passwordHash = await desk.passwords.hash(input.password);
  const seatBefore = await seatOf(desk, call.context.seat);
  const accountId = newId();
  const at = toInstant(desk.clock.now());
  const { institutionId } = await desk.branches.get(db, founder.branchId);
  try {
    const hand = await db.transaction().execute(async (trx) => {
      if (await hasAccounts(trx)) throw refuse('ALREADY_SET_UP');
      await trx
        .insertInto('account')
        .values({
          id: accountId,
          institution_id: institutionId,
          login: input.login,
          password_hash: passwordHash,
          must_change: 0,
          pin_hash: null,
          active: 1,
          created_at: at,
          password_at: at,
          version: 1,
        })
        .execute();
      const roles = [...new Set([...founder.roles, 'admin' as const])];
      await trx
        .updateTable('staff')
        .set((row) => ({ account_id: accountId, roles: toJson(roles), version: row('version', '+', 1) }))
        .where('id', '=', founder.staffId)
        .execute();
      const given = await begin(desk, trx, call, { accountId, branchId: founder.branchId, seatBefore });
      await logAtDoor(desk, trx, call, {
        accountId,
        kind: 'password',
        action: 'accounts.first',
        outcome: 'allowed',
      });
      return given;
    });
    hand();
  } catch (error) {
    if (isUniqueViolation(error)) throw refuse('ALREADY_SET_UP');
    throw error;
  }
  return { accountId };
}
