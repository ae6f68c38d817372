import { TZDate } from '@date-fns/tz';
import type { Language } from '#contract/rules.ts';
import { addDays, type WorkCalendar, weekdayOf } from './calendar.ts';

const WEEKDAYS_KO = ['일', '월', '화', '수', '목', '금', '토'];
const WEEKDAYS_EN = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS_EN = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function clockTime(hour: number, minute: number, language: Language): string {
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  if (language === 'en') {
    return `${twelve}:${String(minute).padStart(2, '0')} ${hour < 12 ? 'am' : 'pm'}`;
  }
  const minutes = minute === 0 ? '' : ` ${minute}분`;
  if (hour === 12 && minute === 0) return '낮 12시';
  return hour < 12 ? `오전 ${hour}시${minutes}` : `오후 ${twelve}시${minutes}`;
}

/** A day as it is said: 오늘, 내일, 11월 24일 (화), with the year when it is another one. */
export function sayDate(
  instant: Date,
  now: Date,
  calendar: Pick<WorkCalendar, 'businessDate'>,
  language: Language,
): string {
  const date = calendar.businessDate(instant);
  const today = calendar.businessDate(now);
  if (date === today) return language === 'ko' ? '오늘' : 'today';
  if (date === addDays(today, 1)) return language === 'ko' ? '내일' : 'tomorrow';
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const otherYear = date.slice(0, 4) !== today.slice(0, 4);
  const weekday = weekdayOf(date);
  if (language === 'ko')
    return `${otherYear ? `${year}년 ` : ''}${month}월 ${day}일 (${WEEKDAYS_KO[weekday]})`;
  return `${WEEKDAYS_EN[weekday]} ${day} ${MONTHS_EN[month - 1]}${otherYear ? ` ${year}` : ''}`;
}

/**
 * A time as it is said to a customer: “오후 3시 30분”, and with the day when it is not today (“내일 오전 10시”).
 * Seconds are dropped, so what is said is never later than what is due.
 */
export function sayTime(
  instant: Date,
  now: Date,
  calendar: Pick<WorkCalendar, 'businessDate' | 'timeZone'>,
  language: Language,
): string {
  const local = new TZDate(instant.getTime(), calendar.timeZone);
  const time = clockTime(local.getHours(), local.getMinutes(), language);
  if (calendar.businessDate(instant) === calendar.businessDate(now)) return time;
  const day = sayDate(instant, now, calendar, language);
  if (language === 'ko') return `${day} ${time}`;
  return day === 'tomorrow' ? `${time} tomorrow` : `${time} on ${day}`;
}

const UNITS_KO = { minutes: '분', hours: '시간', days: '일', months: '개월', years: '년' } as const;

/** A length of time as it is said: 1년, 15분; 1 year, 15 minutes. */
export function sayLength(amount: number, unit: keyof typeof UNITS_KO, language: Language): string {
  if (language === 'ko') return `${amount}${UNITS_KO[unit]}`;
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}
