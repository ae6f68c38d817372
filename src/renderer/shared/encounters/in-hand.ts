import { create } from 'zustand';

type InHand = {
  /** The visit in hand at this window. */
  visit: string | null;
  /** Where each call interrupted somebody: the address to go back to. */
  backTo: Readonly<Record<string, string>>;
};

/** What this window has in hand; what happened in it is the host's. */
export const useInHand = create<InHand>(() => ({ visit: null, backTo: {} }));

export const takeInHand = (visit: string | null): void => useInHand.setState({ visit });

/** Remembers what was on screen when the telephone rang. */
export function interrupted(callId: string, address: string): void {
  useInHand.setState(({ backTo }) => ({ backTo: { ...backTo, [callId]: address } }));
}
