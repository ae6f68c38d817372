import { useTranslation } from 'react-i18next';
import styles from './callback-paper.module.css';
import type { PartProps } from './callback-paper.tsx';

const all = ['carriedIn', 'received', 'kept', 'late', 'broken', 'unreachable', 'withdrawn', 'open'] as const;

/** The day's movement by the officer the customer wanted, with what others answered in his place. */
export function CallbackOfficers({ report, format }: PartProps) {
  const { t } = useTranslation('reports');
  if (report.byOfficer.length === 0) return null;
  const figures = all.filter((figure) => report.movement[figure] !== undefined);
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('officers.title')}</th>
            {figures.map((figure) => (
              <th key={figure} scope="col" className={styles.number}>
                {t(`movement.${figure}`)}
              </th>
            ))}
            <th scope="col" className={styles.number}>
              {t('officers.others')}
            </th>
            <th scope="col" className={styles.number}>
              {t('movement.mean')}
            </th>
          </tr>
        </thead>
        <tbody>
          {report.byOfficer.map((officer, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two officers may bear the same name and title
            <tr key={index}>
              <th scope="row">{officer.officer}</th>
              {figures.map((figure) => (
                <td key={figure} className={styles.number}>
                  {format.number(officer[figure] ?? 0)}
                </td>
              ))}
              <td className={styles.number}>{format.number(officer.answeredByOthers)}</td>
              <td className={styles.number}>
                {officer.meanMinutes === null ? '–' : format.duration(Math.round(officer.meanMinutes))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.small}>{t('officers.othersRule')}</p>
    </>
  );
}
