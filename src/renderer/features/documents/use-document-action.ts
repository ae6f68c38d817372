import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '#contract/documents.ts';
import type { Receipt } from '#contract/rules.ts';
import type { HostClient } from '#renderer/host/client.ts';
import { useHost } from '#renderer/host/host.tsx';
import { Intentions, isSettled } from '#renderer/host/intentions.ts';
import { notify } from '#renderer/ui/notices.tsx';

type Commands = Pick<
  HostClient['documents'],
  'check' | 'itemsReceived' | 'tick' | 'tell' | 'send' | 'skip' | 'handOn' | 'end'
>;
export type DocumentCommand = keyof Commands;
type Details<C extends DocumentCommand> = Omit<
  Parameters<Commands[C]>[0],
  'requestId' | 'id' | 'expectedVersion'
>;
export type RunDocument = <C extends DocumentCommand>(command: C, details: Details<C>) => Promise<boolean>;

/**
 * Does one thing to papers at a time. The version counts what this window has done itself, so that a quick second press
 * is no conflict with one's own first.
 */
export function useDocumentAction(document: DocumentView) {
  const { t } = useTranslation('documents');
  const { client, orpc } = useHost();
  const queries = useQueryClient();
  const [intentions] = useState(() => new Intentions());
  const [own, setOwn] = useState(0);
  const [state, setState] = useState<{ busy: boolean; trouble: unknown }>({ busy: false, trouble: null });
  const running = useRef(false);
  const run: RunDocument = async (command, details) => {
    if (running.current) return false;
    running.current = true;
    setState({ busy: true, trouble: null });
    const wish = { command, ...details, id: document.id, expectedVersion: Math.max(document.version, own) };
    try {
      const call = client.documents[command] as (input: unknown) => Promise<Receipt>;
      const { command: _, ...input } = wish;
      const { version } = await call({ ...input, requestId: intentions.idFor(wish) });
      intentions.settle(wish);
      setOwn(version);
      // Read again before the next press means the next step.
      await queries.invalidateQueries({ queryKey: orpc.documents.get.key() });
      setState({ busy: false, trouble: null });
      // What a step left is in sight in the row of steps.
      const done: DocumentCommand = command;
      if (done === 'handOn' || done === 'end' || done === 'skip') {
        notify({ kind: 'info', text: t(`done_.${done}`) });
      }
      return true;
    } catch (trouble) {
      if (isSettled(trouble)) intentions.settle(wish);
      setState({ busy: false, trouble });
      void queries.invalidateQueries({ queryKey: orpc.documents.get.key() });
      return false;
    } finally {
      running.current = false;
    }
  };
  return { ...state, run, forget: () => setState({ busy: false, trouble: null }) };
}
