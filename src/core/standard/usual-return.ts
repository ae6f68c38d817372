import type { AbsenceReason } from '#contract/standard-pack.ts';
import type { WorkCalendar } from './calendar.ts';

const MINUTE_MS = 60_000;
/** A return is said to customers, so it is a time people say: whole five minutes. */
const STEP_MS = 5 * MINUTE_MS;

/**
 * When somebody who leaves now is usually back, by the reason's own length. A return that would fall into the lunch
 * break or after closing is moved to when the branch is open again; whoever leaves while it is closed is left alone.
 */
export function usualReturn(usual: AbsenceReason['usual'], now: Date, calendar: WorkCalendar): Date | null {
  if (usual === undefined) return null;
  const today = calendar.businessDate(now);
  const nextOpening = () => calendar.opensAt(calendar.nextWorkingDay(today));
  if ('until' in usual) return nextOpening();
  const at = Math.ceil((now.getTime() + usual.minutes * MINUTE_MS) / STEP_MS) * STEP_MS;
  const windows = calendar.workingWindows(today);
  const closes = windows.at(-1)?.end;
  if (closes === undefined || now.getTime() >= closes) return new Date(at);
  if (at > closes) return nextOpening();
  const openAgain = windows.find(({ start, end }) => at <= end || at < start);
  return new Date(Math.max(at, openAgain?.start ?? at));
}
