import { createRouterClient } from '@orpc/server';
import { headers } from '#contract/rules.ts';
import { requestId } from '#tests/builders/office.ts';
import { admit, aSeat } from '#tests/support/seats.ts';
import { type Dataset, datasetOf, deskOver } from './dataset.ts';
import { type Figure, percentile, timed } from './figures.ts';

const NOW = '2026-11-20T05:32:00.000Z';
const SMALL = 10_000;
const LARGE = 1_000_000;

/** Readings with more than twenty hits at both sizes, so that both sizes have the same to show. */
const common = ['ㄱㅅ', '김', 'ㅇㅈ', '0102', '이', '0107'];

/** What a receptionist types: initials, part of a name, last and first digits, a business, English mode. */
const typed = {
  'initial consonants': ['ㄱㅁㅅ', 'ㅂㅅㅇ', 'ㅈㅎㅈ', 'ㅇㅈㅎ', 'ㅊㅁㅎ'],
  'part of a name': ['민수', '김서', '서연', '박지훈', '이현우'],
  'phone digits': ['2748', '0102', '8821', '01055', '7726'],
} as const;

async function measure(dataset: Dataset) {
  const { frontDesk, close } = await deskOver(dataset, NOW);
  const reqHeaders = new Headers({ [headers.actor]: dataset.staff.이지훈 ?? '', [headers.window]: 'bench' });
  const seat = aSeat();
  await admit(frontDesk.desk.engine.db, seat.value, dataset.staff.이지훈 ?? '');
  const window = createRouterClient(frontDesk.router, {
    context: { door: 'host' as const, address: '127.0.0.1', local: true, seat, reqHeaders },
  });
  const { branchId } = dataset;
  const board = await timed(200, 20, async () => {
    const { cards } = await window.memos.board({ branchId, filter: 'branch' });
    const open = cards.filter((card) => card.promise.state === 'open').length;
    if (open !== 100) throw new Error(`the board shows ${open} open memos, not 100`);
  });
  const search: Record<string, number[]> = {};
  for (const [kind, queries] of Object.entries(typed)) {
    const searchId = requestId();
    search[kind] = await timed(200, 20, async (index) => {
      const query = queries[Math.abs(index) % queries.length] ?? '';
      const hits = await window.customers.search({ branchId, query, searchId });
      if (hits.length === 0 && dataset.customers === LARGE) throw new Error(`nobody found for ${query}`);
    });
  }
  const twenty = await timed(300, 30, async (index) => {
    const query = common[Math.abs(index) % common.length] ?? '';
    const hits = await window.customers.search({ branchId, query, searchId: requestId() });
    if (hits.length !== 20) throw new Error(`${hits.length} found for ${query}, not 20`);
  });
  const { db } = frontDesk.desk.engine;
  const people = await db
    .selectFrom('customer')
    .select(['id', 'name', 'business', 'phone'])
    .where('business', '!=', '')
    .orderBy('no', 'desc')
    .limit(100)
    .execute();
  const person = (index: number) => {
    const found = people[Math.abs(index) % people.length];
    if (found === undefined) throw new Error('nobody has a business');
    return found;
  };
  const duplicates = await timed(200, 20, async (index) => {
    const { id, ...like } = person(index);
    await window.customers.duplicates({ branchId, id });
    const found = await window.customers.likeThis({ branchId, ...like, searchId: requestId() });
    if (!found.some((one) => one.id === id)) throw new Error(`${like.name} is not like himself`);
  });
  const timeline = await timed(200, 20, async (index) => {
    const { entries } = await window.customers.timeline({ branchId, id: person(index).id, before: null });
    if (entries.length === 0) throw new Error('a customer of nothing');
  });
  await close();
  return { board, search, twenty, duplicates, timeline };
}

/** The board and the search at a million against ten thousand, by turns in one run. */
export async function reading(log: (line: string) => void): Promise<Figure[]> {
  const small = await measure(await datasetOf(SMALL, log));
  const large = await measure(await datasetOf(LARGE, log));
  const figures: Figure[] = [
    {
      name: 'board, 100 open among 1,000,000 encounters (p95)',
      value: percentile(large.board, 0.95),
      unit: 'ms',
      aim: 5,
    },
    {
      name: 'board at 1,000,000 ÷ at 10,000 (p50)',
      value: percentile(large.board, 0.5) / percentile(small.board, 0.5),
      unit: 'ratio',
      aim: 1.5,
    },
  ];
  for (const [kind, samples] of Object.entries(large.search)) {
    figures.push({
      name: `search by ${kind} among 1,000,000 customers, top 20 (p95)`,
      value: percentile(samples, 0.95),
      unit: 'ms',
      aim: 10,
    });
  }
  figures.push({
    name: 'probable duplicates of a customer and of one about to be saved, among 1,000,000 (p95)',
    value: percentile(large.duplicates, 0.95),
    unit: 'ms',
    aim: 10,
  });
  figures.push({
    name: 'a customer’s timeline, first page, among 1,000,000 encounters (p95)',
    value: percentile(large.timeline, 0.95),
    unit: 'ms',
    aim: 5,
  });
  figures.push({
    name: 'search with twenty hits at 1,000,000 ÷ at 10,000 (p50)',
    value: percentile(large.twenty, 0.5) / percentile(small.twenty, 0.5),
    unit: 'ratio',
    aim: 1.5,
  });
  return figures;
}
