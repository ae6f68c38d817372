import { useTranslation } from 'react-i18next';
import type { DueFigures } from '#contract/promises.ts';
import styles from './callback-paper.module.css';
import type { PartProps } from './callback-paper.tsx';

const flows = [
  'carriedIn',
  'received',
  'kept',
  'late',
  'broken',
  'unreachable',
  'withdrawn',
  'open',
] as const;

/** What moved that day, and how the promises due on it ended, clause by clause. */
export function CallbackFigures({ report, format }: PartProps) {
  const { t } = useTranslation('reports');
  const { movement } = report;
  const occurs = (flow: (typeof flows)[number]) => movement[flow] !== undefined;
  const minutes = (value: number | null) => (value === null ? '–' : format.duration(Math.round(value)));
  return (
    <>
      <section className={styles.whole} aria-label={t('movement.title')}>
        <dl className={styles.sum}>
          {flows.filter(occurs).map((flow) => (
            <div key={flow}>
              <dt>{t(`movement.${flow}`)}</dt>
              <dd>{format.number(movement[flow] ?? 0)}</dd>
            </div>
          ))}
          <div className={styles.wide}>
            <dt>{t('movement.answerTime')}</dt>
            <dd>
              <small>{t('movement.mean')}</small> {minutes(movement.meanMinutes)}
              <small>{t('movement.longest')}</small> {minutes(movement.longestMinutes)}
            </dd>
          </div>
        </dl>
        <p className={styles.small}>{t('movement.sum')}</p>
      </section>
      <Due report={report} format={format} />
    </>
  );
}

const results = ['kept', 'late', 'broken', 'unreachable', 'open'] as const;

function Due({ report, format }: PartProps) {
  const { t } = useTranslation('reports');
  const figures = (due: DueFigures) => (
    <>
      {results.map((result) => (
        <td key={result} className={styles.number}>
          {format.number(due[result])}
        </td>
      ))}
      <td className={styles.number}>
        <b>{format.percent(due.rate)}</b>
      </td>
    </>
  );
  return (
    <section className={styles.whole} aria-label={t('due.title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('due.title')}</th>
            {results.map((result) => (
              <th key={result} scope="col" className={styles.number}>
                {t(`movement.${result}`)}
              </th>
            ))}
            <th scope="col" className={styles.number}>
              {t('due.rate')}
            </th>
          </tr>
        </thead>
        <tbody>
          {report.byClause.map(({ clause, label, standing, ...due }) => (
            <tr key={clause}>
              <th scope="row">
                {clause} {label} <small>{t(`due.${standing}`)}</small>
              </th>
              {figures(due)}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('due.total')}</th>
            {figures(report.due)}
          </tr>
        </tbody>
      </table>
      <p className={styles.small}>{t('due.rule')}</p>
    </section>
  );
}
