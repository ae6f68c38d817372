import type { MovedBy } from '#contract/site-visits.ts';
import type { Format } from '#renderer/i18n/format.ts';
import { instantAt } from '#renderer/shared/branch-time.ts';

/** What is open under a visit. */
export const panelIds = [
  'reschedule',
  'late',
  'word',
  'text',
  'arrive',
  'enter',
  'change',
  'cancel',
  'finish',
] as const;
export type PanelId = (typeof panelIds)[number];

/** What somebody has typed about a visit and not sent. One for each visit: another form keeps the words. */
export type VisitDraft = {
  panel: PanelId | null;
  /** `yyyy-MM-dd` and `HH:mm` in the branch's zone; no day is today. */
  day: string | null;
  time: string | null;
  minutes: number | null;
  by: MovedBy | null;
  reason: string;
  lateMinutes: number | null;
  lateReason: string;
  /** The text as it was changed; null as the standard has it. */
  text: string | null;
  /** The day the visit was, and when each step was done: an instant, exact where a phone has kept it. */
  enterDay: string | null;
  entries: Record<string, string>;
  address: string | null;
  dutyId: string | null;
  purpose: string | null;
  officerId: string | null;
  companionId: string | null;
};

export const emptyVisitDraft: VisitDraft = {
  panel: null,
  day: null,
  time: null,
  minutes: null,
  by: null,
  reason: '',
  lateMinutes: null,
  lateReason: '',
  text: null,
  enterDay: null,
  entries: {},
  address: null,
  dutyId: null,
  purpose: null,
  officerId: null,
  companionId: null,
};

export const lengths = [30, 60, 90, 120] as const;
export const lateLengths = [10, 20, 30, 60] as const;

/** The times of steps on another day (`yyyy-MM-dd`), at the same clock time; exact where they were of that day. */
export function entriesOn(
  entries: VisitDraft['entries'],
  day: string,
  format: Format,
): VisitDraft['entries'] {
  const moved = (at: string) =>
    format.dayOf(at) === day ? at : (instantAt(day, format.time(at), format.zone)?.toISOString() ?? at);
  return Object.fromEntries(Object.entries(entries).map(([step, at]) => [step, moved(at)]));
}
