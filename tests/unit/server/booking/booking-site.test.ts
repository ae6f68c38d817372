import { expect, test } from 'vitest';
import { BookingSite } from '#server/booking/booking-site.ts';

/** A site over a store that cannot be read: how often it was asked is what counts. */
function aSite() {
  let asked = 0;
  const offer = async () => {
    asked += 1;
    throw new Error('busy');
  };
  const site = new BookingSite({ booking: { offer } } as unknown as ConstructorParameters<
    typeof BookingSite
  >[0]);
  return { site, asked: () => asked };
}

const form = (branch: string) =>
  new URLSearchParams({ branch, at: '2026-11-23T01:00:00.000Z', name: '강미선' });

test('a flood of forms that name branches nobody has is answered without asking the store for each', async () => {
  const { site, asked } = aSite();
  for (let at = 0; at < 20; at += 1) {
    const page = await site.held('book', form(`branch-${at}`), { word: 'TOO_MANY_REQUESTS', seconds: 60 });
    expect(page.status).toBe(429);
  }
  expect(asked()).toBe(1);
});

test('a form the store had no time for asks for its offer each time: it is no flood', async () => {
  const { site, asked } = aSite();
  for (let at = 0; at < 3; at += 1) {
    const page = await site.held('book', form('branch'), { word: 'STORE_BUSY', seconds: 5 });
    expect(page.status).toBe(503);
  }
  expect(asked()).toBe(3);
});
