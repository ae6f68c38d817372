import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.tsx';
import { NewPassword } from '../sign-in/new-password.tsx';
import { waitIn } from '../sign-in/use-door.ts';
import styles from './accounts.module.css';

/** Another password for oneself; never kept as a draft. */
export function OwnPassword() {
  const { t } = useTranslation('accounts');
  const { t: td } = useTranslation('signIn');
  const { client } = useHost();
  const errorText = useErrorText();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [asked, setAsked] = useState(false);
  const change = useMutate(client.accounts.changePassword, {
    onSuccess: () => {
      setCurrent('');
      setNext('');
      setAgain('');
      setAsked(false);
      notify({ kind: 'info', text: t('mine.passwordChanged') });
    },
  });
  const send = () => {
    setAsked(true);
    if (current !== '' && next !== '' && next === again && !change.isPending) {
      change.mutate({ current, next });
    }
  };
  const wait = waitIn(change.error);
  return (
    <Card as="section" className={styles.part ?? ''} aria-label={t('mine.passwordTitle')}>
      <h2 className={styles.heading}>{t('mine.passwordTitle')}</h2>
      <p className={styles.hint}>{t('mine.passwordHint')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <TextField
          label={t('mine.current')}
          type="password"
          value={current}
          onChange={setCurrent}
          autoComplete="current-password"
        />
        <NewPassword value={next} again={again} onChange={setNext} onAgain={setAgain} asked={asked} />
        {change.error && !change.isPending && (
          <p role="alert" className={styles.refusal}>
            {errorText(change.error)} {wait !== null && td('wait', { count: wait })}
          </p>
        )}
        <div>
          <Button type="submit" disabled={change.isPending}>
            {t('mine.changePassword')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
