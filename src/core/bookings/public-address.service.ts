import { z } from 'zod';
import { fromJson, toJson } from '#storage/codecs.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk, Executor } from '../kernel/desk.ts';
import { mutate } from '../kernel/unit-of-work.ts';
import type { PublicPlace } from './public-place.ts';

const KEY = 'public_address';
const kept = fromJson(z.object({ address: z.string().nullable(), version: z.number().int() }));

async function readKept(executor: Executor): Promise<{ address: string | null; version: number }> {
  const row = await executor
    .selectFrom('host_setting')
    .select('value')
    .where('key', '=', KEY)
    .executeTakeFirst();
  return row === undefined ? { address: null, version: 0 } : kept(row.value);
}

/** Where others reach the public pages, as an administrator said. */
export async function publicAddressOf(executor: Executor): Promise<string | null> {
  return (await readKept(executor)).address;
}

/** Says where others reach the public pages; the listener lets requests for that address in from then on. */
export async function setPublicAddress(
  desk: Desk,
  call: Call,
  place: PublicPlace,
  input: { requestId: string; branchId: string; address: string | null },
) {
  const receipt = await mutate(desk, call, 'bookings.setPublicAddress', input, async (unit) => {
    const version = (await readKept(unit.trx)).version + 1;
    const value = toJson({ address: input.address, version });
    await unit.trx
      .insertInto('host_setting')
      .values({ key: KEY, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
    return { entity: 'booking_setting', id: unit.branch.id, version };
  });
  place.address = await publicAddressOf(desk.engine.db);
  return receipt;
}
