import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelinePlace } from '#contract/customer-page.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import styles from './customer-timeline.module.css';
import { DocumentLine, MemoLine, MessageLine, VisitLine } from './timeline-lines.tsx';

const first: TimelinePlace | null = null;

/** Every visit and memo with its promises, newest first, fifty at a time. */
export function CustomerTimeline({ id }: { id: string }) {
  const { t } = useTranslation('customers');
  const errorText = useErrorText();
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  const [open, setOpen] = useState<string | null>(null);
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    orpc.customers.timeline.infiniteOptions({
      input: (before: TimelinePlace | null) => ({ branchId: branchId ?? never, id, before }),
      initialPageParam: first,
      getNextPageParam: ({ next }) => next,
      enabled: branchId !== null,
    }),
  );
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const elsewhere = entries.some(({ branch }) => branch !== null);
  return (
    <section className={styles.timeline} aria-labelledby="timeline-title">
      <h2 id="timeline-title" className={styles.title}>
        {t('timeline.title')}
      </h2>
      {error && <p role="alert">{errorText(error)}</p>}
      {!data && !error && <Progress label={t('timeline.loading')} />}
      {data && entries.length === 0 && (
        <EmptyState title={t('timeline.emptyTitle')}>{t('timeline.emptyText')}</EmptyState>
      )}
      {elsewhere && <p className={styles.hint}>{t('timeline.elsewhereHint')}</p>}
      <ol className={styles.entries}>
        {entries.map((entry) => (
          <li key={entry.id} className={styles.entry}>
            {entry.kind === 'memo' && <MemoLine entry={entry} />}
            {entry.kind === 'document' && <DocumentLine entry={entry} />}
            {entry.kind === 'message' && <MessageLine entry={entry} />}
            {entry.kind === 'encounter' && (
              <VisitLine
                entry={entry}
                open={open === entry.id}
                onOpen={() => setOpen(entry.id)}
                onClose={() => setOpen(null)}
              />
            )}
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button
          hotkey="M"
          keyLabel={t('timeline.more')}
          className={styles.more ?? ''}
          disabled={isFetchingNextPage}
          onPress={() => void fetchNextPage()}
        >
          {t('timeline.more')}
        </Button>
      )}
      {data && !hasNextPage && data.pages.length > 1 && <p className={styles.hint}>{t('timeline.end')}</p>}
    </section>
  );
}
