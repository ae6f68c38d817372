import type { SiteVisitView } from '#contract/site-visits.ts';
import { type Office, requestId } from './office.ts';

export interface SiteVisitOptions {
  /** Who arranges it; the officer unless told. */
  by?: string;
  officer?: string;
  companion?: string | null;
  customerId?: string | null;
  customerName?: string | null;
  phone?: string | null;
  address?: string;
  dutyId?: string | null;
  purpose?: string;
  minutes?: number;
}

/** A visit to come, without a time yet. */
export async function aSiteVisit(office: Office, options: SiteVisitOptions = {}): Promise<SiteVisitView> {
  const { officer = '박서연', by = officer, companion = null } = options;
  const window = office.as(by);
  const { branchId } = office;
  const { id } = await window.siteVisits.make({
    requestId: requestId(),
    branchId,
    documentId: null,
    customerId: options.customerId ?? null,
    customerName: options.customerName === undefined ? '김민수' : options.customerName,
    business: null,
    phone: options.phone === undefined ? '010-1234-2748' : options.phone,
    address: options.address ?? '대전 유성구 테크노1로 11',
    dutyId: options.dutyId === undefined ? (office.dutyIds[0] ?? null) : options.dutyId,
    purpose: options.purpose ?? '',
    officerId: office.staff[officer] ?? officer,
    companionId: companion === null ? null : (office.staff[companion] ?? companion),
    minutes: options.minutes ?? 60,
  });
  return await window.siteVisits.get({ branchId, id });
}

/** A visit at a time agreed by telephone. */
export async function anAgreedVisit(
  office: Office,
  at: string,
  options: SiteVisitOptions = {},
): Promise<SiteVisitView> {
  const visit = await aSiteVisit(office, options);
  const window = office.as(options.by ?? options.officer ?? '박서연');
  await window.siteVisits.agree({ ...onSiteVisit(visit), at: new Date(at), minutes: options.minutes ?? 60 });
  return await window.siteVisits.get({ branchId: office.branchId, id: visit.id });
}

export const onSiteVisit = ({ id, version }: { id: string; version: number }) => ({
  requestId: requestId(),
  id,
  expectedVersion: version,
});
