import { createHash } from 'node:crypto';
import type { ImportLine, ImportReport } from '#contract/bookings.ts';
import { businessName, longText, personName, phoneText } from '#contract/fields.ts';
import { toInstant } from '#storage/codecs.ts';
import { normalisePhone } from '../customers/phone.ts';
import type { Call } from '../kernel/call.ts';
import type { Branch, Desk, Executor } from '../kernel/desk.ts';
import { refuse } from '../kernel/refusals.ts';
import { mutate } from '../kernel/unit-of-work.ts';
import { type StaffMember, staffRefs } from '../staff/staff.service.ts';
import { type BookingRules, bookedCallRule, bookingRules } from './booking-settings.service.ts';
import { bookable } from './booking-views.service.ts';
import { importedBefore } from './bookings.repository.ts';
import { busyTimes } from './busy.service.ts';
import { type Column, type FileLine, isConsent, type ReadFile, readFile, timeOfLine } from './import-file.ts';
import { makeBooking, type NewBooking } from './make-booking.service.ts';
import { type Busy, leastBooked, timeProblem, toMinute } from './slots.ts';

type Plan = Pick<
  NewBooking,
  'at' | 'officerId' | 'dutyId' | 'customerName' | 'business' | 'phone' | 'inquiry' | 'importKey'
>;

interface Judged {
  line: ImportLine;
  plan: Plan | null;
}

interface Ground {
  branch: Branch;
  rules: BookingRules;
  members: ReadonlyMap<string, StaffMember>;
  duties: readonly { id: string; name: string }[];
  now: Date;
  /** Grows with every line that can be taken, so that one file cannot book a time twice. */
  busy: Busy[];
  /** Lines known already, with the time each was first promised for. */
  known: Map<string, { at: string; bookingId: string | null }>;
  headings: Partial<Record<Column, string>>;
}

class LineRefused extends Error {
  readonly column: Column | null;
  constructor(reason: string, column: Column | null) {
    super(reason);
    this.column = column;
  }
}

/** The first thing a field's own rule says, as its word. */
function field<T>(
  schema: {
    safeParse(
      value: unknown,
    ): { success: true; data: T } | { success: false; error: { issues: { message: string }[] } };
  },
  value: string,
  column: Column,
): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new LineRefused(parsed.error.issues[0]?.message ?? 'NOT_TEXT', column);
}

const digitsOf = (text: string) => text.normalize('NFKC').replace(/\D/g, '');

/** What makes a line the same when it is read again: its number, or else everything that names the call. */
function keyOf({ cells }: FileLine, at: Date): string {
  const { ref = '', officer = '', duty = '', name = '', phone = '' } = cells;
  const told = ref === '' ? [toInstant(at), officer, duty, name, digitsOf(phone)] : ['ref', ref];
  return createHash('sha256').update(JSON.stringify(told)).digest('hex');
}

function officerOf(line: FileLine, at: Date, ground: Ground): { officerId: string; dutyId: string | null } {
  const { cells } = line;
  const { members, duties, rules, busy, branch, now } = ground;
  const wantedDuty = cells.duty ?? '';
  const duty = duties.find(({ name }) => name.normalize('NFC') === wantedDuty.normalize('NFC'));
  if (wantedDuty !== '' && duty === undefined) throw new LineRefused('DUTY_UNKNOWN', 'duty');
  const dutyId = duty?.id ?? null;
  const wanted = (cells.officer ?? '').normalize('NFC');
  const minutes = rules.slotMinutes;
  if (wanted === '') {
    const ids = bookable(rules, members, dutyId);
    if (ids.length === 0) throw new LineRefused('NEEDS_OFFICER', 'officer');
    const problems = ids.map((id) => timeProblem(at, minutes, id, { ...ground, calendar: branch.calendar }));
    const free = ids.filter((_, index) => problems[index] === null);
    const date = branch.calendar.businessDate(at);
    const end = branch.calendar.endOfDay(date).getTime();
    const officerId = leastBooked(free, busy, { start: end - 24 * 3_600_000, end });
    if (officerId === null) throw new LineRefused(problems[0] ?? 'SLOT_TAKEN', 'at');
    return { officerId, dutyId };
  }
  const found = [...members.values()].filter(
    ({ active, name, title }) => active && (name === wanted || `${name} ${title}` === wanted),
  );
  const [officer, other] = found;
  if (officer === undefined) throw new LineRefused('OFFICER_UNKNOWN', 'officer');
  if (other !== undefined) throw new LineRefused('OFFICER_AMBIGUOUS', 'officer');
  const problem = timeProblem(at, minutes, officer.id, { calendar: branch.calendar, busy, now });
  if (problem !== null) throw new LineRefused(problem, 'at');
  return { officerId: officer.id, dutyId };
}

function judge(line: FileLine, ground: Ground): Judged {
  const { cells } = line;
  const { branch, members, known, headings } = ground;
  const shown = {
    line: line.line,
    at: null as Date | null,
    officer: cells.officer ?? '',
    customerName: cells.name ?? '',
    phone: cells.phone ?? '',
    column: '',
    bookingId: null as string | null,
  };
  try {
    const told = timeOfLine(line, branch.calendar.timeZone);
    if (told === null) throw new LineRefused('TIME_IMPOSSIBLE', 'at');
    const at = toMinute(told);
    shown.at = at;
    const importKey = keyOf(line, at);
    const before = known.get(importKey);
    if (before !== undefined) {
      // The same number at another time: whether to move the booking is for a person to say.
      shown.bookingId = before.bookingId;
      if (before.at !== toInstant(at)) throw new LineRefused('IMPORT_MOVED', 'at');
      return { line: { ...shown, outcome: 'known', reason: null }, plan: null };
    }
    const customerName = field(personName, cells.name ?? '', 'name');
    const phone = field(phoneText, cells.phone ?? '', 'phone');
    if (!normalisePhone(phone, branch.country).ok) throw new LineRefused('PHONE_INVALID', 'phone');
    const business = field(businessName, cells.business ?? '', 'business');
    const inquiry = field(longText({ max: 2000, min: 0 }), cells.inquiry ?? '', 'inquiry');
    if (!isConsent(cells.consent)) throw new LineRefused('NEEDS_CONSENT', 'consent');
    const { officerId, dutyId } = officerOf(line, at, ground);
    known.set(importKey, { at: toInstant(at), bookingId: null });
    const end = at.getTime() + ground.rules.slotMinutes * 60_000;
    ground.busy.push({ officerId, start: at.getTime(), end, why: 'booked' });
    return {
      line: { ...shown, officer: members.get(officerId)?.name ?? '', outcome: 'new', reason: null },
      plan: { at, officerId, dutyId, customerName, business, phone, inquiry, importKey },
    };
  } catch (error) {
    if (!(error instanceof LineRefused)) throw error;
    const { message: reason, column } = error;
    const heading = column === null ? '' : (headings[column] ?? headings.date ?? '');
    return { line: { ...shown, outcome: 'refused', reason, column: heading }, plan: null };
  }
}

function broken(read: Extract<ReadFile, { ok: false }>): Judged[] {
  const { line, problem: reason, column } = read;
  const empty = { at: null, officer: '', customerName: '', phone: '', bookingId: null };
  return [{ line: { ...empty, line, outcome: 'refused', reason, column }, plan: null }];
}

/** What every line of a file would be, without writing anything. */
async function judgeFile(executor: Executor, branch: Branch, now: Date, text: string): Promise<Judged[]> {
  const read = readFile(text);
  if (!read.ok) return broken(read);
  const rules = await bookingRules(executor, branch.id);
  const { timeZone } = branch.calendar;
  const times = read.lines.flatMap((line) => timeOfLine(line, timeZone) ?? []);
  const span = {
    now,
    from: now,
    until: new Date(Math.max(now.getTime(), ...times.map((at) => at.getTime())) + 24 * 3_600_000),
  };
  const keys = read.lines.flatMap((line) => {
    const at = timeOfLine(line, timeZone);
    return at === null ? [] : [keyOf(line, toMinute(at))];
  });
  const rows = await importedBefore(executor, branch.id, keys);
  const ground: Ground = {
    branch,
    rules,
    members: await staffRefs(executor, branch.id),
    duties: await executor
      .selectFrom('duty')
      .select(['id', 'name'])
      .where('branch_id', '=', branch.id)
      .where('active', '=', 1)
      .orderBy('sort')
      .orderBy('id')
      .execute(),
    now,
    busy: await busyTimes(executor, branch, span),
    known: new Map(rows.map((row) => [row.import_key ?? '', { at: row.original_due_at, bookingId: row.id }])),
    headings: read.headings,
  };
  return read.lines.map((line) => judge(line, ground));
}

function reportOf(judged: readonly Judged[]): ImportReport {
  const lines = judged.map(({ line }) => line);
  const count = (outcome: ImportLine['outcome']) => lines.filter((line) => line.outcome === outcome).length;
  return { lines, new: count('new'), known: count('known'), refused: count('refused') };
}

/** What a file would do, line by line. */
export async function checkImport(
  desk: Desk,
  input: { branchId: string; file: string },
): Promise<ImportReport> {
  const { db } = desk.engine;
  const branch = await desk.branches.get(db, input.branchId);
  return reportOf(await judgeFile(db, branch, desk.clock.now(), input.file));
}

export interface ImportInput {
  requestId: string;
  branchId: string;
  file: string;
  expectedNew: number;
  leaveOutRefused: boolean;
}

/** Takes the new lines of a file, all in one transaction: nothing is half imported, and a line read again is harmless. */
export async function importBookings(desk: Desk, call: Call, input: ImportInput) {
  return await mutate(desk, call, 'bookings.import', input, async (unit) => {
    const { branch, now, trx } = unit;
    if (!(await bookingRules(trx, branch.id)).taken) throw refuse('BOOKING_OFF');
    bookedCallRule(branch.pack);
    const judged = await judgeFile(trx, branch, now, input.file);
    const report = reportOf(judged);
    if (report.refused > 0 && !input.leaveOutRefused) throw refuse('IMPORT_HAS_PROBLEMS', 'file');
    if (report.new === 0) throw refuse('NOTHING_TO_IMPORT', 'file');
    if (report.new !== input.expectedNew) throw refuse('IMPORT_CHANGED', 'file');
    let last = '';
    for (const { plan } of judged) {
      if (plan === null) continue;
      const { id } = await makeBooking(unit, {
        ...plan,
        source: 'csv',
        customerId: null,
        consentHow: 'written',
        language: branch.pack.language === 'en' ? 'en' : 'ko',
      });
      last = id;
    }
    return { entity: 'booking', id: last, version: 1 };
  });
}
