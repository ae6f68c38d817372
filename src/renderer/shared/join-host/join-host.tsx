import { useMutation } from '@tanstack/react-query';
import { Cable, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Capabilities } from '../../host/capabilities.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { InlinePanel } from '../../ui/inline-panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Fingerprint } from './fingerprint.tsx';
import styles from './join-host.module.css';

/** The answer stands below the fold of a small screen otherwise. */
const bringIntoView = (answer: HTMLElement | null) => answer?.scrollIntoView?.({ block: 'nearest' });

/** The desktop app works at another host: find it, compare its fingerprint, start again there. */
export function JoinHost({ join }: { join: NonNullable<Capabilities['join']> }) {
  const { t } = useTranslation('network');
  const errorText = useErrorText();
  const [address, setAddress] = useState('');
  const look = useMutation({ mutationFn: (url: string) => join.look(url) });
  const go = useMutation({ mutationFn: (host: Parameters<typeof join.go>[0]) => join.go(host) });
  const found = look.data;
  const leave = () => {
    look.reset();
    go.reset();
  };
  return (
    <Card as="section" className={styles.part ?? ''} aria-label={t('join.title')}>
      <h2 className={styles.heading}>{t('join.title')}</h2>
      <p className={styles.hint}>{t('join.hint')}</p>
      <div className={styles.find}>
        <TextField
          label={t('join.address')}
          hint={t('join.addressHint')}
          value={address}
          placeholder={t('join.example')}
          error={look.error ? errorText(look.error) : undefined}
          disabled={go.isPending || go.isSuccess}
          onChange={(typed) => {
            setAddress(typed);
            leave();
          }}
        />
        <Button
          icon={<Search size={20} aria-hidden="true" />}
          disabled={address.trim() === '' || look.isPending || go.isPending || go.isSuccess}
          onPress={() => look.mutate(address)}
        >
          {t('join.look')}
        </Button>
      </div>
      {look.isPending && <Progress label={t('join.looking')} />}
      {found && !go.isSuccess && (
        <InlinePanel
          title={found.branch === '' ? t('join.found', { url: found.url }) : found.branch}
          hint={found.branch === '' ? undefined : t('join.found', { url: found.url })}
          look="question"
          takesFocus
          onClose={leave}
        >
          <p>{found.fingerprint === null ? t('join.trusted') : t('join.compare')}</p>
          {found.fingerprint !== null && <Fingerprint value={found.fingerprint} />}
          <div className={styles.answer} ref={bringIntoView}>
            <Button
              variant="primary"
              hotkey="Enter"
              icon={<Cable size={20} aria-hidden="true" />}
              disabled={go.isPending}
              onPress={() => go.mutate({ url: found.url, fingerprint: found.fingerprint })}
            >
              {found.fingerprint === null ? t('join.go') : t('join.same')}
            </Button>
            {found.fingerprint !== null && <Button onPress={leave}>{t('join.different')}</Button>}
          </div>
          {go.error && (
            <p role="alert" className={styles.refusal}>
              {errorText(go.error)}
            </p>
          )}
        </InlinePanel>
      )}
      {(go.isPending || go.isSuccess) && <p role="status">{t('join.joining')}</p>}
    </Card>
  );
}
