import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** `own`: from the institution's data folder; `shipped`: from the product. */
export type PackOrigin = 'own' | 'shipped';

/** The text of a pack file, or why it cannot be read. */
export type PackText = { file: string; origin: PackOrigin } & ({ text: string } | { error: string });

const OWN_FOLDER = 'standards';
/** A real pack is some tens of kilobytes; nothing larger is even read. */
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Reads every pack there is to choose from: those an institution keeps in its data folder (`standards/*.yaml`) first,
 * then the ones the product ships, each by name. Never throws.
 */
export function readPackTexts(shippedFolder: string, dataFolder: string): PackText[] {
  const own = packsIn(join(dataFolder, OWN_FOLDER), 'own');
  const shipped = packsIn(shippedFolder, 'shipped');
  if (own.length + shipped.length === 0)
    return [{ file: shippedFolder, origin: 'shipped', error: 'no *.yaml' }];
  return [...own, ...shipped];
}

function packsIn(folder: string, origin: PackOrigin): PackText[] {
  if (!existsSync(folder)) return [];
  try {
    return readdirSync(folder)
      .filter((entry) => /\.ya?ml$/.test(entry))
      .sort()
      .map((name) => readPackFile(join(folder, name), origin));
  } catch (error) {
    return [{ file: folder, origin, error: error instanceof Error ? error.message : String(error) }];
  }
}

/** One pack file; never throws. */
export function readPackFile(path: string, origin: PackOrigin): PackText {
  const file = basename(path);
  try {
    if (statSync(path).size > MAX_BYTES) return { file, origin, error: `> ${MAX_BYTES} bytes` };
    return { file, origin, text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { file, origin, error: error instanceof Error ? error.message : String(error) };
  }
}
