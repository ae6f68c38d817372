import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { id, instant, requestId, shortText } from './fields.ts';
import { everyone, procedure } from './rules.ts';

/** What has changed, and nothing of what it says. */
const changed = { seq: z.number().int(), entity: z.string(), id: z.string(), version: z.number().int() };

/**
 * All a client is told: it asks again, through the middleware. One message carries whatever was committed since the one
 * before; it is named by the last of it, the thing a mutation was about.
 */
export const change = z.object({
  kind: z.enum(['change', 'reload', 'alive']),
  ...changed,
  /** What else changed before it, in order. */
  also: z.array(z.object(changed)),
  /** The host's clock. */
  now: instant,
});
export type Change = z.infer<typeof change>;

export const changes = {
  /** Changes of a branch after `afterSeq`, then live; `reload` when those are gone; `alive` every few seconds. Ends with the session. */
  subscribe: procedure({ who: everyone, action: 'changes.subscribe' })
    .input(z.object({ branchId: id, afterSeq: z.number().int().min(0).nullable() }))
    .output(eventIterator(change)),
};

export const draft = z.object({
  id,
  kind: z.enum([
    'memo',
    'visit',
    'memo_action',
    'customer',
    'setup',
    'settings',
    'staff',
    'handing_on',
    'document',
    'document_work',
    'checklist',
    'site_visit',
    'message',
    'booking',
  ]),
  subjectId: z.string().nullable(),
  /** The form as the screen keeps it. */
  body: z.record(z.string(), z.unknown()),
  updatedAt: instant,
});
export type Draft = z.infer<typeof draft>;

/** What a person has typed and not sent: rows of the store, private to the one who typed. They make no change event. */
export const drafts = {
  mine: procedure({ who: everyone, action: 'drafts.mine' })
    .input(z.object({ branchId: id }))
    .output(z.array(draft)),
  /** The newest write wins; a body is at most 64 KiB of JSON. */
  keep: procedure({ who: everyone, action: 'drafts.keep' })
    .input(
      z.object({
        requestId,
        branchId: id,
        id,
        kind: draft.shape.kind,
        subjectId: shortText({ max: 60 }).nullable(),
        body: draft.shape.body,
      }),
    )
    .output(z.object({ keptAt: instant })),
  drop: procedure({ who: everyone, action: 'drafts.drop' })
    .input(z.object({ requestId, id }))
    .output(z.object({ dropped: z.boolean() })),
};
