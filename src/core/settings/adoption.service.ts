import type { PackProblem } from '#contract/standard-pack.ts';
import { toInstant } from '#storage/codecs.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk, Executor } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusals.ts';
import { systemWrite } from '../kernel/system-write.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import type { PackFile, PackSource } from './pack-shelf.ts';

/** Copies a pack's text and hash into the store, once; answers its id there. */
export async function keepPack(
  trx: Executor,
  institutionId: string,
  file: PackFile,
  at: Date,
): Promise<string> {
  const known = await trx
    .selectFrom('standard')
    .select('id')
    .where('institution_id', '=', institutionId)
    .where('hash', '=', file.hash)
    .executeTakeFirst();
  if (known !== undefined) return known.id;
  const id = newId();
  await trx
    .insertInto('standard')
    .values({
      id,
      institution_id: institutionId,
      pack_id: file.pack.id,
      pack_version: file.pack.version,
      hash: file.hash,
      text: file.text,
      adopted_at: toInstant(at),
    })
    .execute();
  return id;
}

async function isInForce(executor: Executor, branchId: string, file: PackFile): Promise<boolean> {
  const row = await executor
    .selectFrom('branch')
    .innerJoin('standard', 'standard.id', 'branch.standard_id')
    .select('standard.hash')
    .where('branch.id', '=', branchId)
    .executeTakeFirst();
  return row?.hash === file.hash;
}

/** Open work keeps the version it began under. Answers the branch's new version. */
async function putInForce(unit: UnitOfWork, file: PackFile): Promise<number> {
  const { id, institutionId } = unit.branch;
  const standardId = await keepPack(unit.trx, institutionId, file, unit.now);
  const { version } = await unit.trx
    .updateTable('branch')
    .set((row) => ({ standard_id: standardId, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

/** The file that is now the newest version of the pack in force at a branch; null where there is none. */
async function newestInForce(desk: Desk, source: PackSource, branchId: string): Promise<PackFile | null> {
  const { pack, calendar } = await desk.branches.get(desk.engine.db, branchId);
  return source.newest(pack.id, calendar.businessDate(desk.clock.now()));
}

/**
 * Puts the newest version of a branch's pack in force, once its day has come; another pack is only put in force by
 * somebody who chooses it. A wrong file changes nothing.
 */
export async function adoptPack(desk: Desk, source: PackSource, branchId: string): Promise<void> {
  const file = await newestInForce(desk, source, branchId);
  if (file === null || (await isInForce(desk.engine.db, branchId, file))) return;
  await systemWrite(desk, branchId, 'standard.adopt', async (unit) => {
    unit.change('branch', branchId, await putInForce(unit, file));
  });
  desk.branches.forget();
}

interface OnBranch {
  requestId: string;
  branchId: string;
}

/** A manager has the files read again; the log names who put a newer version in force. */
export async function reloadPack(
  desk: Desk,
  call: Call,
  source: PackSource,
  input: OnBranch,
): Promise<{ adopted: boolean; problems: PackProblem[] }> {
  const file = await newestInForce(desk, source, input.branchId);
  if (file === null) return { adopted: false, problems: source.problems };
  const adopted = await adopt(desk, call, 'settings.reloadStandard', input, file);
  return { adopted, problems: source.problems };
}

/**
 * A manager puts another pack in force: the file whose fingerprint was shown. PACK_GONE when no file has it any more,
 * PACK_NOT_YET before its day.
 */
export async function choosePack(
  desk: Desk,
  call: Call,
  source: PackSource,
  input: OnBranch & { hash: string },
): Promise<{ adopted: boolean }> {
  const file = source.byHash(input.hash);
  if (file === null) throw refuse('PACK_GONE', 'hash');
  const { calendar } = await desk.branches.get(desk.engine.db, input.branchId);
  if (file.pack.in_force_from > calendar.businessDate(desk.clock.now())) throw refuse('PACK_NOT_YET', 'hash');
  return { adopted: await adopt(desk, call, 'settings.chooseStandard', input, file) };
}

async function adopt(
  desk: Desk,
  call: Call,
  action: string,
  input: OnBranch,
  file: PackFile,
): Promise<boolean> {
  const { db } = desk.engine;
  const { branchId, requestId } = input;
  const repeat = db.selectFrom('idempotency').select('seq').where('request_id', '=', requestId);
  const nothingNew = await isInForce(db, branchId, file);
  if (nothingNew && (await repeat.executeTakeFirst()) === undefined) return false;
  await mutate(desk, call, action, input, async (unit) => ({
    entity: 'branch',
    id: branchId,
    version: await putInForce(unit, file),
  }));
  desk.branches.forget();
  return true;
}
