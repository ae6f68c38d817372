import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemoView } from '#contract/memos.ts';
import { errorKey } from '#renderer/i18n/error-text.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { useNowAs } from '#renderer/ui/use-now.ts';
import { useSession } from '../session-store.ts';
import { type ActionDraft, isReady } from './action-draft.ts';
import {
  AnswerFields,
  AttemptFields,
  type FieldsProps,
  HandOnFields,
  InterimFields,
  LateFields,
  ReasonFields,
  UnreachableFields,
} from './action-fields.tsx';
import styles from './action-form.module.css';
import { type ActionId, actionsFor, needsLateReason } from './memo-actions.ts';
import { OthersDid } from './others-did.tsx';

type ActionFormProps = {
  memo: MemoView;
  action: ActionId;
  draft: ActionDraft;
  set: (change: Partial<ActionDraft>) => void;
  error: unknown;
  pending: boolean;
  onSubmit: () => void;
  onClose: () => void;
};

const fields: Record<Exclude<ActionId, 'takeOver'>, (props: FieldsProps) => ReactNode> = {
  answer: (props) => <AnswerFields {...props} />,
  attempt: (props) => <AttemptFields {...props} />,
  interim: (props) => <InterimFields {...props} />,
  handOn: (props) => <HandOnFields {...props} />,
  unreachable: (props) => <UnreachableFields {...props} />,
  explainLate: ({ draft, set, errorAt }) => (
    <LateFields draft={draft} set={set} errorAt={errorAt} autoFocus />
  ),
  closeUnanswered: (props) => <ReasonFields {...props} kind="close" />,
  reopen: (props) => <ReasonFields {...props} kind="reopen" />,
};

/**
 * The words an action needs, in place. Ctrl+Enter (Enter outside a field) records it. Somebody else's work on the same
 * memo is shown above; what was typed stays whatever happens.
 */
export function ActionForm(props: ActionFormProps) {
  const { memo, action, draft, set, error, pending, onSubmit, onClose } = props;
  const { t } = useTranslation('memos');
  const errorText = useErrorText();
  const actorId = useSession((session) => session.actorId);
  const late = useNowAs((now) => needsLateReason(memo, now));
  const possible = useNowAs((now) => actionsFor(memo, actorId, now).includes(action));
  if (action === 'takeOver') return null;
  const field = error ? errorKey(error).field : null;
  const errorAt = (name: string) => (error && field === name ? errorText(error) : undefined);
  return (
    <InlinePanel title={t(`actions.${action}`)} look="question" onClose={onClose} takesFocus>
      <OthersDid memo={memo} since={draft.baseVersion} possible={possible} />
      <div className={styles.fields}>{fields[action]({ memo, draft, set, late, errorAt })}</div>
      {Boolean(error) && field === null && (
        <p className={styles.error} role="alert">
          {errorText(error)}
        </p>
      )}
      <Button
        variant="primary"
        hotkey="Enter"
        wide
        disabled={pending || !possible || !isReady(action, draft, late)}
        onPress={onSubmit}
      >
        {t(`actions.${action}`)}
      </Button>
    </InlinePanel>
  );
}
