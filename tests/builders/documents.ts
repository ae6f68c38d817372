import { readFileSync } from 'node:fs';
import type { DocumentView, DocumentWay } from '#contract/documents.ts';
import { type Office, requestId } from './office.ts';

export const saesolPack = readFileSync(
  new URL('../../assets/standards/saesol.ko.yaml', import.meta.url),
  'utf8',
);
export const harrowmerePack = readFileSync(
  new URL('../../assets/standards/harrowmere.en.yaml', import.meta.url),
  'utf8',
);

export interface PapersOptions {
  way?: DocumentWay;
  by?: string;
  officer?: string;
  customerId?: string | null;
  /** Item by name: whether it came. */
  items?: Record<string, boolean>;
  checked?: boolean;
  lateReason?: string;
  receivedAt?: Date;
  title?: string;
  phone?: string | null;
  email?: string;
}

/** Papers that came, as a window takes them in. */
export async function papers(office: Office, options: PapersOptions = {}): Promise<string> {
  const { way = 'post', by = '박서연', officer = '박서연', customerId = null, checked = false } = options;
  const { items = { 사업자등록증: true }, title = '', phone = '010-1234-2748', email = '' } = options;
  const { id } = await office.as(by).documents.receive({
    requestId: requestId(),
    branchId: office.branchId,
    way,
    customerId,
    customerName: customerId === null ? '김민수' : null,
    business: customerId === null ? '' : null,
    phone: customerId === null ? phone : null,
    email,
    title,
    dutyId: office.dutyIds[0] ?? null,
    officerId: office.staff[officer] ?? '',
    ...(options.receivedAt === undefined ? {} : { receivedAt: options.receivedAt }),
    items: Object.entries(items).map(([name, came]) => ({ name, how: `${name} 발급처`, came })),
    note: '',
    checked,
    lateReason: options.lateReason ?? null,
  });
  return id;
}

/** Papers as their officer reads them. */
export const read = async (office: Office, id: string, by = '박서연'): Promise<DocumentView> =>
  await office.as(by).documents.open({ branchId: office.branchId, id });

/** What every change of papers needs, as they are now. */
export async function onPapers(office: Office, id: string, by = '박서연') {
  const { version } = await office.as(by).documents.get({ branchId: office.branchId, id });
  return { requestId: requestId(), id, expectedVersion: version };
}
