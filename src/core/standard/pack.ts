import { createHash } from 'node:crypto';
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { z } from 'zod';
import { type PackProblem, type StandardPack, standardPackSchema } from '#contract/standard-pack.ts';
import { type Finding, finding, locate, type Path, startOf } from './pack-problems.ts';
import { checkReferences } from './pack-references.ts';
import { checkRequired } from './pack-required.ts';
import { oddities } from './pack-warnings.ts';

export type ParsedPack =
  | { ok: true; pack: StandardPack; hash: string }
  | { ok: false; problems: PackProblem[] };

/** What the checker says of a file: `problems` keep it from being put in force, `warnings` are odd but legal. */
export interface PackCheck {
  pack: StandardPack | null;
  problems: PackProblem[];
  warnings: PackProblem[];
}

/** A real pack is some tens of kilobytes; YAML can make a large one very slow to read. */
const MAX_BYTES = 512 * 1024;
const MAX_PROBLEMS = 50;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype', '<<']);

type Read =
  | { ok: true; pack: StandardPack; place: (found: Finding[]) => PackProblem[] }
  | { ok: false; problems: PackProblem[] };

/**
 * Reads a standard pack written in YAML. `hash` is the SHA-256 of the text, hexadecimal.
 * Never throws: whatever is wrong comes back as problems with file, line, column and reason, in the order of
 * the file, at most 50.
 */
export function parsePack(text: string, file: string): ParsedPack {
  const read = readPack(text, file, (pack) => [...checkReferences(pack), ...checkRequired(pack)]);
  return read.ok ? { ok: true, pack: read.pack, hash: hashOf(text) } : read;
}

/** A pack already adopted, which may be older than what is asked of one now. */
export function parseAdopted(text: string, file: string): ParsedPack {
  const read = readPack(text, file, checkReferences);
  return read.ok ? { ok: true, pack: read.pack, hash: hashOf(text) } : read;
}

/** Everything there is to say of a pack file. Never throws. */
export function checkPack(text: string, file: string): PackCheck {
  const read = readPack(text, file, (pack) => [...checkReferences(pack), ...checkRequired(pack)]);
  if (!read.ok) return { pack: null, problems: read.problems, warnings: [] };
  return { pack: read.pack, problems: [], warnings: read.place(oddities(read.pack)) };
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

function readPack(text: string, file: string, check: (pack: StandardPack) => Finding[]): Read {
  const lines = new LineCounter();
  const placed = (found: Finding[], document: Document | null) =>
    found
      .slice(0, MAX_PROBLEMS)
      .map((one) => locate(one, file, document, lines))
      .sort((a, b) => a.line - b.line || a.column - b.column);
  const refuse = (found: Finding[], document: Document | null): Read => ({
    ok: false,
    problems: placed(found, document),
  });

  if (Buffer.byteLength(text) > MAX_BYTES) {
    return refuse([finding([], 'too_large', `${MAX_BYTES / 1024} kB`)], null);
  }
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      strict: true,
      version: '1.2',
      logLevel: 'error',
      // The library compares every key with every other; `findHostile` looks for doubles in one pass.
      uniqueKeys: false,
    });
    // The parser is recursive, and reports its own exhaustion as if it were an error of the text.
    if (document.errors.some((error) => error.message.includes('call stack'))) {
      return refuse([finding([], 'too_deep')], null);
    }
    if (document.errors.length > 0) {
      return {
        ok: false,
        problems: document.errors.slice(0, MAX_PROBLEMS).map((error) => syntaxProblem(error, file, lines)),
      };
    }
    const hostile = findHostile(document);
    if (hostile.length > 0) return refuse(hostile, document);
    if (!isMap(document.contents)) return refuse([finding([], 'not_a_map')], document);

    const parsed = standardPackSchema.safeParse(document.toJS());
    if (!parsed.success)
      return refuse(
        parsed.error.issues.flatMap((issue) => explain(issue, document)),
        document,
      );
    const broken = check(parsed.data);
    if (broken.length > 0) return refuse(broken, document);
    return { ok: true, pack: parsed.data, place: (found) => placed(found, document) };
  } catch (error) {
    // Whatever else the parser stumbles over must not take the pack in force down with it.
    const found =
      error instanceof RangeError
        ? finding([], 'too_deep')
        : finding([], 'syntax', error instanceof Error ? error.message : String(error));
    return refuse([found], null);
  }
}

function syntaxProblem(error: YAMLError, file: string, lines: LineCounter): PackProblem {
  const { line, col } = lines.linePos(error.pos[0]);
  // The library adds “at line …” and a copy of the text; the place is given apart.
  const reason = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
  const { message } = finding([], 'syntax', reason);
  return { file, line: Math.max(1, line), column: Math.max(1, col), path: '', code: 'syntax', message };
}

/** Aliases (which can multiply without end), keys given twice, keys that mean something to JavaScript itself. */
function findHostile(document: Document): Finding[] {
  const found: Finding[] = [];
  const seen = new WeakMap<object, Set<string>>();
  visit(document, {
    Node(_key, node, ancestors) {
      if (isAlias(node) || (isNode(node) && 'anchor' in node && node.anchor)) {
        const name = isAlias(node) ? `*${node.source}` : `&${String((node as { anchor?: string }).anchor)}`;
        found.push(finding(pathOf(ancestors), 'alias', name));
        return visit.SKIP;
      }
    },
    Pair(_key, pair, ancestors) {
      if (found.length >= MAX_PROBLEMS) return visit.BREAK;
      const name = isScalar(pair.key) ? String(pair.key.value) : '?';
      const map = ancestors.at(-1) as object;
      const names = seen.get(map) ?? new Set();
      seen.set(map, names);
      if (names.has(name)) {
        const double = finding([...pathOf(ancestors), name], 'duplicate_key', name);
        found.push({ ...double, offset: startOf(pair.key) });
      }
      names.add(name);
      if (!isScalar(pair.key) || FORBIDDEN_KEYS.has(name)) {
        found.push(finding([...pathOf(ancestors), name], 'forbidden_key', name, true));
        return visit.SKIP;
      }
    },
  });
  return found;
}

function pathOf(ancestors: readonly unknown[]): (string | number)[] {
  const path: (string | number)[] = [];
  for (const [index, ancestor] of ancestors.entries()) {
    if (isPairLike(ancestor) && isScalar(ancestor.key)) path.push(String(ancestor.key.value));
    const next = ancestors[index + 1];
    if (isSeqLike(ancestor) && next !== undefined) path.push(ancestor.items.indexOf(next));
  }
  return path;
}

const isPairLike = (value: unknown): value is { key: unknown; value: unknown } =>
  typeof value === 'object' && value !== null && 'key' in value && 'value' in value;
const isSeqLike = (value: unknown): value is { items: unknown[] } =>
  typeof value === 'object' && value !== null && 'items' in value && !isMap(value) && !isPairLike(value);

/** Says a schema issue in plain words. */
function explain(issue: z.core.$ZodIssue, document: Document): Finding[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol') as Path;
  const name = String(path.at(-1) ?? '');
  const absent = path.length > 0 && !document.hasIn(path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => finding([...path, key], 'unknown_key', key, true));
    case 'invalid_type':
      return [absent ? finding(path, 'missing', name) : finding(path, 'wrong_type', issue.expected)];
    case 'invalid_value':
      return [
        absent ? finding(path, 'missing', name) : finding(path, 'not_allowed', issue.values.join(', ')),
      ];
    case 'invalid_union':
      if (absent) return [finding(path, 'missing', name)];
      return [finding(path, 'not_allowed', 'options' in issue ? String(issue.options) : issue.message)];
    case 'invalid_key':
      return [finding(path, 'unknown_key', name, true)];
    default:
      return [finding(path, 'bad_value', issue.message)];
  }
}
