import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Progress } from '../../ui/progress.tsx';
import { SenderCard } from './sender-card.tsx';
import { SenderForm } from './sender-form.tsx';
import page from './settings.module.css';

type SendersTabProps = { branchId: string; administers: boolean };

/** How messages leave the branch besides by hand. Only administrators see it: it names servers and logins. */
export function SendersTab({ branchId, administers }: SendersTabProps) {
  const { t } = useTranslation('messages');
  const { orpc } = useHost();
  const errorText = useErrorText();
  const [editing, setEditing] = useState<string | null>(null);
  const { data, error } = useQuery({
    ...orpc.messages.senders.queryOptions({ input: { branchId } }),
    enabled: administers,
  });
  if (!administers) {
    return <EmptyState title={t('senders.noAccessTitle')}>{t('senders.onlyAdmin')}</EmptyState>;
  }
  if (error) {
    return (
      <p role="alert" className={page.page}>
        {errorText(error)}
      </p>
    );
  }
  if (!data) return <Progress label={t('loading')} />;
  const { senders, secretsIn } = data;
  const edited = senders.find((one) => one.id === editing) ?? null;
  const close = () => setEditing(null);
  return (
    <div className={page.page}>
      <div className={page.columns}>
        <div className={page.column}>
          <Card as="section" className={page.part ?? ''} aria-label={t('senders.title')}>
            <h2 className={page.heading}>{t('senders.title')}</h2>
            <p className={page.hint}>{t('senders.hint')}</p>
            <p className={page.note}>{t(`senders.${secretsIn}`)}</p>
            {senders.length === 0 && <p>{t('senders.empty')}</p>}
            {editing === null && secretsIn !== 'none' && (
              <div className={page.buttons}>
                <Button
                  variant="primary"
                  hotkey="Enter"
                  keyLabel={t('senders.add')}
                  icon={<Plus size={20} aria-hidden="true" />}
                  onPress={() => setEditing('new')}
                >
                  {t('senders.add')}
                </Button>
              </div>
            )}
          </Card>
          {senders.map((sender) => (
            <SenderCard
              key={sender.id}
              branchId={branchId}
              sender={sender}
              onChange={() => setEditing(sender.id)}
            />
          ))}
        </div>
        <div className={page.column}>
          {editing !== null && (
            <SenderForm key={editing} branchId={branchId} sender={edited} onClose={close} />
          )}
        </div>
      </div>
    </div>
  );
}
