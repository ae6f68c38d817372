import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import styles from './setup.module.css';

/** The demo branch comes with no password: whoever fills it says what everybody of it signs in with. */
export function DemoPassword({ busy, onFill }: { busy: boolean; onFill: (password: string) => void }) {
  const { t } = useTranslation('setup');
  const [password, setPassword] = useState('');
  return (
    <form
      className={styles.demo}
      onSubmit={(event) => {
        event.preventDefault();
        if (password !== '' && !busy) onFill(password);
      }}
    >
      <TextField
        label={t('demoPassword')}
        hint={t('demoPasswordHint')}
        value={password}
        onChange={setPassword}
        autoFocus
      />
      <Button type="submit" disabled={busy}>
        {t('demoFill')}
      </Button>
    </form>
  );
}
