import type { StandardPack } from '#contract/standard-pack.ts';
import { REQUIRED_SCRIPTS } from '#contract/standard-scripts.ts';
import { type Finding, finding, type Path } from './pack-problems.ts';
import { blanksOf } from './script.ts';

/** Checks what a schema cannot: that every id named in a pack exists, exactly once, in its own language. */
export function checkReferences(pack: StandardPack): Finding[] {
  return [
    ...checkClauses(pack),
    ...checkScripts(pack),
    ...checkChannels(pack),
    ...checkPromises(pack),
    ...duplicates(pack.absence_reasons, ['absence_reasons']),
    ...checkLanguage(pack, [], pack.language),
  ];
}

function checkClauses(pack: StandardPack): Finding[] {
  const found: Finding[] = duplicates(pack.clauses, ['clauses'], 'duplicate_clause');
  const groups = new Set(pack.groups.map((group) => group.id));
  for (const [index, clause] of pack.clauses.entries()) {
    if (!groups.has(clause.group))
      found.push(finding(['clauses', index, 'group'], 'unknown_group', clause.group));
    if (clause.kind === 'notice' && clause.says !== undefined && !Object.hasOwn(pack.scripts, clause.says)) {
      found.push(finding(['clauses', index, 'says'], 'unknown_script', clause.says));
    }
    if (clause.kind === 'promise' && !Object.hasOwn(pack.promises, clause.promise)) {
      found.push(finding(['clauses', index, 'promise'], 'unknown_promise', clause.promise));
    }
  }
  return [...found, ...duplicates(pack.groups, ['groups'])];
}

function checkScripts(pack: StandardPack): Finding[] {
  const found: Finding[] = REQUIRED_SCRIPTS.filter((key) => !Object.hasOwn(pack.scripts, key)).map((key) =>
    finding(['scripts'], 'missing_script', key, true),
  );
  for (const [key, readings] of Object.entries(pack.scripts)) {
    for (const [language, template] of Object.entries(readings)) {
      const path = ['scripts', key, language];
      for (const blank of blanksOf(template)) {
        if (!Object.hasOwn(pack.blanks, blank)) found.push(finding(path, 'unknown_blank', blank));
      }
      if (/[{}]/.test(template.replace(/\{[^{}]*\}/g, ''))) found.push(finding(path, 'broken_blank'));
    }
  }
  return found;
}

function checkChannels(pack: StandardPack): Finding[] {
  const clauses = new Set(pack.clauses.map((clause) => clause.id));
  const found: Finding[] = [];
  const script = (key: string, path: Path) => {
    if (!Object.hasOwn(pack.scripts, key)) found.push(finding(path, 'unknown_script', key));
  };
  for (const [name, channel] of Object.entries(pack.channels)) {
    const steps = ['channels', name, 'steps'];
    found.push(...duplicates(channel.steps, steps));
    for (const [index, step] of channel.steps.entries()) {
      const here = [...steps, index];
      if (!clauses.has(step.clause)) found.push(finding([...here, 'clause'], 'unknown_clause', step.clause));
      for (const [at, said] of step.says.entries()) script(said.script, [...here, 'says', at, 'script']);
      for (const [at, choice] of step.choices.entries()) {
        if (choice.says !== undefined) script(choice.says, [...here, 'choices', at, 'says']);
      }
      found.push(...duplicates(step.choices, [...here, 'choices']));
      found.push(...duplicates(step.skip_reasons, [...here, 'skip_reasons']));
    }
  }
  return found;
}

function checkPromises(pack: StandardPack): Finding[] {
  const clauses = new Set(pack.clauses.map((clause) => clause.id));
  return Object.entries(pack.promises).flatMap(([name, rule]) => {
    const found = rule.reported_under.flatMap((report, index) =>
      clauses.has(report.clause)
        ? []
        : [finding(['promises', name, 'reported_under', index, 'clause'], 'unknown_clause', report.clause)],
    );
    const says = rule.interim?.says;
    if (says === undefined || Object.hasOwn(pack.scripts, says)) return found;
    return [...found, finding(['promises', name, 'interim', 'says'], 'unknown_script', says)];
  });
}

function duplicates(
  list: readonly { id: string }[],
  path: Path,
  code: 'duplicate_id' | 'duplicate_clause' = 'duplicate_id',
): Finding[] {
  const seen = new Set<string>();
  return list.flatMap(({ id }, index) => {
    if (seen.has(id)) return [finding([...path, index, 'id'], code, id)];
    seen.add(id);
    return [];
  });
}

/** Names under which a localised text stands; each must have the pack's own language. */
const TEXT_KEYS = new Set([
  'name',
  'institution',
  'title',
  'label',
  'hint',
  'text',
  'told',
  'purpose',
  'items',
  'value',
]);

function checkLanguage(value: unknown, path: Path, language: string): Finding[] {
  return textsIn(value, path).flatMap(({ path: at, text }) =>
    Object.hasOwn(text, language) ? [] : [finding(at, 'own_language', language, true)],
  );
}

/** Every localised text of a pack, with its place. */
export function textsIn(value: unknown, path: Path): { path: Path; text: object }[] {
  if (typeof value !== 'object' || value === null) return [];
  const last = path.at(-1);
  const isText =
    (typeof last === 'string' && TEXT_KEYS.has(last)) ||
    path.at(-2) === 'report_boxes' ||
    (path.length === 2 && (path[0] === 'scripts' || path[0] === 'blanks'));
  if (isText && !Array.isArray(value)) {
    return [{ path, text: value }];
  }
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return entries.flatMap(([key, inner]) => textsIn(inner, [...path, key]));
}
