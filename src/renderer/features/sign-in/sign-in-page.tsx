import { useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonHere } from '#contract/accounts.ts';
import { useHost } from '../../host/host.tsx';
import { LanguageSwitch } from '../../shared/language-switch.tsx';
import { setSession, useSession } from '../../shared/session-store.ts';
import { keys } from '../../ui/keys.ts';
import { Screen, ScreenEndContext } from '../../ui/screen.tsx';
import { KeyLayerContext } from '../../ui/use-keys.ts';
import { GreetFirst } from './greet-first.tsx';
import { PeopleHere } from './people-here.tsx';
import styles from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';

type SignInPageProps = {
  people: readonly PersonHere[];
  /** The person who worked in this window is still signed in: what he wrote waits behind this page. */
  locked: boolean;
  /** Somebody has said who he is. */
  onOpened: () => void;
};

/** The door: who works in this window from now on. Nothing behind it hears a key; F2 still greets (V3). */
export function SignInPage({ people, locked, onOpened }: SignInPageProps) {
  const { t } = useTranslation('signIn');
  const { door } = useHost();
  const actorId = useSession((session) => session.actorId);
  useLayoutEffect(() => keys.closeDoor(), []);
  const last = people.find(({ places }) => places.some(({ staffId }) => staffId === actorId));
  // The same person goes on where he was; for anybody else the window begins at his first branch.
  const onEntered = async (accountId: string) => {
    onOpened();
    if (last?.accountId === accountId) return;
    const { people: now } = await door.client.accounts.here({});
    const [place] = now.find((one) => one.accountId === accountId)?.places ?? [];
    if (place) setSession({ actorId: place.staffId, branchId: place.branchId });
  };
  return (
    <KeyLayerContext value="door">
      <ScreenEndContext value={null}>
        <Screen title={locked ? t('lockedTitle') : t('title')} chips={<LanguageSwitch />}>
          <div className={styles.page}>
            <p className={styles.lead}>{locked ? t('lockedLead') : t('lead')}</p>
            {locked && <GreetFirst />}
            <div className={styles.columns}>
              {people.length > 0 && (
                <PeopleHere people={people} last={last?.accountId ?? null} onEntered={onEntered} />
              )}
              <SignInForm
                title={people.length > 0 ? t('otherTitle') : t('title')}
                primary={people.length === 0}
                onEntered={onEntered}
              />
            </div>
          </div>
        </Screen>
      </ScreenEndContext>
    </KeyLayerContext>
  );
}
