import { createRouterClient, ORPCError } from '@orpc/server';
import { beforeAll, expect, test } from 'vitest';
import { type FieldCode, hasResidentNumber } from '#contract/fields.ts';
import { createFrontDesk } from '#core/app.ts';
import { errorKey } from '#renderer/i18n/error-text.ts';
import { messagingWith } from '#server/messages/messaging.ts';
import {
  anOffice,
  daejeonPack,
  type Office,
  requestId,
  StandingClock,
  usualPeople,
} from '#tests/builders/office.ts';
import { type HostileText, hostileTexts, type Verdict } from '#tests/support/hostile.ts';
import { eachEngine } from '#tests/support/postgres.ts';
import { aSeat, cheapHash } from '#tests/support/seats.ts';
import { secretsInMemory } from '#tests/support/secrets-in-memory.ts';
import { ADMIN, type Situation } from './situation-parts.ts';
import { arrange, situations } from './situations.ts';
import { type Column, type StoreReader, storeReader } from './store-reader.ts';
import { type FieldPath, isMutation, type TextField, textFields } from './text-fields.ts';

/*
 * R11 over every call. One office serves every procedure of an engine, and one call carries a text in each of its
 * fields, another in every field: with each text in each field by itself, in an office of its own, the same would take
 * minutes. What is given up for it: a call is not seen with one hostile field among good ones where it is granted.
 */

const fields = textFields();
const takesWords = fields.filter(({ kind }) => ['free', 'kept', 'login'].includes(kind));
const byProcedure = Map.groupBy(takesWords, (field) => field.procedure);
/** Called before there is an office, so in tests of their own. */
const first = new Set(['setup.create', 'accounts.first']);

/** They name a step, a reason, a day, an account, or are read as a number: words that do not are refused with a reason. */
const namesSomething = ({ procedure, path }: TextField) =>
  ['step', 'steps', 'kind', 'subject', 'phone'].includes(String(path.at(-1))) ||
  procedure === 'accounts.attach' ||
  procedure === 'calls.finish' ||
  // A carrier's text: letters it cannot take are named, not kept.
  procedure === 'siteVisits.text';
/** Only one of a store or an institution may have it. */
const isOnlyOne = ({ procedure, path }: TextField) =>
  ['accounts.create login', 'settings.openBranch name'].includes(`${procedure} ${path.join('.')}`);

test('every procedure that takes words is tried, and no other is said to', () => {
  const tried = [...Object.keys(situations), 'accounts.first'];
  expect(tried.sort()).toEqual([...byProcedure.keys()].sort());
  expect(takesWords.length).toBeGreaterThan(60);
  // Every other string is made of the fields of the contract; the lines of a file are read by the same fields.
  const guesses = fields.filter(({ kind }) => kind === 'guess');
  expect(guesses.map(({ procedure, path }) => `${procedure} ${path.join('.')}`)).toEqual([
    'accounts.signIn login',
    'accounts.unlock with.pin',
    'bookings.checkImport file',
    'bookings.import file',
  ]);
});

test('every field of words keeps or refuses each text as its kind does, and every other field refuses it', () => {
  for (const field of fields) {
    if (field.kind === 'kept' || field.kind === 'guess') continue;
    for (const text of hostileTexts) {
      const where = `${field.procedure} ${field.path.join('.')}: ${text.title}`;
      const parsed = field.schema.safeParse(text.text);
      const code = parsed.error?.issues[0]?.message ?? '';
      if (field.kind === 'formed') {
        // Four letters may be a very small picture.
        if (field.path.at(-1) === 'base64' && text.text.length <= 4) continue;
        // A script of the pack may be called null, and a server by a number.
        if (['template', 'server'].includes(String(field.path.at(-1))) && /^[a-z\d-]+$/i.test(text.text))
          continue;
        expect(parsed.success, where).toBe(false);
        continue;
      }
      const wanted = verdictOf(field, text);
      if ('refused' in wanted) {
        // A field that may be left empty takes nothing for nothing.
        if (wanted.refused === 'EMPTY' && field.schema.safeParse('').success)
          expect(parsed.success, where).toBe(true);
        else
          expect([wanted.refused, ...(field.kind === 'free' ? ['TEXT_TOO_LONG'] : [])], where).toContain(
            code,
          );
      } else if (parsed.success) expect(parsed.data, where).toBe(wanted.stored);
      else expect(['TEXT_TOO_LONG', 'TEXT_TOO_SHORT', 'PHONE_TOO_SHORT'], where).toContain(code);
    }
  }
});

/** What the kind of a field says of a text, told without its schema. */
function verdictOf({ kind, schema }: TextField, text: HostileText): Verdict {
  if (kind === 'secret') {
    if (text.text === '') return { refused: 'EMPTY' };
    if (text.text.length > 400) return { refused: 'TEXT_TOO_LONG' };
    return text.text.isWellFormed() ? { stored: text.text.normalize('NFC') } : { refused: 'LONE_SURROGATE' };
  }
  if (kind === 'login') {
    const login = text.text.normalize('NFKC').trim().toLowerCase();
    const isOne = login.length <= 80 && /^[\p{L}\p{N}][\p{L}\p{N}._-]+$/u.test(login);
    if (!isOne) return { refused: 'LOGIN_INVALID' };
    return hasResidentNumber(login) ? { refused: 'RESIDENT_NUMBER' } : { stored: login };
  }
  // Whether it is a field of one line shows in what it does with a line break.
  const probe = schema.safeParse('가 012\n나');
  return probe.success && String(probe.data).includes('\n') ? text.lines : text.oneLine;
}

eachEngine((_, open) => {
  let office: Office;
  let reader: StoreReader;
  const failures: unknown[] = [];

  beforeAll(async () => {
    const engine = await open();
    const admin = { name: ADMIN, title: '과장', department: '관리팀', role: 'admin' as const };
    office = await anOffice(engine, {
      messaging: messagingWith(secretsInMemory()),
      people: [...usualPeople, admin],
      onFailure: (error) => failures.push(error),
    });
    reader = await storeReader(engine);
  });

  test.each([...byProcedure.keys()].filter((procedure) => !first.has(procedure)))(
    '%s: stored as specified or refused with a reason',
    async (procedure) => {
      failures.length = 0;
      const mine = byProcedure.get(procedure) ?? [];
      await refusesEach(procedure, mine);
      await keepsEach(
        procedure,
        mine.filter((field) => !namesSomething(field)),
      );
      for (const field of mine) await answersEach(procedure, field);
      expect(failures).toEqual([]);
    },
  );

  /** What the schema does not take is said at its field, for every field at once, and nothing else is said. */
  async function refusesEach(procedure: string, mine: TextField[]) {
    const situation = await arrange(office, procedure);
    for (const texts of rows(mine, ({ schema }, text) => !schema.safeParse(text).success)) {
      const answer = await call(office, procedure, withTexts(situation, texts));
      const where = [...texts.values()].map(({ title }) => title).join(', ');
      expect(answer, where).toMatchObject({ code: 'BAD_REQUEST' });
      const { data } = answer as { data?: { issues?: { path: FieldPath; message: string }[] } };
      const said = new Map(data?.issues?.toReversed().map(({ path, message }) => [path.join('.'), message]));
      const wanted = [...texts].map(([{ path, schema }, { text }]) => [
        path.join('.'),
        schema.safeParse(text).error?.issues[0]?.message as FieldCode,
      ]);
      expect(Object.fromEntries(said), where).toEqual(Object.fromEntries(wanted));
      expect([...said.values()], where).toContain(errorKey(answer).key);
    }
  }

  /** What it takes is granted, and stands in the store letter by letter where this field's words stand. */
  async function keepsEach(procedure: string, mine: TextField[]) {
    if (mine.length === 0) return;
    const writes = isMutation(procedure);
    const homes = writes ? await homesOf(procedure, mine) : new Map<TextField, Column[]>();
    const takes = ({ schema, kind }: TextField, text: string) =>
      kind === 'kept' ? text.length < 1000 : schema.safeParse(text).success;
    let granted = 0;
    // The branch of this office is called by what it was called last.
    const { name } = await office.as(ADMIN).settings.branch({ branchId: office.branchId });
    const given = new Set([name]);
    for (const texts of rows(mine, takes)) {
      // The same one again, in another form of Unicode, would be taken already.
      for (const [field, { text }] of texts) {
        if (!isOnlyOne(field)) continue;
        const stored = field.schema.parse(text) as string;
        if (given.has(stored)) texts.delete(field);
        given.add(stored);
      }
      const where = [...texts].map(([{ path }, { title }]) => `${path.join('.')}: ${title}`).join(', ');
      const asked = [...texts].flatMap(([field, { text }]) => {
        const stored = field.kind === 'kept' ? text : (field.schema.parse(text) as string);
        return stored === '' || !writes ? [] : [{ text: stored, homes: homes.get(field) ?? [] }];
      });
      const situation = withTexts(await arrange(office, procedure), texts);
      const before = await reader.count(asked);
      const answer = await call(office, procedure, situation);
      if (answer instanceof ORPCError)
        throw new Error(`${where}: ${JSON.stringify(answer)}`, { cause: answer });
      const after = await reader.count(asked);
      expect(
        asked.filter((_, index) => Number(after[index]) <= Number(before[index])).map(({ text }) => text),
        where,
      ).toEqual([]);
      granted += 1;
    }
    expect(granted, procedure).toBeGreaterThan(procedure === 'accounts.create' ? 5 : 20);
  }

  /** Where the words of each field come to stand. */
  async function homesOf(procedure: string, mine: TextField[]): Promise<Map<TextField, Column[]>> {
    const { by, input } = await arrange(office, procedure);
    const mark = ({ path }: TextField) =>
      `표${procedure.length}${path.join('').replaceAll(/\W/g, '')}`.slice(0, 20);
    const marked = mine.reduce((whole, field) => putAt(whole, field.path, mark(field)), input);
    const answer = await call(office, procedure, { by, input: marked });
    if (answer instanceof ORPCError)
      throw new Error(`${procedure}: ${JSON.stringify(answer)}`, { cause: answer });
    const homes = new Map<TextField, Column[]>();
    for (const field of mine) {
      homes.set(
        field,
        await reader.homesOf(field.kind === 'login' ? mark(field).toLowerCase() : mark(field)),
      );
      expect(homes.get(field), `${procedure} ${field.path.join('.')}`).not.toEqual([]);
    }
    return homes;
  }

  /** Words where something is named, or too many of them: granted, or refused with a reason; never a failure. */
  async function answersEach(procedure: string, field: TextField) {
    const takes = ({ schema, kind }: TextField, text: string) =>
      kind === 'kept' ? text.length >= 1000 : namesSomething(field) && schema.safeParse(text).success;
    let situation = await arrange(office, procedure);
    for (const texts of rows([field], takes)) {
      const answer = await call(office, procedure, withTexts(situation, texts));
      if (!(answer instanceof ORPCError)) {
        situation = await arrange(office, procedure);
        continue;
      }
      const where = `${field.path.join('.')}: ${texts.get(field)?.title} ${JSON.stringify(answer)}`;
      expect(answer.code, where).not.toBe('INTERNAL_SERVER_ERROR');
      expect(['UNKNOWN', 'INVALID'], where).not.toContain(errorKey(answer).key);
    }
  }

  test('setup.create and accounts.first: a branch with a hostile name in every place is kept as it was typed', async () => {
    const engine = await open();
    const frontDesk = await createFrontDesk({
      engine,
      clock: new StandingClock('2026-11-20T05:32:00.000Z'),
      readPacks: () => [{ file: 'daejeon.ko.yaml', origin: 'shipped' as const, text: daejeonPack }],
      version: 'test',
      passwordCost: cheapHash,
    });
    const client = createRouterClient(frontDesk.router, {
      context: { door: 'host', address: '127.0.0.1', local: true, seat: aSeat(), reqHeaders: new Headers() },
    });
    const { input } = (await situations['setup.create']?.(null as never)) ?? { input: {} };
    const places = takesWords.filter(
      ({ procedure, path }) => procedure === 'setup.create' && path.at(-1) !== 'phone',
    );
    const text = ({ path }: TextField) => `<b onclick="${path.join('.')}">`;
    const hostile = places.reduce((whole, place) => putAt(whole, place.path, text(place)), input);
    await client.setup.create(hostile as never);
    const there = await storeReader(engine);
    for (const place of places) expect(await there.homesOf(text(place)), text(place)).not.toEqual([]);

    const { founders } = await client.accounts.here({});
    const staffId = founders[0]?.staffId ?? '';
    for (const { text: login, title } of hostileTexts.filter((one) => 'refused' in one.oneLine)) {
      const answer = await client.accounts
        .first({ staffId, login, password: '한밭에는 봄비가 온다' })
        .catch((error: unknown) => errorKey(error));
      expect(answer, title).toMatchObject({ field: 'login' });
      expect(['LOGIN_INVALID', 'RESIDENT_NUMBER'], title).toContain((answer as { key: string }).key);
    }
    const password = `${'한밭에는 봄비가 온다'.normalize('NFD')}\0`;
    await client.accounts.first({ staffId, login: 'ＤＯＹＵＮ'.normalize('NFD'), password });
    expect(await there.homesOf('doyun')).toContainEqual(['account', 'login']);
    expect(await there.traces('봄비가')).toEqual([]);
    await frontDesk.close();
  });

  test('a form half filled in comes back letter by letter, whatever was pasted into it', async () => {
    const window = office.as('이지훈');
    const body = Object.fromEntries(
      hostileTexts.filter(({ text }) => text.length < 1000).map(({ title, text }) => [title, text]),
    );
    const { branchId } = office;
    const id = requestId();
    const draft = { requestId: requestId(), branchId, id, kind: 'memo' as const, subjectId: null };
    await window.drafts.keep({ ...draft, body });
    const kept = await window.drafts.mine({ branchId });
    expect(kept.find((one) => one.id === id)?.body).toEqual(body);
  });
});

/** Rows of texts, another one in each field, so that each field is given each text it is meant for just once. */
function* rows(
  mine: readonly TextField[],
  isFor: (field: TextField, text: string) => boolean,
): Generator<Map<TextField, HostileText>> {
  const lists = mine.map((field, index) => {
    const list = hostileTexts.filter(({ text }) => isFor(field, text));
    const turn = list.length === 0 ? 0 : (index * 5) % list.length;
    return { field, list: [...list.slice(turn), ...list.slice(0, turn)] };
  });
  for (let row = 0; lists.some(({ list }) => row < list.length); row += 1) {
    yield new Map(
      lists.flatMap(({ field, list }): [TextField, HostileText][] => {
        const text = list[row];
        return text === undefined ? [] : [[field, text]];
      }),
    );
  }
}

function withTexts({ by, input }: Situation, texts: Map<TextField, HostileText>): Situation {
  return { by, input: [...texts].reduce((whole, [{ path }, { text }]) => putAt(whole, path, text), input) };
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
