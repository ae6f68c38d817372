import { useTranslation } from 'react-i18next';
import type { ReportRow } from '#contract/promises.ts';
import styles from './callback-paper.module.css';
import type { PartProps } from './callback-paper.tsx';
import { isTrouble } from './paper-format.ts';

/** What was late or not called, why, and what was done about it; nothing where nothing was. */
export function CallbackTrouble({ report, format }: PartProps) {
  const { t } = useTranslation('reports');
  const rows = report.rows.filter(isTrouble);
  if (rows.length === 0) return null;
  const what = (row: ReportRow) => {
    if (row.result === 'broken') return t('trouble.broken');
    const late = format.duration(row.lateMinutes ?? 0);
    return row.result === 'late' ? t('trouble.lateBy', { late }) : t('trouble.overdueBy', { late });
  };
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th colSpan={5} scope="colgroup" className={styles.running}>
            {t('trouble.title')} <small>{t('rows.count', { count: rows.length })}</small>
          </th>
        </tr>
        <tr>
          <th scope="col" className={styles.customer}>
            {t('rows.customer')}
          </th>
          <th scope="col" className={styles.who}>
            {t('rows.who')}
          </th>
          <th scope="col">{t('trouble.what')}</th>
          <th scope="col">{t('trouble.reason')}</th>
          <th scope="col">{t('trouble.action')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.promiseId}>
            <td>{row.customerName}</td>
            <td>
              {row.answeredBy !== null && row.answeredBy !== row.intended
                ? `${row.intended} → ${row.answeredBy}`
                : row.intended}
            </td>
            <td>{what(row)}</td>
            <td>{row.lateReason || <b>{t('trouble.noReason')}</b>}</td>
            <td>{row.lateAction || '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
