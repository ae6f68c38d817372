import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useActivityWords } from './activity-words.ts';
import styles from './settings.module.css';

const PAGE = 100;

/** Who saw or changed whose data, newest first; and whether the log is whole. */
export function ActivityTab({ branchId, mayRead }: { branchId: string; mayRead: boolean }) {
  const { t } = useTranslation('settings');
  if (!mayRead) {
    return <EmptyState title={t('activity.noAccessTitle')}>{t('activity.noAccessText')}</EmptyState>;
  }
  return (
    <div className={styles.page}>
      <p className={styles.hint}>{t('activity.hint')}</p>
      <Verify branchId={branchId} />
      <Rows branchId={branchId} />
    </div>
  );
}

function Verify({ branchId }: { branchId: string }) {
  const { t } = useTranslation('settings');
  const { client } = useHost();
  const errorText = useErrorText();
  const verify = useMutation({ mutationFn: () => client.system.verifyActivity({ branchId }) });
  const { data, error, isPending } = verify;
  return (
    <div className={styles.buttons}>
      <Button
        icon={<ShieldCheck size={20} aria-hidden="true" />}
        disabled={isPending}
        onPress={() => verify.mutate()}
      >
        {t('activity.verify')}
      </Button>
      {isPending && <Progress label={t('activity.verifying')} />}
      <span role="status">
        {data &&
          (data.brokenAt === null
            ? t('activity.whole', { count: data.rows })
            : t('activity.broken', { row: data.brokenAt }))}
        {data && data.brokenAt === null && (
          <span className={styles.head}> {t('activity.head', { hash: data.head.slice(0, 12) })}</span>
        )}
        {error && errorText(error)}
      </span>
    </div>
  );
}

function Rows({ branchId }: { branchId: string }) {
  const { t } = useTranslation('settings');
  const { orpc } = useHost();
  const errorText = useErrorText();
  const format = useFormat();
  const words = useActivityWords();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    orpc.system.recentActivity.infiniteOptions({
      input: (beforeSeq: number | undefined) =>
        beforeSeq === undefined ? { branchId } : { branchId, beforeSeq },
      initialPageParam: undefined as number | undefined,
      getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.seq),
      // No change tells of a reading, so the log is asked for each time it is opened.
      refetchOnMount: 'always',
    }),
  );
  if (error) return <p role="alert">{errorText(error)}</p>;
  if (isPending) return <Progress label={t('activity.verifying')} />;
  const rows = data.pages.flat();
  if (rows.length === 0)
    return <EmptyState title={t('activity.emptyTitle')}>{t('activity.emptyText')}</EmptyState>;
  return (
    <>
      <table className={styles.log}>
        <thead>
          <tr>
            <th scope="col">{t('activity.seq')}</th>
            <th scope="col">{t('activity.at')}</th>
            <th scope="col">{t('activity.actor')}</th>
            <th scope="col">{t('activity.action')}</th>
            <th scope="col">{t('activity.subjects')}</th>
            <th scope="col">{t('activity.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.seq}>
              <td className={styles.number}>{format.number(row.seq)}</td>
              <td className={styles.number}>{format.dateTime(row.at)}</td>
              <td>{words.actor(row.actor)}</td>
              <td>
                {words.action(row.action)}
                {row.purpose && <div className={styles.hint}>{words.detail(row.action, row.purpose)}</div>}
              </td>
              <td>{words.subjects(row.subjects)}</td>
              <td>{row.outcome === 'refused' ? <b>{t('activity.refused')}</b> : t('activity.allowed')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasNextPage && (
        <div className={styles.buttons}>
          <Button disabled={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('activity.more')}
          </Button>
        </div>
      )}
    </>
  );
}
