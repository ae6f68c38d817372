import { create } from 'zustand';

/** What is open in place of the step's own panel; `none` was closed on purpose, though a draft is waiting. */
export type DeskPanel = 'skip' | 'afterwards' | 'memo' | 'leave' | 'none';

type CounterState = {
  /** One panel for each visit, so that going to another visit and back finds it open. */
  panels: Readonly<Record<string, DeskPanel>>;
};

/** What this window knows of its own visits; what happened in them is the host's. */
export const useCounter = create<CounterState>(() => ({ panels: {} }));

export function openPanel(visitId: string, panel: DeskPanel): void {
  useCounter.setState(({ panels }) => ({ panels: { ...panels, [visitId]: panel } }));
}
