import { useTranslation } from 'react-i18next';
import type { PackOnShelf } from '#contract/settings.ts';
import { PackFacts } from '../../shared/pack-facts.tsx';
import { Card } from '../../ui/card.tsx';
import { ChipGroup } from '../../ui/chips.tsx';
import styles from './setup.module.css';

type PackChoiceProps = {
  packs: readonly PackOnShelf[];
  /** Fingerprint of the one chosen. */
  value: string | null;
  onChange: (hash: string) => void;
};

/** Whose standard the branch begins under. */
export function PackChoice({ packs, value, onChange }: PackChoiceProps) {
  const { t } = useTranslation('setup');
  const chosen = packs.find(({ hash }) => hash === value);
  return (
    <Card as="section" className={styles.card ?? ''} aria-label={t('standard')}>
      <h2 className={styles.part}>{t('standard')}</h2>
      <p className={styles.hint}>{t('standardHint')}</p>
      <ChipGroup
        label={t('standard')}
        hideLabel
        value={value}
        choices={packs.map(({ hash, institution }) => ({ id: hash, label: institution }))}
        onChange={onChange}
      />
      {chosen && <PackFacts pack={chosen} />}
    </Card>
  );
}
