import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { LanguageSwitch } from '../../shared/language-switch.tsx';
import { setSession } from '../../shared/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { Screen, ScreenEndContext } from '../../ui/screen.tsx';
import { GreetFirst } from './greet-first.tsx';
import { NewPassword } from './new-password.tsx';
import styles from './sign-in.module.css';

/**
 * Whoever came in with a password somebody else knows chooses his own before anything else; or leaves the window to
 * those who worked there, who must not wait for him.
 */
export function ChoosePassword({ staffId }: { staffId: string }) {
  const { t } = useTranslation('signIn');
  const errorText = useErrorText();
  const { client, queries } = useHost();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [asked, setAsked] = useState(false);
  const change = useMutate(client.accounts.changePassword, {
    onSuccess: () => queries.invalidateQueries(),
  });
  const leave = async () => {
    await client.accounts.signOut({ staffId }).catch(() => {});
    setSession({ actorId: null });
    await queries.invalidateQueries();
  };
  const send = () => {
    setAsked(true);
    if (next === again && current !== '' && !change.isPending) change.mutate({ current, next });
  };
  return (
    <ScreenEndContext value={null}>
      <Screen title={t('chooseTitle')} chips={<LanguageSwitch />}>
        <div className={styles.page}>
          <form
            className={styles.single}
            onSubmit={(event) => {
              event.preventDefault();
              send();
            }}
          >
            <p className={styles.lead}>{t('chooseLead')}</p>
            <GreetFirst />
            <Card as="section" className={styles.card ?? ''} aria-label={t('chooseTitle')}>
              <TextField
                label={t('given')}
                type="password"
                value={current}
                onChange={setCurrent}
                autoFocus
                autoComplete="current-password"
              />
              <NewPassword value={next} again={again} onChange={setNext} onAgain={setAgain} asked={asked} />
              {change.error && !change.isPending && (
                <p role="alert" className={styles.refusal}>
                  {errorText(change.error)}
                </p>
              )}
              <Button type="submit" variant="primary" kbd="Enter" disabled={change.isPending} wide>
                {t('choose')}
              </Button>
              <Button variant="quiet" onPress={() => void leave()}>
                {t('somebodyElse')}
              </Button>
            </Card>
          </form>
        </div>
      </Screen>
    </ScreenEndContext>
  );
}
