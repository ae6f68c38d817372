import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { PackProblem, StandardPack } from '#contract/standard-pack.ts';
import { parsePack } from './pack.ts';

export interface PackFile {
  file: string;
  text: string;
  pack: StandardPack;
  hash: string;
}

const OWN_FOLDER = 'standards';

/**
 * The pack an institution keeps in its data folder (`standards/*.yaml`, the first by name), else the one the
 * product ships. Problems name the file, line and reason; they never throw.
 */
export function readPackFile(
  shippedFolder: string,
  dataFolder: string,
): { ok: true; found: PackFile } | { ok: false; problems: PackProblem[] } {
  const own = firstPack(join(dataFolder, OWN_FOLDER));
  const path = own ?? firstPack(shippedFolder);
  if (path === null) return unreadable(shippedFolder, 'no *.yaml');
  const file = basename(path);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return unreadable(file, error instanceof Error ? error.message : String(error));
  }
  const parsed = parsePack(text, file);
  if (!parsed.ok) return parsed;
  return { ok: true, found: { file, text, pack: parsed.pack, hash: parsed.hash } };
}

function firstPack(folder: string): string | null {
  if (!existsSync(folder)) return null;
  const name = readdirSync(folder)
    .filter((entry) => /\.ya?ml$/.test(entry))
    .sort()[0];
  return name === undefined ? null : join(folder, name);
}

function unreadable(file: string, why: string): { ok: false; problems: PackProblem[] } {
  return {
    ok: false,
    problems: [
      {
        file,
        line: 1,
        column: 1,
        path: '',
        code: 'UNREADABLE',
        message: { ko: `파일을 읽을 수 없습니다: ${why}`, en: `The file cannot be read: ${why}` },
      },
    ],
  };
}
