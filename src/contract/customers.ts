import { z } from 'zod';
import {
  businessName,
  id,
  instant,
  personal,
  personName,
  phoneText,
  requestId,
  shortText,
  subjectId,
  version,
} from './fields.ts';
import { atCounter, fresh, procedure, receipt, sentence } from './rules.ts';

/** The latest promise to call somebody back, for the question “has anyone called this customer back?”. */
export const callback = z.object({
  memoId: subjectId(id, 'memo'),
  state: z.enum(['open', 'kept', 'late', 'broken', 'unreachable', 'withdrawn']),
  madeAt: instant,
  dueAt: instant,
  closedAt: instant.nullable(),
  /** Who answered, or who will. */
  by: z.string(),
});
export type Callback = z.infer<typeof callback>;

export const customerHit = z.object({
  id: subjectId(id, 'customer'),
  name: personal(z.string(), 'name'),
  business: personal(z.string(), 'business'),
  phone: personal(z.string(), 'phone'),
  encounters: z.number().int(),
  latestEncounterAt: instant.nullable(),
  openPromises: z.number().int(),
  callback: callback.nullable(),
});
export type CustomerHit = z.infer<typeof customerHit>;

export const customerView = customerHit.extend({
  version,
  consentAt: instant,
  consentHow: z.enum(['oral', 'written']),
  /** Since when he wants no texts; null: they are well. */
  textsRefusedAt: instant.nullable(),
  /** Newest first, at most five. */
  visits: z.array(
    z.object({
      id,
      channel: z.string(),
      openedAt: instant,
      purpose: z.string(),
      servedBy: z.string(),
      outcome: z.string().nullable(),
    }),
  ),
  /** Newest first, at most five. */
  callbacks: z.array(callback.extend({ duty: z.string() })),
});
export type CustomerView = z.infer<typeof customerView>;

export const customers = {
  /** Top 20 by latest encounter. `searchId` is one for one search box visit; the log is written when it settles. */
  search: procedure({ who: atCounter, action: 'customers.search', settles: true })
    .input(z.object({ branchId: id, query: shortText({ max: 60, min: 0 }), searchId: requestId }))
    .output(z.array(customerHit)),
  get: procedure({ who: atCounter, action: 'customers.get' })
    .input(z.object({ branchId: id, id }))
    .output(customerView),
  /** What is said before anything is saved, and when the customer would rather not. */
  consent: procedure({ who: atCounter, action: 'customers.consent' })
    .input(z.object({ branchId: id }))
    .output(z.object({ oral: sentence, refused: sentence })),
  /** Only with consent: it is never ticked beforehand, and refusing still allows an anonymous visit. */
  add: procedure({ who: atCounter, action: 'customers.add' })
    .input(
      z.object({
        ...fresh,
        branchId: id,
        name: personName,
        business: businessName,
        phone: phoneText,
        consent: z.object({
          given: z.literal(true, { error: 'NEEDS_CONSENT' }),
          how: z.enum(['oral', 'written']),
        }),
      }),
    )
    .output(receipt),
};
