import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The text of a pack file, or why it cannot be read. */
export type PackText = { file: string; text: string } | { file: string; error: string };

const OWN_FOLDER = 'standards';
/** A real pack is some tens of kilobytes; nothing larger is even read. */
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Reads the pack an institution keeps in its data folder (`standards/*.yaml`, the first by name), else the one the
 * product ships. Never throws.
 */
export function readPackText(shippedFolder: string, dataFolder: string): PackText {
  const path = firstPack(join(dataFolder, OWN_FOLDER)) ?? firstPack(shippedFolder);
  if (path === null) return { file: shippedFolder, error: 'no *.yaml' };
  const file = basename(path);
  try {
    if (statSync(path).size > MAX_BYTES) return { file, error: `> ${MAX_BYTES} bytes` };
    return { file, text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { file, error: error instanceof Error ? error.message : String(error) };
  }
}

function firstPack(folder: string): string | null {
  if (!existsSync(folder)) return null;
  const name = readdirSync(folder)
    .filter((entry) => /\.ya?ml$/.test(entry))
    .sort()[0];
  return name === undefined ? null : join(folder, name);
}
