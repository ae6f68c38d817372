import { DoorOpen, Mail, Mailbox, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DocumentCard, DocumentWay } from '#contract/documents.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { classes } from '#renderer/ui/classes.ts';
import { Countdown, Elapsed } from '#renderer/ui/countdown.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import styles from './document-row.module.css';

const icons: Record<DocumentWay, typeof Mail> = {
  post: Mailbox,
  fax: Printer,
  email: Mail,
  counter: DoorOpen,
};

type DocumentRowProps = { document: DocumentCard; selected: boolean; onOpen: () => void };

/** Papers as one line: whose, what is missing, what comes next, how long they have waited and by when. */
export function DocumentRow({ document, selected, onOpen }: DocumentRowProps) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const { way, customerName, business, title, duty, items, missing, officer, step, closedAt } = document;
  const Icon = icons[way];
  const name = customerName || t('noName');
  const about = [title || duty, t('row.items', { count: items })].filter(Boolean).join(' · ');
  return (
    <li className={classes(styles.row, selected && styles.selected)}>
      <button
        type="button"
        data-document={document.id}
        className={styles.button}
        aria-label={t('row.open', { name })}
        aria-describedby={`document-${document.id}`}
        aria-current={selected ? 'true' : undefined}
        onClick={onOpen}
      />
      <div id={`document-${document.id}`} className={styles.content}>
        <span className={styles.way}>
          <Icon size={20} aria-hidden="true" />
          {t(`ways.${way}`)}
        </span>
        <div className={styles.what}>
          <p className={styles.who}>
            <b>{name}</b>
            {business && <span className={styles.soft}>{business}</span>}
            {missing > 0 && <Tag>{t('row.missing', { count: missing })}</Tag>}
            {document.state === 'due' && !document.told && <Tag>{t('row.notTold')}</Tag>}
            {document.state !== 'due' && closedAt === null && <Tag>{t(`states.${document.state}`)}</Tag>}
          </p>
          <p className={styles.soft}>{about}</p>
        </div>
        <div className={styles.end}>
          {closedAt === null ? (
            <Waiting document={document} />
          ) : (
            <span className={styles.soft}>
              {document.state === 'ended'
                ? t('states.ended')
                : t('row.closed', { time: format.timeOrDateTime(closedAt, hostNow()) })}
            </span>
          )}
          <span className={styles.soft}>
            {[step === null ? null : t('row.next', { step: step || t('ownCheck') }), officer.name]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </div>
      </div>
    </li>
  );
}

/** By when it is promised, and word in between; while nobody has been told, how long ago it was checked or came. */
function Waiting({ document }: { document: DocumentCard }) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const { due, word, state, told, checkedAt, receivedAt } = document;
  return (
    <span className={styles.times}>
      {state === 'due' && !told && (
        <span>
          {t(checkedAt === null ? 'row.sinceReceived' : 'row.sinceChecked')}{' '}
          <Elapsed from={checkedAt ?? receivedAt} />
        </span>
      )}
      {due !== null &&
        (due.pausedAt === null ? <Countdown due={due.dueAt} /> : <span>{t('row.paused')}</span>)}
      {word !== null && word.pausedAt === null && (
        <span>{t('word.due', { time: format.timeOrDateTime(word.dueAt, hostNow()) })}</span>
      )}
    </span>
  );
}
