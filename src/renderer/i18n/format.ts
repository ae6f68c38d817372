import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { enGB, ko } from 'date-fns/locale';
import type { Language } from './i18n.ts';

/** An instant: UTC ISO text as the host sends it, epoch milliseconds, or a Date. */
export type Instant = string | number | Date;

const minute = 60_000;
const locales = { ko, en: enGB };
const numbers = { ko: new Intl.NumberFormat('ko-KR'), en: new Intl.NumberFormat('en-GB') };
const patterns = {
  ko: {
    date: 'M월 d일 (EEE)',
    yearDate: 'y년 M월 d일 (EEE)',
    month: 'y년 M월',
    shortDate: 'M월 d일',
    spoken: 'aaaa h시 m분',
    spokenHour: 'aaaa h시',
  },
  en: {
    date: 'EEE d MMM',
    yearDate: 'EEE d MMM y',
    month: 'MMMM y',
    shortDate: 'd MMM',
    spoken: 'h:mm aaa',
    spokenHour: 'h aaa',
  },
} as const;

export const toMillis = (instant: Instant): number =>
  typeof instant === 'number' ? instant : new Date(instant).getTime();

/**
 * The writing of dates, times and figures for one language and one branch zone (an IANA name).
 * Take it from `useFormat()`; it is plain functions so that documents and tests can use it too.
 */
export function createFormat(language: Language, zone: string) {
  const locale = locales[language];
  const words = patterns[language];
  const write = (instant: Instant, pattern: string) =>
    format(new TZDate(toMillis(instant), zone), pattern, { locale });
  const units = (amount: number) => durationText(language, amount);

  return {
    language,
    zone,
    /** `14:32` */
    time: (at: Instant) => write(at, 'HH:mm'),
    /** As it is said to a customer: `오후 3시 30분`, `3:30 pm`. */
    spokenTime: (at: Instant) => write(at, write(at, 'mm') === '00' ? words.spokenHour : words.spoken),
    /** `11월 20일 (금)`, `Fri 20 Nov` */
    date: (at: Instant) => write(at, words.date),
    /** `2026년 11월 20일 (금)`, `Fri 20 Nov 2026` */
    yearDate: (at: Instant) => write(at, words.yearDate),
    /** `9월 3일`, `3 Sep` */
    shortDate: (at: Instant) => write(at, words.shortDate),
    /** `11월 20일 (금) 14:32`, `Fri 20 Nov 14:32` */
    dateTime: (at: Instant) => write(at, `${words.date} HH:mm`),
    /** The time alone when it is the same branch day as `now`, otherwise day and time. */
    timeOrDateTime: (at: Instant, now: Instant) =>
      write(at, 'y-MM-dd') === write(now, 'y-MM-dd') ? write(at, 'HH:mm') : write(at, `${words.date} HH:mm`),
    /** A business date (`2026-11-20`, no zone) written as `2026년 11월 20일 (금)`. */
    businessDate: (day: string) => format(new Date(`${day}T00:00:00`), words.yearDate, { locale }),
    /** `2026-11` as `2026년 11월`. */
    month: (month: string) => format(new Date(`${month}-01T00:00:00`), words.month, { locale }),
    /** The branch day of an instant: `2026-11-20`. */
    dayOf: (at: Instant) => write(at, 'y-MM-dd'),
    /** `1,284` */
    number: (value: number) => numbers[language].format(value),
    /** A share from 0 to 1 with one decimal: `96.9%`; without a value (nothing was due) an en dash. */
    percent: (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(1)}%`),
    /** A length of time in minutes: `24분`, `1시간 5분`. */
    duration: units,
    /** Time since `from`: `6분`; under a minute `방금`, `just now`. */
    elapsed: (from: Instant, now: Instant) => {
      const minutes = Math.floor((toMillis(now) - toMillis(from)) / minute);
      return minutes < 1 ? { ko: '방금', en: 'just now' }[language] : units(minutes);
    },
    /** What is left until `due`, or how far it is past: `22분 남음`, `4분 지남`. Never looks like a time of day. */
    remaining: (due: Instant, now: Instant) => remainingText(language, toMillis(due) - toMillis(now)),
  };
}

export type Format = ReturnType<typeof createFormat>;

function durationText(language: Language, minutes: number): string {
  const whole = Math.max(0, Math.floor(minutes));
  const days = Math.floor(whole / 1440);
  const hours = Math.floor((whole % 1440) / 60);
  const rest = whole % 60;
  const parts = language === 'ko' ? koreanParts(days, hours, rest) : englishParts(days, hours, rest);
  // Two units are enough: nobody needs the minutes of something three days away.
  return parts.slice(0, 2).join(' ');
}

function koreanParts(days: number, hours: number, minutes: number): string[] {
  const parts = [days && `${days}일`, hours && `${hours}시간`, minutes && `${minutes}분`].filter(isText);
  return parts.length > 0 ? parts : ['0분'];
}

function englishParts(days: number, hours: number, minutes: number): string[] {
  const parts = [
    days && `${days} ${days === 1 ? 'day' : 'days'}`,
    hours && `${hours} h`,
    minutes && `${minutes} min`,
  ].filter(isText);
  return parts.length > 0 ? parts : ['0 min'];
}

const isText = (part: string | number): part is string => typeof part === 'string';

function remainingText(language: Language, left: number): string {
  const late = left < 0;
  const minutes = Math.floor(Math.abs(left) / minute);
  if (language === 'ko') {
    if (minutes < 1) return late ? '방금 지남' : '1분 미만 남음';
    return `${durationText('ko', minutes)} ${late ? '지남' : '남음'}`;
  }
  if (minutes < 1) return late ? 'just overdue' : 'under 1 min left';
  return `${durationText('en', minutes)} ${late ? 'overdue' : 'left'}`;
}
