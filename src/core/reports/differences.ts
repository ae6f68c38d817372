import {
  type Difference,
  type FigureField,
  figureFields,
  headingFields,
  type RowField,
  rowFields,
} from '#contract/signing.ts';
import { fromInstant } from '#storage/codecs.ts';
import { canonicalJson } from './canonical-json.ts';
import type { ContentRow, DayContent } from './day-content.ts';

/**
 * What `after` says that `before` did not: rows first, in the order of the day, then figures, then names. Empty exactly
 * when both have the same hash. Compares contents alone: no time of change is looked at.
 */
export function differences(before: DayContent, after: DayContent): Difference[] {
  if (canonicalJson(before) === canonicalJson(after)) return [];
  const found = [
    ...rowDifferences(before, after),
    ...figureDifferences(before, after),
    ...nameDifferences(before, after),
  ];
  // Whatever else differs, such as the order of two people, still makes another hash.
  return found.length === 0 ? [{ kind: 'form' }] : found;
}

function rowDifferences(before: DayContent, after: DayContent): Difference[] {
  const earlier = new Map(before.rows.map((row) => [row.promiseId, row]));
  const later = new Map(after.rows.map((row) => [row.promiseId, row]));
  const removed = before.rows.filter(({ promiseId }) => !later.has(promiseId));
  const order = (a: ContentRow, b: ContentRow) =>
    a.madeAt === b.madeAt ? (a.promiseId < b.promiseId ? -1 : 1) : a.madeAt < b.madeAt ? -1 : 1;
  return [...after.rows, ...removed].toSorted(order).flatMap((row): Difference[] => {
    const old = earlier.get(row.promiseId);
    const now = later.get(row.promiseId);
    const about = {
      kind: 'row',
      promiseId: row.promiseId,
      memoId: row.memoId,
      customerName: row.customerName,
      madeAt: fromInstant(row.madeAt),
    } as const;
    if (old === undefined) return [{ ...about, change: 'added', fields: [] }];
    if (now === undefined) return [{ ...about, change: 'removed', fields: [] }];
    const fields = rowFields
      .filter((field) => old[field] !== now[field])
      .map((field) => ({ field, before: shown(before, old, field), after: shown(after, now, field) }));
    return fields.length === 0 ? [] : [{ ...about, change: 'changed', fields }];
  });
}

/** A field as a reader knows it: people and purposes by name. */
function shown(content: DayContent, row: ContentRow, field: RowField): string | boolean | null {
  const value = row[field];
  if (value === null) return null;
  if (field === 'duty') return content.duties.find(({ id }) => id === value)?.name ?? '';
  if (field === 'intended' || field === 'answeredBy')
    return content.people.find(({ id }) => id === value)?.name ?? '';
  return value;
}

type Figures = Partial<Record<FigureField, number | null>>;

function figureDifferences(before: DayContent, after: DayContent): Difference[] {
  const nameOf = (id: string) =>
    [...after.people, ...before.people].find((person) => person.id === id)?.name ?? '';
  return [
    ...differing('movement', null, before.movement, after.movement),
    ...differing('due', null, before.due, after.due),
    ...grouped('clause', before.clauses, after.clauses, ({ clause }) => clause).flat(),
    ...grouped('officer', before.officers, after.officers, ({ id }) => id, nameOf).flat(),
  ];
}

function differing(
  part: 'movement' | 'due' | 'clause' | 'officer',
  of: string | null,
  before: Figures | undefined,
  after: Figures | undefined,
): Difference[] {
  const fields = figureFields
    .map((field) => ({ field, before: before?.[field] ?? null, after: after?.[field] ?? null }))
    .filter((one) => one.before !== one.after);
  return fields.length === 0 ? [] : [{ kind: 'figures', part, of, fields }];
}

/** Each clause, or each officer, once: those of the later content in its order, then those that are gone. */
function grouped<One extends Figures>(
  part: 'clause' | 'officer',
  before: readonly One[],
  after: readonly One[],
  keyOf: (one: One) => string,
  nameOf: (key: string) => string = (key) => key,
): Difference[][] {
  const earlier = new Map(before.map((one) => [keyOf(one), one]));
  const later = new Map(after.map((one) => [keyOf(one), one]));
  return [...new Set([...later.keys(), ...earlier.keys()])].map((key) =>
    differing(part, nameOf(key), earlier.get(key), later.get(key)),
  );
}

function nameDifferences(before: DayContent, after: DayContent): Difference[] {
  const written = (content: DayContent, field: (typeof headingFields)[number]) =>
    [content.heading[field]].flat().join(' · ');
  const heading = headingFields
    .map((field) => ({
      kind: 'heading' as const,
      field,
      before: written(before, field),
      after: written(after, field),
    }))
    .filter((one) => one.before !== one.after);
  const names = (['people', 'duties'] as const).flatMap((list) => {
    const earlier = new Map(before[list].map(({ id, name }) => [id, name]));
    return after[list].flatMap(({ id, name }): Difference[] => {
      const old = earlier.get(id);
      if (old === undefined || old === name) return [];
      return [{ kind: 'name', of: list === 'people' ? 'person' : 'duty', before: old, after: name }];
    });
  });
  return [...heading, ...names];
}
