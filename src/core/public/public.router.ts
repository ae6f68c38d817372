import type { Desk } from '../kernel/desk.ts';
import { readPublishedStandard } from './public.service.ts';
import { publicAccess } from './public-access.ts';

/** What pages without sign-in are served: an implementer of its own, which has none of the staff's procedures. */
export function publicRouter(desk: Desk) {
  const os = publicAccess();
  return os.router({
    standard: {
      published: os.standard.published.handler(({ input }) => readPublishedStandard(desk, input)),
    },
  });
}

export type PublicRouter = ReturnType<typeof publicRouter>;
