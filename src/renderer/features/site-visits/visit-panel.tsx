import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteVisitView } from '#contract/site-visits.ts';
import { useDraft } from '#renderer/host/use-draft.ts';
import { errorKey } from '#renderer/i18n/error-text.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { MessagesAbout } from '#renderer/shared/message-box/messages-about.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { ChangeForm } from './change-form.tsx';
import { EnterForm } from './enter-form.tsx';
import { ArriveForm, CancelForm, FinishForm, LateForm, RescheduleForm } from './panel-forms.tsx';
import styles from './site-visits.module.css';
import { TakeAlong } from './take-along.tsx';
import { TextForm } from './text-form.tsx';
import { useVisit } from './use-site-visits.ts';
import { useVisitActions, type VisitActions } from './use-visit-actions.ts';
import { emptyVisitDraft, type PanelId, type VisitDraft } from './visit-draft.ts';
import { VisitFacts } from './visit-facts.tsx';
import { VisitHistory } from './visit-history.tsx';
import { VisitNow } from './visit-now.tsx';
import { VisitSteps } from './visit-steps.tsx';
import { WordForm } from './word-form.tsx';

export type FormProps = {
  visit: SiteVisitView;
  draft: VisitDraft;
  set: (change: Partial<VisitDraft>) => void;
  actions: VisitActions;
  errorAt: (field: string) => string | undefined;
  /** It was done: what was typed for it is not needed any more. */
  onDone: () => void;
};

const forms: Record<PanelId, (props: FormProps) => ReactNode> = {
  reschedule: (props) => <RescheduleForm {...props} />,
  late: (props) => <LateForm {...props} />,
  word: (props) => <WordForm {...props} />,
  text: (props) => <TextForm {...props} />,
  arrive: (props) => <ArriveForm {...props} />,
  enter: (props) => <EnterForm {...props} />,
  change: (props) => <ChangeForm {...props} />,
  cancel: (props) => <CancelForm {...props} />,
  finish: (props) => <FinishForm {...props} />,
};

/** One visit beside the list: the step to do now with its sentence, what is known of it, what else can be done. */
export function VisitPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('siteVisits');
  const errorText = useErrorText();
  const { visit, error } = useVisit(id);
  if (visit) return <OpenVisit visit={visit} onClose={onClose} />;
  return (
    <InlinePanel title={t('title')} onClose={onClose}>
      {error ? <p role="alert">{errorText(error)}</p> : <Progress label={t('loading')} />}
    </InlinePanel>
  );
}

function OpenVisit({ visit, onClose }: { visit: SiteVisitView; onClose: () => void }) {
  const { t } = useTranslation('siteVisits');
  const errorText = useErrorText();
  const [draft, set, { clear, restored }] = useDraft<VisitDraft>('site_visit', visit.id, emptyVisitDraft);
  const actions = useVisitActions(visit);
  const { error } = actions;
  const field = error ? errorKey(error).field : null;
  const errorAt = (name: string) => (error && field === name ? errorText(error) : undefined);
  const { panel } = draft;
  const close = () => {
    actions.forget();
    set({ panel: null });
  };
  // The host asks for a reason only once the time has passed: the form for it opens by itself.
  const wantsReason = panel === null && field === 'lateReason';
  useEffect(() => {
    if (wantsReason) set({ panel: 'arrive' });
  }, [wantsReason, set]);
  const props: FormProps = { visit, draft, set, actions, errorAt, onDone: clear };
  const isOver = visit.state === 'done' || visit.state === 'cancelled';
  return (
    <InlinePanel
      title={
        <>
          {visit.customerName} <Tag>{t(`states.${visit.state}`)}</Tag>
        </>
      }
      onClose={onClose}
      takesFocus
    >
      {panel && !isOver ? (
        <InlinePanel
          title={t(`actions.${panel}`)}
          look="question"
          {...(restored ? { hint: t('form.restored') } : {})}
          onClose={close}
          takesFocus
        >
          {forms[panel](props)}
        </InlinePanel>
      ) : (
        <VisitNow {...props} />
      )}
      {Boolean(error) && (field === null || panel === null) && (
        <p className={styles.error} role="alert">
          {errorText(error)}
        </p>
      )}
      <VisitFacts visit={visit} />
      {!panel && !isOver && (
        <Others visit={visit} open={(id) => set({ panel: id })} disabled={actions.pending} />
      )}
      <VisitSteps
        visit={visit}
        disabled={actions.pending}
        onUndo={(step) =>
          void actions.run(
            () => actions.calls.undo.mutateAsync({ ...actions.on, step: step.id }),
            t('done.undo'),
          )
        }
      />
      <MessagesAbout subject={{ type: 'site_visit', id: visit.id }} />
      <VisitHistory visit={visit} />
    </InlinePanel>
  );
}

/** What else can be done to a visit as it stands, with its key. */
const others: Record<'planned' | 'agreed' | 'arrived', readonly (readonly [PanelId, string])[]> = {
  planned: [
    ['change', 'C'],
    ['cancel', 'X'],
  ],
  agreed: [
    ['late', 'L'],
    ['text', 'M'],
    ['reschedule', 'R'],
    ['enter', 'E'],
    ['change', 'C'],
    ['cancel', 'X'],
  ],
  arrived: [
    ['enter', 'E'],
    ['finish', 'F'],
    ['cancel', 'X'],
  ],
};

type OthersProps = { visit: SiteVisitView; open: (panel: PanelId) => void; disabled: boolean };

function Others({ visit, open, disabled }: OthersProps) {
  const { t } = useTranslation('siteVisits');
  if (visit.state === 'done' || visit.state === 'cancelled') return null;
  const possible = others[visit.state].filter(([panel]) => panel !== 'text' || visit.hasText);
  return (
    <div className={styles.others}>
      {visit.word !== null && (
        <Button hotkey="W" keyLabel={t('actions.word')} disabled={disabled} onPress={() => open('word')}>
          {t('actions.word')}
        </Button>
      )}
      {possible.map(([panel, key]) => (
        <Button
          key={panel}
          hotkey={key}
          keyLabel={t(`actions.${panel}`)}
          disabled={disabled}
          onPress={() => open(panel)}
        >
          {t(`actions.${panel}`)}
        </Button>
      ))}
      {visit.state !== 'planned' && visit.revealed && <TakeAlong visit={visit} />}
    </div>
  );
}
