import type { reports as source } from '../ko/reports.ts';
import type { TranslationOf } from '../translation.ts';

export const reports: TranslationOf<typeof source> = {
  title: 'Reports',
  dailyTitle: 'Daily callback report',
  print: 'Print',
  emptyDay: 'No callback promise was taken on this day.',
};
