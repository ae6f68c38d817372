import { useRef, useState } from 'react';
import { useHost } from '#renderer/host/host.tsx';
import { Intentions, isSettled } from '#renderer/host/intentions.ts';
import { refusalOf } from '../conflict.ts';
import { useSession } from '../session-store.ts';
import type { MemoDraft } from './memo-draft.ts';
import type { MemoFormProps } from './memo-form.tsx';
import type { QuoteWish, useQuote } from './use-quote.ts';

/** Saves a memo with what was promised; after a refusal the promise is worked out anew and nothing typed is lost. */
export function useSaveMemo(
  { encounterId, customer, dutyId, onSaved }: MemoFormProps,
  draft: MemoDraft,
  wish: QuoteWish,
  quote: ReturnType<typeof useQuote>,
  clear: () => void,
) {
  const { client } = useHost();
  const branchId = useSession((session) => session.branchId);
  const [intentions] = useState(() => new Intentions());
  const [state, setState] = useState<{ busy: boolean; trouble: unknown }>({ busy: false, trouble: null });
  const running = useRef(false);
  const save = async () => {
    const { intendedId, preferredAt, afterClosing } = wish;
    if (running.current || !branchId || !intendedId || !quote.data) return;
    running.current = true;
    setState({ busy: true, trouble: null });
    const known = { customerId: customer?.id ?? null };
    const typed = customer
      ? { customerName: null, phone: null, business: null }
      : { customerName: draft.customerName, phone: draft.phone, business: draft.business };
    const memo = {
      branchId,
      encounterId,
      intendedId,
      preferredAt,
      afterClosing,
      ...known,
      ...typed,
      dutyId,
      inquiry: draft.inquiry,
      urgency: draft.urgency,
      callerId: quote.data.caller.id,
    };
    try {
      const { id } = await client.memos.create({ ...memo, requestId: intentions.idFor(memo) });
      intentions.settle(memo);
      clear();
      setState({ busy: false, trouble: null });
      onSaved(id);
    } catch (trouble) {
      if (isSettled(trouble)) intentions.settle(memo);
      // Somebody came or went while it was written: the sentence is made anew before it is said again.
      if (refusalOf(trouble)) await quote.again();
      setState({ busy: false, trouble });
    } finally {
      running.current = false;
    }
  };
  return { ...state, save };
}
