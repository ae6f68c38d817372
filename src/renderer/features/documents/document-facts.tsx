import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentPromise, DocumentView } from '#contract/documents.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { go } from '#renderer/shared/routes.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Countdown } from '#renderer/ui/countdown.tsx';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import styles from './documents.module.css';

/** Whom to call, and by when something is promised: above everything else. */
export function DocumentHead({ view }: { view: DocumentView }) {
  const { t } = useTranslation('documents');
  const { due } = view;
  return (
    <div>
      <p className={styles.call}>
        <span className={styles.phone}>{view.phone || view.email}</span>
        {due !== null && (
          <span className={styles.left24}>
            {due.label} {due.pausedAt === null ? <Countdown due={due.dueAt} /> : t('row.paused')}
          </span>
        )}
      </p>
      {!view.revealed && <p className={styles.small}>{t('panel.masked')}</p>}
    </div>
  );
}

/** Everything else that is known: how and when they came, who has them, what was promised. */
export function DocumentFacts({ view }: { view: DocumentView }) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const at = (instant: Date) => format.timeOrDateTime(instant, hostNow());
  const { officer, takenBy } = view;
  const isAfterwards = view.recordedAt.getTime() - view.receivedAt.getTime() > 60_000;
  return (
    <>
      <dl className={styles.facts}>
        <Fact label={t('panel.received')}>
          {`${at(view.receivedAt)} · ${t(`ways.${view.way}`)}`}
          {isAfterwards && <span className={styles.small}> {t('panel.afterwards')}</span>}
          <span className={styles.small}>
            {' '}
            {t('panel.takenBy', { name: takenBy.name, title: takenBy.title })}
          </span>
        </Fact>
        <Fact label={t('panel.checked')}>
          {view.checkedAt === null ? t('panel.notChecked') : at(view.checkedAt)}
        </Fact>
        <Fact label={t('panel.officer')}>{`${officer.name} ${officer.title} · ${officer.department}`}</Fact>
        {view.title && <Fact label={t('panel.about')}>{view.title}</Fact>}
        {view.duty && <Fact label={t('panel.duty')}>{view.duty}</Fact>}
        {view.business && <Fact label={t('panel.business')}>{view.business}</Fact>}
        {view.email && <Fact label={t('panel.email')}>{view.email}</Fact>}
        {view.note && <Fact label={t('panel.note')}>{view.note}</Fact>}
        {view.promises.map((promise) => (
          <Fact key={promise.id} label={promise.label || t('panel.promises')}>
            <Promised promise={promise} />
          </Fact>
        ))}
      </dl>
      {view.customerId && (
        <div>
          <Button variant="quiet" onPress={() => go('customers', view.customerId ?? '')}>
            {t('panel.openCustomer')}
          </Button>
        </div>
      )}
    </>
  );
}

const tones: Record<DocumentPromise['state'], Tone> = {
  open: 'plain',
  kept: 'kept',
  late: 'late',
  broken: 'late',
  unreachable: 'plain',
  withdrawn: 'plain',
};

function Promised({ promise }: { promise: DocumentPromise }) {
  const { t } = useTranslation('documents');
  const { t: memos } = useTranslation('memos');
  const format = useFormat();
  const at = (instant: Date) => format.timeOrDateTime(instant, hostNow());
  const { state, dueAt, originalDueAt, pausedAt, lateReason } = promise;
  const moved = originalDueAt.getTime() !== dueAt.getTime();
  return (
    <>
      {`${memos('card.clause', { clause: promise.clause })} · ${at(dueAt)}`}{' '}
      {state === 'open' ? (
        pausedAt === null ? (
          <Countdown due={dueAt} />
        ) : (
          <span className={styles.small}>{t('panel.stands')}</span>
        )
      ) : (
        <Tag tone={tones[state]}>{t(`panel.${state}`)}</Tag>
      )}
      {moved && <span className={styles.small}> {t('panel.original', { time: at(originalDueAt) })}</span>}
      {lateReason && <span className={styles.note}>{lateReason}</span>}
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
