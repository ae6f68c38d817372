import { useTranslation } from 'react-i18next';
import type { SiteVisitView } from '#contract/site-visits.ts';
import { useFormat } from '../i18n/use-format.ts';
import { hostNow } from '../ui/use-now.ts';
import styles from './visit-paper.module.css';

/** The sheet: whom, where, when; each step with its words and a box for the time it was done. */
export function VisitPaper({ visit }: { visit: SiteVisitView }) {
  const { t } = useTranslation('siteVisits');
  const format = useFormat();
  const { officer, companion, agreedAt } = visit;
  const left = visit.steps.filter(({ doneAt, on }) => doneAt === null && on !== 'agreed');
  const name = [visit.customerName, visit.business].filter(Boolean).join(' · ');
  return (
    <article className={styles.sheet}>
      <p className={styles.small}>
        {[
          `${visit.institution} ${visit.branch}`,
          t('sheet.printed', { time: format.dateTime(hostNow()) }),
        ].join(' · ')}
      </p>
      <h1 className={styles.title}>{t('sheet.title')}</h1>
      <dl className={styles.facts}>
        <dt>{t('sheet.agreed')}</dt>
        <dd>
          <b>{agreedAt ? format.dateTime(agreedAt) : t('noTime')}</b>{' '}
          {t('length', { time: format.duration(visit.minutes) })}
        </dd>
        <dt>{t('facts.customer')}</dt>
        <dd>{name}</dd>
        <dt>{t('facts.phone')}</dt>
        <dd>{visit.phone}</dd>
        <dt>{t('facts.address')}</dt>
        <dd>{visit.address}</dd>
        <dt>{t('facts.purpose')}</dt>
        <dd>{[visit.duty, visit.purpose].filter(Boolean).join(' · ')}</dd>
        <dt>{t('facts.officer')}</dt>
        <dd>
          {[`${officer.name} ${officer.title}`, companion && t('with', { name: companion.name })]
            .filter(Boolean)
            .join(' · ')}
        </dd>
      </dl>
      <p>{t('sheet.late')}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('sheet.step')}</th>
            <th scope="col">{t('sheet.say')}</th>
            <th scope="col" className={styles.time}>
              {t('sheet.time')}
            </th>
          </tr>
        </thead>
        <tbody>
          {left.map((step) => (
            <tr key={step.id}>
              <th scope="row">
                {step.label} <small>{step.clause}</small>
              </th>
              <td>{step.say.map(({ text }) => text).join('')}</td>
              <td className={styles.box} />
            </tr>
          ))}
          <tr>
            <th scope="row">{t('sheet.lateReason')}</th>
            <td colSpan={2} />
          </tr>
          <tr className={styles.note}>
            <th scope="row">{t('sheet.note')}</th>
            <td colSpan={2} />
          </tr>
        </tbody>
      </table>
      <p className={styles.small}>{[t('sheet.back'), t('sheet.privacy')].join(' ')}</p>
    </article>
  );
}
