import { ORPCError } from '@orpc/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenWork, RefusedItem } from '#contract/desks.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { useDraft } from '#renderer/host/use-draft.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { notify } from '#renderer/ui/notices.tsx';

/** In the place of a person: this one stays where it is. */
export const KEEP = 'keep';

/** Who is chosen for each thing (by its id) and why; a type, because a draft is a plain record. */
type HandingDraft = { to: Record<string, string>; reason: string | null };
const untouched: HandingDraft = { to: {}, reason: null };

/**
 * What is to be handed on and to whom: the best stand-in for each unless somebody else was chosen. What comes in while
 * the list is open stays until somebody is chosen for it: one press hands on only what could be read.
 */
export function useHandingOn(
  staffId: string,
  { memos, visits, documents, siteVisits }: OpenWork,
  usualReason: string,
  onDone: () => void,
) {
  const { t } = useTranslation('today');
  const { client } = useHost();
  const branchId = useSession((session) => session.branchId);
  const [draft, setDraft, { clear, restored }] = useDraft<HandingDraft>('handing_on', staffId, untouched);
  // Said by the mutation itself: once nothing is in hand any more, the list is gone before the answer comes.
  const send = useMutate(client.desks.handOnAll, {
    onSuccess: (_, done) => {
      clear();
      notify({ kind: 'info', text: t('handOn.done', { count: countOf(done) }) });
      onDone();
    },
  });
  const [read] = useState(
    () =>
      new Set([
        ...memos.map(({ memo }) => memo.id),
        ...visits.map(({ visit }) => visit.id),
        ...documents.map(({ document }) => document.id),
        ...siteVisits.map(({ siteVisit }) => siteVisit.id),
      ]),
  );
  const reason = draft.reason ?? usualReason;
  const chosen = (id: string, standIns: readonly string[]) =>
    draft.to[id] ?? (read.has(id) ? standIns[0] : undefined) ?? KEEP;
  const going = <Item>(list: Item[], thingOf: (item: Item) => { id: string; version: number }) =>
    list.flatMap((item) => {
      const { id, version } = thingOf(item);
      const to = chosen(id, (item as { standIns: string[] }).standIns);
      return to === KEEP ? [] : [{ id, expectedVersion: version, to }];
    });
  const wish = {
    memos: going(memos, ({ memo }) => memo),
    visits: going(visits, ({ visit }) => visit),
    documents: going(documents, ({ document }) => document),
    siteVisits: going(siteVisits, ({ siteVisit }) => siteVisit),
  };
  const count = countOf(wish);
  return {
    reason,
    setReason: (text: string) => setDraft({ reason: text }),
    chosen,
    choose: (id: string, to: string) => {
      send.reset();
      setDraft({ to: { ...draft.to, [id]: to } });
    },
    restored,
    count,
    ready: count > 0 && reason.trim() !== '' && !send.isPending,
    error: send.error,
    refused: refusedOf(send.error),
    submit: () => send.mutate({ branchId: branchId ?? never, staffId, reason, ...wish }),
  };
}

/** How many things there are of every kind. */
export const countOf = (work: Record<keyof OpenWork, readonly unknown[]>): number =>
  work.memos.length + work.visits.length + work.documents.length + work.siteVisits.length;

/** Why single things could not go, by their ids; empty for any other trouble. */
function refusedOf(error: unknown): ReadonlyMap<string, RefusedItem> {
  if (!(error instanceof ORPCError) || error.code !== 'ITEMS_REFUSED') return new Map();
  const { items } = error.data as { items: RefusedItem[] };
  return new Map(items.map((item) => [item.id, item]));
}
