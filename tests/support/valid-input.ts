import type { z } from 'zod';

/** Gives a field its value by name, and where it stands, such as `['memos', 'id']`; undefined for a plausible one. */
export type Chooser = (field: string, path: readonly string[]) => unknown;

const byName: Record<string, unknown> = {
  slotMinutes: 30,
  address: 'https://book.example.kr',
  secret: `maji_${'k'.repeat(43)}`,
  phone: '010-1234-2748',
  number: '010-1234-2748',
  month: '2026-11',
  login: 'somebody.new',
  temporary: '넉넉히 긴 임시 비밀번호',
  password: '넉넉히 긴 나의 비밀번호',
  current: '넉넉히 긴 나의 비밀번호',
  next: '넉넉히 긴 다음 비밀번호',
  pin: '274891',
  open: '09:00',
  close: '18:00',
  from: '12:00',
  to: '13:00',
  closesAt: '13:00',
  template: 'unreachable_text',
  server: 'mail.example.kr',
  fromEmail: 'notice@example.kr',
  fromPhone: '042-380-3800',
  email: 'minsu@example.kr',
  hash: '0'.repeat(64),
  packHash: '0'.repeat(64),
  expectedHash: '0'.repeat(64),
  purpose: '마감 뒤 확인용',
  base64: 'iVBORw0KGgo=',
  minutes: 60,
  token: 'A'.repeat(43),
};

/** An input the schema takes: every field filled, one element in each list unless the schema wants more. */
export function validInput(schema: unknown, choose: Chooser, path: readonly string[] = []): unknown {
  const field = path.findLast((part) => part !== '') ?? '';
  const chosen = choose(field, path);
  if (chosen !== undefined) return chosen;
  const { def } = (schema as z.ZodType)._zod;
  const of = (inner: unknown, ...more: string[]) => validInput(inner, choose, [...path, ...more]);
  const part = def as unknown as Record<string, unknown>;
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(part.shape as Record<string, unknown>).map(([key, inner]) => [key, of(inner, key)]),
      );
    case 'array': {
      const fixed = (part.checks as { _zod: { def: { length?: number } } }[] | undefined)?.[0]?._zod.def
        .length;
      return Array.from({ length: fixed ?? 1 }, () => of(part.element));
    }
    case 'optional':
    case 'nullable':
    case 'default':
      return of(part.innerType);
    case 'pipe':
      return of(part.in);
    case 'union':
      return of((part.options as unknown[])[0]);
    case 'enum':
      return Object.values(part.entries as Record<string, unknown>)[0];
    case 'literal':
      return (part.values as unknown[])[0];
    case 'record':
      return {};
    case 'boolean':
      return true;
    case 'number':
      return byName[field] ?? 1;
    case 'date':
      return new Date('2026-11-20T06:00:00.000Z');
    case 'string':
      if (part.format === 'uuid') return crypto.randomUUID();
      if (part.format === 'date') return '2026-11-20';
      return byName[field] ?? '창구에서 적은 말';
    default:
      throw new Error(`no value for a ${def.type} at ${path.join('.')}`);
  }
}

/** Every place of an input that holds one of these values, as a path. */
export function placesOfValues(
  input: unknown,
  values: ReadonlySet<unknown>,
  path: string[] = [],
): string[][] {
  if (values.has(input)) return [path];
  if (typeof input !== 'object' || input === null || input instanceof Date) return [];
  return Object.entries(input).flatMap(([key, inner]) => placesOfValues(inner, values, [...path, key]));
}

/** The same input with other values in it, wherever they stand. */
export function exchanged(input: unknown, values: ReadonlyMap<unknown, unknown>): unknown {
  if (values.has(input)) return values.get(input);
  if (Array.isArray(input)) return input.map((inner) => exchanged(inner, values));
  if (typeof input !== 'object' || input === null || input instanceof Date) return input;
  return Object.fromEntries(Object.entries(input).map(([key, inner]) => [key, exchanged(inner, values)]));
}

export const valueAt = (input: unknown, at: readonly string[]): unknown =>
  at.reduce((inner: unknown, key) => (inner as Record<string, unknown>)[key], input);

/** The first input, with what the second has at these places, and the version it has there. */
export function replacedAt(mine: unknown, theirs: unknown, places: readonly string[][]): unknown {
  const copy = structuredClone(mine);
  for (const at of places) {
    const key = at.at(-1) ?? '';
    const owner = valueAt(copy, at.slice(0, -1)) as Record<string, unknown>;
    const source = valueAt(theirs, at.slice(0, -1)) as Record<string, unknown>;
    owner[key] = source[key];
    if (['id', 'accountId'].includes(key) && 'expectedVersion' in owner) {
      owner.expectedVersion = source.expectedVersion;
    }
  }
  return copy;
}
