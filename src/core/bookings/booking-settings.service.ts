import { z } from 'zod';
import {
  type BookingGap,
  type BookingOffer,
  type BookingSettings,
  bookingOffer,
} from '#contract/bookings.ts';
import type { PromiseRule, StandardPack } from '#contract/standard-pack.ts';
import { fromFlag, fromJson, toFlag, toJson } from '#storage/codecs.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk, Executor } from '../kernel/desk.ts';
import { refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import { BOOKED_CALL, isForAgreedTime } from '../promises/promise.ts';
import { staffRefs } from '../staff/staff.service.ts';
import { keepSetting, settingRow } from './bookings.repository.ts';
import type { PublicPlace } from './public-place.ts';

const offersOf = fromJson(z.array(bookingOffer));

/** What a branch has until it says otherwise: no bookings, half an hour each, two weeks ahead, two hours' notice. */
const NONE = { taken: false, web: false, slotMinutes: 30, daysAhead: 14, noticeHours: 2, version: 0 };

export type BookingRules = Omit<BookingSettings, 'gap' | 'publicAddress' | 'pagesOpen'>;

/** How a branch takes bookings. */
export async function bookingRules(executor: Executor, branchId: string): Promise<BookingRules> {
  const row = await settingRow(executor, branchId);
  if (row === undefined) return { ...NONE, offers: [] };
  return {
    taken: fromFlag(row.taken),
    web: fromFlag(row.web),
    slotMinutes: row.slot_minutes,
    daysAhead: row.days_ahead,
    noticeHours: row.notice_hours,
    offers: offersOf(row.offers),
    version: row.version,
  };
}

/** What a pack lacks for a booked call to be promised under it; null when nothing. */
export function bookingGapOf(pack: StandardPack): BookingGap | null {
  const rule = pack.promises[BOOKED_CALL];
  if (rule === undefined || !isForAgreedTime(rule)) return 'NO_BOOKED_CALL';
  return pack.channels.booking === undefined ? 'NO_BOOKING_CHANNEL' : null;
}

/** The rule of the pack for a booked call; refused (NOT_IN_STANDARD) where the pack cannot promise one. */
export function bookedCallRule(pack: StandardPack): PromiseRule {
  const rule = pack.promises[BOOKED_CALL];
  if (rule === undefined || bookingGapOf(pack) !== null) throw refuse('NOT_IN_STANDARD');
  return rule;
}

export async function readBookingSettings(
  desk: Desk,
  place: PublicPlace,
  branchId: string,
): Promise<BookingSettings> {
  const { db } = desk.engine;
  const { pack } = await desk.branches.get(db, branchId);
  return {
    ...(await bookingRules(db, branchId)),
    gap: bookingGapOf(pack),
    publicAddress: place.address,
    pagesOpen: place.open,
  };
}

export interface SettingsInput extends Omit<BookingRules, 'version'> {
  requestId: string;
  branchId: string;
  expectedVersion: number;
}

/** Refuses duties and people of another branch. */
async function checkOffers(unit: UnitOfWork, offers: readonly BookingOffer[]): Promise<void> {
  const members = await staffRefs(unit.trx, unit.branch.id);
  const duties = await unit.trx
    .selectFrom('duty')
    .select('id')
    .where('branch_id', '=', unit.branch.id)
    .where('active', '=', 1)
    .orderBy('id')
    .execute();
  const known = new Set(duties.map(({ id }) => id));
  for (const { dutyId, staffIds } of offers) {
    if (!known.has(dutyId) || staffIds.some((id) => !members.has(id)))
      throw refuse('NOT_OF_BRANCH', 'offers');
  }
}

/** The clause under which the pack measures that booking is open to customers, where it has one. */
const channelClause = ({ clauses }: StandardPack) =>
  clauses.find((clause) => clause.kind === 'display' && clause.measured_by.includes('booking_channel_open'));

/** Saves how the branch takes bookings. Opening or closing the page is evidence of the clause that promises it. */
export async function saveBookingSettings(desk: Desk, call: Call, input: SettingsInput) {
  return await mutate(desk, call, 'bookings.saveSettings', input, async (unit) => {
    const { branch, trx } = unit;
    const before = await bookingRules(trx, branch.id);
    const row = { id: branch.id, branch_id: branch.id, version: before.version };
    await unit.expect('booking_setting', row, input.expectedVersion, before.taken ? 'on' : 'off');
    const gap = bookingGapOf(branch.pack);
    if (input.taken && gap !== null) throw refuse(gap, 'taken');
    await checkOffers(unit, input.offers);
    const offers = input.offers.filter(({ staffIds }) => staffIds.length > 0);
    if (input.taken && input.web && offers.length === 0) throw refuse('NO_OFFER', 'offers');
    const version = before.version + 1;
    await keepSetting(trx, {
      branch_id: branch.id,
      taken: toFlag(input.taken),
      web: toFlag(input.web),
      slot_minutes: input.slotMinutes,
      days_ahead: input.daysAhead,
      notice_hours: input.noticeHours,
      offers: toJson(offers),
      version,
    });
    const [wasOpen, isOpen] = [before.taken && before.web, input.taken && input.web];
    const clause = channelClause(branch.pack);
    if (wasOpen !== isOpen && clause !== undefined) {
      unit.fact({
        clause: clause.id,
        standardId: branch.standardId,
        subject: { type: 'branch', id: branch.id },
        event: isOpen ? 'booking_channel_open' : 'booking_channel_closed',
        how: 'clock',
      });
    }
    return { entity: 'booking_setting', id: branch.id, version };
  });
}
