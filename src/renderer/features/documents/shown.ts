import { create } from 'zustand';
import type { DocumentWay } from '#contract/documents.ts';

export type Whose = 'branch' | 'mine';

/** What this window shows, and how the last papers came: the next ones probably come the same way. */
export const useShown = create<{ whose: Whose; way: DocumentWay }>(() => ({ whose: 'branch', way: 'post' }));
