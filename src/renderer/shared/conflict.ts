import { ORPCError } from '@orpc/client';

/** What somebody else did to a thing first. */
export interface Conflict {
  state: string;
  changedBy: string | null;
  changedAt: Date | null;
}

/** The other person's change, when a call was refused because of one; otherwise null. */
export function conflictOf(error: unknown): Conflict | null {
  if (!(error instanceof ORPCError) || error.code !== 'CONFLICT') return null;
  const { state, changedBy, changedAt } = (error.data ?? {}) as Partial<Conflict>;
  return {
    state: typeof state === 'string' ? state : '',
    changedBy: changedBy ?? null,
    changedAt: changedAt ? new Date(changedAt) : null,
  };
}

/** The stable word of a refusal (`CALLER_CHANGED` …), or null for anything else. */
export function refusalOf(error: unknown): string | null {
  if (!(error instanceof ORPCError) || error.code !== 'REFUSED') return null;
  const reason: unknown = (error.data as { reason?: unknown } | undefined)?.reason;
  return typeof reason === 'string' ? reason : null;
}
