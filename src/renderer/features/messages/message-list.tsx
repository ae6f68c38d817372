import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageItem, MessagePlace } from '#contract/messages.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { standingOf } from '#renderer/shared/message-box/standing.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { classes } from '#renderer/ui/classes.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { useKeys } from '#renderer/ui/use-keys.ts';
import styles from './messages-screen.module.css';

export type Shown = 'open' | 'settled';

type MessageListProps = { shown: Shown; openId: string | null; onOpen: (id: string) => void };

/** What is to be sent, oldest first, or what is done, newest first. Arrows move, Enter opens. */
export function MessageList({ shown, openId, onOpen }: MessageListProps) {
  const { t } = useTranslation('messages');
  const { orpc } = useHost();
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId);
  const list = useRef<HTMLUListElement>(null);
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    orpc.messages.outbox.infiniteOptions({
      input: (before: MessagePlace | null) => ({ branchId: branchId ?? never, show: shown, before }),
      initialPageParam: null as MessagePlace | null,
      getNextPageParam: (page) => page.next,
      enabled: branchId !== null,
    }),
  );
  const move = (step: 1 | -1) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    rows[at === -1 ? 0 : (at + step + rows.length) % rows.length]?.focus();
  };
  useKeys([
    { combo: 'Down', run: () => move(1) },
    { combo: 'Up', run: () => move(-1) },
  ]);
  if (error) return <p role="alert">{errorText(error)}</p>;
  if (data === undefined) return <Progress label={t('loading')} />;
  const messages = data.pages.flatMap((page) => page.messages);
  if (messages.length === 0) {
    const [title, text] =
      shown === 'open'
        ? [t('emptyOpenTitle'), t('emptyOpenText')]
        : [t('emptySettledTitle'), t('emptySettledText')];
    return <EmptyState title={title}>{text}</EmptyState>;
  }
  return (
    <div className={styles.scroll}>
      <ul ref={list} className={styles.list} aria-label={t('list')}>
        {messages.map((message) => (
          <li key={message.id}>
            <MessageRow message={message} open={message.id === openId} onOpen={() => onOpen(message.id)} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button disabled={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}

type RowProps = { message: MessageItem; open: boolean; onOpen: () => void };

function MessageRow({ message, open, onOpen }: RowProps) {
  const { t } = useTranslation('messages');
  const format = useFormat();
  const { toName, toPhone, toEmail, kind, state, text, madeAt, settledAt, officer, sender, clause } = message;
  const needsSomebody = state === 'failed' || state === 'unknown';
  const why = message.outdated && t(`outdated.${message.outdated}`);
  const told = why ?? (message.failure && needsSomebody ? t(`failures.${message.failure}`) : text);
  return (
    <button
      type="button"
      className={classes(styles.row, open && styles.open)}
      aria-current={open ? 'true' : undefined}
      onClick={onOpen}
    >
      <span className={styles.head}>
        <b>{toName}</b>
        <span>{kind === 'sms' ? toPhone : toEmail}</span>
        <Tag>{t(`states.${standingOf(message)}`)}</Tag>
      </span>
      <span className={classes(styles.text, needsSomebody && styles.strong)}>{told}</span>
      <span className={styles.meta}>
        {[
          clause,
          t(`kinds.${kind}`),
          sender ?? t('panel.byHand'),
          officer,
          format.dateTime(settledAt ?? madeAt),
        ].join(' · ')}
      </span>
    </button>
  );
}
