import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

/** A visit as a calendar outside the house may know it. */
export interface FeedEvent {
  id: string;
  /** How often it was changed: a calendar program keeps the latest. */
  sequence: number;
  changedAt: Date;
  from: Date;
  until: Date;
  /** Kind of visit, purpose category and masked name; nothing else leaves the house. */
  summary: string;
  cancelled: boolean;
  /** Ahead of it (minutes) the program rings; none where the standard reminds nobody. */
  remindBefore: number | null;
}

/** One officer's calendar as RFC 5545 text. The same events give the same text. */
export function feedText(name: string, events: readonly FeedEvent[]): string {
  const calendar = ical({
    name,
    prodId: { company: 'maji', product: 'site-visits', language: 'KO' },
    method: ICalCalendarMethod.PUBLISH,
    // How often a program should look again.
    ttl: 15 * 60,
  });
  for (const event of events) {
    const entry = calendar.createEvent({
      id: `${event.id}@maji`,
      sequence: event.sequence,
      stamp: event.changedAt,
      lastModified: event.changedAt,
      start: event.from,
      end: event.until,
      summary: event.summary,
      status: event.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
    if (event.remindBefore !== null && !event.cancelled) {
      entry.createAlarm({ type: 'display' as never, trigger: event.remindBefore * 60 });
    }
  }
  return calendar.toString();
}
