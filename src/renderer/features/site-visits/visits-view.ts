import { create } from 'zustand';

export type VisitsView = 'list' | 'week' | 'day';

/** How this window looks at the visits: as a list, or as a calendar of one person's week or everybody's day. */
export const useVisitsView = create<{
  view: VisitsView;
  /** `yyyy-MM-dd`; null is today. */
  date: string | null;
  /** Whose week; null is whoever works here. */
  staffId: string | null;
}>(() => ({ view: 'list', date: null, staffId: null }));
