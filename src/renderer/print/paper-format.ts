import type { DailyCallbackReport, ReportRow } from '#contract/promises.ts';
import { createFormat, type Format, type Instant } from '../i18n/format.ts';
import type { Language } from '../i18n/i18n.ts';

/** The writing of one report: in the branch's zone, and with the day only where it is another one. */
export interface PaperFormat extends Format {
  /** `14:28`; `11월 19일 17:30` on any other day than the report's. */
  when: (at: Instant) => string;
}

export function paperFormat(report: DailyCallbackReport, language: Language): PaperFormat {
  const format = createFormat(language, report.timeZone);
  return {
    ...format,
    when: (at) =>
      format.dayOf(at) === report.date ? format.time(at) : `${format.shortDate(at)} ${format.time(at)}`,
  };
}

/** Rows a reader has to ask about: answered late, not called, or open past due. */
export function isTrouble(row: ReportRow): boolean {
  return (
    row.result === 'late' || row.result === 'broken' || (row.result === 'open' && row.lateMinutes !== null)
  );
}
