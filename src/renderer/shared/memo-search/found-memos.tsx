import { type KeyboardEvent, type Ref, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Callback } from '#contract/customers.ts';
import type { MemoFound } from '#contract/memos.ts';
import { classes } from '#renderer/ui/classes.ts';
import { CallbackLine } from '../customer-search/callback-line.tsx';
import styles from './found-memos.module.css';

type FoundMemosProps = {
  label: string;
  memos: readonly MemoFound[];
  openId?: string | null;
  onOpen: (id: string) => void;
  ref?: Ref<HTMLUListElement>;
};

/** Found memos, a line each: who, about what, and whether somebody has called back, who and when. */
export function FoundMemos({ label, memos, openId = null, onOpen, ref }: FoundMemosProps) {
  const { t } = useTranslation('memos');
  const list = useRef<HTMLUListElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    if (!step || at < 0) return;
    event.preventDefault();
    buttons[at + step]?.focus();
  };
  const set = (element: HTMLUListElement | null) => {
    list.current = element;
    if (typeof ref === 'function') ref(element);
    else if (ref) ref.current = element;
  };
  return (
    <ul ref={set} className={styles.list} aria-label={label} onKeyDown={onKeyDown}>
      {memos.map((memo) => (
        <li key={memo.id}>
          <button
            type="button"
            className={classes(styles.hit, memo.id === openId && styles.open)}
            aria-current={memo.id === openId ? 'true' : undefined}
            onClick={() => onOpen(memo.id)}
          >
            <span className={styles.line}>
              <b>{memo.customerName}</b>
              <span className={styles.phone}>{memo.phone}</span>
            </span>
            <CallbackLine callback={callbackOf(memo)} />
            <span className={styles.inquiry}>{memo.inquiry}</span>
            <span className={styles.intended}>
              {t('card.for', { name: memo.intended.name, title: memo.intended.title })}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The promise of a memo as the search for customers shows it. */
export function callbackOf({ id, promise, handler, closedBy }: MemoFound): Callback {
  const { state, madeAt, dueAt, closedAt } = promise;
  return { memoId: id, state, madeAt, dueAt, closedAt, by: closedBy ?? handler.name };
}
