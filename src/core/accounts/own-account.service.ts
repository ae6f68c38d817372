import type { SignInEntry } from '#contract/accounts.ts';
import { fromInstant } from '#storage/codecs.ts';
import { actorOf, type Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { refuse, refuseActor } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork, wasAnswered } from '../kernel/unit-of-work.ts';
import { accountById, endSessions, signInsOf } from './accounts.repository.ts';
import { recordSignIn } from './door-log.ts';
import { isWeakPin, passwordFault } from './password-rules.ts';
import { seatOf } from './seats.service.ts';
import type { DoorCall } from './sign-in.service.ts';
import { underGuard } from './tries.ts';

/** How many of one's sign-ins are shown. */
const SHOWN = 100;

async function ownAccount(desk: Desk, call: Call) {
  const { accountId } = actorOf(call);
  const account = accountId === null ? undefined : await accountById(desk.engine.db, accountId);
  if (account === undefined) throw refuseActor('SIGNED_OUT');
  return account;
}

/** What was checked outside the transaction still holds in it. */
async function expectUnchanged(unit: UnitOfWork, id: string, version: number): Promise<void> {
  const row = await accountById(unit.trx, id);
  if (row?.version !== version) throw refuse('ACCOUNT_CHANGED');
}

/** A password of one's own choice. Sessions at every other seat end. WRONG_CREDENTIALS, TRY_LATER, PASSWORD_…. */
export async function changePassword(
  desk: Desk,
  call: Call,
  door: DoorCall,
  input: { requestId: string; current: string; next: string },
) {
  const account = await ownAccount(desk, call);
  let hash = '';
  if (!(await wasAnswered(desk, input.requestId))) {
    const fault = passwordFault(input.next, account.login, input.current);
    if (fault !== null) throw refuse(fault, 'next');
    await underGuard(desk, door, {
      login: account.login,
      accountId: account.id,
      action: 'accounts.changePassword',
      isRight: () => desk.passwords.isRight(account.password_hash, input.current),
    });
    hash = await desk.passwords.hash(input.next);
  }
  const seatId = await seatOf(desk, door.context.seat);
  return await mutate(desk, call, 'accounts.changePassword', input, async (unit) => {
    await expectUnchanged(unit, account.id, account.version);
    const version = account.version + 1;
    await unit.trx
      .updateTable('account')
      .set({ password_hash: hash, must_change: 0, password_at: unit.at, version })
      .where('id', '=', account.id)
      .execute();
    for (const seat of await endSessions(unit.trx, account.id, unit.at, seatId)) unit.endedSeats.add(seat);
    await recordSignIn(unit.trx, door.context, account.id, 'password_changed', unit.at);
    unit.touches('staff', unit.actorId);
    return { entity: 'account', id: account.id, version };
  });
}

/** A PIN to come back by within the day, or none. WEAK_PIN for one that everybody tries. */
export async function setPin(
  desk: Desk,
  call: Call,
  door: DoorCall,
  input: { requestId: string; password: string; pin: string | null },
) {
  const account = await ownAccount(desk, call);
  let hash: string | null = null;
  if (!(await wasAnswered(desk, input.requestId))) {
    if (input.pin !== null && isWeakPin(input.pin)) throw refuse('WEAK_PIN', 'pin');
    await underGuard(desk, door, {
      login: account.login,
      accountId: account.id,
      action: 'accounts.setPin',
      isRight: () => desk.passwords.isRight(account.password_hash, input.password),
    });
    hash = input.pin === null ? null : await desk.passwords.hash(input.pin);
  }
  return await mutate(desk, call, 'accounts.setPin', input, async (unit) => {
    await expectUnchanged(unit, account.id, account.version);
    const version = account.version + 1;
    await unit.trx
      .updateTable('account')
      .set({ pin_hash: hash, version })
      .where('id', '=', account.id)
      .execute();
    await recordSignIn(unit.trx, door.context, account.id, 'pin_changed', unit.at);
    unit.touches('staff', unit.actorId);
    return { entity: 'account', id: account.id, version };
  });
}

/** One's own sign-ins, newest first: a stranger's among them is seen. */
export async function ownHistory(desk: Desk, call: Call) {
  const account = await ownAccount(desk, call);
  const rows = await signInsOf(desk.engine.db, account.id, SHOWN);
  return {
    login: account.login,
    hasPin: account.pin_hash !== null,
    entries: rows.map((row) => ({
      at: fromInstant(row.at),
      kind: row.kind as SignInEntry['kind'],
      door: row.door === 'desktop' ? ('desktop' as const) : ('host' as const),
      address: row.address,
    })),
  };
}
