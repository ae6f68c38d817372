import { expect, test } from 'vitest';
import type { Change } from '#contract/changes.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

/** Reads changes until `count` real ones came. */
async function read(office: Office, afterSeq: number | null, count: number, act: () => Promise<unknown>) {
  const stop = new AbortController();
  const iterator = await office
    .as('이지훈')
    .changes.subscribe({ branchId: office.branchId, afterSeq }, { signal: stop.signal });
  const seen: Change[] = [];
  const first = await iterator.next();
  if (first.done !== true) seen.push(first.value);
  await act();
  while (told(seen).length < count) {
    const { value, done } = await iterator.next();
    if (done === true) break;
    seen.push(value);
  }
  stop.abort();
  await iterator.return?.();
  return seen;
}

/** Every change of messages, in the order they were told. */
const told = (messages: readonly Change[]) =>
  messages.flatMap((one) => (one.kind === 'change' ? [...one.also, one] : []));

const addCustomer = (office: Office, phone: string) =>
  office.as('이지훈').customers.add({
    requestId: requestId(),
    branchId: office.branchId,
    name: '윤지아',
    business: '',
    phone,
    consent: { given: true, how: 'written' },
  });

eachEngine((_, open) => {
  test('a change reaches a subscriber after its commit, with its number', async () => {
    const office = await anOffice(await open());
    let receipt = { id: '', seq: 0, version: 0 };
    const seen = await read(office, null, 1, async () => {
      receipt = await addCustomer(office, '010-2222-0001');
    });
    expect(seen[0]).toMatchObject({ kind: 'alive' });
    expect(seen[1]).toMatchObject({
      kind: 'change',
      entity: 'customer',
      id: receipt.id,
      seq: receipt.seq,
      version: 1,
    });
    await office.close();
  });

  test('one who was away hears what was missed, in order and once', async () => {
    const office = await anOffice(await open());
    const start = await addCustomer(office, '010-2222-0001');
    const missed = [await addCustomer(office, '010-2222-0002'), await addCustomer(office, '010-2222-0003')];
    let live = start;
    const seen = await read(office, start.seq, 3, async () => {
      live = await addCustomer(office, '010-2222-0004');
    });
    const numbers = told(seen).map(({ seq }) => seq);
    expect(numbers).toEqual([...missed.map(({ seq }) => seq), live.seq]);
    await office.close();
  });

  test('one who knows a number this store never had reads everything again', async () => {
    const office = await anOffice(await open());
    const seen = await read(office, 1_000_000, 0, async () => {});
    expect(seen[0]).toMatchObject({ kind: 'reload' });
    await office.close();
  });

  test('a draft is kept, restored to its owner only, and dropped', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const draft = {
      branchId,
      id: requestId(),
      kind: 'memo' as const,
      subjectId: null,
      body: { inquiry: '만기 연장' },
    };
    const reception = office.as('이지훈');
    await reception.drafts.keep({ requestId: requestId(), ...draft });
    await reception.drafts.keep({
      requestId: requestId(),
      ...draft,
      body: { inquiry: '만기 연장 가능 여부' },
    });
    expect(await reception.drafts.mine({ branchId })).toMatchObject([
      { body: { inquiry: '만기 연장 가능 여부' } },
    ]);
    expect(await office.as('박서연').drafts.mine({ branchId })).toEqual([]);
    await expect(
      office.as('박서연').drafts.keep({ requestId: requestId(), ...draft, body: {} }),
    ).rejects.toMatchObject({ data: { reason: 'NOT_YOURS' } });
    await expect(
      reception.drafts.keep({ requestId: requestId(), ...draft, body: { inquiry: '가'.repeat(30_000) } }),
    ).rejects.toMatchObject({ data: { reason: 'TEXT_TOO_LONG' } });
    expect(await reception.drafts.drop({ requestId: requestId(), id: draft.id })).toEqual({ dropped: true });
    expect(await reception.drafts.mine({ branchId })).toEqual([]);
    await office.close();
  });
});
