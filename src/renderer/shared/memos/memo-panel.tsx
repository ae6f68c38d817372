import { FileText } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemoView } from '#contract/memos.ts';
import { useDraft } from '#renderer/host/use-draft.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { hostNow, useNowAs } from '#renderer/ui/use-now.ts';
import { hashOf } from '../routes.ts';
import { useSession } from '../session-store.ts';
import { emptyDraft, wordless } from './action-draft.ts';
import { ActionForm } from './action-form.tsx';
import { CallChecklist } from './call-checklist.tsx';
import { type ActionId, actionKeys, actionsFor, columnOf } from './memo-actions.ts';
import { MemoFacts } from './memo-facts.tsx';
import { MemoHistory } from './memo-history.tsx';
import styles from './memo-panel.module.css';
import { useMemoView } from './use-memo.ts';
import { useMemoAction } from './use-memo-action.ts';

type MemoPanelProps = {
  id: string;
  /** An action asked for on the board: its form opens at once. */
  asked: ActionId | null;
  onAsked: () => void;
  onClose: () => void;
  onDone: (action: ActionId) => void;
  /** Said under the title, as the place in a round of calls. */
  hint?: ReactNode;
  extra?: ReactNode;
};

/** One memo beside the board, not over it: what it is about, the call in order, what can be done, what was done. */
export function MemoPanel({ id, onClose, ...rest }: MemoPanelProps) {
  const { t } = useTranslation('memos');
  const errorText = useErrorText();
  const { memo, error } = useMemoView(id);
  if (memo) return <OpenMemo memo={memo} onClose={onClose} {...rest} />;
  return (
    <InlinePanel title={t('title')} onClose={onClose}>
      {error ? <p role="alert">{errorText(error)}</p> : <Progress label={t('panel.loading')} />}
    </InlinePanel>
  );
}

type OpenMemoProps = Omit<MemoPanelProps, 'id'> & { memo: MemoView };

function OpenMemo({ memo, asked, onAsked, onClose, onDone, hint, extra }: OpenMemoProps) {
  const { t } = useTranslation('memos');
  const errorText = useErrorText();
  const actorId = useSession((session) => session.actorId);
  const [draft, setDraft, { clear, restored, saved }] = useDraft('memo_action', memo.id, emptyDraft);
  const actions = useNowAs((now) => actionsFor(memo, actorId, now).join(' ')).split(' ') as ActionId[];
  const { act, tick, forget, pending, error } = useMemoAction(memo, (action) => {
    if (!wordless(action)) clear();
    onDone(action);
  });
  const start = (action: ActionId) => {
    forget();
    if (wordless(action)) act(action, draft);
    else setDraft({ action, baseVersion: memo.version });
  };
  useAsked(asked, memo, start, onAsked);
  const { action } = draft;
  const [primary, ...others] = actions;
  return (
    <InlinePanel
      title={
        <>
          {t('panel.title', { name: memo.customerName })}{' '}
          {memo.urgency === 'urgent' && <Tag>{t('card.urgent')}</Tag>}
        </>
      }
      {...(hint ? { hint } : {})}
      onClose={onClose}
      takesFocus
    >
      <MemoFacts memo={memo} short={action !== null}>
        {!action && memo.revealed && columnOf(memo.state) !== 'closed' && (
          <CallChecklist memo={memo} pending={pending} onTick={tick} />
        )}
      </MemoFacts>
      {restored && action && <p className={styles.quiet}>{t('panel.restored')}</p>}
      {action ? (
        <ActionForm
          key={action}
          memo={memo}
          action={action}
          draft={draft}
          set={setDraft}
          error={error}
          pending={pending}
          onSubmit={() => act(action, draft)}
          onClose={() => {
            forget();
            setDraft({ action: null });
          }}
        />
      ) : (
        <>
          {Boolean(error) && (
            <p className={styles.error} role="alert">
              {errorText(error)}
            </p>
          )}
          <Others actions={others} pending={pending} start={start} slip={() => openSlip(memo.id)}>
            {extra}
          </Others>
        </>
      )}
      {!saved && (
        <p className={styles.quiet} role="status">
          {t('panel.unsaved')}
        </p>
      )}
      <MemoHistory memo={memo} />
      {!action && primary && (
        <div className={styles.primary}>
          <Button variant="primary" hotkey="Enter" wide disabled={pending} onPress={() => start(primary)}>
            {t(`actions.${primary}`)}
          </Button>
        </div>
      )}
    </InlinePanel>
  );
}

type OthersProps = {
  actions: readonly ActionId[];
  pending: boolean;
  start: (action: ActionId) => void;
  slip: () => void;
  children?: ReactNode;
};

function Others({ actions, pending, start, slip, children }: OthersProps) {
  const { t } = useTranslation('memos');
  return (
    <section className={styles.others} aria-label={t('panel.more')}>
      {actions.map((id) => (
        <Button
          key={id}
          hotkey={actionKeys[id]}
          keyLabel={t(`actions.${id}`)}
          disabled={pending}
          onPress={() => start(id)}
        >
          {t(`actions.${id}`)}
        </Button>
      ))}
      <Button hotkey="P" icon={<FileText size={18} aria-hidden="true" />} onPress={slip}>
        {t('panel.slip')}
      </Button>
      {children}
    </section>
  );
}

const openSlip = (id: string): void => {
  window.location.hash = hashOf({ kind: 'print', page: 'slip', rest: [id] });
};

/** Starts what was asked for on the board, once, as soon as the memo is there and allows it. */
function useAsked(
  asked: ActionId | null,
  memo: MemoView,
  start: (action: ActionId) => void,
  onAsked: () => void,
): void {
  const actorId = useSession((session) => session.actorId);
  const latest = useRef({ start, onAsked });
  useEffect(() => {
    latest.current = { start, onAsked };
  });
  const possible = asked !== null && actionsFor(memo, actorId, hostNow()).includes(asked);
  useEffect(() => {
    if (asked === null) return;
    if (possible) latest.current.start(asked);
    latest.current.onAsked();
  }, [asked, possible]);
}
