import type { PackProblem, StandardPack } from '#contract/standard-pack.ts';
import { toInstant } from '#storage/codecs.ts';
import type { PackText } from '#storage/pack-file.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk, Executor } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { systemWrite } from '../kernel/system-write.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import { parsePack } from '../standard/pack.ts';

/** A pack file that reads. */
export interface PackFile {
  text: string;
  pack: StandardPack;
  hash: string;
}

/** Where packs are read from, and what was wrong with the file when it was last read. */
export class PackSource {
  readonly #read: () => PackText;
  problems: PackProblem[] = [];

  constructor(read: () => PackText) {
    this.#read = read;
  }

  /** Reads the file again; null when it is wrong, and `problems` says why. */
  read(): PackFile | null {
    const found = this.#read();
    const parsed = 'error' in found ? unreadable(found.file, found.error) : parsePack(found.text, found.file);
    this.problems = parsed.ok ? [] : parsed.problems;
    return parsed.ok && 'text' in found ? { text: found.text, pack: parsed.pack, hash: parsed.hash } : null;
  }
}

function unreadable(file: string, why: string): { ok: false; problems: PackProblem[] } {
  const message = { ko: `파일을 읽을 수 없습니다: ${why}`, en: `The file cannot be read: ${why}` };
  return { ok: false, problems: [{ file, line: 1, column: 1, path: '', code: 'UNREADABLE', message }] };
}

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

/** At start: puts the pack on disk in force where it differs from the one in force; a wrong file changes nothing. */
export async function adoptPack(desk: Desk, source: PackSource, branchId: string): Promise<void> {
  const file = source.read();
  if (file === null || (await isInForce(desk.engine.db, branchId, file))) return;
  await systemWrite(desk, branchId, 'standard.adopt', async (unit) => {
    unit.change('branch', branchId, await putInForce(unit, file));
  });
  desk.branches.forget();
}

/** A manager has the file read again; the log names who put another standard in force. */
export async function reloadPack(
  desk: Desk,
  call: Call,
  source: PackSource,
  input: { requestId: string; branchId: string },
): Promise<{ adopted: boolean; problems: PackProblem[] }> {
  const file = source.read();
  if (file === null) return { adopted: false, problems: source.problems };
  const { db } = desk.engine;
  const { branchId, requestId } = input;
  const repeat = db.selectFrom('idempotency').select('seq').where('request_id', '=', requestId);
  const nothingNew = await isInForce(db, branchId, file);
  if (nothingNew && (await repeat.executeTakeFirst()) === undefined) return { adopted: false, problems: [] };
  await mutate(desk, call, 'settings.reloadStandard', input, async (unit) => ({
    entity: 'branch',
    id: branchId,
    version: await putInForce(unit, file),
  }));
  desk.branches.forget();
  return { adopted: true, problems: [] };
}
