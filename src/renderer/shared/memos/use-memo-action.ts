import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemoView } from '#contract/memos.ts';
import type { Receipt } from '#contract/rules.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { useZone } from '#renderer/i18n/use-format.ts';
import { notify } from '#renderer/ui/notices.tsx';
import { instantAt } from '../branch-time.ts';
import type { ActionDraft } from './action-draft.ts';
import type { ActionId } from './memo-actions.ts';

type Outcome = { pending: boolean; error: unknown };

/**
 * Does one thing to a memo with the words of the draft. `expectedVersion` counts what this window has done itself, so
 * that a quick second press is not a conflict with one's own first.
 */
export function useMemoAction(memo: MemoView, onDone: (action: ActionId) => void) {
  const { t } = useTranslation('memos');
  const { client } = useHost();
  const queries = useQueryClient();
  const zone = useZone((state) => state.zone);
  const [own, setOwn] = useState(0);
  const [{ pending, error }, setOutcome] = useState<Outcome>({ pending: false, error: null });
  const calls = {
    answer: useMutate(client.memos.answer),
    attempt: useMutate(client.memos.logAttempt),
    interim: useMutate(client.memos.interim),
    takeOver: useMutate(client.memos.takeOver),
    handOn: useMutate(client.memos.handOn),
    unreachable: useMutate(client.memos.unreachable),
    explainLate: useMutate(client.memos.explainLate),
    closeUnanswered: useMutate(client.memos.closeUnanswered),
    reopen: useMutate(client.memos.reopen),
    tick: useMutate(client.memos.tickCall),
  };
  const base = { id: memo.id, expectedVersion: Math.max(memo.version, own) };
  const orNull = (text: string) => (text.trim() === '' ? null : text);

  const send = (action: ActionId, draft: ActionDraft): Promise<Receipt> => {
    const at = instantAt(draft.day, draft.time, zone);
    const late = orNull(draft.lateReason);
    switch (action) {
      case 'answer':
        return calls.answer.mutateAsync({
          ...base,
          said: draft.said,
          lateReason: late,
          lateAction: orNull(draft.lateAction),
        });
      case 'attempt':
        return calls.attempt.mutateAsync({
          ...base,
          result: draft.result ?? 'no_answer',
          callAgainAt: at,
          note: draft.note,
        });
      case 'interim':
        if (!at) return Promise.reject(new MissingTime());
        return calls.interim.mutateAsync({ ...base, said: draft.said, newDueAt: at, lateReason: late });
      case 'takeOver':
        return calls.takeOver.mutateAsync(base);
      case 'handOn':
        return calls.handOn.mutateAsync({ ...base, to: draft.to ?? '', reason: draft.reason });
      case 'unreachable':
        return calls.unreachable.mutateAsync({ ...base, textSent: true, note: draft.note, lateReason: late });
      case 'explainLate':
        return calls.explainLate.mutateAsync({ ...base, reason: draft.lateReason, action: draft.lateAction });
      case 'closeUnanswered':
        return calls.closeUnanswered.mutateAsync({ ...base, reason: draft.reason });
      case 'reopen':
        return calls.reopen.mutateAsync({ ...base, reason: draft.reason, preferredAt: at });
    }
  };

  const settle = async (sent: Promise<Receipt>, done: () => void) => {
    setOutcome({ pending: true, error: null });
    try {
      const { version } = await sent;
      setOwn(version);
      setOutcome({ pending: false, error: null });
      done();
    } catch (failure) {
      setOutcome({ pending: false, error: failure });
      // What the other one did is shown at once, even if the feed is slow.
      void queries.invalidateQueries({ queryKey: [['memos', 'get']] });
    }
  };

  return {
    pending,
    error,
    forget: () => setOutcome({ pending: false, error: null }),
    act: (action: ActionId, draft: ActionDraft) => {
      if (pending) return;
      void settle(send(action, draft), () => {
        notify({ kind: 'info', text: t(`done.${action}`) });
        onDone(action);
      });
    },
    tick: (step: string) => {
      if (!pending) void settle(calls.tick.mutateAsync({ ...base, step }), () => {});
    },
  };
}

/** Said by the form itself: the newly agreed time is not there yet. Shaped like a refusal, so that it is translated. */
class MissingTime extends Error {
  readonly code = 'REFUSED';
  readonly data = { reason: 'NEEDS_TIME', field: 'newDueAt' };
}
