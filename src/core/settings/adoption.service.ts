import type { PackProblem, StandardPack } from '#contract/standard-pack.ts';
import { toInstant } from '#storage/codecs.ts';
import type { PackText } from '#storage/pack-file.ts';
import type { Desk, Executor } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { systemWrite } from '../kernel/system-write.ts';
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

/**
 * Puts the pack on disk in force at a branch when it differs from the one in force. Open work keeps the version
 * it began under; a wrong file changes nothing.
 */
export async function adoptPack(desk: Desk, source: PackSource, branchId: string): Promise<boolean> {
  const file = source.read();
  if (file === null) return false;
  const { db } = desk.engine;
  const row = await db
    .selectFrom('branch')
    .innerJoin('standard', 'standard.id', 'branch.standard_id')
    .select(['branch.version', 'branch.institution_id', 'standard.hash'])
    .where('branch.id', '=', branchId)
    .executeTakeFirst();
  if (row === undefined || row.hash === file.hash) return false;
  await systemWrite(desk, branchId, 'standard.adopt', async (unit) => {
    const standardId = await keepPack(unit.trx, row.institution_id, file, unit.now);
    const version = row.version + 1;
    await unit.trx
      .updateTable('branch')
      .set({ standard_id: standardId, version })
      .where('id', '=', branchId)
      .execute();
    unit.change('branch', branchId, version);
  });
  desk.branches.forget();
  return true;
}
