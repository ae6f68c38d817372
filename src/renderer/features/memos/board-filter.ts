import { create } from 'zustand';
import type { BoardFilter } from '#contract/memos.ts';

/** Which memos this window shows; kept while other screens are looked at. */
export const useBoardFilter = create<{ filter: BoardFilter }>(() => ({ filter: 'branch' }));
