import { z } from 'zod';
import type { NetworkStatus } from '#contract/network.ts';
import { fromJson, toJson } from '#storage/codecs.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk, Executor } from '../kernel/desk.ts';
import { refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import type { NetworkDoor } from './network-door.ts';

const KEY = 'network';
const wish = fromJson(z.object({ on: z.boolean(), version: z.number().int().min(1) }));

/** Whether an administrator wants this host on the network; off until one said so. */
export async function networkWish(executor: Executor): Promise<{ on: boolean; version: number }> {
  const row = await executor
    .selectFrom('host_setting')
    .select('value')
    .where('key', '=', KEY)
    .executeTakeFirst();
  return row === undefined ? { on: false, version: 1 } : wish(row.value);
}

/** Paths of this machine are told at this machine only (`local`). */
export async function networkStatus(
  desk: Desk,
  door: NetworkDoor | null,
  local: boolean,
): Promise<NetworkStatus> {
  const { on, version } = await networkWish(desk.engine.db);
  const state = door?.state() ?? null;
  return { version, wanted: on, state: local || state === null ? state : { ...state, ownFiles: null } };
}

export interface NetworkInput {
  requestId: string;
  branchId: string;
  expectedVersion: number;
}

/** The wish belongs to the host, whichever branch's administrator changes it: the change is told at that branch. */
async function keepWish(unit: UnitOfWork, input: NetworkInput, on: boolean) {
  const { id } = unit.branch;
  const { on: wasOn, version: before } = await networkWish(unit.trx);
  const row = { id, branch_id: id, version: before };
  await unit.expect('network', row, input.expectedVersion, wasOn ? 'on' : 'off');
  const version = before + 1;
  await unit.trx
    .insertInto('host_setting')
    .values({ key: KEY, value: toJson({ on, version }) })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: toJson({ on, version }) }))
    .execute();
  return { entity: 'network', id, version };
}

/** Opens the door, then keeps the wish; where that fails the door is as it was before. */
export async function turnNetworkOn(desk: Desk, call: Call, door: NetworkDoor | null, input: NetworkInput) {
  if (door === null) throw refuse('NETWORK_NOT_HERE');
  const wasOn = door.state().on;
  const problem = await door.turnOn();
  if (problem !== null) throw refuse(problem.code);
  try {
    const receipt = await mutate(desk, call, 'network.turnOn', input, (unit) => keepWish(unit, input, true));
    // A repeat that arrives after somebody turned it off gets its first receipt, and opens nothing.
    if (!wasOn && !(await networkWish(desk.engine.db)).on) await door.turnOff();
    return receipt;
  } catch (error) {
    if (!wasOn) await door.turnOff();
    throw error;
  }
}

/** Keeps the wish, then closes the door. Who asked over the network gets the answer first. */
export async function turnNetworkOff(
  desk: Desk,
  call: Call,
  door: NetworkDoor | null,
  input: NetworkInput,
  onFailure: (error: unknown) => void,
) {
  if (door === null) throw refuse('NETWORK_NOT_HERE');
  const receipt = await mutate(desk, call, 'network.turnOff', input, (unit) => keepWish(unit, input, false));
  // A repeat that arrives after somebody turned it on again closes nothing.
  if (!(await networkWish(desk.engine.db)).on) door.turnOff().catch(onFailure);
  return receipt;
}
