import { useTranslation } from 'react-i18next';
import type { PackOnShelf } from '#contract/settings.ts';
import styles from './pack-facts.module.css';

/** What a pack is, before it is chosen. */
export function PackFacts({ pack }: { pack: PackOnShelf }) {
  const { t } = useTranslation('settings');
  return (
    <dl className={styles.facts}>
      <dt>{t('standard.name')}</dt>
      <dd>{pack.name}</dd>
      <dt>{t('standard.version')}</dt>
      <dd>{`${pack.packId} ${pack.packVersion} · ${t('standard.clauses', { count: pack.clauses })}`}</dd>
      <dt>{t('standard.from')}</dt>
      <dd>{pack.inForceFrom}</dd>
      <dt>{t('standard.file')}</dt>
      <dd>{`${pack.file} · ${t(`standard.origins.${pack.origin}`)}`}</dd>
    </dl>
  );
}
