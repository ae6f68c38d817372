import { useQuery } from '@tanstack/react-query';
import { Network, Unplug } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetworkState, NetworkStatus } from '#contract/network.ts';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { JoinHost } from '../../shared/join-host/join-host.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { InlinePanel } from '../../ui/inline-panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import styles from './network.module.css';
import { Certificate, Trouble, Trust } from './network-cards.tsx';
import page from './settings.module.css';

/** Nothing in it may take the focus, so the page itself does: otherwise the keyboard could not scroll it. */
const toBeRead = (label: string) => ({ role: 'group', tabIndex: 0, 'aria-label': label });

type NetworkTabProps = { branchId: string; mayRead: boolean; mayChange: boolean };

/** The branch host on the network: whether it is open, how to reach it, and what makes browsers trust it. */
export function NetworkTab({ branchId, mayRead, mayChange }: NetworkTabProps) {
  const { t } = useTranslation('network');
  const { orpc, capabilities } = useHost();
  const errorText = useErrorText();
  const { data, error } = useQuery({
    ...orpc.network.status.queryOptions({ input: { branchId } }),
    enabled: mayRead,
    // Addresses and certificates change without a write.
    staleTime: 0,
  });
  if (!mayRead) return <EmptyState title={t('noAccessTitle')}>{t('noAccessText')}</EmptyState>;
  if (error) {
    return (
      <p role="alert" className={page.page}>
        {errorText(error)}
      </p>
    );
  }
  if (!data) return <Progress label={t('loading')} />;
  const { state } = data;
  return (
    <>
      {state === null ? (
        <EmptyState title={t('notHereTitle')}>{t('notHereText')}</EmptyState>
      ) : (
        <div className={page.page} {...toBeRead(t('title'))}>
          <div className={page.columns}>
            <div className={page.column}>
              <Standing status={data} state={state} mayChange={mayChange} />
              <Certificate state={state} />
            </div>
            <div className={page.column}>
              <Trust state={state} />
              {capabilities.join && mayChange && <JoinHost join={capabilities.join} />}
            </div>
          </div>
        </div>
      )}
      {state !== null && mayChange && (
        <Switch branchId={branchId} version={data.version} on={state.on} wanted={data.wanted} />
      )}
    </>
  );
}

function Standing({
  status,
  state,
  mayChange,
}: {
  status: NetworkStatus;
  state: NetworkState;
  mayChange: boolean;
}) {
  const { t } = useTranslation('network');
  return (
    <Card as="section" className={page.part ?? ''} aria-label={t('title')}>
      <h2 className={styles.state}>{state.on ? t('on') : t('off')}</h2>
      <p>{state.on ? t('onHint') : t('offHint')}</p>
      {state.problem && (
        <Trouble problem={state.problem} title={state.on ? t('newerNotUsed') : t('wantedButOff')} />
      )}
      {state.on && (
        <ul className={styles.addresses} aria-label={t('addresses')}>
          {state.addresses.map((address) => (
            <li key={address}>{address}</li>
          ))}
        </ul>
      )}
      {!state.on && status.wanted && !state.problem && <p role="status">{t('wantedButOff')}</p>}
      {!mayChange && <p className={page.note}>{t('onlyAdmin')}</p>}
    </Card>
  );
}

type SwitchProps = { branchId: string; version: number; on: boolean; wanted: boolean };

/** One press opens; closing cuts other people off, so it is asked about. */
function Switch({ branchId, version, on, wanted }: SwitchProps) {
  const { t } = useTranslation('network');
  const { client, orpc, queries } = useHost();
  const errorText = useErrorText();
  const [asking, setAsking] = useState(false);
  const settle = {
    onSettled: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: orpc.network.key() });
    },
  };
  const open = useMutate(client.network.turnOn, settle);
  const close = useMutate(client.network.turnOff, settle);
  const wish = { branchId, expectedVersion: version };
  const busy = open.isPending || close.isPending;
  const error = on ? close.error : open.error;
  return (
    <footer className={page.foot}>
      {asking && (
        <InlinePanel
          title={t('turnOffTitle')}
          hint={t('turnOffHint')}
          look="question"
          takesFocus
          onClose={() => setAsking(false)}
        >
          <div className={page.buttons}>
            <Button
              variant="primary"
              hotkey="Enter"
              icon={<Unplug size={20} aria-hidden="true" />}
              disabled={busy}
              onPress={() => close.mutate(wish)}
            >
              {t('turnOff')}
            </Button>
          </div>
        </InlinePanel>
      )}
      {open.isPending && <Progress label={t('turningOn')} />}
      {close.isPending && <Progress label={t('turningOff')} />}
      <span className={page.space} />
      {(on || wanted) && !asking && (
        <Button
          icon={<Unplug size={20} aria-hidden="true" />}
          disabled={busy}
          onPress={() => {
            close.reset();
            setAsking(true);
          }}
        >
          {t('turnOff')}
        </Button>
      )}
      {!on && !asking && (
        <Button
          variant="primary"
          hotkey="Enter"
          keyLabel={t('turnOn')}
          icon={<Network size={20} aria-hidden="true" />}
          disabled={busy}
          onPress={() => open.mutate(wish)}
        >
          {t('turnOn')}
        </Button>
      )}
      {error && (
        <p role="alert" className={page.refusal}>
          {errorText(error)}
        </p>
      )}
    </footer>
  );
}
