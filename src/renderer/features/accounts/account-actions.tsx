import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountEntry } from '#contract/accounts.ts';
import type { StaffEntry } from '#contract/staff.ts';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { conflictOf } from '../../shared/conflict.ts';
import { useSession } from '../../shared/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { notify } from '../../ui/notices.tsx';
import styles from './accounts.module.css';
import { give } from './given-store.ts';
import { temporaryPassword } from './temporary-password.ts';

type Account = NonNullable<AccountEntry['account']>;
type Asked = 'reset' | 'disable' | 'end';

/** New password, disabling, ending sessions: each says what it does before it is done. */
export function AccountActions({ person, account }: { person: StaffEntry; account: Account }) {
  const { t } = useTranslation('accounts');
  const { t: tc } = useTranslation();
  const { client, orpc, queries } = useHost();
  const actorId = useSession((session) => session.actorId);
  const [asked, setAsked] = useState<Asked | null>(null);
  // One password for one wish: pressing again after a lost connection asks for the same thing.
  const [password, setPassword] = useState(temporaryPassword);
  const onError = () => void queries.invalidateQueries({ queryKey: orpc.accounts.key() });
  const done = (text: string) => {
    setAsked(null);
    notify({ kind: 'info', text });
  };
  const reset = useMutate(client.accounts.reset, {
    onError,
    onSuccess: (_receipt, { temporary }) => {
      give(actorId, { staffId: person.id, name: person.name, login: account.login, password: temporary });
      setPassword(temporaryPassword());
      setAsked(null);
    },
  });
  const setActive = useMutate(client.accounts.setActive, {
    onError,
    onSuccess: (_receipt, { active }) => done(active ? t('panel.enabled') : t('panel.disabled')),
  });
  const end = useMutate(client.accounts.endSessions, { onError, onSuccess: () => done(t('panel.ended')) });
  const calls = [reset, setActive, end];
  const busy = calls.some(({ isPending }) => isPending);
  const on = { accountId: account.id, expectedVersion: account.version };
  const ask = (what: Asked) => {
    for (const call of calls) call.reset();
    setAsked(what);
  };
  const run = (what: Asked) => {
    if (what === 'reset') reset.mutate({ ...on, temporary: password });
    else if (what === 'disable') setActive.mutate({ ...on, active: false });
    else end.mutate(on);
  };
  return (
    <>
      <Refusal error={calls.find(({ error }) => error !== null)?.error ?? null} />
      {asked === null ? (
        <div className={styles.buttons}>
          <Button disabled={busy} onPress={() => ask('reset')}>
            {t('panel.newPassword')}
          </Button>
          <Button disabled={busy || account.sessions === 0} onPress={() => ask('end')}>
            {t('panel.end')}
          </Button>
          {account.active ? (
            <Button disabled={busy} onPress={() => ask('disable')}>
              {t('panel.disable')}
            </Button>
          ) : (
            <Button disabled={busy} onPress={() => setActive.mutate({ ...on, active: true })}>
              {t('panel.enable')}
            </Button>
          )}
        </div>
      ) : (
        <>
          <p className={styles.note}>{t(`panel.${asked}Ask`)}</p>
          <div className={styles.buttons}>
            <Button onPress={() => setAsked(null)}>{tc('actions.cancel')}</Button>
            <Button variant="primary" hotkey="Enter" disabled={busy} onPress={() => run(asked)}>
              {t(`panel.${asked}Yes`)}
            </Button>
          </div>
        </>
      )}
    </>
  );
}

/** Somebody else was first, or why it may not be done. */
function Refusal({ error }: { error: unknown }) {
  const { t } = useTranslation('accounts');
  const errorText = useErrorText();
  const format = useFormat();
  if (error === null) return null;
  const conflict = conflictOf(error);
  const text = () => {
    if (conflict === null) return errorText(error);
    const { changedBy: name, changedAt } = conflict;
    if (name === null || changedAt === null) return t('panel.conflictUnknown');
    return t('panel.conflict', { name, time: format.time(changedAt) });
  };
  return (
    <p role="alert" className={styles.refusal}>
      {text()}
    </p>
  );
}
