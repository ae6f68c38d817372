import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useEffectEvent,
  useId,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerHit } from '#contract/customers.ts';
import type { MemoFound } from '#contract/memos.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import fieldStyles from '#renderer/ui/field.module.css';
import { FieldFrame } from '#renderer/ui/field.tsx';
import styles from './customer-search.module.css';
import { FoundOption, optionId } from './found-option.tsx';
import { useFoundPeople } from './use-found-people.ts';

type CustomerSearchProps = {
  onChoose: (customer: CustomerHit) => void;
  /** A memo of somebody who is not saved as a customer; without it such memos are not listed. */
  onMemo?: (memo: MemoFound) => void;
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
 * A customer by initial consonants, part of the name, phone digits or business, however typed, and under them the
 * memos of people who are not saved. Arrows move, Enter chooses. Each line answers whether somebody has called back.
 */
export function CustomerSearch(props: CustomerSearchProps) {
  const { onChoose, onMemo, nobody, query, onQuery, label, required, error: problem, autoFocus, ref } = props;
  const { t } = useTranslation('customers');
  const errorText = useErrorText();
  const listId = useId();
  const { hits, memos: inMemos, error, settled } = useFoundPeople(query);
  const memos = onMemo ? inMemos : [];
  const [at, setAt] = useState(0);
  /** Enter was pressed before the host had answered: whoever it finds first is meant. */
  const [isMeant, setIsMeant] = useState(false);
  const count = hits.length + memos.length;
  const current = Math.min(at, count - 1);
  const currentId = count > 0 ? optionId(listId, current) : null;
  // What Enter would choose is in sight, also in a form longer than its place.
  useEffect(() => {
    if (currentId) document.getElementById(currentId)?.scrollIntoView({ block: 'nearest' });
  }, [currentId]);
  const choose = (index: number) => {
    const customer = hits[index];
    const memo = memos[index - hits.length];
    if (!customer && !memo) return;
    onQuery('');
    setAt(0);
    setIsMeant(false);
    if (customer) onChoose(customer);
    else if (memo) onMemo?.(memo);
  };
  const chooseMeant = useEffectEvent(() => {
    setIsMeant(false);
    choose(current);
  });
  useEffect(() => {
    if (isMeant && settled) chooseMeant();
  }, [isMeant, settled]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && count > 0) {
      event.preventDefault();
      setAt((current + step + count) % count);
    } else if (event.key === 'Enter' && count > 0) {
      event.preventDefault();
      // The list may still be that of what was typed before.
      if (settled) choose(current);
      else setIsMeant(true);
    }
  };
  const option = (index: number) => ({
    id: optionId(listId, index),
    current: index === current,
    onChoose: () => choose(index),
  });
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
            aria-expanded={count > 0}
            aria-controls={listId}
            aria-activedescendant={currentId ?? undefined}
            className={fieldStyles.control}
            value={query}
            placeholder={t('searchExample')}
            inputMode="search"
            autoComplete="off"
            spellCheck={false}
            // biome-ignore lint/a11y/noAutofocus: a screen that is a search begins in its box
            autoFocus={autoFocus}
            onKeyDown={onKeyDown}
            onChange={(event) => {
              onQuery(event.target.value);
              setAt(0);
              setIsMeant(false);
            }}
          />
        )}
      />
      {Boolean(error) && <p role="alert">{errorText(error)}</p>}
      <div id={listId} role="listbox" aria-label={t('found')} className={styles.list}>
        {hits.map((customer, index) => (
          <FoundOption key={customer.id} {...option(index)} customer={customer} />
        ))}
        {memos.length > 0 && (
          // biome-ignore lint/a11y/useSemanticElements: a listbox groups its options by this role
          <div role="group" aria-labelledby={`${listId}-memos`} className={styles.group}>
            <span id={`${listId}-memos`} className={styles.groupName}>
              {t('alsoMemos')}
            </span>
            {memos.map((memo, index) => (
              <FoundOption key={memo.id} {...option(hits.length + index)} memo={memo} />
            ))}
          </div>
        )}
      </div>
      {settled && count === 0 && !error && nobody}
    </div>
  );
}
