import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useDeferredValue,
  useEffect,
  useId,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerHit } from '#contract/customers.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { classes } from '#renderer/ui/classes.ts';
import fieldStyles from '#renderer/ui/field.module.css';
import { FieldFrame } from '#renderer/ui/field.tsx';
import { useSession } from '../session-store.ts';
import { CallbackLine } from './callback-line.tsx';
import styles from './customer-search.module.css';

type CustomerSearchProps = {
  onChoose: (customer: CustomerHit) => void;
  /** Under an empty result: what to do first. */
  nobody?: ReactNode;
  query: string;
  onQuery: (query: string) => void;
  /** What the box is called where it is one field of a form; what is typed there may be a new name as well. */
  label?: string;
  required?: boolean;
  error?: ReactNode;
  autoFocus?: boolean;
  ref?: Ref<HTMLInputElement>;
};

/**
 * A customer by initial consonants, part of the name, phone digits or business, however typed. Arrows move, Enter
 * chooses. Each line answers whether somebody has called back.
 */
export function CustomerSearch(props: CustomerSearchProps) {
  const { onChoose, nobody, query, onQuery, label, required, error: problem, autoFocus, ref } = props;
  const { t } = useTranslation('customers');
  const errorText = useErrorText();
  const listId = useId();
  const { hits, error, settled } = useHits(query);
  const [at, setAt] = useState(0);
  const current = Math.min(at, hits.length - 1);
  const currentId = hits[current]?.id;
  // What Enter would choose is in sight, also in a form longer than its place.
  useEffect(() => {
    if (currentId) document.getElementById(`${listId}-${currentId}`)?.scrollIntoView({ block: 'nearest' });
  }, [listId, currentId]);
  const choose = (customer: CustomerHit) => {
    onQuery('');
    setAt(0);
    onChoose(customer);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = hits[current];
    if (step && hits.length > 0) {
      event.preventDefault();
      setAt((current + step + hits.length) % hits.length);
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      choose(chosen);
    }
  };
  return (
    <div className={styles.search}>
      <FieldFrame
        label={label ?? t('search')}
        {...(required ? { required } : {})}
        error={problem}
        draw={(ids) => (
          <input
            {...ids}
            ref={ref}
            role="combobox"
            aria-expanded={hits.length > 0}
            aria-controls={listId}
            aria-activedescendant={hits[current] ? `${listId}-${hits[current].id}` : undefined}
            className={fieldStyles.control}
            value={query}
            placeholder={t('searchExample')}
            inputMode="search"
            // biome-ignore lint/a11y/noAutofocus: the form was opened to type a name
            autoFocus={autoFocus}
            autoComplete="off"
            spellCheck={false}
            onKeyDown={onKeyDown}
            onChange={(event) => {
              onQuery(event.target.value);
              setAt(0);
            }}
          />
        )}
      />
      {Boolean(error) && <p role="alert">{errorText(error)}</p>}
      <div id={listId} role="listbox" aria-label={t('found')} className={styles.list}>
        {hits.map((hit, index) => (
          <button
            key={hit.id}
            id={`${listId}-${hit.id}`}
            type="button"
            role="option"
            aria-selected={index === current}
            tabIndex={-1}
            className={classes(styles.hit, index === current && styles.current)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(hit)}
          >
            <Hit hit={hit} />
          </button>
        ))}
      </div>
      {settled && hits.length === 0 && !error && nobody}
    </div>
  );
}

function Hit({ hit }: { hit: CustomerHit }) {
  return (
    <>
      <span className={styles.line}>
        <b>{hit.business ? `${hit.name} · ${hit.business}` : hit.name}</b>
        <span className={styles.phone}>{hit.phone}</span>
      </span>
      <CallbackLine callback={hit.callback} latestEncounterAt={hit.latestEncounterAt} />
    </>
  );
}

const never = '00000000-0000-0000-0000-000000000000';

/** The hits for what is typed now; names of people are not kept longer than the box is in use. */
function useHits(query: string) {
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  // One id for one use of the box: the activity log then has one line, when it settles.
  const [searchId, setSearchId] = useState(() => crypto.randomUUID());
  const [wasEmpty, setWasEmpty] = useState(true);
  const empty = query.trim() === '';
  if (empty !== wasEmpty) {
    setWasEmpty(empty);
    if (empty) setSearchId(crypto.randomUUID());
  }
  const deferred = useDeferredValue(query.trim());
  const enabled = branchId !== null && deferred !== '' && !empty;
  const { data, error, isPlaceholderData } = useQuery(
    orpc.customers.search.queryOptions({
      input: { branchId: branchId ?? never, query: deferred, searchId },
      enabled,
      placeholderData: keepPreviousData,
      gcTime: 10_000,
    }),
  );
  const hits = enabled && data ? data : [];
  return {
    hits,
    error: enabled ? error : null,
    settled: enabled && data !== undefined && !isPlaceholderData,
  };
}
