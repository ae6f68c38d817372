import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { useNowAs } from '#renderer/ui/use-now.ts';
import { useSession } from '../session-store.ts';
import { never } from '../use-branch.ts';
import { callQueue } from './memo-actions.ts';
import { MemoPanel } from './memo-panel.tsx';

const MINUTE = 60_000;

type CallRoundProps = { onClose: () => void; closeLabel: string; heading?: string };

/** My memos in due order, one call after the other, until none is left: after 돌아왔습니다, or when one has the time. */
export function CallRound({ onClose: close, closeLabel, heading }: CallRoundProps) {
  const { t } = useTranslation('memos');
  const title = heading ?? t('calls.title');
  const { orpc } = useHost();
  const { branchId, actorId } = useSession();
  const minute = useNowAs((now) => Math.floor(now / MINUTE));
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const { data } = useQuery(
    orpc.memos.board.queryOptions({
      input: { branchId: branchId ?? never, filter: 'mine' },
      enabled: branchId !== null && actorId !== null,
    }),
  );
  if (!data) {
    return (
      <InlinePanel title={title} onClose={close}>
        <Progress label={t('panel.loading')} />
      </InlinePanel>
    );
  }
  const queue = callQueue(data.cards, actorId, done, minute * MINUTE);
  const [memo] = queue;
  if (!memo) {
    return (
      <InlinePanel title={title} onClose={close} takesFocus>
        <EmptyState
          title={t('calls.doneTitle')}
          action={
            <Button variant="primary" hotkey="Enter" onPress={close}>
              {closeLabel}
            </Button>
          }
        >
          {t('calls.doneText')}
        </EmptyState>
      </InlinePanel>
    );
  }
  const next = () => {
    setDone(new Set([...done, memo.id]));
  };
  return (
    <MemoPanel
      key={memo.id}
      id={memo.id}
      asked={null}
      onAsked={() => {}}
      onClose={close}
      // A memo explained or taken over is still to be called; everything else ends its turn.
      onDone={(action) => action !== 'explainLate' && action !== 'takeOver' && next()}
      hint={`${title} · ${t('calls.progress', { at: done.size + 1, total: done.size + queue.length })}`}
      extra={
        <Button hotkey="N" onPress={next}>
          {t('calls.next')}
        </Button>
      }
    />
  );
}
