import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentCard } from '#contract/documents.ts';
import { DocumentRow } from '#renderer/shared/documents/document-row.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { useKeys } from '#renderer/ui/use-keys.ts';
import styles from './documents.module.css';

type DocumentListsProps = {
  lists: {
    offered: boolean;
    due: readonly DocumentCard[];
    inWork: readonly DocumentCard[];
    done: readonly DocumentCard[];
  };
  openId: string | null;
  onOpen: (id: string) => void;
};

/** What is due first, then what is in work, then what was finished lately. Arrows move along the lines, Enter opens. */
export function DocumentLists({ lists, openId, onOpen }: DocumentListsProps) {
  const { t } = useTranslation('documents');
  const place = useRef<HTMLDivElement>(null);
  const move = (step: 1 | -1) => {
    const rows = [...(place.current?.querySelectorAll<HTMLElement>('[data-document]') ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    rows[at < 0 ? 0 : (at + step + rows.length) % rows.length]?.focus();
  };
  useKeys([
    { combo: 'Down', run: () => move(1) },
    { combo: 'Up', run: () => move(-1) },
  ]);
  const { offered, due, inWork, done } = lists;
  if (due.length + inWork.length + done.length === 0) {
    return offered ? <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState> : null;
  }
  const rows = (cards: readonly DocumentCard[]) =>
    cards.map((card) => (
      <DocumentRow
        key={card.id}
        document={card}
        selected={card.id === openId}
        onOpen={() => onOpen(card.id)}
      />
    ));
  return (
    <div ref={place} className={styles.lists}>
      <List id="due" title={t('due')} empty={t('dueEmpty')} count={due.length}>
        {rows(due)}
      </List>
      <List id="in-work" title={t('inWork')} empty={t('inWorkEmpty')} count={inWork.length}>
        {rows(inWork)}
      </List>
      <List id="done" title={t('done')} empty={t('doneEmpty')} count={done.length}>
        {rows(done)}
      </List>
    </div>
  );
}

type ListProps = { id: string; title: string; empty: string; count: number; children: ReactNode };

function List({ id, title, empty, count, children }: ListProps) {
  return (
    <section aria-labelledby={`documents-${id}`} className={styles.section}>
      <h2 id={`documents-${id}`} className={styles.heading}>
        {title} <span>{count}</span>
      </h2>
      {count === 0 ? <p className={styles.soft}>{empty}</p> : <ul className={styles.rows}>{children}</ul>}
    </section>
  );
}
