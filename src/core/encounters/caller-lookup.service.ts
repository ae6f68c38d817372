import type { CallerFound } from '#contract/calls.ts';
import type { MemoFound } from '#contract/memos.ts';
import type { Language } from '#contract/rules.ts';
import { fromInstant } from '#storage/codecs.ts';
import { searchCustomers } from '../customers/customers.service.ts';
import type { Call } from '../kernel/call.ts';
import type { Branch, Desk } from '../kernel/desk.ts';
import { findMemos } from '../memos/find-memos.service.ts';
import { maskName } from '../privacy/mask.ts';
import { sayTime } from '../standard/say-time.ts';
import { say } from '../standard/script.ts';
import { spokenLanguage } from '../standard/spoken-language.ts';
import { lastEncountersOf } from './encounters.repository.ts';

/** Fewer digits fit too many people to say who is calling. */
const FEWEST_DIGITS = 4;
/** More than a few are no answer to “who is calling”. */
const MOST_PEOPLE = 3;
const MOST_MEMOS = 3;
const MOST_ENCOUNTERS = 3;

/**
 * Who seems to be calling and about what, by the digits typed so far: customers, and people known only from memos.
 * Nobody for a number that is not known. Names and numbers whole; the middleware masks them, the sentence is masked here.
 */
export async function lookUpCaller(
  desk: Desk,
  call: Call,
  { branchId, number }: { branchId: string; number: string },
): Promise<CallerFound[]> {
  const digits = number.normalize('NFKC').replace(/\D/g, '');
  if (digits.length < FEWEST_DIGITS) return [];
  const branch = await desk.branches.get(desk.engine.db, branchId);
  const query = number.trim().startsWith('+') ? `+${digits}` : digits;
  const customers = (await searchCustomers(desk, { branchId, query })).slice(0, MOST_PEOPLE);
  const memos = await findMemos(desk, { branchId, query });
  const encounters = await lastEncountersOf(
    desk.engine.db,
    branchId,
    customers.map(({ id }) => id),
    MOST_ENCOUNTERS,
  );
  const now = desk.clock.now();
  const told = (found: readonly MemoFound[]) => {
    const ordered = [...found].sort(byUrgency).slice(0, MOST_MEMOS);
    return { memos: ordered, say: sentenceFor(branch, ordered[0], now, call.language) };
  };
  const known = customers.map(
    ({ id, name, business, phone }): CallerFound => ({
      customer: { id, name, business, phone },
      ...told(memos.filter(({ customerId }) => customerId === id)),
      encounters: (encounters.get(id) ?? []).map((row) => ({
        id: row.id,
        at: fromInstant(row.opened_at),
        channel: row.channel,
        purpose: row.duty ?? row.purpose,
        servedBy: row.served_by,
      })),
    }),
  );
  const saved = new Set<string | null>(customers.map(({ id }) => id));
  const others = Map.groupBy(
    memos.filter(({ customerId }) => !saved.has(customerId)),
    (memo) => `${memo.customerName} ${memo.phone}`,
  );
  const unsaved = [...others.values()].map(
    (theirs): CallerFound => ({ customer: null, ...told(theirs), encounters: [] }),
  );
  return [...known, ...unsaved].slice(0, MOST_PEOPLE);
}

/** Open promises by due time, then those closed, the newest first. */
function byUrgency(a: MemoFound, b: MemoFound): number {
  const isOpen = (memo: MemoFound) => memo.promise.state === 'open';
  if (isOpen(a) !== isOpen(b)) return isOpen(a) ? -1 : 1;
  return isOpen(a)
    ? a.promise.dueAt.getTime() - b.promise.dueAt.getTime()
    : b.madeAt.getTime() - a.madeAt.getTime();
}

/** What to say to somebody who waits for our call; nothing where nothing is open or the pack has no such sentence. */
function sentenceFor(branch: Branch, memo: MemoFound | undefined, now: Date, language: Language) {
  if (memo?.promise.state !== 'open') return [];
  const { pack, calendar } = branch;
  const { dueAt } = memo.promise;
  const script = dueAt < now ? 'phone_returning_late' : 'phone_returning';
  if (!Object.hasOwn(pack.scripts, script)) return [];
  const { handler } = memo;
  return say(
    pack,
    script,
    {
      customer: maskName(memo.customerName),
      officer: handler.name,
      officer_title: handler.title,
      officer_department: handler.department,
      due: sayTime(dueAt, now, calendar, spokenLanguage(pack, language)),
      ...(memo.duty && { purpose: memo.duty }),
    },
    language,
  );
}
