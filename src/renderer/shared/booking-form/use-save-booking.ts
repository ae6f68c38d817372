import { useRef, useState } from 'react';
import { useHost } from '#renderer/host/host.tsx';
import { Intentions, isSettled } from '#renderer/host/intentions.ts';
import { useSession } from '../session-store.ts';
import type { BookingWish } from './booking-draft.ts';

export type SaveBooking = (wish: BookingWish & { requestId: string }) => Promise<string>;

/** Saves a booking, by itself or as `save` does it within something else; a refusal leaves everything typed. */
export function useSaveBooking(
  source: 'phone' | 'counter',
  save: SaveBooking | undefined,
  onSaved: (id: string) => void,
) {
  const { client, queries, orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  const [intentions] = useState(() => new Intentions());
  const [state, setState] = useState<{ busy: boolean; trouble: unknown }>({ busy: false, trouble: null });
  const running = useRef(false);
  const send = async (wish: BookingWish) => {
    if (running.current || !branchId) return;
    running.current = true;
    setState({ busy: true, trouble: null });
    const asked = { ...wish, requestId: intentions.idFor(wish) };
    try {
      const id = save ? await save(asked) : (await client.bookings.make({ ...asked, branchId, source })).id;
      intentions.settle(wish);
      setState({ busy: false, trouble: null });
      onSaved(id);
    } catch (trouble) {
      if (isSettled(trouble)) intentions.settle(wish);
      setState({ busy: false, trouble });
      // Somebody may have been quicker: the times shown are asked for again.
      await queries.invalidateQueries({ queryKey: orpc.bookings.slots.key() });
    } finally {
      running.current = false;
    }
  };
  return { ...state, send };
}
