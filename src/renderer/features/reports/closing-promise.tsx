import { NotebookPen, PencilLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClosingCheck } from '#contract/promises.ts';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useDraft } from '../../host/use-draft.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { go } from '../../shared/routes.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Countdown } from '../../ui/countdown.tsx';
import { TextField } from '../../ui/field.tsx';
import { InlinePanel } from '../../ui/inline-panel.tsx';
import { notify } from '../../ui/notices.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './reports.module.css';

type Promised = ClosingCheck['promises'][number];

/** A promise still open: the reason is added here, anything else is done in its memo. */
export function ClosingPromise({ promise }: { promise: Promised }) {
  const { t } = useTranslation('reports');
  const [asking, setAsking] = useState(false);
  return (
    <Card as="li" className={styles.item} edge={promise.overdue ? 'late' : 'open'}>
      <div>
        <p className={styles.line}>
          <b>{promise.customerName}</b>
          <Countdown due={promise.dueAt} />
          {promise.needsReason && <Tag tone="late">{t('closing.needsReason')}</Tag>}
        </p>
        <p>{t('closing.handler', { name: promise.handler })}</p>
        {promise.handedOn && <p>{t('closing.handedOn', promise.handedOn)}</p>}
      </div>
      {promise.needsReason && !asking ? (
        <Button icon={<PencilLine size={20} aria-hidden="true" />} onPress={() => setAsking(true)}>
          {t('closing.addReason')}
        </Button>
      ) : (
        <Button
          icon={<NotebookPen size={20} aria-hidden="true" />}
          onPress={() => go('memos', promise.memoId)}
        >
          {t('closing.goMemo')}
        </Button>
      )}
      {asking && promise.needsReason && <ReasonPanel promise={promise} onClose={() => setAsking(false)} />}
    </Card>
  );
}

function ReasonPanel({ promise, onClose }: { promise: Promised; onClose: () => void }) {
  const { t } = useTranslation('reports');
  const { client } = useHost();
  const errorText = useErrorText();
  const [{ reason, action }, type, draft] = useDraft('memo_action', `${promise.memoId} late`, {
    reason: '',
    action: '',
  });
  const save = useMutate(client.memos.explainLate, {
    onSuccess: () => {
      draft.clear();
      notify({ kind: 'info', text: t('closing.saved') });
      onClose();
    },
  });
  return (
    <div className={styles.reason}>
      <InlinePanel
        title={t('closing.reasonTitle', { name: promise.customerName })}
        look="question"
        takesFocus
        onClose={onClose}
      >
        <TextField
          label={t('closing.reason')}
          value={reason}
          onChange={(text) => type({ reason: text })}
          required
          autoFocus
          error={save.error ? errorText(save.error) : undefined}
        />
        <TextField label={t('closing.action')} value={action} onChange={(text) => type({ action: text })} />
        <Button
          variant="primary"
          hotkey="Enter"
          disabled={save.isPending || reason.trim() === ''}
          onPress={() =>
            save.mutate({ id: promise.memoId, expectedVersion: promise.memoVersion, reason, action })
          }
        >
          {t('closing.saveReason')}
        </Button>
      </InlinePanel>
    </div>
  );
}
