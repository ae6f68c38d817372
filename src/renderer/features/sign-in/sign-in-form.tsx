import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { DoorRefusal } from './door-refusal.tsx';
import styles from './sign-in.module.css';
import { useDoor } from './use-door.ts';

type SignInFormProps = {
  title: string;
  /** The one thing to do next on this page. */
  primary: boolean;
  onEntered: (accountId: string) => Promise<void>;
};

/** Login and password. What was typed as login stays after a refusal. */
export function SignInForm({ title, primary, onEntered }: SignInFormProps) {
  const { t } = useTranslation('signIn');
  const { door: at } = useHost();
  const door = useDoor();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const passwordField = useRef<HTMLInputElement>(null);
  const enter = async () => {
    let accountId = '';
    const right = await door.enter(async () => {
      ({ accountId } = await at.client.accounts.signIn({ login, password }));
    });
    if (right) await onEntered(accountId);
    else passwordField.current?.select();
  };
  return (
    <Card as="section" className={styles.card ?? ''} aria-label={title}>
      <h2 className={styles.part}>{title}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (login.trim() === '' || password === '') passwordField.current?.focus();
          else if (!door.busy) void enter();
        }}
      >
        <TextField
          label={t('login')}
          value={login}
          onChange={setLogin}
          autoFocus={primary}
          autoComplete="username"
        />
        <TextField
          label={t('password')}
          type="password"
          value={password}
          onChange={setPassword}
          ref={passwordField}
          autoComplete="current-password"
        />
        <DoorRefusal door={door} />
        <Button type="submit" variant={primary ? 'primary' : 'plain'} kbd="Enter" disabled={door.busy} wide>
          {t('signIn')}
        </Button>
      </form>
      <p className={styles.hint}>{t('forgot')}</p>
    </Card>
  );
}
