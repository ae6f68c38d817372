import type { NetworkState } from '#contract/network.ts';

/** What opens the front desk to the network, where there is such a thing; given by whoever opens the desk. */
export interface NetworkDoor {
  state(): NetworkState;
  /** Opens it; open already is fine. Null when it is open, else why it is not. */
  turnOn(): Promise<NetworkState['problem']>;
  /** Closes it, and the windows that came over it once their answers are out. */
  turnOff(): Promise<void>;
}
