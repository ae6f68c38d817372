import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonHere } from '#contract/accounts.ts';
import { useHost } from '../../host/host.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ChipGroup } from '../../ui/chips.tsx';
import { TextField } from '../../ui/field.tsx';
import { DoorRefusal } from './door-refusal.tsx';
import styles from './sign-in.module.css';
import { useDoor } from './use-door.ts';

type PeopleHereProps = {
  people: readonly PersonHere[];
  /** Whoever worked in this window last: he opens it without choosing. */
  last: string | null;
  onEntered: (accountId: string) => Promise<void>;
};

/** Those who have signed in here today come back by PIN, or by password where they have none. */
export function PeopleHere({ people, last, onEntered }: PeopleHereProps) {
  const { t } = useTranslation('signIn');
  const { door: at } = useHost();
  const door = useDoor();
  const [chosen, setChosen] = useState(last ?? people[0]?.accountId ?? '');
  const person = people.find(({ accountId }) => accountId === chosen) ?? people[0];
  const [wantsPassword, setWantsPassword] = useState(false);
  const [secret, setSecret] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const byPin = person?.hasPin === true && !wantsPassword;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hands go to the field whenever another one is asked for
  useEffect(() => field.current?.focus(), [chosen, byPin]);
  if (person === undefined) return null;
  const [first] = person.places;
  const staffId = first?.staffId ?? '';
  const enter = async () => {
    const given = byPin
      ? { kind: 'pin' as const, pin: secret }
      : { kind: 'password' as const, password: secret };
    const right = await door.enter(() => at.client.accounts.unlock({ staffId, with: given }));
    setSecret('');
    if (right) await onEntered(person.accountId);
    else field.current?.focus();
  };
  return (
    <Card as="section" className={styles.card ?? ''} aria-label={t('hereTitle')}>
      <h2 className={styles.part}>{t('hereTitle')}</h2>
      <ChipGroup
        label={t('hereTitle')}
        hideLabel
        value={person.accountId}
        choices={people.map(({ accountId, places: [place] }, index) => ({
          id: accountId,
          label: `${place?.name ?? ''} ${place?.title ?? ''}`,
          ...(index < 9 ? { hotkey: `Ctrl+${index + 1}` } : {}),
        }))}
        onChange={(accountId) => {
          setChosen(accountId);
          setSecret('');
          setWantsPassword(false);
          door.reset();
        }}
      />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (secret !== '' && !door.busy) void enter();
        }}
      >
        <TextField
          label={byPin ? t('pin') : t('password')}
          {...(byPin ? { hint: t('pinHint'), inputMode: 'numeric' as const } : {})}
          type="password"
          value={secret}
          onChange={setSecret}
          ref={field}
          autoFocus
          autoComplete={byPin ? 'one-time-code' : 'current-password'}
        />
        <DoorRefusal door={door} />
        <Button type="submit" variant="primary" kbd="Enter" disabled={door.busy} wide>
          {t('unlock')}
        </Button>
        {person.hasPin && (
          <Button variant="quiet" onPress={() => setWantsPassword(!wantsPassword)}>
            {byPin ? t('usePassword') : t('usePin')}
          </Button>
        )}
      </form>
    </Card>
  );
}
