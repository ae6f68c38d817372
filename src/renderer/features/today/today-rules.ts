import type { MemoCard } from '#contract/memos.ts';
import type { Role } from '#contract/rules.ts';
import type { Presence, StaffEntry } from '#contract/staff.ts';
import { isBookedAhead } from '#renderer/shared/memos/memo-actions.ts';

const HOUR_MS = 60 * 60_000;

export type Part = 'mine' | 'branch';

/** Whose work somebody sees here: his own, and of the whole branch where he manages it. The first is shown first. */
export function partsFor(roles: readonly Role[]): readonly Part[] {
  if (!roles.some((role) => role === 'manager' || role === 'admin')) return ['mine'];
  return roles.includes('employee') ? ['mine', 'branch'] : ['branch', 'mine'];
}

const dueOf = (memo: MemoCard): number => memo.promise.dueAt.getTime();
const byTime = (time: (memo: MemoCard) => number) => (a: MemoCard, b: MemoCard) =>
  time(a) - time(b) || (a.id < b.id ? -1 : 1);

export interface Promises {
  /** Past their due time. */
  late: MemoCard[];
  /** In due order. */
  next: MemoCard[];
  /** To be called at a later time agreed with the customer, in that order; before it there is nothing to do. */
  agreed: MemoCard[];
}

/** Open memos in the order somebody looks at them: late ones first, then by due time, calls agreed for later apart. */
export function groupPromises(memos: readonly MemoCard[], now: number): Promises {
  const again = (memo: MemoCard) =>
    memo.callAgainAt?.getTime() ?? (isBookedAhead(memo, now) ? dueOf(memo) : 0);
  const late = memos.filter((memo) => dueOf(memo) < now);
  const agreed = memos.filter((memo) => dueOf(memo) >= now && again(memo) > now);
  const next = memos.filter((memo) => dueOf(memo) >= now && again(memo) <= now);
  return {
    late: late.sort(byTime(dueOf)),
    next: next.sort(byTime(dueOf)),
    agreed: agreed.sort(byTime(again)),
  };
}

/** Open promises of a branch that are past due, and those due within the hour, each in due order. */
export function pressing(memos: readonly MemoCard[], now: number): { overdue: MemoCard[]; soon: MemoCard[] } {
  const open = memos.filter((memo) => memo.promise.state === 'open').sort(byTime(dueOf));
  return {
    overdue: open.filter((memo) => dueOf(memo) < now),
    soon: open.filter((memo) => dueOf(memo) >= now && dueOf(memo) <= now + HOUR_MS),
  };
}

/** When somebody who is away is expected; null where nobody knows, as once the time he said has passed. */
export function knownReturn({ state, returnsAt }: Presence, now: number): Date | null {
  return state === 'absent' && returnsAt !== null && returnsAt.getTime() > now ? returnsAt : null;
}

/** Whether somebody will not be at his desk by then: away with a later return, or with none anybody knows. */
export function cannotBeBack(presence: Presence, dueAt: Date, now: number): boolean {
  if (presence.state === 'present') return false;
  const returns = knownReturn(presence, now);
  return returns === null || returns > dueAt;
}

export interface Away {
  person: StaffEntry;
  /** Open memos he is to call about, in due order. */
  memos: MemoCard[];
  /** Those of them he cannot be back for. */
  missed: MemoCard[];
}

/** Who is out, those with the most to miss first, then by when they are back (nobody knows: last). */
export function whoIsOut(people: readonly StaffEntry[], memos: readonly MemoCard[], now: number): Away[] {
  const returns = ({ person }: Away) =>
    knownReturn(person.presence, now)?.getTime() ?? Number.POSITIVE_INFINITY;
  return people
    .filter(({ active, presence }) => active && presence.state === 'absent')
    .map((person) => {
      const his = memos
        .filter(({ handler, promise }) => handler.id === person.id && promise.state === 'open')
        .sort(byTime(dueOf));
      const missed = his.filter(({ promise }) => cannotBeBack(person.presence, promise.dueAt, now));
      return { person, memos: his, missed };
    })
    .sort((a, b) => {
      const more = b.missed.length - a.missed.length;
      if (more !== 0) return more;
      const [left, right] = [returns(a), returns(b)];
      return left === right ? a.person.sort - b.person.sort : left - right;
    });
}

/** Whether somebody is away beyond today; `dayOf` gives the branch's day of an instant. */
export function isBeyondToday(
  returnsAt: Date | null,
  now: number,
  dayOf: (at: Date | number) => string,
): boolean {
  return returnsAt !== null && dayOf(returnsAt) > dayOf(now);
}
