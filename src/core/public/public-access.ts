import { implement } from '@orpc/server';
import { type PublicMeta, publicContract } from '#contract/public.ts';
import type { KnownKey } from '../bookings/api-keys.service.ts';
import { forbidden } from '../kernel/refusals.ts';
import { asStoreTrouble } from '../kernel/unit-of-work.ts';
import { hasPersonalData } from '../privacy/mask.ts';

interface Described {
  '~orpc': { meta: PublicMeta; outputSchema?: unknown };
}

/** What the public listener has established of a request. */
export interface PublicContext {
  /** It comes from a page of this listener. */
  ownPage: boolean;
  /** It carries a key of the institution's own page. */
  key: KnownKey | null;
}

/** The rule of a public procedure. Without one, or with an answer that could hold personal data, it is refused. */
export function publicRuleOf(procedure: unknown) {
  const { meta, outputSchema } = (procedure as Described)['~orpc'];
  if (meta.public === undefined || outputSchema === undefined || hasPersonalData(outputSchema)) return null;
  return meta.public;
}

/** The one middleware before every public procedure. It knows no actor, so nothing behind it can act as one. */
export function publicAccess() {
  return implement(publicContract)
    .$context<PublicContext>()
    .use(async ({ procedure, path, context, next }) => {
      const rule = publicRuleOf(procedure);
      if (rule === null) throw forbidden(path.join('.'));
      if (rule.may === 'book' && !context.ownPage && context.key === null) throw forbidden(path.join('.'));
      return Promise.resolve(next()).catch((error: unknown) => {
        throw asStoreTrouble(error);
      });
    });
}
