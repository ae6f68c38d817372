import { create } from 'zustand';
import type { BoardFilter } from '#contract/memos.ts';

/** What the board can be narrowed to; what somebody left for others is shown on his own screen. */
export type ShownFilter = Exclude<BoardFilter, 'left'>;

/** Which memos this window shows; kept while other screens are looked at. */
export const useBoardFilter = create<{ filter: ShownFilter }>(() => ({ filter: 'branch' }));
