import './print.css';
import { useTranslation } from 'react-i18next';
import type { DailyCallbackReport } from '#contract/promises.ts';
import type { Seal } from '#contract/signing.ts';
import type { Language } from '../i18n/i18n.ts';
import { CallbackFigures } from './callback-figures.tsx';
import { CallbackOfficers } from './callback-officers.tsx';
import styles from './callback-paper.module.css';
import { CallbackRows } from './callback-rows.tsx';
import { CallbackTrouble } from './callback-trouble.tsx';
import { type PaperFormat, paperFormat } from './paper-format.ts';
import { SealBlock, SealLine, SealRemarks, SignedBoxes } from './seal-parts.tsx';

export type PaperProps = {
  report: DailyCallbackReport;
  /** Why names are whole; stands on the paper. */
  purpose?: string;
  /** Of a signed edition; without one the boxes are there to be signed by hand. */
  seal?: Seal;
};

export type PartProps = { report: DailyCallbackReport; format: PaperFormat };

/**
 * 일일 전화회신 처리 보고: the one document behind preview, print and PDF. It looks the same wherever it is drawn;
 * pages, their numbers and what may not be cut are said in CSS alone.
 */
export function CallbackPaper({ report, purpose, seal }: PaperProps) {
  const { t, i18n } = useTranslation('reports');
  const format = paperFormat(report, i18n.language as Language);
  const parts = { report, format };
  return (
    <article className={styles.paper} aria-label={t('dailyTitle')} lang={i18n.language}>
      <Head {...parts} purpose={purpose} seal={seal} />
      {seal && <SealRemarks {...parts} seal={seal} />}
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
      {seal && <SealBlock seal={seal} format={format} />}
    </article>
  );
}

type HeadProps = PartProps & { purpose: string | undefined; seal: Seal | undefined };

function Head({ report, format, purpose, seal }: HeadProps) {
  const { t } = useTranslation('reports');
  const time = format.when(report.madeAt);
  const made = t(seal ? 'signedAt' : 'printedAt', { time, name: report.madeBy });
  return (
    <header className={styles.head}>
      <div>
        <h2 className={styles.title}>{t('dailyTitle')}</h2>
        {seal && <SealLine seal={seal} />}
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
          {seal ? (
            <SignedBoxes report={report} seal={seal} format={format} />
          ) : (
            <tr>
              {report.boxes.map((box) => (
                <td key={box} />
              ))}
            </tr>
          )}
        </tbody>
      </table>
    </header>
  );
}
