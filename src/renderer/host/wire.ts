import { type ClientLink, ORPCError } from '@orpc/client';
import type { CallContext } from './call-context.ts';

/** One living way to the front desk. */
export interface Wire {
  readonly link: ClientLink<CallContext>;
  close(): void;
}

/** What a wire tells of itself. */
export interface WireEvents {
  /** Something arrived. */
  heard(): void;
  /** It is gone; told before the calls on it fail. */
  lost(): void;
}

/** Opens a wire, or throws when there is nobody. */
export type Dial = (events: WireEvents, signal: AbortSignal) => Promise<Wire>;

/** The call never left this window. */
export function offline() {
  return new ORPCError('OFFLINE', { status: 503, message: 'not connected' });
}

/** The call left, and its answer never came: what it asked for may have been done. */
export function unanswered() {
  return new ORPCError('TIMEOUT', { status: 504, message: 'the connection broke before the answer came' });
}
