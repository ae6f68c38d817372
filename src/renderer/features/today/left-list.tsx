import { useTranslation } from 'react-i18next';
import type { StaffEntry } from '#contract/staff.ts';
import { MemoTile } from '#renderer/shared/memos/memo-tile.tsx';
import { go } from '#renderer/shared/routes.ts';
import styles from './today.module.css';
import { useBoard } from './use-today.ts';

/** Memos I took that somebody else is to call about, open or ended today: what became of what I promised for him. */
export function LeftList({ me, openId }: { me: StaffEntry; openId: string | null }) {
  const { t } = useTranslation('today');
  const board = useBoard('left');
  if (!board) return null;
  const left = board.cards.filter(({ handler }) => handler.id !== me.id);
  return (
    <section aria-labelledby="today-left" className={styles.section}>
      <h2 id="today-left">{t('mine.left')}</h2>
      {left.length === 0 ? (
        <p className={styles.quiet}>{t('mine.leftEmpty')}</p>
      ) : (
        <ul aria-labelledby="today-left" className={styles.tiles}>
          {left.map((memo) => (
            <MemoTile
              key={memo.id}
              memo={memo}
              selected={memo.id === openId}
              isStop
              onOpen={() => go('today', 'mine', 'memo', memo.id)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
