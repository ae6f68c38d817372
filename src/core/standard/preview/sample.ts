import type { Language } from '#contract/rules.ts';
import type { StandardPack } from '#contract/standard-pack.ts';
import { addDays, createWorkCalendar, usualWeek, type WorkCalendar } from '../calendar.ts';
import { sayLength } from '../say-time.ts';
import { type Blanks, inLanguage } from '../script.ts';

const HOUR_MS = 60 * 60_000;

/** A week of nine to six in the pack's zone; the clocks of the examples run by it. */
export function sampleCalendar(pack: StandardPack): WorkCalendar {
  const timeZone = pack.branch_defaults?.time_zone ?? 'Asia/Seoul';
  return createWorkCalendar({
    timeZone,
    weekly: usualWeek(),
    publicHolidays: timeZone === 'Asia/Seoul' ? 'KR' : null,
  });
}

/** Moments that show how a promise counts: mid-morning, shortly before closing, and that on the eve of a closed day. */
export function sampleMoments(calendar: WorkCalendar, today: Date): Date[] {
  const date = calendar.businessDate(today);
  const first = calendar.isWorkingDay(date) ? date : calendar.nextWorkingDay(date);
  let eve = first;
  for (let day = 0; day < 14 && calendar.isWorkingDay(addDays(eve, 1)); day++)
    eve = calendar.nextWorkingDay(eve);
  const opens = calendar.opensAt(first);
  const closings = [first, eve].flatMap((day) => calendar.closesAt(day) ?? []);
  const late = closings.map((closes) => new Date(closes.getTime() - HOUR_MS / 2));
  const moments = opens === null ? late : [new Date(opens.getTime() + HOUR_MS), ...late];
  return [...new Map(moments.map((moment) => [moment.getTime(), moment])).values()];
}

const PEOPLE = {
  ko: {
    ...{
      branch: '중앙지점',
      branch_phone: '02-555-0100',
      name: '김하늘',
      title: '주임',
      department: '고객지원팀',
    },
    ...{ officer: '박서준', officer_title: '대리', officer_department: '상담팀' },
    ...{ colleague: '이수민', colleague_title: '주임', colleague_department: '상담팀' },
    ...{
      customer: '홍길동',
      phone: '010-5555-0123',
      purpose: '사용 신청',
      place: '2번 상담실',
      clause: 'A1',
    },
    ...{
      documents: '신청서',
      missing_items: '사업자등록증 사본',
      how_to_prepare: '세무서나 홈택스에서 받으실 수 있습니다',
    },
    ...{
      agreed_at: '내일 오후 2시',
      address: '한빛로 12',
      result: '(처리 결과)',
      link: 'https://example.org',
    },
    ...{
      until: '오후 3시 30분',
      due: '오후 4시',
      before_closing: '오후 6시',
      next_morning: '내일 오전 10시',
    },
    received_at: '오전 10시',
  },
  en: {
    ...{
      branch: 'Main office',
      branch_phone: '01555 0100',
      name: 'Ana Brook',
      title: 'adviser',
      department: 'Front desk',
    },
    ...{ officer: 'Tom Reed', officer_title: 'officer', officer_department: 'Housing' },
    ...{ colleague: 'Mia Stone', colleague_title: 'officer', colleague_department: 'Housing' },
    ...{
      customer: 'J. Smith',
      phone: '01555 0123',
      purpose: 'an application',
      place: 'room 2',
      clause: 'A1',
    },
    ...{
      documents: 'application',
      missing_items: 'proof of address',
      how_to_prepare: 'any bill of this year will do',
    },
    ...{
      agreed_at: '2:00 pm tomorrow',
      address: '12 Mill Lane',
      result: '(the result)',
      link: 'https://example.org',
    },
    ...{ until: '3:30 pm', due: '4:00 pm', before_closing: '6:00 pm', next_morning: '10:00 am tomorrow' },
    received_at: '10:00 am',
  },
} satisfies Record<Language, Blanks>;

/** Something in every blank, so that a sentence is heard whole. */
export function sampleBlanks(pack: StandardPack, language: Language): Blanks {
  const { consent } = pack;
  const reason = pack.absence_reasons.find(({ form }) => form === 'during') ?? pack.absence_reasons[0];
  return {
    ...PEOPLE[language],
    institution: inLanguage(pack.institution, language, pack.language),
    reason: reason === undefined ? '' : inLanguage(reason.told, language, pack.language),
    late_by: sayLength(10, 'minutes', language),
    processing_time: sayLength(20, 'minutes', language),
    consent_purpose: inLanguage(consent.purpose, language, pack.language),
    consent_items: inLanguage(consent.items, language, pack.language),
    retention: sayLength(consent.retention.amount, consent.retention.unit, language),
  };
}
