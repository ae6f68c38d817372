import type { setup as source } from '../ko/setup.ts';
import type { TranslationOf } from '../translation.ts';

export const setup: TranslationOf<typeof source> = {
  title: 'First set-up',
  institution: 'Institution',
  branch: 'Branch',
  counters: 'Counters',
  officeHours: 'Office hours',
  staff: 'Staff',
  demo: 'Look around the demo branch',
  start: 'Start',
};
