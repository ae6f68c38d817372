import type { memos as source } from '../ko/memos.ts';
import type { TranslationOf } from '../translation.ts';

export const memos: TranslationOf<typeof source> = {
  title: 'Memos',
  where: 'For colleagues who are away',
  newMemo: 'New memo',
  columns: { new: 'New', seen: 'Seen', inContact: 'In contact', answered: 'Answered' },
  filters: { mine: 'Mine', department: 'My department', branch: 'Whole branch' },
  emptyTitle: 'No memo is open',
  emptyText: 'When an officer is away, press F4 and leave a memo.',
};
