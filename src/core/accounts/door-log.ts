import type { SignInKind } from '#contract/accounts.ts';
import { toInstant } from '#storage/codecs.ts';
import { appendActivity } from '../audit/activity.service.ts';
import type { DoorContext } from '../kernel/call.ts';
import type { Desk, Trx } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { placesOf } from './accounts.repository.ts';

/** Who the activity log names where nobody is known by what was typed. */
const NOBODY = 'nobody';

export interface AtDoor {
  context: Pick<DoorContext, 'door' | 'address'>;
  /** Door, address and window. */
  source: string;
}

/**
 * R23: what happened at the door, in the activity log of the branch and, where it is somebody's, in his own history.
 * What was typed is kept nowhere: people type passwords into the wrong field.
 */
export async function logAtDoor(
  desk: Desk,
  trx: Trx,
  { context, source }: AtDoor,
  entry: { accountId: string | null; kind: SignInKind; action: string; outcome: 'allowed' | 'refused' },
): Promise<void> {
  const { accountId, kind, action, outcome } = entry;
  const place = accountId === null ? undefined : (await placesOf(trx, [accountId])).get(accountId)?.[0];
  if (accountId !== null) await recordSignIn(trx, context, accountId, kind, toInstant(desk.clock.now()));
  const branchId = place?.branchId ?? (await firstBranch(trx));
  if (branchId === null) return;
  const subjects = place === undefined ? [] : [`staff:${place.staffId}`];
  const row = { actorId: place?.staffId ?? NOBODY, source, action, outcome, subjects, purpose: kind };
  await appendActivity(desk, trx, branchId, [row]);
}

/** One line of somebody's own history. */
export async function recordSignIn(
  trx: Trx,
  { door, address }: AtDoor['context'],
  accountId: string,
  kind: SignInKind,
  at: string,
): Promise<void> {
  await trx
    .insertInto('sign_in')
    .values({ id: newId(), account_id: accountId, at, kind, door, address })
    .execute();
}

async function firstBranch(trx: Trx): Promise<string | null> {
  const row = await trx
    .selectFrom('branch')
    .select('id')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}
