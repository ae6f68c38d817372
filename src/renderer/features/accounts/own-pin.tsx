import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.tsx';
import { waitIn } from '../sign-in/use-door.ts';
import styles from './accounts.module.css';

/** The PIN that opens the locked screen: set, changed, taken away. Each asks for the password. */
export function OwnPin({ hasPin }: { hasPin: boolean }) {
  const { t } = useTranslation('accounts');
  const { t: td } = useTranslation('signIn');
  const { client, queries, orpc } = useHost();
  const errorText = useErrorText();
  const [password, setPassword] = useState('');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [asked, setAsked] = useState(false);
  const save = useMutate(client.accounts.setPin, {
    onSuccess: async (_receipt, sent) => {
      setPassword('');
      setPin('');
      setAgain('');
      setAsked(false);
      await queries.invalidateQueries({ queryKey: orpc.accounts.key() });
      notify({ kind: 'info', text: sent.pin === null ? t('mine.pinRemoved') : t('mine.pinSet') });
    },
  });
  const send = (chosen: string | null) => {
    setAsked(chosen !== null);
    if (password === '' || save.isPending) return;
    if (chosen === null || (chosen !== '' && chosen === again)) save.mutate({ password, pin: chosen });
  };
  const wait = waitIn(save.error);
  return (
    <Card as="section" className={styles.part ?? ''} aria-label={t('mine.pinTitle')}>
      <h2 className={styles.heading}>{t('mine.pinTitle')}</h2>
      <p className={styles.hint}>{hasPin ? t('mine.pinThere') : t('mine.pinNone')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send(pin);
        }}
      >
        <TextField
          label={t('mine.current')}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
        <TextField
          label={t('mine.pinNew')}
          hint={td('pinHint')}
          type="password"
          inputMode="numeric"
          value={pin}
          onChange={setPin}
          autoComplete="one-time-code"
        />
        <TextField
          label={t('mine.pinAgain')}
          type="password"
          inputMode="numeric"
          value={again}
          onChange={setAgain}
          autoComplete="one-time-code"
          error={asked && pin !== again ? t('mine.pinDiffers') : undefined}
        />
        {save.error && !save.isPending && (
          <p role="alert" className={styles.refusal}>
            {errorText(save.error)} {wait !== null && td('wait', { count: wait })}
          </p>
        )}
        <div className={styles.buttons}>
          <Button type="submit" disabled={save.isPending}>
            {hasPin ? t('mine.changePin') : t('mine.setPin')}
          </Button>
          {hasPin && (
            <Button variant="quiet" disabled={save.isPending || password === ''} onPress={() => send(null)}>
              {t('mine.removePin')}
            </Button>
          )}
        </div>
      </form>
    </Card>
  );
}
