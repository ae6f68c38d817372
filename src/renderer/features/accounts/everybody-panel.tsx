import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { InlinePanel } from '../../ui/inline-panel.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './accounts.module.css';
import type { Holder } from './accounts-tab.tsx';
import { useMaking } from './use-making.ts';

/** Accounts for everybody who has none: a line each with a login that can be changed, made one after the other. */
export function EverybodyPanel({ holders, onClose }: { holders: readonly Holder[]; onClose: () => void }) {
  const { t } = useTranslation('accounts');
  const { lines, put, drop, progress, makeAll } = useMaking(holders);
  const busy = progress !== null;
  const isTwice = (index: number) =>
    lines.slice(0, index).some(({ login }) => login.trim() === lines[index]?.login.trim());
  const failed = busy ? 0 : lines.filter(({ refusal }) => refusal !== null).length;
  const ready = lines.length > 0 && lines.every(({ login }, at) => login.trim() !== '' && !isTwice(at));
  const send = async () => {
    if (await makeAll()) onClose();
  };
  return (
    <InlinePanel
      title={t('everybody.title')}
      hint={t('everybody.hint')}
      {...(busy ? {} : { onClose })}
      takesFocus
    >
      <ul className={styles.everybody}>
        {lines.map((line, index) => (
          <li key={line.staffId}>
            <span>{`${line.name} ${line.title}`}</span>
            <TextField
              label={<VisuallyHidden>{t('everybody.loginOf', { name: line.name })}</VisuallyHidden>}
              value={line.login}
              disabled={busy || line.open}
              onChange={(login) => put(line.staffId, { login, refusal: null })}
              error={isTwice(index) ? t('everybody.twice') : (line.refusal ?? undefined)}
            />
            <Button
              variant="quiet"
              disabled={busy}
              aria-label={t('everybody.skipWhom', { name: line.name })}
              onPress={() => drop(line.staffId)}
            >
              {t('everybody.skip')}
            </Button>
          </li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <Button variant="primary" hotkey="Enter" disabled={busy || !ready} onPress={() => void send()}>
          {t('everybody.make', { count: lines.length })}
        </Button>
        <span role="status">{progress && t('everybody.making', progress)}</span>
        {failed > 0 && (
          <p role="alert" className={styles.refusal}>
            {t('everybody.failed', { count: failed })}
          </p>
        )}
      </div>
    </InlinePanel>
  );
}
