import { useTranslation } from 'react-i18next';
import type { MemoCard } from '#contract/memos.ts';
import { MemoTile } from '#renderer/shared/memos/memo-tile.tsx';
import { go } from '#renderer/shared/routes.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './today.module.css';
import { groupPromises } from './today-rules.ts';

type PromiseGroupsProps = { memos: readonly MemoCard[]; openId: string | null };

/** The promises whoever works here is to keep: late ones first, then in due order, calls agreed for later apart. */
export function PromiseGroups({ memos, openId }: PromiseGroupsProps) {
  const { t } = useTranslation('today');
  const groups = groupPromises(memos, useNow());
  const shown = (['late', 'next', 'agreed'] as const).filter((id) => groups[id].length > 0);
  return (
    <section aria-labelledby="today-promises" className={styles.section}>
      <h2 id="today-promises">{t('mine.promises')}</h2>
      {shown.length === 0 && <EmptyState title={t('mine.emptyTitle')}>{t('mine.emptyText')}</EmptyState>}
      {shown.map((id) => (
        <div key={id} className={styles.group}>
          <h3 id={`today-${id}`}>{t(`mine.${id}`)}</h3>
          <ul aria-labelledby={`today-${id}`} className={styles.tiles}>
            {groups[id].map((memo) => (
              <MemoTile
                key={memo.id}
                memo={memo}
                selected={memo.id === openId}
                isStop
                onOpen={() => go('today', 'mine', 'memo', memo.id)}
              />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
