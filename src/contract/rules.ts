import { oc } from '@orpc/contract';
import { z } from 'zod';
import { id, requestId, version } from './fields.ts';
import { segmentSchema } from './standard-pack.ts';

/** What a person may be at a branch; one person can be several. */
export const roles = ['reception', 'employee', 'manager', 'admin'] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

/**
 * Who may call a procedure and how the call is logged. Every procedure carries one; a test fails for
 * a procedure without.
 */
export interface AccessRule {
  /**
   * `anyone` needs no actor: only what a window asks before somebody has signed in. `local` neither, but only at the
   * machine itself. `signed_in` is also for somebody who must choose a password of his own before anything else.
   */
  who: readonly Role[] | 'anyone' | 'local' | 'signed_in';
  /** The word in the activity log. */
  action: string;
  /** The reply is sent unmasked, and its reading is logged each time. */
  reveals?: true;
  /** A search as one types: logged once, when it settles. */
  settles?: true;
  /** Whether the reply to this input is the same for everybody at the branch: windows that ask at once share it. */
  sameForAll?: (input: unknown) => boolean;
}

export interface ProcedureMeta {
  access?: AccessRule;
}

export const everyone: readonly Role[] = roles;
export const atCounter: readonly Role[] = ['reception', 'employee', 'manager', 'admin'];
export const managing: readonly Role[] = ['manager', 'admin'];
export const administrating: readonly Role[] = ['admin'];

/** Why somebody is no actor: nobody named, left the branch, not signed in here, locked, has to choose a password. */
export const actorReasons = ['NO_ACTOR', 'STAFF_INACTIVE', 'SIGNED_OUT', 'LOCKED', 'MUST_CHANGE'] as const;
export type ActorReason = (typeof actorReasons)[number];

/** Refusals a person can act on; the interface translates `reason` or the code. */
export const refusals = {
  /** The thing changed since it was read; `state` and who changed it are the current ones. */
  CONFLICT: {
    status: 409,
    data: z.object({
      entity: z.string(),
      id,
      version,
      state: z.string(),
      changedBy: z.string().nullable(),
      changedAt: z.date().nullable(),
    }),
  },
  NOT_FOUND: { status: 404, data: z.object({ entity: z.string(), id: z.string() }) },
  FORBIDDEN: { status: 403, data: z.object({ action: z.string() }) },
  /** Nobody acts at this window, or nobody who may now: `reason` is one of `actorReasons`. */
  UNKNOWN_ACTOR: { status: 401, data: z.object({ reason: z.string() }) },
  /** Too many wrong answers, or too many at once; `seconds` says how long to wait. */
  TRY_LATER: { status: 429, data: z.object({ seconds: z.number().int() }) },
  /** The input is well formed but cannot be done; `reason` is a stable word, `field` where it was typed. */
  REFUSED: {
    status: 422,
    data: z.object({ reason: z.string(), field: z.string().nullable() }),
  },
  /** The store cannot write now; nothing was saved. */
  STORE: {
    status: 503,
    data: z.object({ reason: z.enum(['BUSY', 'READ_ONLY', 'DISK_FULL', 'DAMAGED', 'CLOSED']) }),
  },
} as const;

const base = oc.$meta<ProcedureMeta>({}).errors(refusals);

/** A procedure under an access rule. */
export function procedure(access: AccessRule) {
  return base.meta({ access });
}

/** The answer to every mutation; a repeated request gets the first one again. */
export const receipt = z.object({
  id,
  version,
  /** Number of the change at its branch. */
  seq: z.number().int().nonnegative(),
});
export type Receipt = z.infer<typeof receipt>;

/** What every mutation carries, with `id` and `expectedVersion` where the thing already exists. */
export const fresh = { requestId };
export const onExisting = { requestId, id, expectedVersion: version };

/** A sentence to say: its pieces, with the blanks filled. */
export const sentence = z.array(segmentSchema);
export type Sentence = z.infer<typeof sentence>;

export const languages = ['ko', 'en'] as const;
export type Language = (typeof languages)[number];

/** Names of the headers a window sends with every call, over either door. */
export const headers = {
  actor: 'x-maji-actor',
  window: 'x-maji-window',
  language: 'x-maji-language',
} as const;

/** Largest message or body a host takes, in bytes: a photo of 1 MiB as base64 and its surroundings. */
export const LARGEST_MESSAGE = 2 * 1024 * 1024;
