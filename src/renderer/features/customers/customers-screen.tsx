import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CustomerSearch } from '#renderer/shared/customer-search/customer-search.tsx';
import { go } from '#renderer/shared/routes.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { CustomerPage } from './customer-page.tsx';
import styles from './customers-screen.module.css';
import { JoinPage } from './join-page.tsx';

/** 고객: the search `#/customers`, one customer `#/customers/<id>`, two side by side `#/customers/<id>/join/<other>`. */
export default function CustomersScreen({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation('customers');
  const [id, mode, otherId] = rest;
  return (
    <Screen title={t('screen.title')} where={t('screen.where')}>
      {!id && <FindCustomer />}
      {id && mode === 'join' && otherId && <JoinPage key={`${id} ${otherId}`} id={id} otherId={otherId} />}
      {id && !(mode === 'join' && otherId) && <CustomerPage key={id} id={id} />}
    </Screen>
  );
}

/** One search, one look: customers, and memos of people who are not saved. */
function FindCustomer() {
  const { t } = useTranslation('customers');
  const [query, setQuery] = useState('');
  return (
    <div className={styles.find}>
      <CustomerSearch
        autoFocus
        query={query}
        onQuery={setQuery}
        onChoose={({ id }) => go('customers', id)}
        onMemo={({ id }) => go('memos', id)}
        nobody={<EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>}
      />
      {query.trim() === '' && <EmptyState title={t('screen.startTitle')}>{t('screen.startText')}</EmptyState>}
    </div>
  );
}
