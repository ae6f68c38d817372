import type { counter as source } from '../ko/counter.ts';
import type { TranslationOf } from '../translation.ts';

export const counter: TranslationOf<typeof source> = {
  title: 'Counter',
  openVisits: 'With us now',
  waiting: 'Waiting',
  sayThis: 'Say this',
  clause: 'Standard {{clause}}',
  unnamed: 'Name not known',
  returning: 'Returning',
  newVisit: 'New visit',
  previousStep: 'Previous step',
  skip: 'Skip (with a reason)',
  purpose: 'Purpose',
  customer: 'Customer',
  officers: 'Officers',
  todayVisits_one: '{{count, number}} visit today',
  todayVisits_other: '{{count, number}} visits today',
  emptyTitle: 'Nobody is being served',
  emptyText: 'When a customer comes, press F2 and greet. That moment is recorded.',
};
