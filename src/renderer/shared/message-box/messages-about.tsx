import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MessageItem, MessageSubject } from '#contract/messages.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { hashOf } from '../routes.ts';
import { useSession } from '../session-store.ts';
import { never } from '../use-branch.ts';
import styles from './message-box.module.css';
import { standingOf } from './standing.ts';

/** Every message about one thing, in a line each with how it stands; a line leads to the outbox. */
export function MessagesAbout({ subject }: { subject: MessageSubject }) {
  const { t } = useTranslation('messages');
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  const { data: messages = none } = useQuery(
    orpc.messages.of.queryOptions({
      input: { branchId: branchId ?? never, subject },
      enabled: branchId !== null,
    }),
  );
  if (messages.length === 0) return null;
  return (
    <ul className={styles.about} aria-label={t('list')}>
      {messages.map((message) => (
        <li key={message.id}>
          <MessageLink message={message} />
        </li>
      ))}
    </ul>
  );
}

const none: MessageItem[] = [];

/** How a message stands, in words, with when. */
export function MessageLink({ message }: { message: MessageItem }) {
  const { t } = useTranslation('messages');
  const format = useFormat();
  const { id, kind, settledAt, madeAt } = message;
  return (
    <a href={hashOf({ kind: 'screen', screen: 'messages', rest: [id] })}>
      {`${t(`kinds.${kind}`)} · ${t(`states.${standingOf(message)}`)} · ${format.dateTime(settledAt ?? madeAt)}`}
    </a>
  );
}
