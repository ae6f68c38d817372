import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { FoundMemos } from '#renderer/shared/memo-search/found-memos.tsx';
import type { useFoundMemos } from '#renderer/shared/memo-search/use-found-memos.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { VisuallyHidden } from '#renderer/ui/visually-hidden.tsx';
import styles from './memos-screen.module.css';

type FoundViewProps = {
  result: ReturnType<typeof useFoundMemos>;
  openId: string | null;
  onOpen: (id: string) => void;
  ref: Ref<HTMLUListElement>;
};

/** In place of the board while somebody is looked for. */
export function FoundView({ result: { found, error, settled }, openId, onOpen, ref }: FoundViewProps) {
  const { t } = useTranslation('memos');
  const errorText = useErrorText();
  if (error) return <p role="alert">{errorText(error)}</p>;
  return (
    <div className={styles.found}>
      <VisuallyHidden>
        <p role="status">{settled && t('find.count', { count: found.length })}</p>
      </VisuallyHidden>
      <FoundMemos ref={ref} label={t('find.found')} memos={found} openId={openId} onOpen={onOpen} />
      {settled && found.length === 0 && (
        <EmptyState title={t('find.emptyTitle')}>{t('find.emptyText')}</EmptyState>
      )}
    </div>
  );
}
