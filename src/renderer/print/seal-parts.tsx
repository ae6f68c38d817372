import { useTranslation } from 'react-i18next';
import type { DailyCallbackReport } from '#contract/promises.ts';
import type { Seal } from '#contract/signing.ts';
import styles from './callback-paper.module.css';
import { DifferenceList } from './difference-list.tsx';
import type { PaperFormat } from './paper-format.ts';

type SealProps = { report: DailyCallbackReport; seal: Seal; format: PaperFormat };

/** `제2026-38호 · 정정본 2 · 마감 전 서명` */
export function SealLine({ seal }: { seal: Seal }) {
  const { t } = useTranslation('signing');
  const words = [
    t('number', seal.number),
    seal.edition > 1 && t('correction', { edition: seal.edition }),
    seal.beforeClosing && t('paper.beforeClosing'),
  ];
  return (
    <p className={styles.numberLine}>
      <b>{words.filter(Boolean).join(' · ')}</b>
    </p>
  );
}

/** The approval boxes of a signed report: the signer stands in the one of his title, else in the last. */
export function SignedBoxes({ report, seal, format }: SealProps) {
  const named = report.boxes.indexOf(seal.signer.title);
  const own = named === -1 ? report.boxes.length - 1 : named;
  return (
    <tr>
      {report.boxes.map((box, index) => (
        <td key={box}>
          {index === own && (
            <span className={styles.signature}>
              <b>{seal.signer.name}</b>
              <span>{format.shortDate(seal.signedAt)}</span>
              <span>{format.time(seal.signedAt)}</span>
            </span>
          )}
        </td>
      ))}
    </tr>
  );
}

/** What was still open when it was signed, and what a correction corrects. */
export function SealRemarks({ report, seal, format }: SealProps) {
  const { t } = useTranslation('signing');
  const open = report.rows.filter(({ result }) => result === 'open');
  return (
    <>
      {seal.corrects && (
        <section className={styles.remark} aria-label={t('differences.label')}>
          <p>
            <b>{t('corrects', { number: t('number', seal.corrects) })}</b>{' '}
            {t('paper.differences', { number: t('number', seal.corrects) })}{' '}
            <small className={styles.small}>{t('paper.count', { count: seal.differences.length })}</small>
          </p>
          <DifferenceList differences={seal.differences} format={format} className={styles.list} />
        </section>
      )}
      {(open.length > 0 || seal.openVisits > 0) && (
        <section className={styles.remark}>
          <p>
            <b>
              {[
                open.length > 0 && t('paper.openPromises', { count: open.length }),
                seal.openVisits > 0 && t('paper.openVisits', { count: seal.openVisits }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </b>
          </p>
          {open.length > 0 && (
            <ul className={styles.list}>
              {open.map((row) => (
                <li key={row.promiseId}>
                  {t('paper.openOne', {
                    when: format.when(row.madeAt),
                    name: row.customerName,
                    officer: row.intended,
                    due: format.when(row.dueAt),
                  })}
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </>
  );
}

/** `3f2a91bc 0d…`: eight at a time, so that a person can compare two. */
export const inGroups = (hash: string): string => hash.replace(/.{8}(?=.)/g, '$& ');

/** The seal: what was signed and where the activity log stood, with what that means. */
export function SealBlock({ seal, format }: Omit<SealProps, 'report'>) {
  const { t } = useTranslation('signing');
  const { name, title, department } = seal.signer;
  return (
    <section className={styles.seal} aria-label={t('paper.seal')}>
      <p>
        <b>{[t('paper.seal'), t('number', seal.number)].join(' · ')}</b>{' '}
        {[format.yearDate(seal.signedAt), format.time(seal.signedAt)].join(' ')} {department} {name} {title}
      </p>
      <dl className={styles.hashes}>
        <dt className={styles.small}>{t('paper.content')}</dt>
        <dd className={styles.hash}>{inGroups(seal.contentHash)}</dd>
        <dt className={styles.small}>{t('paper.chain', { seq: seal.chain.seq })}</dt>
        <dd className={styles.hash}>{inGroups(seal.chain.hash)}</dd>
      </dl>
      <p className={styles.small}>{t('paper.means')}</p>
    </section>
  );
}
