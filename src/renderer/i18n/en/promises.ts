import type { promises as source } from '../ko/promises.ts';
import type { TranslationOf } from '../translation.ts';

export const promises: TranslationOf<typeof source> = {
  open: 'Open promises',
  soon: 'Due soon',
  overdue: 'Overdue',
  late: 'Late',
  kept: 'Kept',
  broken: 'Broken',
  due: 'Due',
};
