import { describe, expect, test } from 'vitest';
import { contract } from '#contract/contract.ts';
import { type AccessRule, type ProcedureMeta, type Role, roles } from '#contract/rules.ts';
import { requestId } from '#tests/builders/office.ts';
import { type Place, type Things, type TwoBranches, twoBranches } from '#tests/builders/two-branches.ts';
import { eachEngine } from '#tests/support/postgres.ts';
import { type Listed, procedures } from '#tests/support/procedures.ts';
import { exchanged, placesOfValues, replacedAt, validInput, valueAt } from '#tests/support/valid-input.ts';
import { storeReader } from '#tests/support/whole-store.ts';

interface Rule extends Listed {
  rule: AccessRule;
  input: { safeParse(input: unknown): { success: boolean } };
}

const everything = procedures(contract).map((one): Rule => {
  const { access } = one.meta as ProcedureMeta;
  if (access === undefined) throw new Error(`${one.path} has no rule`);
  return { ...one, rule: access, input: one.input as Rule['input'] };
});
const byRole = everything.filter(({ rule: { who } }) => Array.isArray(who) || who === 'signed_in');
const mayCall = ({ who }: AccessRule, role: Role) => who === 'signed_in' || (who as Role[]).includes(role);

/** What a field named so stands for; by `namespace.field` where it differs. */
const meaning: Record<string, keyof Things> = {
  branchId: 'branch',
  'settings.id': 'branch',
  staffId: 'staff',
  'staff.id': 'staff',
  intendedId: 'staff',
  officerId: 'staff',
  staffIds: 'staff',
  'bookings.id': 'booking',
  'revokeKey.id': 'apiKey',
  callerId: 'staff',
  to: 'substitute',
  substituteId: 'substitute',
  accountId: 'account',
  counterId: 'counter',
  'counters.id': 'counter',
  departmentId: 'department',
  'departments.id': 'department',
  dutyId: 'duty',
  dutyIds: 'duty',
  'duties.id': 'duty',
  encounterId: 'encounter',
  'encounters.id': 'encounter',
  'calls.id': 'call',
  'visits.id': 'encounter',
  'before.id': 'encounter',
  'memos.id': 'memo',
  'documents.id': 'document',
  documentId: 'document',
  'items.id': 'documentItem',
  itemIds: 'documentItem',
  'siteVisits.id': 'siteVisit',
  'revokeFeed.id': 'calendarFeed',
  companionId: 'substitute',
  subject: 'memo',
  customerId: 'customer',
  'customers.id': 'customer',
  'survivor.id': 'customer',
  'joined.id': 'otherCustomer',
  otherId: 'otherCustomer',
  'undoJoin.id': 'joining',
  'signing.id': 'edition',
  'check.hash': 'pdfHash',
  expectedHash: 'contentHash',
  'since.hash': 'contentHash',
  'notices.ids': 'notice',
  ids: 'notice',
  'drafts.id': 'draft',
  withdraws: 'holiday',
  'withdrawHoliday.id': 'holiday',
  'messages.id': 'message',
  senderId: 'sender',
  'changeSender.id': 'sender',
  'removeSender.id': 'sender',
  'testSender.id': 'sender',
  'subject.id': 'memo',
};

type Outcome = { code: string; data: unknown };

/** A call as the matrix makes it: its answer, or the refusal. */
async function call({ office }: TwoBranches, actor: string, path: string, input: unknown): Promise<Outcome> {
  const [space = '', name = ''] = path.split('.');
  const client = office.as(actor) as unknown as Record<
    string,
    Record<string, (input: unknown) => Promise<unknown>>
  >;
  try {
    const data = await client[space]?.[name]?.(input);
    if (typeof data === 'object' && data !== null && 'return' in data) {
      await (data as AsyncGenerator).return(undefined);
      return { code: 'OK', data: 'a feed' };
    }
    return { code: 'OK', data };
  } catch (error) {
    const { code, data } = error as Outcome;
    if (code === undefined) throw error;
    return { code, data };
  }
}

/** A valid input with the things of a place, each at the version it has now. */
async function inputFor({ office }: TwoBranches, { path, input: schema }: Rule, { things }: Place) {
  const { db } = office.frontDesk.desk.engine;
  const versions = new Map<unknown, number>();
  for (const table of [
    'branch',
    'staff',
    'account',
    'encounter',
    'memo',
    'document',
    'customer',
    'customer_joining',
    'draft',
    'holiday',
    'site_visit',
    'calendar_feed',
    'message',
    'message_sender',
    'booking',
    'api_key',
  ] as const) {
    for (const row of await db.selectFrom(table).select(['id', 'version']).orderBy('id').execute()) {
      versions.set(row.id, row.version);
    }
  }
  const [space, name] = path.split('.');
  const input = validInput(schema, (field, at) => {
    if (at.length === 0 || at.includes('officeHours')) return undefined;
    // Nobody the others in the row rely on is switched off.
    if (field === 'active') return true;
    if (field === 'document') return 'slip';
    // What a message is about has a kind as well; whom it goes to is nobody of the staff.
    if (field === 'to' && name === 'testSender') return '010-1234-2748';
    if (['subject', 'to'].includes(field) && space === 'messages') return undefined;
    if (field === 'template') return 'unreachable_text';
    const outer = at.length === 1 ? [`${name}.${field}`, `${space}.${field}`] : [`${at.at(-2)}.${field}`];
    const thing = [...outer, field].map((key) => meaning[key]).find((known) => known !== undefined);
    if (thing === undefined) return undefined;
    return /(Ids|^ids)$/.test(field) ? [things[thing]] : things[thing];
  });
  return withVersions(input, versions, things);
}

function withVersions(input: unknown, versions: ReadonlyMap<unknown, number>, things: Things): unknown {
  if (Array.isArray(input)) return input.map((inner) => withVersions(inner, versions, things));
  if (typeof input !== 'object' || input === null || input instanceof Date) return input;
  const record = Object.fromEntries(
    Object.entries(input).map(([key, inner]) => [key, withVersions(inner, versions, things)]),
  );
  if ('expectedVersion' in record) {
    record.expectedVersion = versions.get(record.accountId ?? record.id) ?? record.expectedVersion;
  }
  if ('survivorVersion' in record) record.survivorVersion = versions.get(things.customer) ?? 1;
  return record;
}

/** The same answer whichever id was asked for. */
const without = (outcome: Outcome, values: Iterable<unknown>) => {
  let text = JSON.stringify(outcome);
  for (const value of values) text = text.replaceAll(String(value), 'ID');
  return text;
};

async function lastLogged({ office }: TwoBranches, branchId: string) {
  return await office.frontDesk.desk.engine.db
    .selectFrom('activity')
    .select(['actor_id', 'action', 'outcome', 'seq'])
    .where('branch_id', '=', branchId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
}

/** What calls may write even where they are refused: the log, and its head. Compared apart. */
const LOG = ['activity', 'branch_head'];

/** Where another branch's thing is refused with another word than FORBIDDEN or NOT_FOUND, or answered as nothing would be. */
const otherWords = [
  'bookings.saveSettings offers.0.dutyId NOT_OF_BRANCH',
  'bookings.saveSettings offers.0.dutyId offers.0.staffIds.0 NOT_OF_BRANCH',
  'bookings.saveSettings offers.0.staffIds.0 NOT_OF_BRANCH',
  'calls.open counterId NOT_OF_BRANCH',
  'customers.timeline before.id',
  'desks.handOnAll documents.0.id ITEMS_REFUSED',
  'desks.handOnAll documents.0.to ITEMS_REFUSED',
  'desks.handOnAll memos.0.id ITEMS_REFUSED',
  'desks.handOnAll memos.0.to ITEMS_REFUSED',
  'desks.handOnAll siteVisits.0.id ITEMS_REFUSED',
  'desks.handOnAll siteVisits.0.to ITEMS_REFUSED',
  'desks.handOnAll visits.0.id ITEMS_REFUSED',
  'desks.handOnAll visits.0.to ITEMS_REFUSED',
  'documents.saveChecklist items.0.id NOT_OF_BRANCH',
  'drafts.drop id',
  'drafts.keep id NOT_YOURS',
  'encounters.open counterId NOT_OF_BRANCH',
  'encounters.setPurpose dutyId DUTY_UNKNOWN',
  'memos.create callerId CALLER_CHANGED',
  'messages.of subject.id',
  'messages.outbox before.id',
  'settings.save counters.0.id NOT_OF_BRANCH',
  'settings.save departments.0.id NOT_OF_BRANCH',
  'settings.save duties.0.id NOT_OF_BRANCH',
  'signing.check hash',
  'signing.sign expectedHash ALREADY_SIGNED',
  'signing.since hash',
  'siteVisits.text senderId NO_TEMPLATE',
  'staff.add departmentId NOT_OF_BRANCH',
  'staff.add departmentId substituteId dutyIds.0 NOT_OF_BRANCH',
  'staff.add dutyIds.0 NOT_OF_BRANCH',
  'staff.add substituteId NOT_OF_BRANCH',
  'staff.change departmentId NOT_OF_BRANCH',
  'staff.change dutyIds.0 NOT_OF_BRANCH',
  'staff.change substituteId NOT_OF_BRANCH',
  'staff.photo id',
];

/** Refusals that are about the thing and not about who asks. */
const content = ['OK', 'CONFLICT', 'REFUSED', 'ITEMS_REFUSED'];
const exceptions: Record<string, string> = {
  // Only whoever handles a memo sees the name whole; the contract says so.
  'memos.open': 'FORBIDDEN',
  // The same of papers: the officer and whoever took them in.
  'documents.open': 'FORBIDDEN',
  // Only who goes there and who arranged it see the customer whole, and an address is one person's.
  'siteVisits.open': 'FORBIDDEN',
  'siteVisits.revokeFeed': 'FORBIDDEN',
  // The notice is one person's.
  'notices.seen': 'NOT_FOUND',
  // There is one to take back, and the manager has.
  'settings.withdrawHoliday': 'NOT_FOUND',
};

eachEngine((_, open) => {
  describe('role × procedure × branch', { timeout: 120_000 }, () => {
    let world: Promise<TwoBranches> | undefined;
    const theWorld = () => {
      world ??= open().then(twoBranches);
      return world;
    };

    test('every input made for a procedure is one it takes', async () => {
      const two = await theWorld();
      for (const one of everything) {
        const parsed = one.input.safeParse(await inputFor(two, one, two.here));
        expect({ path: one.path, ...parsed }).toMatchObject({ success: true });
      }
    });

    test.each(roles)(
      '%s: what the rule denies is refused, logged as refused, and does nothing',
      async (role) => {
        const two = await theWorld();
        const read = await storeReader(two.office.frontDesk.desk.engine, LOG);
        for (const place of [two.here, two.there]) {
          const actor = place.people[role];
          for (const one of byRole.filter(({ rule }) => !mayCall(rule, role))) {
            const input = await inputFor(two, one, place);
            const [before, last] = [await read(), await lastLogged(two, place.branchId)];
            expect(await call(two, actor, one.path, input)).toEqual({
              code: 'FORBIDDEN',
              data: { action: one.path },
            });
            expect(await read(), one.path).toEqual(before);
            const row = { actor_id: actor, action: one.path, outcome: 'refused', seq: last.seq + 1 };
            expect(await lastLogged(two, place.branchId)).toEqual(row);
          }
        }
      },
    );

    test.each(roles)('%s: nothing of another branch is reached, seen or changed', async (role) => {
      const two = await theWorld();
      for (const [own, other] of [
        [two.here, two.there],
        [two.there, two.here],
      ] as const) {
        for (const one of byRole.filter(({ rule }) => mayCall(rule, role))) {
          await expectOutOfReach(two, one, { actor: own.people[role], own, other });
        }
      }
    });

    test.each(roles)('%s: what the rule allows is not refused for who he is', async (role) => {
      const two = await theWorld();
      for (const place of [two.here, two.there]) {
        for (const one of byRole.filter(({ rule }) => mayCall(rule, role))) {
          const outcome = await call(two, place.people[role], one.path, await inputFor(two, one, place));
          const fine = [...content, exceptions[one.path]];
          expect(fine, `${one.path} ${JSON.stringify(outcome)}`).toContain(outcome.code);
        }
      }
    });
  });
});

/** Asks with another branch's things, one at a time and all at once: refused as an id nobody has would be, nothing written. */
async function expectOutOfReach(
  two: TwoBranches,
  one: Rule,
  { actor, own, other }: { actor: string; own: Place; other: Place },
): Promise<void> {
  const read = await storeReader(two.office.frontDesk.desk.engine, LOG);
  const mine = await inputFor(two, one, own);
  const theirs = await inputFor(two, one, { ...other, things: { ...other.things, ...two.elsewhere } });
  const foreign = new Set<unknown>(Object.values({ ...other.things, ...two.elsewhere }));
  for (const places of asksOf(placesOfValues(theirs, foreign))) {
    const where = `${one.path} ${places.map((at) => at.join('.')).join(' ')}`;
    const used = new Set(places.map((at) => valueAt(theirs, at)));
    const unknown = new Map([...used].map((value) => [value, anIdNobodyHas(value)]));
    const ask = replacedAt(mine, theirs, places);
    const [before, log] = [await read(), await lastLogged(two, other.branchId)];
    const outcome = await call(two, actor, one.path, ask);
    expect(await read(), where).toEqual(before);
    expect(await lastLogged(two, other.branchId), where).toEqual(log);
    const word = (outcome.data as { reason?: string } | undefined)?.reason ?? outcome.code;
    if (!['FORBIDDEN', 'NOT_FOUND'].includes(outcome.code)) {
      expect(otherWords).toContain(outcome.code === 'OK' ? where : `${where} ${word}`);
    }
    // A draft's id is made by its window: one nobody has is a new draft.
    if (where === 'drafts.keep id') continue;
    const asNobody = await call(two, actor, one.path, renewed(exchanged(ask, unknown)));
    expect(without(outcome, used), where).toBe(without(asNobody, unknown.values()));
  }
}

/** One foreign thing at a time; all but the branch; everything with the branch. */
function asksOf(places: string[][]): string[][][] {
  const asks = places.map((at) => [at]);
  const inside = places.filter((at) => at.at(-1) !== 'branchId');
  if (inside.length > 1) asks.push(inside);
  if (places.length > inside.length && inside.length > 0) asks.push(places);
  return asks;
}

/** Another call, not a repeat. */
const renewed = (input: unknown) => ({ ...(input as object), requestId: requestId() });

const anIdNobodyHas = (value: unknown) =>
  String(value).length === 64 ? 'b'.repeat(64) : crypto.randomUUID();
