import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useHasDraft } from '#renderer/host/use-draft.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { SkipPanel } from '#renderer/shared/encounters/skip-panel.tsx';
import { StepBar } from '#renderer/shared/encounters/step-bar.tsx';
import { TroubleLine } from '#renderer/shared/encounters/trouble-line.tsx';
import { UnsentWords } from '#renderer/shared/encounters/unsent-words.tsx';
import type { EncounterProps, Visit } from '#renderer/shared/encounters/use-visit.ts';
import { useVisitDraft } from '#renderer/shared/encounters/use-visit-draft.ts';
import { isNobodySought, sayOf } from '#renderer/shared/encounters/visit-rules.ts';
import { SayCard } from '#renderer/shared/say-card/say-card.tsx';
import { useActor } from '#renderer/shared/use-branch.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { CallActions } from './call-actions.tsx';
import { CallBooking } from './call-booking.tsx';
import { CallMemo } from './call-memo.tsx';
import { CallPanelOfStage } from './call-panel.tsx';
import { stageOf } from './call-rules.ts';
import { CutPanel } from './cut-panel.tsx';
import styles from './phone.module.css';
import { openCallPanel, usePhone } from './phone-store.ts';
import { TransferPanel } from './transfer-panel.tsx';

/** The call in hand: where the conversation is, what to say now, and what to do next. */
export function CallDesk({ visit }: { visit: Visit }) {
  const { t } = useTranslation('counter');
  const errorText = useErrorText();
  const { view } = visit;
  if (!view) {
    if (!visit.unread) return <Progress label={t('loadingVisit')} />;
    return <EmptyState title={t('visitGone')}>{errorText(visit.unread)}</EmptyState>;
  }
  return <Desk visit={visit} view={view} />;
}

/** What was typed beside a call that is over is recorded by now, or was about nothing. */
function useForgotten(callId: string, isOver: boolean): void {
  const [, , { clear }] = useVisitDraft(callId);
  useEffect(() => {
    if (isOver) clear();
  }, [isOver, clear]);
}

function Desk({ visit, view }: EncounterProps) {
  const { t } = useTranslation('phone');
  const actorId = useActor()?.id;
  const asked = usePhone((state) => state.panels[view.id]);
  const memoBegun = useHasDraft('memo', view.id);
  const bookingBegun = useHasDraft('booking', view.id);
  const stage = stageOf(view, actorId);
  const mayMemo = stage === 'outcome' || stage === 'missed' || stage === 'closing';
  // A memo or a booking somebody was writing when the window closed is there again by itself.
  const begun = memoBegun ? 'memo' : bookingBegun && stage === 'outcome' ? 'booking' : 'none';
  const open = asked ?? (mayMemo ? begun : 'none');
  const panel = stage === 'closed' || open === 'none' ? null : open;
  const close = () => openCallPanel(view.id, 'none');
  useForgotten(view.id, stage === 'closed');
  const top = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: these change the sentence to say, which must be in sight
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'start' });
  }, [view.currentStep, view.state, panel]);
  const { clause, say, hint } = sayOf(view);
  const mySentence = stage !== 'closed' && stage !== 'missed' && stage !== 'theirs';
  if ((panel === 'memo' && mayMemo) || (stage === 'missed' && panel === null && asked === undefined)) {
    return (
      <div ref={top} className={styles.steps}>
        {stage !== 'missed' && <StepBar view={view} />}
        <CallMemo view={view} missed={stage === 'missed'} onClose={close} />
      </div>
    );
  }
  if (panel === 'booking' && stage === 'outcome') {
    return (
      <div ref={top} className={styles.steps}>
        <StepBar view={view} />
        <CallBooking view={view} onClose={close} />
      </div>
    );
  }
  return (
    <div ref={top} className={styles.steps}>
      {view.call?.afterwards && (
        <p>
          <Tag>{t('afterwards')}</Tag>
        </p>
      )}
      <StepBar view={view} />
      {mySentence && (
        <SayCard clause={clause} say={say} hint={isNobodySought(view) ? t('connectHint') : hint} />
      )}
      <TroubleLine trouble={visit.trouble} />
      <UnsentWords visit={visit} view={view} />
      {panel === 'transfer' && <TransferPanel visit={visit} view={view} onClose={close} />}
      {panel === 'cut' && <CutPanel visit={visit} view={view} onClose={close} />}
      {panel === 'skip' && <SkipPanel visit={visit} view={view} onClose={close} />}
      {panel === null && <CallPanelOfStage visit={visit} view={view} stage={stage} />}
      {panel === null && <CallActions visit={visit} view={view} stage={stage} />}
    </div>
  );
}
