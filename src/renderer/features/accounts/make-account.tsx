import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffEntry } from '#contract/staff.ts';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useSession } from '../../shared/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.tsx';
import styles from './accounts.module.css';
import type { Holder } from './accounts-tab.tsx';
import { give } from './given-store.ts';
import { loginsOf, suggestLogin } from './login-suggestion.ts';
import { temporaryPassword } from './temporary-password.ts';

type MakeAccountProps = { person: StaffEntry; holders: readonly Holder[]; onMade: () => void };

/** An account of his own, or the one he has at another branch. */
export function MakeAccount({ person, holders, onMade }: MakeAccountProps) {
  const [attaching, setAttaching] = useState(false);
  return attaching ? (
    <Attach person={person} onDone={onMade} onBack={() => setAttaching(false)} />
  ) : (
    <Create person={person} holders={holders} onMade={onMade} onAttach={() => setAttaching(true)} />
  );
}

function Create({ person, holders, onMade, onAttach }: MakeAccountProps & { onAttach: () => void }) {
  const { t } = useTranslation('accounts');
  const { client } = useHost();
  const errorText = useErrorText();
  const actorId = useSession((session) => session.actorId);
  const [login, setLogin] = useState(() => suggestLogin(person.name, loginsOf(holders)));
  // One password for one wish: pressing again after a lost connection asks for the same thing.
  const [temporary] = useState(temporaryPassword);
  const create = useMutate(client.accounts.create, {
    onSuccess: (_receipt, sent) => {
      const asStored = sent.login.normalize('NFKC').trim().toLowerCase();
      give(actorId, { staffId: person.id, name: person.name, login: asStored, password: sent.temporary });
      onMade();
    },
  });
  return (
    <>
      <TextField
        label={t('all.login')}
        hint={t('panel.loginHint')}
        value={login}
        onChange={setLogin}
        error={create.error && !create.isPending ? errorText(create.error) : undefined}
        autoFocus
      />
      <p className={styles.hint}>{t('panel.makeHint')}</p>
      <div className={styles.buttons}>
        <Button
          variant="primary"
          hotkey="Enter"
          disabled={create.isPending || login.trim() === ''}
          onPress={() => create.mutate({ staffId: person.id, login, temporary })}
        >
          {t('panel.make')}
        </Button>
        <span className={styles.hint}>{t('panel.attachAsk')}</span>
        <Button variant="quiet" onPress={onAttach}>
          {t('panel.attachStart')}
        </Button>
      </div>
    </>
  );
}

type AttachProps = { person: StaffEntry; onDone: () => void; onBack: () => void };

function Attach({ person, onDone, onBack }: AttachProps) {
  const { t } = useTranslation('accounts');
  const { t: tc } = useTranslation();
  const { client } = useHost();
  const errorText = useErrorText();
  const [login, setLogin] = useState('');
  const attach = useMutate(client.accounts.attach, {
    onSuccess: (_receipt, sent) => {
      notify({ kind: 'info', text: t('panel.attached', { login: sent.login }) });
      onDone();
    },
  });
  return (
    <>
      <TextField
        label={t('panel.attachLogin')}
        hint={t('panel.attachHint')}
        value={login}
        onChange={setLogin}
        error={attach.error && !attach.isPending ? errorText(attach.error) : undefined}
        autoFocus
      />
      <div className={styles.buttons}>
        <Button onPress={onBack}>{tc('actions.back')}</Button>
        <Button
          variant="primary"
          hotkey="Enter"
          disabled={attach.isPending || login.trim() === ''}
          onPress={() => attach.mutate({ staffId: person.id, login })}
        >
          {t('panel.attach')}
        </Button>
      </div>
    </>
  );
}
