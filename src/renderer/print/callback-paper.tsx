import './print.css';
import { useTranslation } from 'react-i18next';
import type { DailyCallbackReport } from '#contract/promises.ts';
import type { Language } from '../i18n/i18n.ts';
import { CallbackFigures } from './callback-figures.tsx';
import { CallbackOfficers } from './callback-officers.tsx';
import styles from './callback-paper.module.css';
import { CallbackRows } from './callback-rows.tsx';
import { CallbackTrouble } from './callback-trouble.tsx';
import { type PaperFormat, paperFormat } from './paper-format.ts';

export type PaperProps = {
  report: DailyCallbackReport;
  /** Why names are whole; stands on the paper. */
  purpose?: string;
};

export type PartProps = { report: DailyCallbackReport; format: PaperFormat };

/**
 * 일일 전화회신 처리 보고: the one document behind preview, print and PDF. It looks the same wherever it is drawn;
 * pages, their numbers and what may not be cut are said in CSS alone.
 */
export function CallbackPaper({ report, purpose }: PaperProps) {
  const { t, i18n } = useTranslation('reports');
  const format = paperFormat(report, i18n.language as Language);
  const parts = { report, format };
  return (
    <article className={styles.paper} aria-label={t('dailyTitle')} lang={i18n.language}>
      <Head {...parts} purpose={purpose} />
      <CallbackFigures {...parts} />
      {report.rows.length === 0 ? (
        <p className={styles.empty}>
          <b>{t('emptyDay')}</b> {t('emptyDayHint')}
        </p>
      ) : (
        <>
          <CallbackRows {...parts} />
          <CallbackTrouble {...parts} />
          <CallbackOfficers {...parts} />
        </>
      )}
    </article>
  );
}

function Head({ report, format, purpose }: PartProps & { purpose: string | undefined }) {
  const { t } = useTranslation('reports');
  const made = t('printedAt', { time: format.when(report.madeAt), name: report.madeBy });
  return (
    <header className={styles.head}>
      <div>
        <h2 className={styles.title}>{t('dailyTitle')}</h2>
        <p>{[format.businessDate(report.date), report.branch, made].join(' · ')}</p>
        <p className={styles.small}>{[report.institution, report.standard].join(' · ')}</p>
        {!report.masked && (
          <p>
            <b>{t('unmasked.mark')}</b> {purpose && t('unmasked.purposeLine', { purpose })}
          </p>
        )}
      </div>
      <table className={styles.boxes} aria-label={t('approval')}>
        <thead>
          <tr>
            {report.boxes.map((box) => (
              <th key={box} scope="col">
                {box}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {report.boxes.map((box) => (
              <td key={box} />
            ))}
          </tr>
        </tbody>
      </table>
    </header>
  );
}
