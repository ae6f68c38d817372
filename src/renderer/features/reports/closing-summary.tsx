import { useQuery } from '@tanstack/react-query';
import { ClipboardCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { go } from '../../shared/routes.ts';
import { useSession } from '../../shared/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './reports.module.css';

/** What the closing check would show, in three counts. */
export function ClosingSummary() {
  const { t } = useTranslation('reports');
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId) ?? '';
  const { data } = useQuery(orpc.reports.closingCheck.queryOptions({ input: { branchId } }));
  if (!data) return null;
  const missing = data.promises.filter((promise) => promise.needsReason).length;
  const nothing = data.encounters.length + data.promises.length + data.documents.length === 0;
  return (
    <section className={styles.summary} aria-label={t('closing.summary')}>
      <h2>{t('closing.summary')}</h2>
      {nothing ? (
        <p>{t('closing.allDone')}</p>
      ) : (
        <>
          <ul>
            {data.encounters.length > 0 && <li>{t('closing.visits', { count: data.encounters.length })}</li>}
            {data.promises.length > 0 && <li>{t('closing.promises', { count: data.promises.length })}</li>}
            {data.documents.length > 0 && <li>{t('closing.documents', { count: data.documents.length })}</li>}
            {missing > 0 && (
              <li>
                <Tag tone="late">{t('closing.missing', { count: missing })}</Tag>
              </li>
            )}
          </ul>
          <Button
            wide
            kbd="3"
            icon={<ClipboardCheck size={20} aria-hidden="true" />}
            onPress={() => go('reports', 'closing')}
          >
            {t('closing.look')}
          </Button>
        </>
      )}
    </section>
  );
}
