import { useTranslation } from 'react-i18next';
import type { ImportLine, ImportReport } from '#contract/bookings.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './bookings.module.css';

/** Every line of a file with what would become of it; those that cannot be taken say which column and why. */
export function ImportLines({ report }: { report: ImportReport }) {
  const { t } = useTranslation('bookings');
  const format = useFormat();
  const errorText = useErrorText();
  const outcome = ({ outcome: is, reason, column }: ImportLine) => {
    if (is !== 'refused') return t(`import.${is}`);
    const why = errorText({ data: { reason } });
    return column === '' ? why : t('import.column', { column, reason: why });
  };
  const { new: fresh, known, refused } = report;
  return (
    <>
      <p role="status">
        <b>{t('import.sum', { fresh, known, refused })}</b>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
      <section className={styles.scroll} aria-label={t('import.result')} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('import.line')}</th>
              <th scope="col">{t('import.at')}</th>
              <th scope="col">{t('import.who')}</th>
              <th scope="col">{t('import.officer')}</th>
              <th scope="col">{t('import.result')}</th>
            </tr>
          </thead>
          <tbody>
            {report.lines.map((line) => (
              <tr key={line.line} className={line.outcome === 'refused' ? styles.refused : undefined}>
                <td>{format.number(line.line)}</td>
                <td>{line.at ? format.dateTime(line.at) : '–'}</td>
                <td>{line.customerName}</td>
                <td>{line.officer}</td>
                <td>{outcome(line)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
