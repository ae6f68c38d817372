import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Receipt } from '#contract/rules.ts';
import type { SiteVisitView } from '#contract/site-visits.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { notify } from '#renderer/ui/notices.tsx';

/** What can be done to a visit in this window, one thing at a time. */
export type VisitActions = ReturnType<typeof useVisitActions>;

/**
 * `expectedVersion` counts what this window has done itself, so that a quick second press is no conflict with one's own
 * first. `run` answers whether it was done; what was typed stays when it was not.
 */
export function useVisitActions(visit: SiteVisitView) {
  const { client } = useHost();
  const queries = useQueryClient();
  const [own, setOwn] = useState(0);
  const [{ pending, error }, setState] = useState<{ pending: boolean; error: unknown }>({
    pending: false,
    error: null,
  });
  const calls = {
    agree: useMutate(client.siteVisits.agree),
    reschedule: useMutate(client.siteVisits.reschedule),
    cancel: useMutate(client.siteVisits.cancel),
    tellLate: useMutate(client.siteVisits.tellLate),
    giveWord: useMutate(client.siteVisits.giveWord),
    text: useMutate(client.siteVisits.text),
    arrive: useMutate(client.siteVisits.arrive),
    tick: useMutate(client.siteVisits.tick),
    undo: useMutate(client.siteVisits.undo),
    enter: useMutate(client.siteVisits.enter),
    change: useMutate(client.siteVisits.change),
    finish: useMutate(client.siteVisits.finish),
  };
  const run = async (send: () => Promise<Receipt>, said: string): Promise<boolean> => {
    if (pending) return false;
    setState({ pending: true, error: null });
    try {
      const { version } = await send();
      setOwn(version);
      setState({ pending: false, error: null });
      notify({ kind: 'info', text: said });
      return true;
    } catch (failure) {
      setState({ pending: false, error: failure });
      // What somebody else did is shown at once, even if the feed is slow.
      void queries.invalidateQueries({ queryKey: [['siteVisits']] });
      return false;
    }
  };
  return {
    calls,
    on: { id: visit.id, expectedVersion: Math.max(visit.version, own) },
    run,
    pending,
    error,
    forget: () => setState({ pending: false, error: null }),
  };
}
