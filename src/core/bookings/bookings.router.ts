import type { Os } from '../access/access.ts';
import type { Desk } from '../kernel/desk.ts';
import { listKeys, makeKey, revokeKey } from './api-keys.service.ts';
import { readBookingSettings, saveBookingSettings } from './booking-settings.service.ts';
import { affectedBookings, bookingWords, listBookings, staffSlots } from './booking-views.service.ts';
import { cancelBooking, moveBooking } from './change-booking.service.ts';
import { checkImport, importBookings } from './import-booking.service.ts';
import { bookByHand } from './make-booking.service.ts';
import { setPublicAddress } from './public-address.service.ts';
import type { PublicPlace } from './public-place.ts';

export function bookingsRouter(desk: Desk, os: Os, place: PublicPlace) {
  const { bookings } = os;
  return {
    settings: bookings.settings.handler(({ input }) => readBookingSettings(desk, place, input.branchId)),
    saveSettings: bookings.saveSettings.handler(({ input, context }) =>
      saveBookingSettings(desk, context.call, input),
    ),
    setPublicAddress: bookings.setPublicAddress.handler(({ input, context }) =>
      setPublicAddress(desk, context.call, place, input),
    ),
    keys: bookings.keys.handler(({ input }) => listKeys(desk, input.branchId)),
    makeKey: bookings.makeKey.handler(({ input, context }) => makeKey(desk, context.call, input)),
    revokeKey: bookings.revokeKey.handler(({ input, context }) => revokeKey(desk, context.call, input)),
    slots: bookings.slots.handler(({ input }) => staffSlots(desk, input)),
    list: bookings.list.handler(({ input }) => listBookings(desk, input)),
    affected: bookings.affected.handler(({ input }) => affectedBookings(desk, input)),
    words: bookings.words.handler(({ input, context }) => bookingWords(desk, context.call, input)),
    make: bookings.make.handler(({ input, context }) => bookByHand(desk, context.call, input)),
    move: bookings.move.handler(({ input, context }) => moveBooking(desk, context.call, input)),
    cancel: bookings.cancel.handler(({ input, context }) => cancelBooking(desk, context.call, input)),
    checkImport: bookings.checkImport.handler(({ input }) => checkImport(desk, input)),
    import: bookings.import.handler(({ input, context }) => importBookings(desk, context.call, input)),
  };
}
