import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { DocumentRow } from '#renderer/shared/documents/document-row.tsx';
import { go } from '#renderer/shared/routes.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import styles from './today.module.css';

/** Papers with something to be checked or told, first those the customer knows nothing of; nothing where there are none. */
export function DocumentsDue({ whose }: { whose: 'mine' | 'branch' }) {
  const { t } = useTranslation('documents');
  const { orpc } = useHost();
  const { branchId, actorId } = useSession();
  const { data } = useQuery(
    orpc.documents.list.queryOptions({
      input: { branchId: branchId ?? never, whose },
      enabled: branchId !== null && actorId !== null,
    }),
  );
  if (!data || data.due.length === 0) return null;
  return (
    <section aria-labelledby="today-documents" className={styles.section}>
      <h2 id="today-documents">
        {t('due')} <span className={styles.count}>{data.due.length}</span>
      </h2>
      <ul className={styles.rows}>
        {data.due.map((document) => (
          <DocumentRow
            key={document.id}
            document={document}
            selected={false}
            onOpen={() => go('documents', document.id)}
          />
        ))}
      </ul>
    </section>
  );
}
