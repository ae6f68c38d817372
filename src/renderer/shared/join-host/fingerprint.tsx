import { useTranslation } from 'react-i18next';
import styles from './join-host.module.css';

/** A fingerprint as it is compared by eye: groups of four, four on a line. */
export function Fingerprint({ value }: { value: string }) {
  const { t } = useTranslation('network');
  const groups = value.replaceAll(':', '').match(/.{1,4}/g) ?? [];
  return (
    <p className={styles.print} role="img" aria-label={`${t('fingerprint')} ${groups.join(' ')}`}>
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group may occur twice, and the order never changes
        <span key={index}>{group}</span>
      ))}
    </p>
  );
}
