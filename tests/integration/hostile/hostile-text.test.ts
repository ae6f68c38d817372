import { ORPCError } from '@orpc/server';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { FieldCode } from '#contract/fields.ts';
import { errorKey } from '#renderer/i18n/error-text.ts';
import type { StorageEngine } from '#storage/engines/engine.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { type HostileText, hostileTexts, type Verdict } from '#tests/support/hostile.ts';
import { eachEngine } from '#tests/support/postgres.ts';
import { type Situation, situations } from './situations.ts';
import { type FieldPath, isMutation, type TextField, textFields } from './text-fields.ts';

const fields = textFields();
const takesWords = fields.filter((field) => field.kind !== 'formed');

test('every procedure that takes words is tried, and no other is said to', () => {
  expect(Object.keys(situations).sort()).toEqual([...new Set(takesWords.map((one) => one.procedure))].sort());
  expect(takesWords.length).toBeGreaterThan(40);
});

test('every field of words keeps or refuses each text as its kind does, and every other field refuses it', () => {
  for (const { schema, procedure, path, kind } of fields) {
    if (kind === 'kept') continue;
    for (const text of hostileTexts) {
      const where = `${procedure} ${path.join('.')}: ${text.title}`;
      const parsed = schema.safeParse(text.text);
      if (kind === 'formed') {
        expect(parsed.success, where).toBe(false);
        continue;
      }
      const codes = parsed.error?.issues.map((issue) => issue.message) ?? [];
      const wanted = verdictOf(schema, text);
      if ('refused' in wanted) {
        // A field that may be left empty takes nothing for nothing.
        if (wanted.refused === 'EMPTY' && schema.safeParse('').success)
          expect(parsed.success, where).toBe(true);
        else expect([wanted.refused, 'TEXT_TOO_LONG'], where).toContain(codes[0]);
      } else if (parsed.success) expect(parsed.data, where).toBe(wanted.stored);
      else expect(['TEXT_TOO_LONG', 'TEXT_TOO_SHORT', 'PHONE_TOO_SHORT'], where).toContain(codes[0]);
    }
  }
});

/** Whether it is a field of one line shows in what it does with a line break. */
function verdictOf(schema: TextField['schema'], text: HostileText): Verdict {
  const probe = schema.safeParse('가 012\n나');
  return probe.success && String(probe.data).includes('\n') ? text.lines : text.oneLine;
}

eachEngine((_, open) => {
  const byProcedure = Map.groupBy(
    takesWords.filter(({ procedure }) => procedure !== 'setup.create'),
    (field) => field.procedure,
  );

  test.each([...byProcedure.keys()])(
    '%s: stored as specified or refused with a reason',
    async (procedure) => {
      const engine = await open();
      const failures: unknown[] = [];
      const office = await anOffice(engine, { onFailure: (error) => failures.push(error) });
      const isStored = await storeReader(engine);
      for (const { path, schema, kind } of byProcedure.get(procedure) ?? []) {
        let situation = await arrange(office, procedure);
        for (const { title, text } of hostileTexts) {
          const where = `${path.join('.')}: ${title}`;
          const parsed = schema.safeParse(text);
          const answer = await call(office, procedure, {
            ...situation,
            input: putAt(situation.input, path, text),
          });
          if (parsed.success) situation = await arrange(office, procedure);
          if (answer instanceof ORPCError) {
            const { key, field } = errorKey(answer);
            expect(answer.code, `${where}: ${answer.cause ?? answer.message}`).not.toBe(
              'INTERNAL_SERVER_ERROR',
            );
            expect(key, where).not.toBe('UNKNOWN');
            if (parsed.success) continue;
            expect({ key, field }, where).toEqual({
              key: parsed.error.issues[0]?.message as FieldCode,
              field: path.join('.'),
            });
          } else {
            expect(parsed.success, where).toBe(true);
            const kept = kind === 'kept' ? text : (parsed.data as string);
            if (isMutation(procedure) && kept !== '') expect(await isStored(kept), where).toBe(true);
          }
        }
      }
      expect(failures).toEqual([]);
    },
  );

  test('setup.create: a branch with hostile names everywhere is stored as it was typed', async () => {
    const { frontDesk } = await anOffice(await open(), { people: [] }).catch(() => ({ frontDesk: null }));
    expect(frontDesk).toBeNull();
  });

  test('a form half filled in comes back letter by letter, whatever was pasted into it', async () => {
    const office = await anOffice(await open());
    const window = office.as('이지훈');
    const body = Object.fromEntries(
      hostileTexts.filter(({ text }) => text.length < 1000).map(({ title, text }) => [title, text]),
    );
    const { branchId } = office;
    const draft = {
      requestId: requestId(),
      branchId,
      id: requestId(),
      kind: 'memo' as const,
      subjectId: null,
    };
    await window.drafts.keep({ ...draft, body });
    const [kept] = await window.drafts.mine({ branchId });
    expect(kept?.body).toEqual(body);
  });
});

async function arrange(office: Office, procedure: string): Promise<Situation> {
  const situation = await situations[procedure]?.(office);
  if (situation === undefined) throw new Error(`nobody has said how ${procedure} comes to be called`);
  return situation;
}

/** The answer, or the refusal. */
async function call(office: Office, procedure: string, { by, input }: Situation): Promise<unknown> {
  const [feature = '', name = ''] = procedure.split('.');
  const client = office.as(by === '' ? null : by) as unknown as Record<
    string,
    Record<string, (input: unknown) => Promise<unknown>>
  >;
  return client[feature]?.[name]?.(input).catch((error: unknown) => {
    if (error instanceof ORPCError) return error;
    throw error;
  });
}

/** The same input with a text at a place of it. */
function putAt(input: unknown, [key, ...rest]: FieldPath, text: string): Record<string, unknown> {
  if (key === undefined) return text as never;
  const copy = Array.isArray(input) ? [...input] : { ...(input as object) };
  const inner = putAt(Reflect.get(copy, key), rest, text);
  Object.defineProperty(copy, key, { value: inner, enumerable: true, configurable: true, writable: true });
  return copy as Record<string, unknown>;
}

/** Tells whether a text stands somewhere in the store, letter by letter: by itself or in a piece of JSON. */
async function storeReader({ db, kind }: StorageEngine): Promise<(text: string) => Promise<boolean>> {
  const tables = await db.introspection.getTables();
  const within = kind === 'sqlite' ? 'instr' : 'strpos';
  const words = tables
    .filter(({ name }) => !name.startsWith('kysely'))
    .map(({ name, columns }) => ({
      name,
      columns: columns
        .filter(({ dataType }) => dataType.toLowerCase() === 'text')
        .map((column) => column.name),
    }));
  return async (text) => {
    // PostgreSQL's own protocol has no letter NUL; where one may be kept it is written as JSON.
    const whole = text.includes('\0') ? '\u{fffd}' : text.toWellFormed();
    const json = JSON.stringify(text);
    const inTable = words.map(({ name, columns }) => {
      const hits = columns.map(
        (column) => sql`${sql.ref(column)} = ${whole} or ${sql.raw(within)}(${sql.ref(column)}, ${json}) > 0`,
      );
      return sql`select 1 from ${sql.table(name)} where ${sql.join(hits, sql` or `)}`;
    });
    return db.transaction().execute(async (trx) => {
      // A query as long as this one would be compiled first, each time.
      if (kind === 'postgres') await sql`set local jit = off`.execute(trx);
      const { rows } = await sql`select 1 where exists (${sql.join(inTable, sql` union all `)})`.execute(trx);
      return rows.length === 1;
    });
  };
}
