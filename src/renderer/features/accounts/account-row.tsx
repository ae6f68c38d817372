import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { useSession } from '../../shared/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useNow } from '../../ui/use-now.ts';
import { accountState } from './account-state.ts';
import styles from './accounts.module.css';
import type { Holder } from './accounts-tab.tsx';

type AccountRowProps = { holder: Holder; administers: boolean; open: boolean; onOpen: () => void };

/** One person in the list of accounts. */
export function AccountRow({ holder: { person, entry }, administers, open, onOpen }: AccountRowProps) {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const now = useNow();
  const actorId = useSession((session) => session.actorId);
  const { account } = entry;
  const state = accountState(entry);
  const lastSignIn = account?.lastSignInAt ? format.timeOrDateTime(account.lastSignInAt, now) : null;
  return (
    <tr className={open ? styles.chosen : undefined}>
      <td>
        {person.name} <small className={styles.beside}>{person.title}</small>{' '}
        {person.id === actorId && <Tag>{t('all.you')}</Tag>} {!person.active && <Tag>{t('all.left')}</Tag>}
      </td>
      <td>{account?.login ?? '–'}</td>
      <td>{state === 'active' ? t('states.active') : <Tag>{t(`states.${state}`)}</Tag>}</td>
      <td className={styles.number}>
        {account && account.sessions > 0 ? t('all.sessions', { count: account.sessions }) : '–'}
      </td>
      <td className={styles.number}>{account ? (lastSignIn ?? t('all.never')) : '–'}</td>
      <td>{account?.elsewhere.join(', ') || '–'}</td>
      <td>
        <Button
          variant="quiet"
          aria-expanded={open}
          aria-label={t(administers ? 'all.manageWhom' : 'all.lookAtWhom', { name: person.name })}
          onPress={onOpen}
        >
          {administers ? t('all.manage') : t('all.look')}
        </Button>
      </td>
    </tr>
  );
}
