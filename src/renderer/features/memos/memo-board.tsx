import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemoCard } from '#contract/memos.ts';
import {
  type ActionId,
  type Arrow,
  actionKeys,
  actionsFor,
  byColumn,
  type ColumnId,
  columnIds,
  dropAction,
  neighbour,
} from '#renderer/shared/memos/memo-actions.ts';
import { MemoTile } from '#renderer/shared/memos/memo-tile.tsx';
import { useSession } from '#renderer/shared/session-store.ts';
import { classes } from '#renderer/ui/classes.ts';
import { useKeys } from '#renderer/ui/use-keys.ts';
import { hostNow } from '#renderer/ui/use-now.ts';
import styles from './memo-board.module.css';

type MemoBoardProps = {
  cards: readonly MemoCard[];
  answeredToday: number;
  openId: string | null;
  /** Beside an open memo the board is narrow. */
  narrow: boolean;
  onOpen: (id: string, action: ActionId | null) => void;
};

const dragType = 'application/x-maji-memo';
const arrows: readonly Arrow[] = ['Up', 'Down', 'Left', 'Right'];

/**
 * The four columns. Arrows move between cards and Enter opens one; an action's letter opens the card with that action
 * in hand. Dropping a card on a column is the action that leads there.
 */
export function MemoBoard({ cards, answeredToday, openId, narrow, onOpen }: MemoBoardProps) {
  const { t } = useTranslation('memos');
  const actorId = useSession((session) => session.actorId);
  const board = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const [dragged, setDragged] = useState<MemoCard | null>(null);
  const columns = byColumn(cards);
  const stop = cards.some(({ id }) => id === current) ? current : (cards[0]?.id ?? null);

  const focusCard = (id: string | null) => {
    if (id) board.current?.querySelector<HTMLElement>(`[data-memo="${id}"]`)?.focus();
  };
  const atCard = () => {
    const focused = document.activeElement?.getAttribute('data-memo') ?? null;
    return cards.find(({ id }) => id === focused) ?? null;
  };
  const act = (action: ActionId) => {
    const card = atCard();
    if (card && actionsFor(card, actorId, hostNow()).includes(action)) onOpen(card.id, action);
  };
  useKeys([
    ...arrows.map((arrow) => ({
      combo: arrow,
      run: () => focusCard(atCard() ? neighbour(columns, atCard()?.id ?? null, arrow) : stop),
      ...(arrow === 'Down' ? { label: t('keys.move') } : {}),
    })),
    ...(Object.entries(actionKeys) as [ActionId, string][])
      .filter(([, combo]) => combo !== 'Enter')
      .map(([action, combo]) => ({ combo, run: () => act(action), label: t(`actions.${action}`) })),
  ]);

  const onDrop = (column: ColumnId) => {
    const action = dragged && dropAction(dragged, column, actorId, hostNow());
    setDragged(null);
    if (dragged && action) onOpen(dragged.id, action === 'open' ? null : action);
  };
  const accepts = (column: ColumnId) =>
    dragged !== null && dropAction(dragged, column, actorId, hostNow()) !== null;

  return (
    <div ref={board} className={classes(styles.board, narrow && styles.narrow)}>
      {columnIds.map((column) => (
        <Column
          key={column}
          id={column}
          count={Math.max(column === 'closed' ? answeredToday : 0, columns[column].length)}
          empty={columns[column].length === 0}
          accepts={accepts(column)}
          onDrop={() => onDrop(column)}
        >
          {columns[column].map((memo) => (
            <MemoTile
              key={memo.id}
              memo={memo}
              selected={memo.id === openId}
              isStop={memo.id === stopIn(columns[column], current)}
              onOpen={() => onOpen(memo.id, null)}
              onFocus={() => setCurrent(memo.id)}
              onDragStart={(event) => {
                event.dataTransfer.setData(dragType, memo.id);
                event.dataTransfer.effectAllowed = 'move';
                setDragged(memo);
              }}
              onDragEnd={() => setDragged(null)}
            />
          ))}
        </Column>
      ))}
    </div>
  );
}

/** Tab reaches one card of each column: the one last looked at there, or its first. */
const stopIn = (list: readonly MemoCard[], current: string | null): string | null =>
  list.some(({ id }) => id === current) ? current : (list[0]?.id ?? null);

type ColumnProps = {
  id: ColumnId;
  count: number;
  empty: boolean;
  accepts: boolean;
  onDrop: () => void;
  children: React.ReactNode;
};

function Column({ id, count, empty, accepts, onDrop, children }: ColumnProps) {
  const { t } = useTranslation('memos');
  const [over, setOver] = useState(false);
  const onDragOver = (event: DragEvent) => {
    if (!accepts) return;
    event.preventDefault();
    setOver(true);
  };
  return (
    <section
      aria-label={t(`columns.${id}`)}
      data-column={id}
      className={classes(styles.column, accepts && styles.accepts, accepts && over && styles.over)}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onDrop();
      }}
    >
      <h2 className={styles.heading}>
        <span>{t(`columns.${id}`)}</span>
        <span title={t('columnCount', { count })}>{count}</span>
      </h2>
      {empty ? (
        <p className={styles.empty}>{t('emptyColumn')}</p>
      ) : (
        <ul className={styles.list}>{children}</ul>
      )}
    </section>
  );
}
