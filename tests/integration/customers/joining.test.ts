import { expect, test } from 'vitest';
import { aCustomer, aVisitOf, giveVisit, joinInto, takeApart } from '#tests/builders/customers.ts';
import { papers, saesolPack } from '#tests/builders/documents.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { anAgreedVisit, onSiteVisit } from '#tests/builders/site-visits.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const found = async (office: Office, query: string) =>
  (
    await office.as('이지훈').customers.search({ branchId: office.branchId, query, searchId: requestId() })
  ).map(({ id }) => id);

/** Two records of 김민수: the older with a visit, the newer with a memo and another number. */
async function twoRecords(office: Office) {
  const older = await aCustomer(office, { business: '민수네분식' });
  const visit = await aVisitOf(office, older);
  office.clock.pass(5);
  const newer = await aCustomer(office, { name: '김 민수', phone: '010-7777-0001', how: 'written' });
  const { id: memo } = await aMemo(office, { customerId: newer, customerName: null, phone: null });
  office.clock.pass(5);
  return { older, newer, visit, memo };
}

eachEngine((_, open) => {
  test('joined: everything of one is the other’s, the old id leads there, and search finds one', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const { older, newer, visit, memo } = await twoRecords(office);
    const joining = await joinInto(office, { survivor: newer, joined: older, keep: { business: 'joined' } });
    const { customers, encounters, memos } = office.as('이지훈');
    const view = await customers.get({ branchId, id: older });
    expect(view).toMatchObject({
      id: newer,
      name: '김 ○수',
      business: '민수네분식',
      encounters: 1,
      visits: [{ id: visit }],
      callbacks: [{ memoId: memo }],
      // The consent given first, and how it was given.
      consentAt: new Date('2026-11-20T05:32:00.000Z'),
      consentHow: 'oral',
    });
    expect((await encounters.get({ branchId, id: visit })).customer?.id).toBe(newer);
    expect((await memos.get({ branchId, id: memo })).customerId).toBe(newer);
    expect(await found(office, '민수네')).toEqual([newer]);
    expect(await found(office, '2748')).toEqual([]);
    // A window that still shows the old record gives its visit to the one in use.
    const later = await aVisitOf(office, older);
    expect((await encounters.get({ branchId, id: later })).customer?.id).toBe(newer);
    const { customerId } = await aMemo(office, { customerId: older, customerName: null, phone: null });
    expect(customerId).toBe(newer);
    // Each record's own consent stays on record.
    const { joinings } = await customers.joinings({ branchId, id: newer });
    expect(joinings).toMatchObject([
      {
        id: joining,
        joinedId: older,
        name: '김○수',
        phone: '010-****-2748',
        consentHow: 'oral',
        by: '이지훈',
        moved: expect.arrayContaining([
          { entity: 'encounter', moved: 1, back: 1 },
          { entity: 'memo', moved: 0, back: 0 },
          { entity: 'document', moved: 0, back: 0 },
          { entity: 'message', moved: 0, back: 0 },
        ]),
        changed: [],
        blocked: null,
      },
    ]);
    await office.close();
  });

  test('undone: what moved goes back, what came later and what was changed since stays, and it is said before', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const { older, newer, visit } = await twoRecords(office);
    const second = await aVisitOf(office, older);
    const joining = await joinInto(office, { survivor: newer, joined: older, keep: { phone: 'joined' } });
    const later = await aVisitOf(office, newer);
    const somebody = await aCustomer(office, { name: '이영희', phone: '010-5555-0001' });
    await giveVisit(office, second, somebody);
    const { customers, encounters } = office.as('이지훈');
    const whole = await customers.reveal({ branchId, id: newer });
    expect(whole.phone).toBe('010-1234-2748');
    await customers.edit({
      ...{ requestId: requestId(), branchId, id: newer, expectedVersion: whole.version },
      ...{ name: whole.name, business: '', phone: '010-8888-0001' },
    });
    const [told] = (await customers.joinings({ branchId, id: newer })).joinings;
    expect(told).toMatchObject({
      moved: expect.arrayContaining([
        { entity: 'encounter', moved: 2, back: 1 },
        { entity: 'memo', moved: 0, back: 0 },
      ]),
      changed: ['phone'],
      blocked: null,
    });
    await takeApart(office, newer, joining);
    const owner = async (id: string) => (await encounters.get({ branchId, id })).customer?.id;
    expect(await owner(visit)).toBe(older);
    expect(await owner(second)).toBe(somebody);
    expect(await owner(later)).toBe(newer);
    expect((await customers.reveal({ branchId, id: newer })).phone).toBe('010-8888-0001');
    expect(await customers.get({ branchId, id: older })).toMatchObject({ id: older, encounters: 1 });
    expect((await customers.get({ branchId, id: newer })).consentHow).toBe('written');
    expect(await found(office, '2748')).toEqual([older]);
    expect((await customers.joinings({ branchId, id: newer })).joinings).toEqual([]);
    await office.close();
  });

  test('a chain comes apart in the reverse order, otherwise it is refused with the reason', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const [a, b, c, d] = [
      await aCustomer(office),
      await aCustomer(office, { name: '김 민수' }),
      await aCustomer(office, { name: '김민 수' }),
      await aCustomer(office, { name: '김 민 수' }),
    ];
    const visit = await aVisitOf(office, a);
    const first = await joinInto(office, { survivor: b, joined: a });
    const second = await joinInto(office, { survivor: c, joined: b });
    const third = await joinInto(office, { survivor: c, joined: d });
    const { customers, encounters } = office.as('이지훈');
    expect((await customers.get({ branchId, id: a })).id).toBe(c);
    const attempt = async (id: string) =>
      await takeApart(office, c, id).then(
        () => null,
        (error) => error.data.reason as string,
      );
    expect(await attempt(first)).toBe('JOINED_ON');
    expect(await attempt(second)).toBe('LATER_JOINING');
    expect(await attempt(third)).toBeNull();
    expect(await attempt(third)).toBe('JOINING_UNDONE');
    expect(await attempt(second)).toBeNull();
    expect((await encounters.get({ branchId, id: visit })).customer?.id).toBe(b);
    await takeApart(office, b, first);
    expect((await encounters.get({ branchId, id: visit })).customer?.id).toBe(a);
    await office.close();
  });

  test('one that has changed since it was read is a conflict, a joined or the same one is refused', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const { older, newer } = await twoRecords(office);
    const { customers } = office.as('이지훈');
    const read = async (id: string) => ({
      id,
      expectedVersion: (await customers.get({ branchId, id })).version,
    });
    const keep = { name: 'survivor', business: 'survivor', phone: 'survivor' } as const;
    const [survivor, joined] = [await read(newer), await read(older)];
    const attempt = (change: object) =>
      customers.join({ requestId: requestId(), branchId, survivor, joined, keep, ...change });
    await expect(attempt({ joined: survivor })).rejects.toMatchObject({ data: { reason: 'SAME_CUSTOMER' } });
    await expect(attempt({ joined: { id: requestId(), expectedVersion: 1 } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await aVisitOf(office, older);
    await expect(attempt({})).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { entity: 'customer', id: older, state: 'in_use' },
    });
    await expect(attempt({ survivor: joined, joined: survivor })).rejects.toMatchObject({ code: 'CONFLICT' });
    const now = { joined: await read(older), requestId: requestId() };
    const receipt = await attempt(now);
    // A repeat gets the first answer and joins nothing twice.
    expect(await attempt(now)).toEqual(receipt);
    await expect(attempt({})).rejects.toMatchObject({ data: { reason: 'CUSTOMER_JOINED' } });
    await expect(
      customers.edit({
        ...{ requestId: requestId(), branchId, id: older, expectedVersion: joined.expectedVersion + 2 },
        ...{ name: '김민수', business: '', phone: '010-1234-2748' },
      }),
    ).rejects.toMatchObject({ data: { reason: 'CUSTOMER_JOINED' } });
    const stale = (await customers.joinings({ branchId, id: newer })).survivorVersion;
    await aVisitOf(office, newer);
    await expect(
      customers.undoJoin({
        ...{ requestId: requestId(), branchId, id: receipt.id },
        ...{ expectedVersion: 1, survivorVersion: stale },
      }),
    ).rejects.toMatchObject({ code: 'CONFLICT', data: { entity: 'customer', id: newer } });
    await office.close();
  });

  test('what is promised about papers and visits counts beside what is promised about memos', async () => {
    const office = await anOffice(await open(), { pack: saesolPack });
    const { older, newer } = await twoRecords(office);
    await papers(office, { customerId: older });
    const at = '2026-11-23T02:00:00.000Z';
    const visit = await anAgreedVisit(office, at, { customerId: older, customerName: null, phone: null });
    const sides = async () => {
      const pair = { branchId: office.branchId, id: older, otherId: newer };
      const { one, other } = await office.as('박서연').customers.compare(pair);
      return [one, other].map(({ memos, promises, openPromises }) => [memos, promises, openPromises]);
    };
    // Of the papers Saesol promises a notice and an answer, of the visit that somebody comes in time.
    expect(await sides()).toEqual([
      [0, 3, 3],
      [1, 1, 1],
    ]);
    const { siteVisits } = office.as('박서연');
    await siteVisits.cancel({ ...onSiteVisit(visit), by: 'customer', reason: '사정' });
    expect((await sides())[0]).toEqual([0, 3, 2]);
    await office.close();
  });

  test('side by side masked, whole only by a look that is logged; joining names both in the log', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const { older, newer } = await twoRecords(office);
    const { customers } = office.as('박서연');
    const pair = { branchId, id: older, otherId: newer };
    expect(await customers.compare(pair)).toMatchObject({
      one: { id: older, name: '김○수', phone: '010-****-2748', encounters: 1, memos: 0, promises: 0 },
      other: { id: newer, phone: '010-****-0001', encounters: 0, memos: 1, promises: 1, openPromises: 1 },
      certainty: null,
      same: ['spacing'],
    });
    for (let look = 0; look < 2; look += 1) {
      expect((await customers.compareWhole(pair)).other).toMatchObject({
        name: '김 민수',
        phone: '010-7777-0001',
      });
    }
    const joining = await joinInto(office, { survivor: older, joined: newer, by: '박서연' });
    await takeApart(office, older, joining, '박서연');
    const log = await office.as('한도윤').system.recentActivity({ branchId });
    const about = (action: string) =>
      log.filter((row) => row.action === action).map(({ subjects }) => [...subjects].sort());
    const both = [`customer:${newer}`, `customer:${older}`].sort();
    expect(about('customers.compareWhole')).toEqual([both, both]);
    expect(about('customers.join')).toEqual([both]);
    expect(about('customers.undoJoin')).toEqual([both]);
    await office.close();
  });
});
