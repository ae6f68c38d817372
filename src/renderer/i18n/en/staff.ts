import type { staff as source } from '../ko/staff.ts';
import type { TranslationOf } from '../translation.ts';

export const staff: TranslationOf<typeof source> = {
  title: 'Staff',
  present: 'Present',
  away: 'Away',
  returned: 'I am back',
  emptyTitle: 'No staff yet',
  emptyText: 'Add staff in the settings.',
};
