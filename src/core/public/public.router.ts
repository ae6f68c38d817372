import {
  bookPublicly,
  cancelPublicly,
  lookBookingUp,
  readDays,
  readOffer,
} from '../bookings/public-booking.service.ts';
import type { Desk } from '../kernel/desk.ts';
import { readPublishedStandard } from './public.service.ts';
import { publicAccess } from './public-access.ts';

/** What pages without sign-in are served: an implementer of its own, which has none of the staff's procedures. */
export function publicRouter(desk: Desk) {
  const os = publicAccess();
  const { booking } = os;
  return os.router({
    standard: {
      published: os.standard.published.handler(({ input }) => readPublishedStandard(desk, input)),
    },
    booking: {
      offer: booking.offer.handler(({ input, context }) => readOffer(desk, context, input)),
      days: booking.days.handler(({ input, context }) => readDays(desk, context, input)),
      make: booking.make.handler(({ input, context }) => bookPublicly(desk, context, input)),
      look: booking.look.handler(({ input, context }) => lookBookingUp(desk, context, input)),
      cancel: booking.cancel.handler(({ input, context }) => cancelPublicly(desk, context, input)),
    },
  });
}

export type PublicRouter = ReturnType<typeof publicRouter>;
