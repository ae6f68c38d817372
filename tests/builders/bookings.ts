import { createRouterClient } from '@orpc/server';
import type { KnownKey } from '#core/bookings/api-keys.service.ts';
import { type Client, type Office, requestId } from './office.ts';

/** Friday 20 November 2026, 14:32 in Seoul, is when an office begins; this is the Monday after, 10:00. */
export const MONDAY_TEN = new Date('2026-11-23T01:00:00.000Z');

/** Takes bookings for the first duty with these people. */
export async function openBookings(
  office: Office,
  names: string[] = ['박서연'],
  more: { web?: boolean; noticeHours?: number; slotMinutes?: number } = {},
): Promise<void> {
  const manager = office.as('한도윤');
  const { branchId } = office;
  const { version } = await manager.bookings.settings({ branchId });
  await manager.bookings.saveSettings({
    requestId: requestId(),
    branchId,
    expectedVersion: version,
    taken: true,
    web: true,
    slotMinutes: 30,
    daysAhead: 14,
    noticeHours: 2,
    ...more,
    offers: [{ dutyId: office.dutyIds[0] ?? '', staffIds: names.map((name) => office.staff[name] ?? '') }],
  });
}

type HandInput = Parameters<Client['bookings']['make']>[0];

/** A booking taken by hand, as the input of the call. */
export const byHand = (office: Office, more: Partial<HandInput> = {}): HandInput => ({
  requestId: requestId(),
  branchId: office.branchId,
  at: MONDAY_TEN,
  officerId: office.staff.박서연 ?? '',
  dutyId: office.dutyIds[0] ?? null,
  customerId: null,
  customerName: '김민수',
  business: null,
  phone: '010-1234-2748',
  inquiry: '기한 연장에 대해 여쭙고 싶습니다.',
  source: 'phone',
  consent: true,
  ...more,
});

/** The public contract as the booking page asks it, or with a key. */
export const publicly = (office: Office, key: KnownKey | null = null) =>
  createRouterClient(office.frontDesk.publicRouter, { context: { ownPage: key === null, key } });

type PublicInput = Parameters<ReturnType<typeof publicly>['booking']['make']>[0];

/** A customer's wish on the booking page. */
export const wish = (office: Office, more: Partial<PublicInput> = {}): PublicInput => ({
  requestId: requestId(),
  branchId: office.branchId,
  dutyId: office.dutyIds[0] ?? '',
  at: MONDAY_TEN.toISOString(),
  name: '강미선',
  phone: '010-9876-1111',
  inquiry: '보증 한도를 알고 싶습니다.',
  consent: true,
  ...more,
});
