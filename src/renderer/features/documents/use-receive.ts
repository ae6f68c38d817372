import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { Intentions, isSettled } from '#renderer/host/intentions.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { instantAt } from '#renderer/shared/branch-time.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { notify } from '#renderer/ui/notices.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import type { IntakeDraft } from './intake-draft.ts';
import { useShown } from './shown.ts';
import { named, orNull } from './work-draft.ts';

type Item = { id: string; name: string; how: string };

/** Takes papers in; after a refusal nothing typed is lost, and the same press again is the same wish. */
export function useReceive(
  draft: IntakeDraft,
  { officerId, list }: { officerId: string | null; list: readonly Item[] },
  done: (id: string) => void,
) {
  const { client } = useHost();
  const { t } = useTranslation('documents');
  const format = useFormat();
  const branchId = useSession((session) => session.branchId);
  const [intentions] = useState(() => new Intentions());
  const [state, setState] = useState<{ busy: boolean; trouble: unknown }>({ busy: false, trouble: null });
  const running = useRef(false);
  const save = async (checked: boolean) => {
    if (running.current || branchId === null || officerId === null) return;
    running.current = true;
    setState({ busy: true, trouble: null });
    const { sender } = draft;
    const receivedAt = instantAt(draft.day ?? format.dayOf(hostNow()), draft.time, format.zone);
    const papers = {
      branchId,
      way: draft.way,
      customerId: sender?.id ?? null,
      customerName: sender === null ? orNull(draft.name) : null,
      business: sender === null ? draft.business : null,
      phone: sender === null ? orNull(draft.phone) : null,
      email: draft.email,
      title: draft.title,
      dutyId: draft.dutyId,
      officerId,
      ...(receivedAt === null ? {} : { receivedAt }),
      items: [
        ...list.map(({ id, name, how }) => ({ name, how, came: !draft.missing.includes(id) })),
        ...named(draft.added),
      ],
      note: draft.note,
      checked,
      lateReason: checked ? orNull(draft.lateReason) : null,
    };
    try {
      const { id } = await client.documents.receive({ ...papers, requestId: intentions.idFor(papers) });
      intentions.settle(papers);
      useShown.setState({ way: draft.way });
      setState({ busy: false, trouble: null });
      notify({ kind: 'info', text: t('done_.receive') });
      done(id);
    } catch (trouble) {
      if (isSettled(trouble)) intentions.settle(papers);
      setState({ busy: false, trouble });
    } finally {
      running.current = false;
    }
  };
  return { ...state, save };
}
