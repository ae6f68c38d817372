import { create } from 'zustand';

/** What is open in place of the step's own panel; `none` was closed on purpose, though a draft is waiting. */
export type CallPanel = 'memo' | 'transfer' | 'booking' | 'cut' | 'skip' | 'none';

type PhoneState = {
  /** One panel for each call, so that going away and back finds it open. */
  panels: Readonly<Record<string, CallPanel>>;
  /** The number as it was typed when it was last kept with each call. */
  kept: Readonly<Record<string, string>>;
};

/** What this window knows of its own calls; what happened in them is the host's. */
export const usePhone = create<PhoneState>(() => ({ panels: {}, kept: {} }));

export function openCallPanel(callId: string, panel: CallPanel): void {
  usePhone.setState(({ panels }) => ({ panels: { ...panels, [callId]: panel } }));
}

export function keptNumber(callId: string, number: string): void {
  usePhone.setState(({ kept }) => ({ kept: { ...kept, [callId]: number } }));
}
