import { useTranslation } from 'react-i18next';
import type { SignInEntry } from '#contract/accounts.ts';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './accounts.module.css';

const loopback = /^(127\.|::1$|::ffff:127\.)/;

/** Where and how one's account was used, so that a stranger's use is seen by the one it harms. */
export function OwnHistory({ entries }: { entries: readonly SignInEntry[] }) {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const from = ({ door, address }: SignInEntry) => {
    if (door === 'desktop') return t('mine.desktop');
    return t('mine.browser', { address: loopback.test(address) ? t('mine.here') : address });
  };
  return (
    <section aria-label={t('mine.historyTitle')} className={styles.history}>
      <h2 className={styles.heading}>{t('mine.historyTitle')}</h2>
      <p className={styles.note}>{t('mine.historyHint')}</p>
      {entries.length === 0 && <p>{t('mine.historyEmpty')}</p>}
      <table className={styles.list}>
        <thead>
          <tr>
            <th scope="col">{t('mine.at')}</th>
            <th scope="col">{t('mine.what')}</th>
            <th scope="col">{t('mine.from')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two tries may fall into one millisecond
            <tr key={`${entry.at.getTime()}-${index}`}>
              <td className={styles.number}>{format.dateTime(entry.at)}</td>
              <td>{t(`kinds.${entry.kind}`)}</td>
              <td>{from(entry)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
