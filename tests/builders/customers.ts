import { type Client, type Office, requestId } from './office.ts';

export interface CustomerOptions {
  name?: string;
  business?: string;
  phone?: string;
  how?: 'oral' | 'written';
  /** Who saves him; reception unless told. */
  by?: string;
}

/** A customer saved with consent; its id. */
export async function aCustomer(office: Office, options: CustomerOptions = {}): Promise<string> {
  const { name = '김민수', business = '', phone = '010-1234-2748', how = 'oral', by = '이지훈' } = options;
  const { id } = await office.as(by).customers.add({
    requestId: requestId(),
    branchId: office.branchId,
    ...{ name, business, phone },
    consent: { given: true, how },
  });
  return id;
}

/** A visit of a customer, still open; its id. */
export async function aVisitOf(office: Office, customerId: string | null, by = '이지훈'): Promise<string> {
  const { encounters } = office.as(by);
  const opened = await encounters.open({
    requestId: requestId(),
    branchId: office.branchId,
    counterId: null,
  });
  if (customerId !== null) await giveVisit(office, opened.id, customerId, by);
  return opened.id;
}

/** Says whose visit it is, as the counter does. */
export async function giveVisit(office: Office, id: string, customerId: string | null, by = '이지훈') {
  const { encounters } = office.as(by);
  const { version } = await encounters.get({ branchId: office.branchId, id });
  return await encounters.setCustomer({ requestId: requestId(), id, expectedVersion: version, customerId });
}

type Keep = Parameters<Client['customers']['join']>[0]['keep'];

/** Joins one customer into another as they are now; the joining's id. */
export async function joinInto(
  office: Office,
  {
    survivor,
    joined,
    keep = {},
    by = '이지훈',
  }: { survivor: string; joined: string; keep?: Partial<Keep>; by?: string },
): Promise<string> {
  const { branchId } = office;
  const { customers } = office.as(by);
  const [one, other] = [
    await customers.get({ branchId, id: survivor }),
    await customers.get({ branchId, id: joined }),
  ];
  const { id } = await customers.join({
    requestId: requestId(),
    branchId,
    survivor: { id: one.id, expectedVersion: one.version },
    joined: { id: other.id, expectedVersion: other.version },
    keep: { name: 'survivor', business: 'survivor', phone: 'survivor', ...keep },
  });
  return id;
}

/** Takes a joining apart as its survivor is now. */
export async function takeApart(office: Office, survivor: string, joiningId: string, by = '이지훈') {
  const { branchId } = office;
  const { customers } = office.as(by);
  const { survivorVersion } = await customers.joinings({ branchId, id: survivor });
  return await customers.undoJoin({
    requestId: requestId(),
    branchId,
    id: joiningId,
    expectedVersion: 1,
    survivorVersion,
  });
}
