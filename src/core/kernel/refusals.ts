import { ORPCError } from '@orpc/server';
import type { ActorReason } from '#contract/rules.ts';

/** A well-formed wish that cannot be granted; `reason` is a stable word the interface translates. */
export function refuse(reason: string, field: string | null = null) {
  return new ORPCError('REFUSED', { status: 422, message: reason, data: { reason, field } });
}

export function notFound(entity: string, id: string) {
  return new ORPCError('NOT_FOUND', { status: 404, message: `${entity} not found`, data: { entity, id } });
}

export function forbidden(action: string) {
  return new ORPCError('FORBIDDEN', { status: 403, message: action, data: { action } });
}

export function refuseActor(reason: ActorReason) {
  return new ORPCError('UNKNOWN_ACTOR', { status: 401, message: reason, data: { reason } });
}

/** Too many wrong answers, or too many at once. */
export function tryLater(seconds: number) {
  return new ORPCError('TRY_LATER', { status: 429, message: 'try later', data: { seconds } });
}

/** Somebody changed the thing first; carries what it is now. */
export function conflict(current: {
  entity: string;
  id: string;
  version: number;
  state: string;
  changedBy: string | null;
  changedAt: Date | null;
}) {
  return new ORPCError('CONFLICT', { status: 409, message: 'changed since it was read', data: current });
}

export type StoreReason = 'BUSY' | 'READ_ONLY' | 'DISK_FULL' | 'DAMAGED' | 'CLOSED';

/** The store cannot be written now; nothing of the call was kept. */
export function storeTrouble(reason: StoreReason, cause?: unknown) {
  return new ORPCError('STORE', { status: 503, message: reason, data: { reason }, cause });
}
