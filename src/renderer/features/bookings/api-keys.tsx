import { useQuery } from '@tanstack/react-query';
import { Copy, KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.tsx';
import page from '../settings/settings.module.css';
import { newSecret } from './api-secret.ts';
import styles from './bookings.module.css';

/** The keys of the institution's own pages: made, shown once, revoked. */
export function ApiKeys({ branchId, mayChange }: { branchId: string; mayChange: boolean }) {
  const { t } = useTranslation('bookings');
  const { client, orpc } = useHost();
  const format = useFormat();
  const errorText = useErrorText();
  const [name, setName] = useState('');
  const [made, setMade] = useState<string | null>(null);
  const { data: keys } = useQuery(orpc.bookings.keys.queryOptions({ input: { branchId } }));
  const make = useMutate(client.bookings.makeKey, {
    onSuccess: (_, { secret }) => {
      setMade(secret);
      setName('');
    },
  });
  const revoke = useMutate(client.bookings.revokeKey, {
    onSuccess: () => notify({ kind: 'info', text: t('settings.revokeDone') }),
  });
  const copy = async (secret: string) => {
    await navigator.clipboard.writeText(secret);
    notify({ kind: 'info', text: t('settings.copied') });
  };
  const trouble = make.error ?? revoke.error;
  return (
    <Card as="section" className={page.part ?? ''} aria-label={t('settings.keys')}>
      <h2 className={page.heading}>{t('settings.keys')}</h2>
      <p className={page.hint}>{t('settings.keysHint')}</p>
      {made !== null && (
        <div className={page.note}>
          <p role="status">{t('settings.newKey')}</p>
          <p className={styles.key}>{made}</p>
          <div className={page.buttons}>
            <Button icon={<Copy size={20} aria-hidden="true" />} onPress={() => void copy(made)}>
              {t('settings.copy')}
            </Button>
            <Button onPress={() => setMade(null)}>{t('settings.seenKey')}</Button>
          </div>
        </div>
      )}
      {keys?.length === 0 && <p>{t('settings.noKeys')}</p>}
      <ul className={styles.keys}>
        {keys?.map(({ id, version, name: what, hint, createdAt, createdBy, revokedAt }) => (
          <li key={id} className={page.day}>
            <span>
              <b>{what}</b>
              <span className={page.hint}>
                {`${hint}… · ${t('settings.madeBy', { date: format.shortDate(createdAt), name: createdBy })}`}
                {revokedAt && ` · ${t('settings.revoked', { date: format.shortDate(revokedAt) })}`}
              </span>
            </span>
            {mayChange && revokedAt === null && (
              <Button
                disabled={revoke.isPending}
                onPress={() => revoke.mutate({ id, expectedVersion: version })}
              >
                {t('settings.revoke')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {trouble && (
        <p role="alert" className={page.refusal}>
          {errorText(trouble)}
        </p>
      )}
      {mayChange ? (
        <>
          <TextField label={t('settings.keyName')} value={name} onChange={setName} />
          <div className={page.buttons}>
            <Button
              icon={<KeyRound size={20} aria-hidden="true" />}
              disabled={name.trim() === '' || make.isPending}
              onPress={() => make.mutate({ branchId, name, secret: newSecret() })}
            >
              {t('settings.makeKey')}
            </Button>
          </div>
        </>
      ) : (
        <p className={page.note}>{t('settings.onlyAdmin')}</p>
      )}
    </Card>
  );
}
