/** How long a stretch of evidence is shown at once. */
export type Span = 'day' | 'month' | 'year';

const shapes: readonly (readonly [Span, RegExp])[] = [
  ['day', /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/],
  ['month', /^20\d\d-(0[1-9]|1[0-2])$/],
  ['year', /^20\d\d$/],
];

/** `2026-11-20` is a day, `2026-11` a month, `2026` a year; null for anything else, also a day no calendar has. */
export function spanOf(period: string | undefined): Span | null {
  const span = shapes.find(([, shape]) => period !== undefined && shape.test(period))?.[0] ?? null;
  return span === 'day' && movedBy(period ?? '', 'day', 0) !== period ? null : span;
}

/** First and last day of a period. */
export function daysOf(period: string, span: Span): { since: string; until: string } {
  if (span === 'day') return { since: period, until: period };
  const since = span === 'month' ? `${period}-01` : `${period}-01-01`;
  const next = new Date(`${since}T00:00:00Z`);
  if (span === 'month') next.setUTCMonth(next.getUTCMonth() + 1);
  else next.setUTCFullYear(next.getUTCFullYear() + 1);
  next.setUTCDate(next.getUTCDate() - 1);
  return { since, until: next.toISOString().slice(0, 10) };
}

const lengths = { day: 10, month: 7, year: 4 } as const;

/** The period `by` periods later. */
export function movedBy(period: string, span: Span, by: number): string {
  const date = new Date(`${daysOf(period, span).since}T00:00:00Z`);
  if (span === 'day') date.setUTCDate(date.getUTCDate() + by);
  else if (span === 'month') date.setUTCMonth(date.getUTCMonth() + by);
  else date.setUTCFullYear(date.getUTCFullYear() + by);
  return date.toISOString().slice(0, lengths[span]);
}

/** Another length about the same time: today's where today lies within, else the first of it. */
export function spanAround(period: string, span: Span, today: string): string {
  const within = today.startsWith(period) ? today : period.padEnd(10, '-01').slice(0, 10);
  return within.slice(0, lengths[span]);
}
