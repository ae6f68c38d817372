import { useQuery } from '@tanstack/react-query';
import { BellRing } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '#contract/promises.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { go } from '#renderer/shared/routes.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { classes } from '#renderer/ui/classes.ts';
import { notify } from '#renderer/ui/notices.tsx';
import { NoticeLine } from './notice-line.tsx';
import styles from './notices.module.css';
import { useSystemNotices } from './use-system-notices.ts';

const screenOf = { memo: 'memos', encounter: 'counter', message: 'messages', document: 'documents' } as const;

/** Reminders that have come due for whoever works here: above every screen, over nothing, until they are seen. */
export default function NoticesGlobal() {
  const { t } = useTranslation('promises');
  const { orpc, client } = useHost();
  const { branchId, actorId } = useSession();
  const errorText = useErrorText();
  const [all, setAll] = useState(false);
  const { data: notices = none } = useQuery(
    orpc.notices.mine.queryOptions({
      input: { branchId: branchId ?? never },
      enabled: branchId !== null && actorId !== null,
    }),
  );
  const seen = useMutate(client.notices.seen, {
    onError: (error) => notify({ kind: 'trouble', text: errorText(error) }),
  });
  const see = (ids: string[]) => seen.mutate({ branchId: branchId ?? never, ids });
  const open = (notice: Notice) => {
    go(screenOf[notice.subjectType], notice.subjectId);
    see([notice.id]);
  };
  useSystemNotices(notices, open);
  const newest = [...notices].reverse();
  const [first] = newest;
  if (!first) return null;
  const shown = all ? newest : [first];
  // Status colours belong to promises alone, never to a visit that waits.
  const aboutPromises = shown.some(({ subjectType }) => subjectType === 'memo' || subjectType === 'document');
  return (
    <section
      className={classes(styles.region, aboutPromises && styles.promises)}
      aria-label={t('notices.label')}
      data-screen-only
    >
      <BellRing size={22} aria-hidden="true" className={styles.bell} />
      <ul className={styles.list} aria-live="polite">
        {shown.map((notice) => (
          <NoticeLine
            key={notice.id}
            notice={notice}
            onOpen={() => open(notice)}
            onSeen={() => see([notice.id])}
          />
        ))}
      </ul>
      {notices.length > 1 && (
        <div className={styles.all}>
          <Button variant="quiet" onPress={() => setAll(!all)}>
            {all ? t('notices.fewer') : t('notices.more', { count: notices.length - 1 })}
          </Button>
          <Button variant="quiet" onPress={() => see(notices.map(({ id }) => id))}>
            {t('notices.allSeen')}
          </Button>
        </div>
      )}
    </section>
  );
}

const none: Notice[] = [];
