import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Notice } from '#contract/promises.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Countdown } from '#renderer/ui/countdown.tsx';
import { notify } from '#renderer/ui/notices.tsx';
import { useNowAs } from '#renderer/ui/use-now.ts';
import styles from './notices.module.css';
import { useNoticeText } from './use-notice-text.ts';

type NoticeLineProps = { notice: Notice; onOpen: () => void; onSeen: () => void };

const opens = {
  memo: 'notices.openMemo',
  encounter: 'notices.openVisit',
  message: 'notices.openMessage',
  document: 'notices.openDocument',
} as const;

/** One reminder: whose call, how late, and the one thing to do about it. */
export function NoticeLine({ notice, onOpen, onSeen }: NoticeLineProps) {
  const { t } = useTranslation('promises');
  const { orpc, client } = useHost();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId);
  const text = useNoticeText();
  const takeOver = useMutate(client.memos.takeOver);
  // Draws the sentence again at the moment the due time passes.
  useNowAs((now) => notice.dueAt !== null && notice.dueAt.getTime() < now);
  const isMemo = notice.subjectType === 'memo';
  const isPromise = isMemo || notice.subjectType === 'document';
  const take = async () => {
    try {
      // The reminder carries no version: what is taken over is the memo as it is now.
      const { version, id } = await queries.fetchQuery({
        ...orpc.memos.get.queryOptions({ input: { branchId: branchId ?? never, id: notice.subjectId } }),
        staleTime: 0,
      });
      await takeOver.mutateAsync({ id, expectedVersion: version });
      onOpen();
    } catch (error) {
      notify({ kind: 'trouble', text: errorText(error) });
    }
  };
  return (
    <li className={styles.line}>
      <span className={styles.text}>
        {text(notice)}
        {isPromise && notice.dueAt && (
          <span className={styles.due}>
            <Countdown due={notice.dueAt} />
          </span>
        )}
      </span>
      <span className={styles.actions}>
        <Button onPress={onOpen}>{t(opens[notice.subjectType])}</Button>
        {isMemo && notice.kind !== 'promise_officer' && notice.kind !== 'call_again' && (
          <Button disabled={takeOver.isPending} onPress={() => void take()}>
            {t('notices.takeOver')}
          </Button>
        )}
        <Button variant="quiet" onPress={onSeen}>
          {t('notices.seen')}
        </Button>
      </span>
    </li>
  );
}
