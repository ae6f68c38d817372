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
}

/** One call from a window, as the access middleware has established it. */
export interface Call {
  actor: Actor | null;
  language: Language;
  /** Door, address and window, for the activity log. */
  source: string;
}

/** What a door gives the router with every call. */
export interface DoorContext {
  door: 'desktop' | 'host';
  /** Address or `desktop`. */
  address: string;
  reqHeaders?: Headers;
}

/** The actor of a call whose rule asks for one. */
export function actorOf(call: Call): Actor {
  if (call.actor === null) throw refuseActor('NO_ACTOR');
  return call.actor;
}
