import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { DueFigures, Movement, monthReport } from '#contract/promises.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { hashOf } from '../../shared/routes.ts';
import styles from './reports.module.css';

const all = ['carriedIn', 'received', 'kept', 'late', 'broken', 'unreachable', 'withdrawn', 'open'] as const;
type Flow = (typeof all)[number];

/** The sum first, then days down, figures across: what moved, by the day it did, and what was due, by its due date. */
export function MonthTable({ report }: { report: z.infer<typeof monthReport> }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const flows = all.filter((flow) => report.movement[flow] !== undefined);
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={t('month.title')}>
        <thead>
          <tr>
            <td />
            <th colSpan={flows.length + 1} scope="colgroup">
              {t('month.moved')}
            </th>
            <th colSpan={2} scope="colgroup">
              {t('month.byDue')}
            </th>
          </tr>
          <tr>
            <th scope="col">{t('month.date')}</th>
            {flows.map((flow) => (
              <th key={flow} scope="col">
                {t(`movement.${flow}`)}
              </th>
            ))}
            <th scope="col">{t('movement.mean')}</th>
            <th scope="col">{t('month.dueKept')}</th>
            <th scope="col">{t('month.dueRate')}</th>
          </tr>
        </thead>
        <tbody>
          <tr className={styles.total}>
            <th scope="row">{t('month.total')}</th>
            <Figures flows={flows} movement={report.movement} due={report.due} />
          </tr>
          {report.days.map(({ date, movement, due }) => (
            <tr key={date}>
              <th scope="row">
                <a
                  href={hashOf({ kind: 'screen', screen: 'reports', rest: [date] })}
                  title={t('month.openDay')}
                >
                  {format.businessDate(date)}
                </a>
              </th>
              <Figures flows={flows} movement={movement} due={due} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type FiguresProps = { flows: readonly Flow[]; movement: Movement; due: DueFigures };

function Figures({ flows, movement, due }: FiguresProps) {
  const format = useFormat();
  const judged = due.kept + due.late + due.broken;
  return (
    <>
      {flows.map((flow) => (
        <td key={flow}>{format.number(movement[flow] ?? 0)}</td>
      ))}
      <td>{movement.meanMinutes === null ? '–' : format.duration(Math.round(movement.meanMinutes))}</td>
      <td>{judged === 0 ? '–' : [due.kept, judged].map(format.number).join(' / ')}</td>
      <td>{format.percent(due.rate)}</td>
    </>
  );
}
