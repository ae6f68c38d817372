import { useTranslation } from 'react-i18next';
import type { MemoCard } from '#contract/memos.ts';
import type { StaffEntry } from '#contract/staff.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { usePresenceText } from '#renderer/shared/absence/use-presence-text.ts';
import { go } from '#renderer/shared/routes.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { Countdown, urgencyOf } from '#renderer/ui/countdown.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './today.module.css';
import { cannotBeBack, knownReturn } from './today-rules.ts';

type PressingListProps = {
  id: string;
  title: string;
  empty: string;
  memos: readonly MemoCard[];
  people: readonly StaffEntry[];
  me: StaffEntry;
  openId: string | null;
};

/** Promises that need somebody now: who, what, how long, who calls and whether he can; one press calls or hands on. */
export function PressingList({ id, title, empty, memos, people, me, openId }: PressingListProps) {
  return (
    <section aria-labelledby={`today-${id}`} className={styles.section}>
      <h2 id={`today-${id}`}>
        {title} {memos.length > 0 && <span className={styles.count}>{memos.length}</span>}
      </h2>
      {memos.length === 0 ? (
        <p className={styles.quiet}>{empty}</p>
      ) : (
        <ul aria-labelledby={`today-${id}`} className={styles.rows}>
          {memos.map((memo) => (
            <Row
              key={memo.id}
              memo={memo}
              handler={people.find((one) => one.id === memo.handler.id)}
              isMine={memo.handler.id === me.id}
              selected={memo.id === openId}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

type RowProps = { memo: MemoCard; handler: StaffEntry | undefined; isMine: boolean; selected: boolean };

function Row({ memo, handler, isMine, selected }: RowProps) {
  const { t } = useTranslation('today');
  const format = useFormat();
  const now = useNow();
  const presence = usePresenceText();
  const { id, customerName, inquiry, promise } = memo;
  const { name, title } = memo.handler;
  const time = format.timeOrDateTime(promise.dueAt, now);
  const isStuck = handler !== undefined && cannotBeBack(handler.presence, promise.dueAt, now);
  const open = (...asked: string[]) => go('today', 'branch', 'memo', id, ...asked);
  return (
    <Card as="li" edge={urgencyOf(promise.dueAt, now)} className={selected ? styles.selectedRow : styles.row}>
      <div className={styles.text}>
        <p className={styles.about}>
          <b>{customerName}</b>
          <span className={styles.when}>
            <Countdown due={promise.dueAt} />
          </span>
        </p>
        <p className={styles.what}>{inquiry}</p>
        <p className={styles.quiet}>{t('branch.due', { time, name, title })}</p>
        {isStuck && (
          <p className={styles.stuck}>
            {promise.dueAt.getTime() > now && knownReturn(handler.presence, now)
              ? t('branch.cannot', { name, time })
              : `${name} ${presence(handler.presence)}`}
          </p>
        )}
      </div>
      <div className={styles.actions}>
        <Button onPress={() => (isMine ? open() : open('takeOver'))}>
          {isMine ? t('branch.callOwn') : t('branch.call')}
        </Button>
        <Button onPress={() => open('handOn')}>{t('branch.handOn')}</Button>
      </div>
    </Card>
  );
}
