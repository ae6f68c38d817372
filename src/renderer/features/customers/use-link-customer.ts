import { useState } from 'react';
import type { EncounterView } from '#contract/encounters.ts';
import { useHost } from '#renderer/host/host.tsx';
import { Intentions, isSettled } from '#renderer/host/intentions.ts';

/** Says who the customer of a visit is; null takes it back. True when it was recorded. */
export function useLinkCustomer(visit: EncounterView | null) {
  const { client, queries, orpc } = useHost();
  const [trouble, setTrouble] = useState<unknown>(null);
  const [intentions] = useState(() => new Intentions());
  const link = async (customerId: string | null) => {
    if (!visit) return false;
    const wish = { id: visit.id, expectedVersion: visit.version, customerId };
    let refusal: unknown = null;
    try {
      await client.encounters.setCustomer({ ...wish, requestId: intentions.idFor(wish) });
      intentions.settle(wish);
    } catch (error) {
      refusal = error;
      if (isSettled(error)) intentions.settle(wish);
    }
    await queries.invalidateQueries({ queryKey: orpc.encounters.key() });
    setTrouble(refusal);
    return refusal === null;
  };
  return { link, trouble };
}
