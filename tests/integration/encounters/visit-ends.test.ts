import { expect, test } from 'vitest';
import { aCustomer } from '#tests/builders/customers.ts';
import { aWindow } from '#tests/builders/encounters.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

eachEngine((_, open) => {
  test('a customer who is gone already: what was not said is left out with the reason, and the visit ends', async () => {
    const office = await anOffice(await open());
    const { encounters } = office.as('이지훈');
    const reception = aWindow(office, '이지훈');
    const id = await reception.open();
    const { version } = await reception.look(id);
    const gone = { requestId: requestId(), id, expectedVersion: version, isGone: true };
    await expect(encounters.leave({ ...gone, note: '' })).rejects.toMatchObject({
      data: { reason: 'EMPTY', field: 'note' },
    });
    await encounters.leave({ ...gone, requestId: requestId(), note: '고객이 먼저 가심' });
    const seen = await reception.look(id);
    expect(seen).toMatchObject({ state: 'closed', outcome: 'left', outcomeNote: '고객이 먼저 가심' });
    const [greeting, ...rest] = seen.steps;
    expect(greeting?.state).toBe('done');
    expect(new Set(rest.map((step) => `${step.state} ${step.reason}`))).toEqual(
      new Set(['skipped 고객이 먼저 가심']),
    );
    await office.close();
  });

  test('a memo for a known customer names the visit it was taken from', async () => {
    const office = await anOffice(await open());
    const reception = aWindow(office, '이지훈');
    const customer = await aCustomer(office);
    const encounterId = await reception.open();
    await aMemo(office, { encounterId, customerId: customer });
    expect((await reception.look(encounterId)).customer?.id).toBe(customer);
    // A visit that has its customer keeps him.
    const other = await aCustomer(office, { name: '이다른', phone: '010-3333-4444' });
    const second = await reception.open();
    const { version } = await reception.look(second);
    await office.as('이지훈').encounters.setCustomer({
      requestId: requestId(),
      id: second,
      expectedVersion: version,
      customerId: other,
    });
    await aMemo(office, { encounterId: second, customerId: customer });
    expect((await reception.look(second)).customer?.id).toBe(other);
    await office.close();
  });
});
