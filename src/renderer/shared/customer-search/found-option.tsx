import { useEffect, useRef } from 'react';
import type { CustomerHit } from '#contract/customers.ts';
import type { MemoFound } from '#contract/memos.ts';
import { classes } from '#renderer/ui/classes.ts';
import { callbackOf } from '../memo-search/found-memos.tsx';
import { CallbackLine } from './callback-line.tsx';
import styles from './customer-search.module.css';

type FoundOptionProps = {
  id: string;
  current: boolean;
  onChoose: () => void;
} & ({ customer: CustomerHit; memo?: never } | { memo: MemoFound; customer?: never });

/** The id of an option, for `aria-activedescendant`. */
export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** One line of what a look-up found: who, and whether somebody has called back. */
export function FoundOption({ id, current, onChoose, customer, memo }: FoundOptionProps) {
  const option = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (current) option.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <button
      ref={option}
      id={id}
      type="button"
      role="option"
      aria-selected={current}
      tabIndex={-1}
      className={classes(styles.hit, current && styles.current)}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className={styles.line}>
        <b>{customer ? nameOf(customer) : memo.customerName}</b>
        <span className={styles.phone}>{customer ? customer.phone : memo.phone}</span>
      </span>
      {customer ? (
        <CallbackLine callback={customer.callback} latestEncounterAt={customer.latestEncounterAt} />
      ) : (
        <>
          <CallbackLine callback={callbackOf(memo)} />
          <span className={styles.inquiry}>{memo.inquiry}</span>
        </>
      )}
    </button>
  );
}

const nameOf = ({ name, business }: CustomerHit) => (business ? `${name} · ${business}` : name);
