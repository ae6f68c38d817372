import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '#contract/accounts.ts';
import { useHost } from '../../host/host.tsx';
import { errorKey } from '../../i18n/error-text.ts';
import { LanguageSwitch } from '../../shared/language-switch.tsx';
import { setSession } from '../../shared/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ChipGroup } from '../../ui/chips.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextField } from '../../ui/field.tsx';
import { Screen, ScreenEndContext } from '../../ui/screen.tsx';
import { DoorRefusal } from './door-refusal.tsx';
import { NewPassword } from './new-password.tsx';
import styles from './sign-in.module.css';
import { useDoor } from './use-door.ts';

/** First start, after the branch is there: who administers it, with a password of his own. */
export function FirstAdministrator({ founders }: { founders: readonly Place[] }) {
  const { t } = useTranslation('signIn');
  const { t: te } = useTranslation('errors');
  const { door: at } = useHost();
  const door = useDoor();
  const [staffId, setStaffId] = useState(founders[0]?.staffId ?? null);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [asked, setAsked] = useState(false);
  const founder = founders.find((one) => one.staffId === staffId) ?? founders[0];
  const refused = door.error === null ? null : errorKey(door.error);
  const make = async () => {
    setAsked(true);
    if (founder === undefined || password !== again || login.trim() === '') return;
    const made = await door.enter(() =>
      at.client.accounts.first({ staffId: founder.staffId, login, password }),
    );
    if (made) setSession({ actorId: founder.staffId, branchId: founder.branchId });
  };
  return (
    <ScreenEndContext value={null}>
      <Screen title={t('firstTitle')} chips={<LanguageSwitch />}>
        <div className={styles.page}>
          {founder === undefined ? (
            <EmptyState title={t('firstTitle')}>{t('firstElsewhere')}</EmptyState>
          ) : (
            <form
              className={styles.single}
              onSubmit={(event) => {
                event.preventDefault();
                if (!door.busy) void make();
              }}
            >
              <p className={styles.lead}>{t('firstLead')}</p>
              <Card as="section" className={styles.card ?? ''} aria-label={t('firstTitle')}>
                <ChipGroup
                  label={t('who')}
                  value={founder.staffId}
                  choices={founders.map((one) => ({ id: one.staffId, label: `${one.name} ${one.title}` }))}
                  onChange={setStaffId}
                />
                <TextField
                  label={t('login')}
                  hint={t('loginHint')}
                  value={login}
                  onChange={setLogin}
                  autoFocus
                  autoComplete="username"
                  error={
                    asked && login.trim() === ''
                      ? te('EMPTY')
                      : refused?.field === 'login'
                        ? te(refused.key)
                        : undefined
                  }
                />
                <NewPassword
                  value={password}
                  again={again}
                  onChange={setPassword}
                  onAgain={setAgain}
                  asked={asked}
                />
                <DoorRefusal door={door} />
                <Button type="submit" variant="primary" kbd="Enter" disabled={door.busy} wide>
                  {t('makeFirst')}
                </Button>
              </Card>
            </form>
          )}
        </div>
      </Screen>
    </ScreenEndContext>
  );
}
