import { DoorOpen, FileInput, MessageSquareText, NotebookPen, Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '#contract/customer-page.ts';
import { outcome } from '#contract/encounters.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { CallbackLine } from '#renderer/shared/customer-search/callback-line.tsx';
import { go, goToEncounter } from '#renderer/shared/routes.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import styles from './customer-timeline.module.css';
import { VisitRecord } from './visit-record.tsx';

type Visit = Extract<TimelineEntry, { kind: 'encounter' }>;
type Memo = Extract<TimelineEntry, { kind: 'memo' }>;
type Message = Extract<TimelineEntry, { kind: 'message' }>;
type Papers = Extract<TimelineEntry, { kind: 'document' }>;
type VisitLineProps = { entry: Visit; open: boolean; onOpen: () => void; onClose: () => void };

/** A visit or a call: what it was about and how it ended. An open one leads to where it goes on, a closed one opens its record here. */
export function VisitLine({ entry, open, onOpen, onClose }: VisitLineProps) {
  const { t } = useTranslation('customers');
  const how = outcome.safeParse(entry.outcome).data;
  const isCall = entry.channel === 'phone';
  const record = isCall ? t('timeline.callRecord') : t('timeline.visitRecord');
  const ended = how ? outcomeOf(how, entry.servedBy) : null;
  return (
    <>
      <Line
        icon={isCall ? <Phone size={20} aria-hidden="true" /> : <DoorOpen size={20} aria-hidden="true" />}
        kind={isCall ? t('timeline.call') : t('timeline.visit')}
        entry={entry}
        action={
          entry.branch === null && (
            <Button variant="quiet" onPress={entry.closed ? onOpen : () => goToEncounter(entry)}>
              {entry.closed ? record : t('timeline.openVisit')}
            </Button>
          )
        }
      >
        <b>{entry.purpose || t('noPurpose')}</b>
        <span className={styles.soft}>{entry.closed ? ended : t('timeline.open')}</span>
      </Line>
      {open && <VisitRecord id={entry.id} onClose={onClose} />}
    </>
  );

  function outcomeOf(value: NonNullable<typeof how>, who: string | null): string {
    return who === null ? t(`elsewhereOutcomes.${value}`) : t(`outcomes.${value}`, { who });
  }
}

/** A memo with its promises, the latest first. */
export function MemoLine({ entry }: { entry: Memo }) {
  const { t } = useTranslation('customers');
  return (
    <Line
      icon={<NotebookPen size={20} aria-hidden="true" />}
      kind={t('timeline.memo')}
      entry={entry}
      action={
        entry.branch === null && (
          <Button variant="quiet" onPress={() => go('memos', entry.id)}>
            {t('timeline.openMemo')}
          </Button>
        )
      }
    >
      <b>{entry.inquiry ?? entry.duty ?? t('noPurpose')}</b>
      {entry.intended && <span className={styles.soft}>{t('timeline.for', { name: entry.intended })}</span>}
      {entry.promises.map(({ by, ...promise }) => (
        <CallbackLine
          key={promise.id}
          callback={{ ...promise, memoId: entry.id, by: by ?? entry.branch ?? '' }}
        />
      ))}
    </Line>
  );
}

/** A message: what it said, how it went. */
export function MessageLine({ entry }: { entry: Message }) {
  const { t } = useTranslation('customers');
  const { t: tm } = useTranslation('messages');
  return (
    <Line
      icon={<MessageSquareText size={20} aria-hidden="true" />}
      kind={tm(`kinds.${entry.means}`)}
      entry={entry}
      action={
        entry.branch === null && (
          <Button variant="quiet" onPress={() => go('messages', entry.id)}>
            {t('timeline.openMessage')}
          </Button>
        )
      }
    >
      {entry.text !== null && <b>{entry.text}</b>}
      <span className={styles.soft}>
        {[tm(`states.${entry.state}`), entry.madeBy].filter((one) => one !== null).join(' · ')}
      </span>
    </Line>
  );
}

/** Papers that came: what they are, what is missing, where they stand. */
export function DocumentLine({ entry }: { entry: Papers }) {
  const { t } = useTranslation(['customers', 'documents']);
  const facts = [
    t(`documents:ways.${entry.way}`),
    t(`documents:states.${entry.state}`),
    entry.missing > 0 && t('documents:row.missing', { count: entry.missing }),
    entry.officer && t('timeline.for', { name: entry.officer }),
  ];
  return (
    <Line
      icon={<FileInput size={20} aria-hidden="true" />}
      kind={t('timeline.document')}
      entry={entry}
      action={
        entry.branch === null && (
          <Button variant="quiet" onPress={() => go('documents', entry.id)}>
            {t('timeline.openDocument')}
          </Button>
        )
      }
    >
      <b>{entry.title || entry.duty || t('timeline.document')}</b>
      <span className={styles.soft}>{facts.filter(Boolean).join(' · ')}</span>
    </Line>
  );
}

type LineProps = {
  icon: ReactNode;
  kind: string;
  entry: TimelineEntry;
  action: ReactNode;
  children: ReactNode;
};

function Line({ icon, kind, entry, action, children }: LineProps) {
  const format = useFormat();
  return (
    <div className={styles.line}>
      <span className={styles.kind}>
        {icon}
        {kind}
      </span>
      <div className={styles.what}>
        <span className={styles.when}>
          {format.yearDate(entry.at)} {format.time(entry.at)}
          {entry.branch !== null && <Tag>{entry.branch}</Tag>}
        </span>
        {children}
      </div>
      {action}
    </div>
  );
}
