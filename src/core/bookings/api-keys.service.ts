import { createHash } from 'node:crypto';
import type { ApiKey } from '#contract/bookings.ts';
import { apiKeySecret } from '#contract/bookings.ts';
import { fromInstant } from '#storage/codecs.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusals.ts';
import { mutate } from '../kernel/unit-of-work.ts';
import { insertKey, keyByHash, keyById, keysOf, revoke } from './bookings.repository.ts';

/** A key is 256 random bits, so one fast hash keeps it as well as a slow one would. */
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
const HINT = 10;

/** The key a request of the institution's own page carries: whose branch it books for. */
export interface KnownKey {
  id: string;
  branchId: string;
}

/** Who a secret is; null for one that is none, or no longer. */
export async function keyOfSecret(desk: Desk, secret: string): Promise<KnownKey | null> {
  if (!apiKeySecret.safeParse(secret).success) return null;
  const row = await keyByHash(desk.engine.db, hashOf(secret));
  return row === undefined || row.revoked_at !== null ? null : { id: row.id, branchId: row.branch_id };
}

export async function listKeys(desk: Desk, branchId: string): Promise<ApiKey[]> {
  return (await keysOf(desk.engine.db, branchId)).map((row) => ({
    id: row.id,
    version: row.version,
    name: row.name,
    hint: row.hint,
    createdAt: fromInstant(row.created_at),
    createdBy: row.creator,
    revokedAt: fromInstant(row.revoked_at),
  }));
}

/** The window makes the secret and shows it once; a repeat of the request is harmless. */
export async function makeKey(
  desk: Desk,
  call: Call,
  input: { requestId: string; branchId: string; name: string; secret: string },
) {
  return await mutate(desk, call, 'bookings.makeKey', input, async (unit) => {
    const hash = hashOf(input.secret);
    if ((await keyByHash(unit.trx, hash)) !== undefined) throw refuse('KEY_USED', 'secret');
    const id = newId();
    await insertKey(unit.trx, {
      id,
      branch_id: unit.branch.id,
      name: input.name,
      hash,
      hint: input.secret.slice(0, HINT),
      created_at: unit.at,
      created_by: unit.actorId,
      revoked_at: null,
      revoked_by: null,
      version: 1,
    });
    return { entity: 'api_key', id, version: 1 };
  });
}

/** Whoever uses it is refused from now on. */
export async function revokeKey(
  desk: Desk,
  call: Call,
  input: { requestId: string; id: string; expectedVersion: number },
) {
  return await mutate(desk, call, 'bookings.revokeKey', input, async (unit) => {
    const row = unit.own('api_key', input.id, await keyById(unit.trx, input.id));
    await unit.expect('api_key', row, input.expectedVersion, row.revoked_at === null ? 'active' : 'revoked');
    if (row.revoked_at !== null) throw refuse('KEY_REVOKED');
    const version = row.version + 1;
    await revoke(unit.trx, row.id, { revoked_at: unit.at, revoked_by: unit.actorId, version });
    return { entity: 'api_key', id: row.id, version };
  });
}
