import { useQuery } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { Segments } from '#renderer/ui/segments.tsx';
import { useSession } from '../session-store.ts';
import styles from './memo-form.module.css';

/** What was promised, for the customer: to read out from here, or as a slip to print. */
export function Slip({ memoId }: { memoId: string }) {
  const { t } = useTranslation('memoForm');
  const errorText = useErrorText();
  const { orpc, capabilities } = useHost();
  const branchId = useSession((session) => session.branchId);
  const { data: slip, error } = useQuery(
    orpc.memos.slip.queryOptions({
      input: { branchId: branchId ?? '', id: memoId },
      enabled: branchId !== null,
    }),
  );
  if (error) return <p role="alert">{errorText(error)}</p>;
  if (!slip) return null;
  return (
    <Card as="section" edge="open" aria-label={t('slip')} className={styles.slip ?? ''}>
      <div className={styles.slipText}>
        <h2>{t('slip')}</h2>
        <Segments size="text" segments={slip.promise} />
        {slip.unreached.length > 0 && slip.contact.length > 0 && (
          <Segments size="text" segments={slip.unreached} />
        )}
      </div>
      <Button
        hotkey="P"
        icon={<Printer size={20} aria-hidden="true" />}
        onPress={() => void capabilities.openWindow(`/print/slip/${memoId}`)}
      >
        {t('printSlip')}
      </Button>
    </Card>
  );
}
