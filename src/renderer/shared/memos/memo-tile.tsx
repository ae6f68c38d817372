import { CircleCheck, CirclePause, CircleX, TriangleAlert } from 'lucide-react';
import type { DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemoCard } from '#contract/memos.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { classes } from '#renderer/ui/classes.ts';
import { Countdown, urgencyOf } from '#renderer/ui/countdown.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { useNowAs } from '#renderer/ui/use-now.ts';
import { columnOf } from './memo-actions.ts';
import styles from './memo-tile.module.css';

type MemoTileProps = {
  memo: MemoCard;
  selected: boolean;
  /** The card of its column that Tab reaches; arrows move from it. */
  isStop: boolean;
  onOpen: () => void;
  onFocus?: () => void;
  /** Where it may be dropped somewhere. */
  onDragStart?: (event: DragEvent) => void;
  onDragEnd?: () => void;
};

/** A memo as a card: whose, by when, about what, and who calls. The whole card opens it. */
export function MemoTile({ memo, selected, isStop, onOpen, onFocus, onDragStart, onDragEnd }: MemoTileProps) {
  const { t } = useTranslation('memos');
  const edge = useEdge(memo);
  return (
    <li className={classes(styles.card, styles[edge], selected && styles.selected)}>
      <button
        type="button"
        data-memo={memo.id}
        className={styles.button}
        tabIndex={isStop ? 0 : -1}
        aria-label={t('card.open', { name: memo.customerName })}
        aria-describedby={`memo-${memo.id}`}
        aria-current={selected ? 'true' : undefined}
        draggable={onDragStart !== undefined}
        onClick={onOpen}
        onFocus={onFocus}
        onDragStart={onDragStart}
        onDragEnd={onDragEnd}
      />
      <div id={`memo-${memo.id}`} className={styles.content}>
        <p className={styles.top}>
          <span className={styles.who}>
            <b>{memo.customerName}</b>{' '}
            {columnOf(memo.state) !== 'closed' && <span className={styles.phone}>{memo.phone}</span>}
          </span>
          <Remaining memo={memo} />
        </p>
        <p className={styles.inquiry}>{memo.inquiry}</p>
        <Lines memo={memo} />
      </div>
    </li>
  );
}

function useEdge(memo: MemoCard): 'open' | 'soon' | 'late' | 'kept' | 'plain' {
  const { state, dueAt } = memo.promise;
  const urgency = useNowAs((now) => urgencyOf(dueAt, now));
  if (state === 'open') return urgency;
  return state === 'kept' ? 'kept' : state === 'late' || state === 'broken' ? 'late' : 'plain';
}

/** What is left, or how it ended and after how long: always a word, never colour alone. */
function Remaining({ memo }: { memo: MemoCard }) {
  const { t } = useTranslation('memos');
  const format = useFormat();
  const { state, dueAt, closedAt, madeAt } = memo.promise;
  if (state === 'open') {
    return (
      <span className={styles.left}>
        <Countdown due={dueAt} />
      </span>
    );
  }
  const took = format.elapsed(madeAt, closedAt ?? madeAt);
  const [Icon, text] = {
    kept: [CircleCheck, t('card.kept', { took })],
    late: [TriangleAlert, t('card.late', { took })],
    broken: [CircleX, t('card.broken')],
    unreachable: [CirclePause, t('card.unreachable')],
    withdrawn: [CirclePause, t('card.withdrawn')],
  }[state] as [typeof CircleCheck, string];
  return (
    <span className={classes(styles.left, styles[`${state}Text`])}>
      <Icon size={17} aria-hidden="true" /> {text}
    </span>
  );
}

function Lines({ memo }: { memo: MemoCard }) {
  const { t } = useTranslation('memos');
  const format = useFormat();
  const { intended, handler, attempts, callAgainAt, urgency, madeAt, promise } = memo;
  const today = useNowAs((now) => format.dayOf(now));
  const at = (instant: Date) =>
    format.dayOf(instant) === today ? format.time(instant) : format.dateTime(instant);
  const closed = columnOf(memo.state) === 'closed';
  return (
    <>
      {(urgency === 'urgent' || (!closed && (attempts > 0 || callAgainAt))) && (
        <p className={styles.tags}>
          {urgency === 'urgent' && <Tag>{t('card.urgent')}</Tag>}
          {!closed && attempts > 0 && <Tag>{t('card.attempts', { count: attempts })}</Tag>}
          {!closed && callAgainAt && <Tag>{t('card.again', { time: at(callAgainAt) })}</Tag>}
        </p>
      )}
      <p className={styles.line}>
        <span>
          <span aria-hidden="true">{'→ '}</span>
          {intended.name} {intended.title}
          {handler.id !== intended.id && (
            <b className={styles.handler}>
              {' '}
              {t('card.handler', { name: handler.name, title: handler.title })}
            </b>
          )}
        </span>
        <span className={styles.received}>
          {t('card.received', { time: at(madeAt) })} <span className={styles.clause}>{promise.clause}</span>
        </span>
      </p>
    </>
  );
}
