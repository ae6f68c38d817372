import { useQuery } from '@tanstack/react-query';
import { BookUser, Search, UserRoundPlus, UserRoundX } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EncounterView } from '#contract/encounters.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useHasDraft } from '#renderer/host/use-draft.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { CustomerSearch } from '#renderer/shared/customer-search/customer-search.tsx';
import { AlsoHere } from '#renderer/shared/encounters/also-here.tsx';
import { go } from '#renderer/shared/routes.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { useKeys } from '#renderer/ui/use-keys.ts';
import { CustomerDetail } from './customer-detail.tsx';
import styles from './customer-panel.module.css';
import { NewCustomer } from './new-customer.tsx';
import { useLinkCustomer } from './use-link-customer.ts';

const never = '00000000-0000-0000-0000-000000000000';

/** Who the customer is: found, new with consent, or not told. Works without a visit too, for a question by the way. */
export function CustomerPanel({ visitId }: { visitId: string | null }) {
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  const { data: view } = useQuery(
    orpc.encounters.get.queryOptions({
      input: { branchId: branchId ?? never, id: visitId ?? never },
      enabled: branchId !== null && visitId !== null,
    }),
  );
  return <Panel key={visitId} visit={view && view.id === visitId ? view : null} visitId={visitId} />;
}

function Panel({ visit, visitId }: { visit: EncounterView | null; visitId: string | null }) {
  const { t } = useTranslation('customers');
  const errorText = useErrorText();
  const box = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const [looked, setLooked] = useState<string | null>(null);
  const begun = useHasDraft('customer', visitId);
  // Until somebody decides, a half-typed customer is open again by itself.
  const [adding, setAdding] = useState<boolean | null>(null);
  const { link, trouble } = useLinkCustomer(visit);
  // Somebody may be looked up while another customer is being served.
  const shown = looked ?? visit?.customer?.id ?? null;
  const linked = shown !== null && visit?.customer?.id === shown;
  const isAdding = adding ?? begun;
  useKeys([{ combo: 'F6', run: () => box.current?.focus(), label: t('find') }]);

  const choose = async (customerId: string) => {
    setLooked(customerId);
    box.current?.blur();
    if (visit && !visit.customer) await takeAsCustomer(customerId);
  };
  const takeAsCustomer = async (customerId: string | null) => {
    if (await link(customerId)) setLooked(null);
  };
  if (isAdding && !shown) {
    return (
      <NewCustomer
        subjectId={visitId}
        beginsWith={query}
        onAdded={(id) => {
          setAdding(false);
          setQuery('');
          void choose(id);
        }}
        onClose={() => setAdding(false)}
      />
    );
  }
  const addButton = (
    <Button
      icon={<UserRoundPlus size={20} aria-hidden="true" />}
      hotkey="Shift+F6"
      onPress={() => setAdding(true)}
    >
      {t('addNew')}
    </Button>
  );
  return (
    <section className={styles.panel} aria-labelledby="customer-title">
      <h2 id="customer-title" className={styles.title}>
        <span>{t('title')}</span>
        <Button
          variant="quiet"
          kbd="F6"
          icon={<Search size={18} aria-hidden="true" />}
          onPress={() => box.current?.focus()}
        >
          {t('find')}
        </Button>
      </h2>
      {trouble !== null && <p role="alert">{errorText(trouble)}</p>}
      {shown && <AlsoHere customerId={shown} encounterId={visitId} />}
      {shown && <CustomerDetail id={shown} visitId={linked && visit ? visit.id : null} />}
      {shown && (
        <div className={styles.choices}>
          <Button
            variant="quiet"
            icon={<BookUser size={18} aria-hidden="true" />}
            onPress={() => go('customers', shown)}
          >
            {t('toPage')}
          </Button>
          {visit && !linked && (
            <Button variant="quiet" onPress={() => void takeAsCustomer(shown)}>
              {t('thisIsHim')}
            </Button>
          )}
          {linked ? (
            <Button
              variant="quiet"
              icon={<UserRoundX size={18} aria-hidden="true" />}
              onPress={() => void takeAsCustomer(null)}
            >
              {t('unlink')}
            </Button>
          ) : (
            <Button variant="quiet" onPress={() => setLooked(null)}>
              {t('closeDetail')}
            </Button>
          )}
        </div>
      )}
      <CustomerSearch
        ref={box}
        query={query}
        onQuery={setQuery}
        onChoose={({ id }) => void choose(id)}
        onMemo={({ id }) => go('memos', id)}
        nobody={<EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>}
      />
      {!shown && addButton}
    </section>
  );
}
