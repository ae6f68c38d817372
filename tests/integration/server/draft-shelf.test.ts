import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DraftPlace, DraftShelf } from '#renderer/host/draft-shelf.ts';
import { aHost, aWindow, setUp, type TestHost, type TestWindow } from '#tests/support/host.ts';

let host: TestHost;
let window: TestWindow;
let place: DraftPlace;
let colleague: string;

beforeAll(async () => {
  host = await aHost();
  window = aWindow(host.origin);
  const { branchId, staff } = await setUp(window);
  place = { actorId: staff.이지훈 ?? '', branchId, kind: 'memo', subjectId: 'a visit' };
  colleague = staff.박서연 ?? '';
});

afterAll(async () => {
  window?.close();
  await host?.close();
});

const stored = (actorId = place.actorId) =>
  window.client.drafts.mine({ branchId: place.branchId }, { context: { actorId } });
const bodies = async () => (await stored()).map(({ body }) => body);
const patiently = { timeout: 10_000 };

/** A window's life: a shelf that knows nothing yet but what the store has kept. */
async function newLife(): Promise<DraftShelf> {
  const shelf = new DraftShelf(window.client, window.connection);
  shelf.restore(place.actorId, place.branchId, await stored());
  return shelf;
}

test('what is typed reaches the store within two seconds, one row however often, and the next window has it', async () => {
  const shelf = await newLife();
  for (const inquiry of ['만', '만기', '만기 연장']) shelf.type(place, { inquiry });
  expect(shelf.view(place)).toMatchObject({ body: { inquiry: '만기 연장' }, saved: false });
  await expect.poll(bodies, { timeout: 2000 }).toEqual([{ inquiry: '만기 연장' }]);
  await expect.poll(() => shelf.view(place).saved, patiently).toBe(true);
  const next = await newLife();
  expect(next.view(place)).toMatchObject({ body: { inquiry: '만기 연장' }, restored: true, saved: true });
  next.drop(place);
  await expect.poll(bodies, patiently).toEqual([]);
});

test('a lost connection loses nothing: not saved until it is back, then saved by itself', async () => {
  const shelf = await newLife();
  await window.cut();
  shelf.type(place, { inquiry: '끊긴 사이' });
  shelf.flush();
  expect(shelf.view(place)).toMatchObject({ body: { inquiry: '끊긴 사이' }, saved: false });
  window.mend();
  await expect.poll(() => shelf.view(place).saved, patiently).toBe(true);
  expect(await bodies()).toEqual([{ inquiry: '끊긴 사이' }]);
  shelf.drop(place);
  await expect.poll(bodies, patiently).toEqual([]);
});

test('a draft that was sent does not come back: neither from an old answer nor from a send on its way', async () => {
  const shelf = await newLife();
  shelf.type(place, { inquiry: '보낼 것' });
  shelf.flush();
  shelf.drop(place);
  await expect.poll(bodies, patiently).toEqual([]);
  shelf.type(place, { inquiry: '다음 것' });
  shelf.flush();
  await expect.poll(bodies, patiently).toEqual([{ inquiry: '다음 것' }]);
  const old = await stored();
  shelf.drop(place);
  shelf.restore(place.actorId, place.branchId, old);
  expect(shelf.view(place).body).toBeNull();
  await expect.poll(bodies, patiently).toEqual([]);
});

test('what was typed here wins over what the store answers later; an emptied form keeps no row', async () => {
  const shelf = await newLife();
  shelf.type(place, { inquiry: '첫 글' });
  shelf.flush();
  await expect.poll(bodies, patiently).toEqual([{ inquiry: '첫 글' }]);
  const late = await newLife();
  late.type(place, { inquiry: '더 쓴 글' });
  late.restore(place.actorId, place.branchId, await stored());
  expect(late.view(place).body).toEqual({ inquiry: '더 쓴 글' });
  late.type(place, null);
  late.flush();
  await expect.poll(bodies, patiently).toEqual([]);
});

test('a draft stays with the one who typed it, also when somebody else sits down before it is sent', async () => {
  const shelf = await newLife();
  shelf.type(place, { inquiry: '내 것' });
  window.session.set({ actorId: colleague });
  shelf.flush();
  await expect.poll(bodies, patiently).toEqual([{ inquiry: '내 것' }]);
  expect(await stored(colleague)).toEqual([]);
  expect(shelf.view({ ...place, actorId: colleague }).body).toBeNull();
  shelf.drop(place);
  await expect.poll(bodies, patiently).toEqual([]);
  window.session.set({ actorId: place.actorId });
});
