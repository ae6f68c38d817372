import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountEntry } from '#contract/accounts.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { go } from '../../shared/routes.ts';
import { useSession } from '../../shared/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { InlinePanel } from '../../ui/inline-panel.tsx';
import { AccountActions } from './account-actions.tsx';
import { accountState } from './account-state.ts';
import styles from './accounts.module.css';
import type { Holder } from './accounts-tab.tsx';
import { MakeAccount } from './make-account.tsx';

type AccountPanelProps = {
  holder: Holder;
  holders: readonly Holder[];
  administers: boolean;
  onClose: () => void;
};

/** One person's account: how it stands, and what an administrator may do about it. */
export function AccountPanel({ holder, holders, administers, onClose }: AccountPanelProps) {
  const { t } = useTranslation('accounts');
  const actorId = useSession((session) => session.actorId);
  const { person, entry } = holder;
  const isOwn = person.id === actorId;
  const place = useRef<HTMLDivElement>(null);
  // Opened under a line near the bottom it would be out of sight.
  useEffect(() => {
    // In braces: a browser may answer with a promise, which is no clean-up. The DOM of the tests has no such thing.
    place.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);
  return (
    <div ref={place}>
      <InlinePanel
        title={t('panel.title', { name: `${person.name} ${person.title}` })}
        onClose={onClose}
        takesFocus
      >
        <Facts entry={entry} />
        {isOwn && (
          <div className={styles.buttons}>
            <span>{t('panel.own')}</span>
            <Button onPress={() => go('settings', 'account')}>{t('panel.toMine')}</Button>
          </div>
        )}
        {administers && !isOwn && entry.account && <AccountActions person={person} account={entry.account} />}
        {administers && entry.account === null && (
          <MakeAccount person={person} holders={holders} onMade={onClose} />
        )}
      </InlinePanel>
    </div>
  );
}

function Facts({ entry }: { entry: AccountEntry }) {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const { account } = entry;
  return (
    <dl className={styles.facts}>
      <dt>{t('all.state')}</dt>
      <dd>{t(`states.${accountState(entry)}`)}</dd>
      {account && (
        <>
          <dt>{t('all.login')}</dt>
          <dd>{account.login}</dd>
          <dt>{t('all.sessionsTitle')}</dt>
          <dd>{account.sessions > 0 ? t('all.sessions', { count: account.sessions }) : '–'}</dd>
          <dt>{t('all.lastSignIn')}</dt>
          <dd>{account.lastSignInAt ? format.dateTime(account.lastSignInAt) : t('all.never')}</dd>
        </>
      )}
    </dl>
  );
}
