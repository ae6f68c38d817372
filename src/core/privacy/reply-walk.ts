import type { $ZodLazy, $ZodType, $ZodTypes } from 'zod/v4/core';
import { safeParse } from 'zod/v4/core';

/** Any zod schema. */
export type Schema = $ZodType;

/** Visits one value; returns it, or what shall stand in its place. */
export type Walk<Sink> = (value: unknown, sink: Sink) => unknown;

/** What to do at a schema that is marked, or null for one that is not. */
export type Leaf<Sink> = (schema: Schema) => Walk<Sink> | null;

/**
 * Compiles a schema into a function that visits only the marked places of a reply: each node becomes one
 * closure, branches without a mark are skipped, and an object is copied only when something in it changed.
 * Null when nothing in the schema is marked, or when it is no zod schema.
 */
export function walkerFor<Sink>(schema: unknown, leaf: Leaf<Sink>): Walk<Sink> | null {
  if (!isZodSchema(schema)) return null;
  const compiled = new Map<Schema, { run: Walk<Sink> }>();

  function compile(node: Schema): Walk<Sink> | null {
    if (!containsMarked(node, (inner) => leaf(inner) !== null)) return null;
    const known = compiled.get(node);
    // A schema may contain itself: the inner mention calls whatever the outer one becomes.
    if (known) return (value, sink) => known.run(value, sink);
    const cell: { run: Walk<Sink> } = { run: (value) => value };
    compiled.set(node, cell);
    cell.run = leaf(node) ?? branch(node as $ZodTypes) ?? cell.run;
    return cell.run;
  }

  function branch(node: $ZodTypes): Walk<Sink> | null {
    const def = node._zod.def;
    switch (def.type) {
      case 'object':
        return overFields(
          Object.entries(def.shape).flatMap(([key, inner]) => pairWith(key, compile(inner))),
          def.catchall ? { known: new Set(Object.keys(def.shape)), walk: compile(def.catchall) } : null,
        );
      case 'array':
      case 'set':
        return overItems(compile(def.type === 'array' ? def.element : def.valueType));
      case 'tuple':
        return overTuple(
          def.items.map((item) => compile(item)),
          def.rest ? compile(def.rest) : null,
        );
      case 'record':
      case 'map':
        return overEntries(compile(def.keyType), compile(def.valueType));
      case 'union':
        return overOptions(node, def.options, compile);
      case 'intersection':
        return inTurn([compile(def.left), compile(def.right)]);
      case 'pipe':
        // What leaves is described by `out`, unless that is a bare function, which describes nothing.
        return compile(def.out._zod.def.type === 'transform' ? def.in : def.out);
      default:
        return inTurn(childrenOf(node).map(compile));
    }
  }

  return compile(schema);
}

/** Whether a schema, or any schema inside it, is marked. False for what is no zod schema. */
export function containsMarked(schema: unknown, isMarked: (schema: Schema) => boolean): boolean {
  if (!isZodSchema(schema)) return false;
  const seen = new Set<Schema>();
  const open: Schema[] = [schema];
  for (let node = open.pop(); node; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (isMarked(node)) return true;
    open.push(...childrenOf(node as $ZodTypes));
  }
  return false;
}

function isZodSchema(schema: unknown): schema is Schema {
  return typeof schema === 'object' && schema !== null && '_zod' in schema;
}

/** The schemas directly inside a schema. */
function childrenOf(node: $ZodTypes): readonly Schema[] {
  const def = node._zod.def;
  switch (def.type) {
    case 'object':
      return [...Object.values(def.shape), ...(def.catchall ? [def.catchall] : [])];
    case 'array':
      return [def.element];
    case 'set':
      return [def.valueType];
    case 'tuple':
      return [...def.items, ...(def.rest ? [def.rest] : [])];
    case 'record':
    case 'map':
      return [def.keyType, def.valueType];
    case 'union':
      return def.options;
    case 'intersection':
      return [def.left, def.right];
    case 'pipe':
      return [def.in, def.out];
    case 'lazy':
      return [(node as $ZodLazy)._zod.innerType];
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'catch':
    case 'readonly':
    case 'nonoptional':
    case 'promise':
    case 'success':
      return [def.innerType];
    default:
      return [];
  }
}

function pairWith<Sink>(key: string, walk: Walk<Sink> | null): [string, Walk<Sink>][] {
  return walk ? [[key, walk]] : [];
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function overFields<Sink>(
  fields: [string, Walk<Sink>][],
  rest: { known: Set<string>; walk: Walk<Sink> | null } | null,
): Walk<Sink> {
  return (value, sink) => {
    if (!isPlain(value)) return value;
    let copy = value;
    const visit = (key: string, walk: Walk<Sink>) => {
      const before = value[key];
      if (before === undefined || before === null) return;
      const after = walk(before, sink);
      if (after === before) return;
      if (copy === value) copy = { ...value };
      copy[key] = after;
    };
    for (const [key, walk] of fields) visit(key, walk);
    if (rest?.walk) for (const key of Object.keys(value)) if (!rest.known.has(key)) visit(key, rest.walk);
    return copy;
  };
}

function overItems<Sink>(walk: Walk<Sink> | null): Walk<Sink> | null {
  if (!walk) return null;
  return (value, sink) => {
    if (value instanceof Set) return new Set(Array.from(value, (item) => walk(item, sink)));
    return Array.isArray(value) ? mapChanged(value, (item) => walk(item, sink)) : value;
  };
}

function overTuple<Sink>(items: (Walk<Sink> | null)[], rest: Walk<Sink> | null): Walk<Sink> {
  return (value, sink) => {
    if (!Array.isArray(value)) return value;
    return mapChanged(value, (item, index) => {
      const walk = index < items.length ? items[index] : rest;
      return walk ? walk(item, sink) : item;
    });
  };
}

/** Keys are visited but never replaced: a masked key would merge two people into one. */
function overEntries<Sink>(key: Walk<Sink> | null, item: Walk<Sink> | null): Walk<Sink> {
  const visitKey = (name: unknown, sink: Sink) => {
    if (key && key(name, sink) !== name) throw new Error('A personal field cannot be the key of a record.');
  };
  return (value, sink) => {
    if (value instanceof Map) {
      const copy = new Map<unknown, unknown>();
      for (const [name, inner] of value) {
        visitKey(name, sink);
        copy.set(name, item ? item(inner, sink) : inner);
      }
      return copy;
    }
    if (!isPlain(value)) return value;
    const names = Object.keys(value);
    for (const name of names) visitKey(name, sink);
    return item
      ? overFields(
          names.map((name): [string, Walk<Sink>] => [name, item]),
          null,
        )(value, sink)
      : value;
  };
}

function mapChanged(items: unknown[], visit: (item: unknown, index: number) => unknown): unknown[] {
  let copy = items;
  for (let index = 0; index < items.length; index += 1) {
    const after = visit(items[index], index);
    if (after === items[index]) continue;
    if (copy === items) copy = items.slice();
    copy[index] = after;
  }
  return copy;
}

function inTurn<Sink>(walks: (Walk<Sink> | null)[]): Walk<Sink> | null {
  const present = walks.filter((walk) => walk !== null);
  if (present.length < 2) return present[0] ?? null;
  return (value, sink) => present.reduce<unknown>((current, walk) => walk(current, sink), value);
}

/**
 * A union is visited as the option the value is: told by its discriminator where there is one, by its kind where
 * only one option can hold it, else by parsing. A value that is none of them is visited as all of them, because
 * hiding too much is the safe mistake.
 */
function overOptions<Sink>(
  node: $ZodTypes,
  options: readonly Schema[],
  compile: (schema: Schema) => Walk<Sink> | null,
): Walk<Sink> {
  const choices = options.map((schema) => ({ schema, walk: compile(schema), kind: kindOf(schema) }));
  const all = inTurn(choices.map((choice) => choice.walk));
  const discriminator = 'discriminator' in node._zod.def ? String(node._zod.def.discriminator) : null;
  const byValue = new Map<unknown, Walk<Sink> | null>();
  if (discriminator !== null)
    for (const { schema, walk } of choices)
      for (const value of schema._zod.propValues?.[discriminator] ?? []) byValue.set(value, walk);

  return (value, sink) => {
    if (discriminator !== null && isPlain(value) && byValue.has(value[discriminator])) {
      const walk = byValue.get(value[discriminator]);
      return walk ? walk(value, sink) : value;
    }
    const kind = kindOfValue(value);
    const fitting = choices.filter((choice) => choice.kind === null || choice.kind === kind);
    const chosen =
      fitting.length === 1 ? fitting[0] : fitting.find(({ schema }) => safeParse(schema, value).success);
    const walk = chosen ? chosen.walk : all;
    return walk ? walk(value, sink) : value;
  };
}

const LITERAL_KINDS: Partial<Record<string, string>> = {
  string: 'string',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
  undefined: 'undefined',
  date: 'date',
  array: 'array',
  tuple: 'array',
  object: 'object',
  record: 'object',
};

/** The kind of value a schema takes, or null where that cannot be told from its type alone. */
function kindOf(schema: Schema): string | null {
  return LITERAL_KINDS[schema._zod.def.type] ?? null;
}

function kindOfValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return value instanceof Date ? 'date' : typeof value;
}
