import { useQuery } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useSession } from '../../shared/session-store.ts';
import { never, useActor } from '../../shared/use-branch.ts';
import { Button } from '../../ui/button.tsx';
import { notify } from '../../ui/notices.tsx';
import { Progress } from '../../ui/progress.tsx';
import styles from './accounts.module.css';
import { OwnHistory } from './own-history.tsx';
import { OwnPassword } from './own-password.tsx';
import { OwnPin } from './own-pin.tsx';

/** 내 계정: what only the person himself may do with his account, and where it was used. */
export function MyAccountTab() {
  const { t } = useTranslation('accounts');
  const { t: tc } = useTranslation();
  const { orpc } = useHost();
  const errorText = useErrorText();
  const actor = useActor();
  const { data, error } = useQuery(
    // No change tells of a sign-in, so it is asked for each time it is opened.
    orpc.accounts.history.queryOptions({ input: {}, refetchOnMount: 'always' }),
  );
  if (error) return <p role="alert">{errorText(error)}</p>;
  if (!data || !actor) return <Progress label={tc('states.loading')} />;
  return (
    <div className={styles.page}>
      <div className={styles.buttons}>
        <span>{t('mine.who', { name: `${actor.name} ${actor.title}`, login: data.login })}</span>
        <SignOut />
      </div>
      <div className={styles.columns}>
        <OwnPassword />
        <OwnPin hasPin={data.hasPin} />
      </div>
      <OwnHistory entries={data.entries} />
    </div>
  );
}

function SignOut() {
  const { t } = useTranslation('accounts');
  const { client, queries, orpc } = useHost();
  const errorText = useErrorText();
  const staffId = useSession((session) => session.actorId) ?? never;
  const leave = () => {
    client.accounts
      .signOut({ staffId })
      .then(() => queries.invalidateQueries({ queryKey: orpc.accounts.here.key() }))
      .catch((error: unknown) => notify({ kind: 'trouble', text: errorText(error) }));
  };
  return (
    <>
      <Button icon={<LogOut size={20} aria-hidden="true" />} onPress={leave}>
        {t('mine.signOut')}
      </Button>
      <span className={styles.hint}>{t('mine.outHint')}</span>
    </>
  );
}
