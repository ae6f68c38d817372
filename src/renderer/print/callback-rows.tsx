import { useTranslation } from 'react-i18next';
import type { ReportRow } from '#contract/promises.ts';
import { classes } from '../ui/classes.ts';
import styles from './callback-paper.module.css';
import type { PartProps } from './callback-paper.tsx';
import { isTrouble, type PaperFormat } from './paper-format.ts';

const columns = ['made', 'customer', 'purpose', 'who', 'due', 'answered', 'result'] as const;

/** One row a promise; the head, with the day, stands on every page. */
export function CallbackRows({ report, format }: PartProps) {
  const { t } = useTranslation('reports');
  return (
    <table className={classes(styles.table, styles.rows)}>
      <colgroup>
        {columns.map((column) => (
          <col key={column} className={styles[column]} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th colSpan={columns.length} scope="colgroup" className={styles.running}>
            {t('rows.title')} <small>{t('rows.count', { count: report.rows.length })}</small>
            <small className={styles.end}>
              {[format.businessDate(report.date), report.branch].join(' · ')}
            </small>
          </th>
        </tr>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`rows.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {report.rows.map((row) => (
          <Row key={row.promiseId} row={row} format={format} masked={report.masked} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { row: ReportRow; format: PaperFormat };

function Row({ row, format, masked }: RowProps & { masked: boolean }) {
  const { t } = useTranslation('reports');
  const reason = row.dueReason !== 'standard' && t(`dueReasons.${row.dueReason}`);
  const other = row.answeredBy !== null && row.answeredBy !== row.intended;
  return (
    <tr>
      <td>
        {format.when(row.madeAt)}{' '}
        <small>{[row.clause, row.carriedIn && t('rows.carriedIn')].filter(Boolean).join(' · ')}</small>
      </td>
      <td>
        {row.customerName}
        {!masked && <Note>{[row.phone]}</Note>}
      </td>
      <td>{row.purpose || t('rows.noPurpose')}</td>
      <td>{other ? `${row.intended} → ${row.answeredBy}` : row.intended}</td>
      <td>
        {format.when(row.dueAt)}
        <Note>{[reason]}</Note>
      </td>
      <td>
        {row.result === 'kept' || row.result === 'late' ? row.closedAt && format.when(row.closedAt) : '–'}
      </td>
      <td>
        <Result row={row} format={format} />
      </td>
    </tr>
  );
}

/** A second line in a cell, where there is anything to add. */
function Note({ children }: { children: (string | false)[] }) {
  const words = children.filter(Boolean).join(' · ');
  return words === '' ? null : <small className={styles.note}>{words}</small>;
}

function Result({ row, format }: RowProps) {
  const { t } = useTranslation('reports');
  const { result, state, closedAt, minutes, lateMinutes } = row;
  const late = lateMinutes === null ? '' : format.duration(lateMinutes);
  const took = minutes === null ? '' : format.duration(minutes);
  if (result === null) {
    const date = closedAt ? format.shortDate(closedAt) : '';
    return t('rows.endedEarlier', { date, state: t(`states.${state}`) });
  }
  const words = {
    kept: t('rows.kept', { minutes: took }),
    late: t('rows.late', { late }),
    broken: t('rows.broken'),
    unreachable: t('rows.unreachable'),
    withdrawn: t('rows.withdrawn'),
    open: late === '' ? t('rows.open') : t('rows.openLate', { late }),
  }[result];
  const later =
    result === 'open' && closedAt !== null
      ? t('rows.endedLater', { when: format.when(closedAt), state: t(`states.${state}`) })
      : false;
  const tookToo = result === 'late' && t('rows.took', { minutes: took });
  return (
    <>
      {isTrouble(row) ? <b>{words}</b> : words}
      <Note>{[tookToo, later]}</Note>
    </>
  );
}
