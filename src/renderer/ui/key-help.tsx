import { useTranslation } from 'react-i18next';
import { InlinePanel } from './inline-panel.tsx';
import { Kbd } from './kbd.tsx';
import styles from './key-help.module.css';
import type { KeyBinding } from './keys.ts';
import { useActiveKeys } from './use-keys.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

/** One key and what it does. */
export function KeyHint({ combo, children }: { combo: string; children: React.ReactNode }) {
  return (
    <span className={styles.hint}>
      <Kbd combo={combo} />
      <VisuallyHidden>{combo}</VisuallyHidden>
      <span>{children}</span>
    </span>
  );
}

/** Every key that works on this screen now. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const bindings = useActiveKeys();
  return (
    <InlinePanel title={t('keys.title')} hint={t('keys.hint')} onClose={onClose} takesFocus>
      <ul className={styles.list}>
        {listed(bindings).map(({ combo, label }) => (
          <li key={combo}>
            <KeyHint combo={combo}>{label}</KeyHint>
          </li>
        ))}
      </ul>
      <p className={styles.text}>{t('keys.inText')}</p>
    </InlinePanel>
  );
}

/** Those with a name, once each, function keys first. */
function listed(bindings: readonly KeyBinding[]): KeyBinding[] {
  const byCombo = new Map(bindings.filter((one) => one.label).map((one) => [one.combo, one]));
  return [...byCombo.values()].sort((a, b) => a.combo.localeCompare(b.combo, 'en', { numeric: true }));
}
