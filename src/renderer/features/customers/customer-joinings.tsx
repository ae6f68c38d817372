import { useQuery } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JoiningView } from '#contract/customer-page.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { conflictOf } from '#renderer/shared/conflict.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { notify } from '#renderer/ui/notices.tsx';
import styles from './customers-screen.module.css';

/** Records joined into this one, each with its own consent; the latest can be taken apart again. */
export function CustomerJoinings({ id }: { id: string }) {
  const { t } = useTranslation('customers');
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  const [asked, setAsked] = useState<string | null>(null);
  const { data } = useQuery(
    orpc.customers.joinings.queryOptions({
      input: { branchId: branchId ?? never, id },
      enabled: branchId !== null,
    }),
  );
  if (!data || data.joinings.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3 className={styles.partTitle}>{t('joined.title')}</h3>
      <ul className={styles.lines}>
        {data.joinings.map((joining, index) =>
          asked === joining.id ? (
            <li key={joining.id}>
              <UndoPanel
                joining={joining}
                survivorVersion={data.survivorVersion}
                onClose={() => setAsked(null)}
              />
            </li>
          ) : (
            <li key={joining.id} className={styles.line}>
              <Joined joining={joining} />
              <Button
                {...(index === 0 ? { hotkey: 'U', keyLabel: t('joined.undo') } : {})}
                icon={<Undo2 size={18} aria-hidden="true" />}
                onPress={() => setAsked(joining.id)}
              >
                {t('joined.undo')}
              </Button>
            </li>
          ),
        )}
      </ul>
    </section>
  );
}

/** A joined record as it was: who, when and by whom it was joined, and its own consent. */
function Joined({ joining }: { joining: JoiningView }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  return (
    <div className={styles.likeness}>
      <span className={styles.pair}>
        <b>{joining.name}</b>
        <span className={styles.soft}>{joining.phone}</span>
      </span>
      <span className={styles.hint}>
        {t('joined.line', { date: format.dateTime(joining.at), by: joining.by })}
      </span>
      <span className={styles.hint}>
        {t('joined.consent', {
          date: format.yearDate(joining.consentAt),
          how: t(`identity.${joining.consentHow}`),
        })}
      </span>
    </div>
  );
}

type UndoPanelProps = { joining: JoiningView; survivorVersion: number; onClose: () => void };

/** What undoing would do and what it would leave alone, before it is done. */
function UndoPanel({ joining, survivorVersion, onClose }: UndoPanelProps) {
  const { t } = useTranslation('customers');
  const errorText = useErrorText();
  const { client, queries, orpc } = useHost();
  const branchId = useSession((session) => session.branchId) ?? never;
  const undo = useMutate(client.customers.undoJoin, {
    onSuccess: () => {
      notify({ kind: 'info', text: t('joined.done') });
      onClose();
    },
    onError: () => void queries.invalidateQueries({ queryKey: orpc.customers.key() }),
  });
  const count = (entity: 'encounter' | 'memo' | 'document' | 'message') =>
    joining.moved.find((one) => one.entity === entity)?.back ?? 0;
  const what = [
    count('encounter') > 0 && t('joined.visits', { count: count('encounter') }),
    count('memo') > 0 && t('joined.memos', { count: count('memo') }),
    count('document') > 0 && t('joined.documents', { count: count('document') }),
    count('message') > 0 && t('joined.messages', { count: count('message') }),
  ].filter((one) => one !== false);
  const stays = joining.moved.reduce((sum, { moved, back }) => sum + moved - back, 0);
  return (
    <InlinePanel title={t('joined.undoTitle')} look="question" takesFocus onClose={onClose}>
      {joining.blocked !== null ? (
        <p>{t('joined.blocked')}</p>
      ) : (
        <>
          <p>{what.length > 0 ? t('joined.back', { what: what.join(', ') }) : t('joined.backNothing')}</p>
          <p>{t('joined.later')}</p>
          {stays > 0 && <p>{t('joined.stays', { count: stays })}</p>}
          {joining.changed.length > 0 && (
            <p>{t('joined.changed', { fields: joining.changed.map((field) => t(field)).join(', ') })}</p>
          )}
        </>
      )}
      {undo.error && (
        <p role="alert">{conflictOf(undo.error) ? t('joined.conflict') : errorText(undo.error)}</p>
      )}
      {joining.blocked === null && (
        <div className={styles.buttons}>
          <Button
            variant="primary"
            hotkey="Enter"
            disabled={undo.isPending}
            onPress={() =>
              undo.mutate({ branchId, id: joining.id, expectedVersion: joining.version, survivorVersion })
            }
          >
            {t('joined.undo')}
          </Button>
        </div>
      )}
    </InlinePanel>
  );
}
