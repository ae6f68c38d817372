import type { CalendarEntry, SiteVisitState, VisitConflict } from '#contract/site-visits.ts';
import { fromInstant, toInstant } from '#storage/codecs.ts';
import type { AbsenceRow } from '#storage/schema.ts';
import type { Call } from '../kernel/call.ts';
import type { Branch, Desk } from '../kernel/desk.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { staffRefs } from '../staff/staff.service.ts';
import { toldReason } from '../standard/absence-sentence.ts';
import { addDays, fallsIntoClosedTime } from '../standard/calendar.ts';
import {
  absencesBetween,
  type BookedCallRow,
  bookedCallsBetween,
  type NamedVisitRow,
  siteVisitsBetween,
} from './site-visits.repository.ts';

/** Weeks of a month as a calendar shows them. */
const MOST_DAYS = 42;
/** The longest visit there is: one that begins this long before may still go on. */
const LONGEST_MS = 600 * 60_000;
/** A visit in somebody's way: called off it is none. */
const IN_THE_WAY: readonly SiteVisitState[] = ['planned', 'agreed', 'arrived'];

const startOf = (branch: Branch, date: string): Date =>
  new Date(branch.calendar.endOfDay(addDays(date, -1)).getTime() + 1);

/** When somebody is back: he came, or said when; one who said a time that has passed is still away. */
function backAt(row: AbsenceRow, now: Date): Date | null {
  if (row.ended_at !== null) return fromInstant(row.ended_at);
  const returns = fromInstant(row.returns_at);
  return returns !== null && returns < now && row.starts_at <= toInstant(now) ? now : returns;
}

/** Why somebody is away, as it may be told. */
function toldOf({ pack }: Branch, row: AbsenceRow, call: Call): string {
  const reason = pack.absence_reasons.find(({ id }) => id === row.kind);
  return reason === undefined ? '' : toldReason(pack, reason, row.told ?? undefined, call.language);
}

const goers = (row: NamedVisitRow): string[] =>
  row.companion_id === null ? [row.officer_id] : [row.officer_id, row.companion_id];

function visitEntry(row: NamedVisitRow): CalendarEntry[] {
  const from = fromInstant(row.agreed_at);
  if (from === null) return [];
  return [
    {
      kind: 'visit',
      id: row.id,
      staffIds: goers(row),
      from,
      until: fromInstant(row.agreed_until),
      state: row.state as SiteVisitState,
      customerName: row.customer_name,
      business: row.business,
      duty: row.duty,
    },
  ];
}

/** When a booked call ends. */
const endOfCall = (row: BookedCallRow): Date =>
  new Date(fromInstant(row.starts_at).getTime() + row.minutes * 60_000);

const bookingEntry = (row: BookedCallRow): CalendarEntry => ({
  kind: 'booking',
  id: row.id,
  staffIds: [row.officer_id],
  from: fromInstant(row.starts_at),
  until: endOfCall(row),
  customerName: row.customer_name,
  duty: row.duty,
});

export interface CalendarInput {
  branchId: string;
  from: string;
  until: string;
  staffId: string | null;
}

/** What stands in the calendar of one officer, or of everybody, from one day to another. TIME_IMPOSSIBLE for too many days. */
export async function visitCalendar(desk: Desk, call: Call, input: CalendarInput) {
  const { db } = desk.engine;
  const branch = await desk.branches.get(db, input.branchId);
  const { staffId } = input;
  if (staffId !== null && !(await staffRefs(db, branch.id)).has(staffId)) throw notFound('staff', staffId);
  if (input.until < input.from || input.until > addDays(input.from, MOST_DAYS - 1)) {
    throw refuse('TIME_IMPOSSIBLE', 'until');
  }
  const now = desk.clock.now();
  const [from, until] = [startOf(branch, input.from), startOf(branch, addDays(input.until, 1))];
  const stored = [toInstant(from), toInstant(until)] as const;
  const visits = await siteVisitsBetween(db, branch.id, ...stored);
  const absences = await absencesBetween(db, branch.id, ...stored);
  const booked = await bookedCallsBetween(db, branch.id, ...stored);
  const entries: CalendarEntry[] = [
    ...booked.map(bookingEntry),
    ...visits.filter((row) => row.state !== 'cancelled').flatMap(visitEntry),
    ...absences.map((row): CalendarEntry => {
      const told = toldOf(branch, row, call);
      const begins = fromInstant(row.starts_at);
      return {
        kind: 'absence',
        id: row.id,
        staffIds: [row.staff_id],
        from: begins,
        until: backAt(row, now),
        told,
      };
    }),
  ];
  const days: { date: string; opens: Date | null; closes: Date | null }[] = [];
  for (let date = input.from; date <= input.until; date = addDays(date, 1)) {
    days.push({ date, opens: branch.calendar.opensAt(date), closes: branch.calendar.closesAt(date) });
  }
  const concerns = (entry: CalendarEntry) =>
    (staffId === null || entry.staffIds.includes(staffId)) &&
    (entry.until === null || entry.until > from || entry.kind !== 'absence');
  return { days, entries: entries.filter(concerns) };
}

export interface ConflictQuestion {
  staffIds: readonly string[];
  from: Date;
  until: Date;
  /** The visit being moved. */
  except: string | null;
}

/** What stands against a time: absences and other visits of those who go, and a closed office. */
export async function conflictsAt(
  desk: Desk,
  call: Call,
  branch: Branch,
  { staffIds, from, until, except }: ConflictQuestion,
): Promise<VisitConflict[]> {
  const { db } = desk.engine;
  const now = desk.clock.now();
  const members = await staffRefs(db, branch.id);
  const name = (id: string) => members.get(id)?.name ?? '';
  const absences = await absencesBetween(db, branch.id, toInstant(from), toInstant(until));
  const earliest = toInstant(new Date(from.getTime() - LONGEST_MS));
  const visits = await siteVisitsBetween(db, branch.id, earliest, toInstant(until));
  const away = absences.flatMap((row): VisitConflict[] => {
    if (!staffIds.includes(row.staff_id)) return [];
    const back = backAt(row, now);
    // Nobody knows when: today it is in the way, tomorrow it need not be.
    const ends = back ?? branch.calendar.endOfDay(branch.calendar.businessDate(now));
    if (ends <= from) return [];
    const told = toldOf(branch, row, call);
    return [
      { kind: 'absence', who: name(row.staff_id), from: fromInstant(row.starts_at), until: back, what: told },
    ];
  });
  const met = visits.flatMap((row): VisitConflict[] => {
    const who = goers(row).find((id) => staffIds.includes(id));
    const [begins, ends] = [fromInstant(row.agreed_at), fromInstant(row.agreed_until)];
    const isMet = who !== undefined && ends !== null && ends > from && row.id !== except;
    if (!isMet || !IN_THE_WAY.includes(row.state as SiteVisitState)) return [];
    return [{ kind: 'visit', who: name(who), from: begins, until: ends, what: row.duty ?? '' }];
  });
  const calls = await bookedCallsBetween(db, branch.id, earliest, toInstant(until));
  const booked = calls.flatMap((row): VisitConflict[] => {
    const ends = endOfCall(row);
    if (!staffIds.includes(row.officer_id) || ends <= from) return [];
    const begins = fromInstant(row.starts_at);
    return [{ kind: 'booking', who: name(row.officer_id), from: begins, until: ends, what: row.duty ?? '' }];
  });
  const closed: VisitConflict[] = fallsIntoClosedTime(from, branch.calendar)
    ? [{ kind: 'closed', who: null, from: null, until: null, what: '' }]
    : [];
  return [...away, ...met, ...booked, ...closed];
}
