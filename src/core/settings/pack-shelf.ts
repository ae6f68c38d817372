import type { PackOnShelf } from '#contract/settings.ts';
import type { PackProblem, StandardPack } from '#contract/standard-pack.ts';
import type { PackOrigin, PackText } from '#storage/pack-file.ts';
import { type ParsedPack, parsePack } from '../standard/pack.ts';
import { inLanguage } from '../standard/script.ts';

/** A pack file that reads. */
export interface PackFile {
  file: string;
  origin: PackOrigin;
  text: string;
  pack: StandardPack;
  hash: string;
}

/** The pack of the demo branch, whose people have its reasons for being away. */
const DEMO_PACK = 'daejeon.ko';

/** The packs there are to choose from, and what was wrong with their files when they were last read. */
export class PackSource {
  readonly #read: () => readonly PackText[];
  /** A file unchanged since it was last read is not parsed again. */
  #parsed = new Map<string, { text: string; parsed: ParsedPack }>();
  problems: PackProblem[] = [];

  constructor(read: () => readonly PackText[]) {
    this.#read = read;
  }

  /** Every pack that reads, the institution's own first; `problems` says why the others do not. */
  all(): PackFile[] {
    const found: PackFile[] = [];
    const problems: PackProblem[] = [];
    const kept = new Map<string, { text: string; parsed: ParsedPack }>();
    for (const one of this.#read()) {
      if ('error' in one) {
        problems.push(unreadable(one.file, one.error));
        continue;
      }
      const { file, origin, text } = one;
      const name = `${origin}/${file}`;
      const known = this.#parsed.get(name);
      const parsed = known?.text === text ? known.parsed : parsePack(text, file);
      kept.set(name, { text, parsed });
      if (parsed.ok) found.push({ file, origin, text, pack: parsed.pack, hash: parsed.hash });
      else problems.push(...parsed.problems);
    }
    this.#parsed = kept;
    this.problems = problems;
    return found;
  }

  /** The pack with this fingerprint; null when no file has it any more. */
  byHash(hash: string): PackFile | null {
    return this.all().find((file) => file.hash === hash) ?? null;
  }

  /**
   * What is taken when nobody chooses: the institution's own first file, and null while that does not read; without
   * one, the pack the product began with.
   */
  usual(): PackFile | null {
    const found = this.all();
    const first = this.#read()[0];
    if (first?.origin === 'own')
      return found.find(({ origin, file }) => origin === 'own' && file === first.file) ?? null;
    return found.find(({ pack }) => pack.id === DEMO_PACK) ?? found[0] ?? null;
  }

  forDemo(): PackFile | null {
    return this.all().find(({ pack }) => pack.id === DEMO_PACK) ?? this.usual();
  }

  /** The newest version of a pack that is in force on `date` (YYYY-MM-DD): own files before shipped ones. */
  newest(packId: string, date: string): PackFile | null {
    const versions = this.all().filter(({ pack }) => pack.id === packId && pack.in_force_from <= date);
    const own = versions.filter(({ origin }) => origin === 'own');
    const [first] = (own.length > 0 ? own : versions).toSorted((a, b) =>
      b.pack.in_force_from < a.pack.in_force_from ? -1 : b.pack.in_force_from > a.pack.in_force_from ? 1 : 0,
    );
    return first ?? null;
  }
}

function unreadable(file: string, why: string): PackProblem {
  const message = { ko: `파일을 읽을 수 없습니다: ${why}`, en: `The file cannot be read: ${why}` };
  return { file, line: 1, column: 1, path: '', code: 'UNREADABLE', message };
}

/** A pack as a list shows it, in the words of the window's language where it has them. */
export function onShelf({ file, origin, pack, hash }: PackFile, language: string): PackOnShelf {
  const told = (text: Record<string, string>) => inLanguage(text, language, pack.language);
  return {
    file,
    origin,
    hash,
    packId: pack.id,
    packVersion: pack.version,
    name: told(pack.name),
    institution: told(pack.institution),
    language: pack.language,
    inForceFrom: pack.in_force_from,
    clauses: pack.clauses.length,
    timeZone: pack.branch_defaults?.time_zone ?? null,
  };
}
