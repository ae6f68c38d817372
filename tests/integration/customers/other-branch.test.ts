import { expect, test } from 'vitest';
import { requestId } from '#tests/builders/office.ts';
import { twoBranches } from '#tests/builders/two-branches.ts';
import { eachEngine } from '#tests/support/postgres.ts';

eachEngine((_, open) => {
  test('of another branch one sees that there was a visit and a promise, not whose or what was said', async () => {
    const { office, here, there } = await twoBranches(await open());
    const own = office.as(here.people.admin);
    const { encounter, customer } = here.things;
    const words = '가게를 넘기려고 합니다';
    const onVisit = (expectedVersion: number) => ({ requestId: requestId(), id: encounter, expectedVersion });
    await own.encounters.setPurpose({ ...onVisit(1), dutyId: null, text: words });
    await own.encounters.setCustomer({ ...onVisit(2), customerId: customer });

    const atHome = await own.customers.get({ branchId: here.branchId, id: customer });
    expect(atHome).toMatchObject({
      visits: [{ purpose: words, servedBy: '중부 admin' }],
      callback: { by: '중부 여분' },
    });

    const elsewhere = office.as(there.people.admin);
    const { branchId } = there;
    const view = await elsewhere.customers.get({ branchId, id: customer });
    expect(view).toMatchObject({
      visits: [{ purpose: '', servedBy: '중부지점' }],
      callback: { by: '중부지점', state: 'open' },
      callbacks: [{ by: '중부지점' }],
    });
    const search = { branchId, query: '2748', searchId: requestId() };
    const likeHim = { branchId, name: '김민수', business: '', phone: '010-1234-2748', searchId: requestId() };
    const told = JSON.stringify([
      view,
      await elsewhere.customers.search(search),
      await elsewhere.customers.likeThis(likeHim),
      await elsewhere.customers.duplicates({ branchId, id: there.things.customer }),
      await elsewhere.customers.timeline({ branchId, id: customer, before: null }),
    ]);
    expect(told).toContain('중부지점');
    for (const secret of [words, '중부 admin', '중부 여분', '이 지점의 문의입니다.']) {
      expect(told).not.toContain(secret);
    }
    await office.close();
  });
});
