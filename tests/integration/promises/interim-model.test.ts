import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '#core/kernel/ids.ts';
import { dueAt } from '#core/standard/deadline.ts';
import { fromInstant } from '#storage/codecs.ts';
import { saesolPack } from '#tests/builders/documents.ts';
import { happens } from '#tests/builders/happens.ts';
import { anOffice, type Office } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const HOUR = 60 * 60_000;

/** What may happen to an application, and how many hours before. */
const deed = fc.record({
  hours: fc.integer({ min: 0, max: 150 }),
  event: fc.constantFrom(
    'application_update_given',
    'application_update_given',
    'missing_items_notice_sent',
    'missing_items_received',
    'application_decided',
  ),
});

async function stored(office: Office, id: string) {
  const { db } = office.frontDesk.desk.engine;
  const promise = await db
    .selectFrom('promise')
    .selectAll()
    .where('subject_id', '=', id)
    .where('promise', '=', 'application')
    .executeTakeFirstOrThrow();
  const words = await db
    .selectFrom('interim')
    .selectAll()
    .where('promise_id', '=', promise.id)
    .orderBy('seq')
    .execute();
  const pauses = await db
    .selectFrom('promise_pause')
    .selectAll()
    .where('promise_id', '=', promise.id)
    .execute();
  return { promise, words, pauses };
}

/** Word is due every counted period, from the promise and from each word, never before and never after the answer. */
async function holds(office: Office, id: string, given: number): Promise<void> {
  const { promise, words, pauses } = await stored(office, id);
  const { calendar, pack } = await office.frontDesk.desk.branches.get(
    office.frontDesk.desk.engine.db,
    office.branchId,
  );
  const every = pack.promises.application?.interim?.every;
  if (every === undefined) throw new Error('the pack gives no word in between');
  const over = pauses.flatMap(({ from_at, until_at }) =>
    until_at === null ? [] : [{ from: fromInstant(from_at), until: fromInstant(until_at) }],
  );
  expect(words.map(({ seq }) => seq)).toEqual(Array.from({ length: given + 1 }, (_, index) => index + 1));
  expect(words.filter(({ state }) => state === 'open')).toHaveLength(promise.state === 'open' ? 1 : 0);
  for (const [index, word] of words.entries()) {
    expect(word.since_at).toBe(index === 0 ? promise.made_at : words[index - 1]?.closed_at);
    expect(word.due_at >= word.since_at).toBe(true);
    if (word.state === 'open') {
      expect(fromInstant(word.due_at)).toEqual(dueAt(every, fromInstant(word.since_at), calendar, over));
    } else if (pauses.length === 0) {
      const inTime = (word.closed_at ?? '') <= word.due_at;
      const last = index === words.length - 1;
      expect(word.state).toBe(last ? (inTime ? 'not_due' : 'missed') : inTime ? 'kept' : 'late');
    }
    if (promise.closed_at !== null) expect((word.closed_at ?? '~') <= promise.closed_at).toBe(true);
  }
}

eachEngine((name, open) => {
  test('whatever happens to an application, word in between is due every counted period until it is decided', async () => {
    const office = await anOffice(await open(), { pack: saesolPack });
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 9 }), async (deeds) => {
        const id = newId();
        await happens(office, id, 'documents_arrived');
        await holds(office, id, 0);
        let given = 0;
        let isOpen = true;
        for (const { hours, event } of deeds) {
          office.clock.pass((hours * HOUR) / 60_000);
          await happens(office, id, event, { lateReason: '늦음' });
          if (event === 'application_update_given' && isOpen) given += 1;
          if (event === 'application_decided') isOpen = false;
          await holds(office, id, given);
        }
      }),
      { numRuns: name === 'sqlite' ? 40 : 10 },
    );
    await office.close();
  });
});
