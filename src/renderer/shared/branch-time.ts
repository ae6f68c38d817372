import { TZDate } from '@date-fns/tz';

/**
 * The instant of a day (`yyyy-MM-dd`) and a time (`HH:mm`) as the branch's clock shows them; `zone` is an IANA name.
 * Null while either is missing.
 */
export function instantAt(day: string | null, time: string | null, zone: string): Date | null {
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '');
  const clock = /^(\d{2}):(\d{2})$/.exec(time ?? '');
  if (!date || !clock) return null;
  const [year, month, dayOfMonth] = date.slice(1).map(Number) as [number, number, number];
  const [hours, minutes] = clock.slice(1).map(Number) as [number, number];
  return new Date(new TZDate(year, month - 1, dayOfMonth, hours, minutes, zone).getTime());
}
