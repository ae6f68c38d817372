import type { Language, Role } from '#contract/rules.ts';
import { refuseActor } from './refusals.ts';

/** Who acts at a window. */
export interface Actor {
  id: string;
  name: string;
  title: string;
  branchId: string;
  departmentId: string;
  roles: readonly Role[];
  /** Null only for what the front desk tells of itself, such as the demo branch. */
  accountId: string | null;
}

/** One call from a window, as the access middleware has established it. */
export interface Call {
  actor: Actor | null;
  language: Language;
  /** Door, address and window, for the activity log. */
  source: string;
}

/** The place a call comes from: one browser, or one desktop app. */
export interface SeatHandle {
  /** The token this connection presented, or was given since; null when none. */
  token(): string | null;
  /** Gives the place a new token. Absent where none can be given, as over a socket. */
  give?: (token: string) => void;
}

/** What a door gives the router with every call. */
export interface DoorContext {
  door: 'desktop' | 'host';
  /** Address or `desktop`. */
  address: string;
  /** At this machine itself, not over the network. */
  local: boolean;
  seat: SeatHandle;
  reqHeaders?: Headers;
}

/** The actor of a call whose rule asks for one. */
export function actorOf(call: Call): Actor {
  if (call.actor === null) throw refuseActor('NO_ACTOR');
  return call.actor;
}
