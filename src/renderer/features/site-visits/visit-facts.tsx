import { useTranslation } from 'react-i18next';
import type { SiteVisitView } from '#contract/site-visits.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { dialled } from '#renderer/shared/dialled.ts';
import { Countdown } from '#renderer/ui/countdown.tsx';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './site-visits.module.css';

const tones: Partial<Record<string, Tone>> = { kept: 'kept', late: 'late', broken: 'late' };

/** To whom, where, what for, when, and how the promise stands. */
export function VisitFacts({ visit }: { visit: SiteVisitView }) {
  const { t } = useTranslation('siteVisits');
  const format = useFormat();
  const now = useNow();
  const { officer, companion, agreedAt, promise, word } = visit;
  const name = [visit.customerName, visit.business].filter(Boolean).join(' · ');
  const purpose = [visit.duty, visit.purpose].filter(Boolean).join(' · ');
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t('facts.customer')}</dt>
        <dd>{name}</dd>
        <dt>{t('facts.phone')}</dt>
        <dd>{visit.revealed ? <a href={`tel:${dialled(visit.phone)}`}>{visit.phone}</a> : visit.phone}</dd>
        <dt>{t('facts.address')}</dt>
        <dd>{visit.address}</dd>
        <dt>{t('facts.purpose')}</dt>
        <dd>{purpose}</dd>
        <dt>{t('facts.officer')}</dt>
        <dd>
          {`${officer.name} ${officer.title}`}
          {companion && ` · ${t('with', { name: companion.name })}`}
        </dd>
        <dt>{t('facts.time')}</dt>
        <dd className={styles.timeFact}>
          {agreedAt ? (
            <>
              <b>{format.timeOrDateTime(agreedAt, now)}</b>
              <span>{t('length', { time: format.duration(visit.minutes) })}</span>
              {visit.state === 'agreed' && <Countdown due={agreedAt} />}
            </>
          ) : (
            t('noTime')
          )}
          {promise && promise.state !== 'open' && (
            <Tag tone={tones[promise.state] ?? 'plain'}>{t(`promise.${promise.state}`)}</Tag>
          )}
        </dd>
      </dl>
      {promise && promise.originalDueAt.getTime() !== promise.dueAt.getTime() && (
        <p className={styles.quiet}>{t('promise.first', { time: format.dateTime(promise.originalDueAt) })}</p>
      )}
      {word && (
        <p>
          {t('word', { time: format.timeOrDateTime(word.dueAt, now) })} <Countdown due={word.dueAt} />
        </p>
      )}
      {promise?.lateReason && <p className={styles.quiet}>{promise.lateReason}</p>}
      {visit.expectedAt && visit.state === 'agreed' && (
        <p className={styles.quiet}>
          {t('expected', { time: format.timeOrDateTime(visit.expectedAt, now) })}
        </p>
      )}
      {visit.documentId && <p className={styles.quiet}>{t('facts.document')}</p>}
      {!visit.revealed && <p className={styles.quiet}>{t('facts.masked')}</p>}
    </>
  );
}
