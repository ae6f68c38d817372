import { Clock3 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { EncounterView } from '#contract/encounters.ts';
import { useHasDraft } from '#renderer/host/use-draft.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { takeInHand } from '#renderer/shared/encounters/in-hand.ts';
import { isSaidAtField } from '#renderer/shared/encounters/said-at-field.ts';
import { SkipPanel } from '#renderer/shared/encounters/skip-panel.tsx';
import { StepBar } from '#renderer/shared/encounters/step-bar.tsx';
import { TroubleLine } from '#renderer/shared/encounters/trouble-line.tsx';
import { UnsentWords } from '#renderer/shared/encounters/unsent-words.tsx';
import { type EncounterProps, useVisit } from '#renderer/shared/encounters/use-visit.ts';
import { isCall, sayOf, stepOf, whoseVisit } from '#renderer/shared/encounters/visit-rules.ts';
import { go } from '#renderer/shared/routes.ts';
import { SayCard } from '#renderer/shared/say-card/say-card.tsx';
import { useActor } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { AfterwardsPanel } from './afterwards-panel.tsx';
import { openPanel, useCounter } from './counter-store.ts';
import { LeavePanel } from './leave-panel.tsx';
import { StepActions } from './step-actions.tsx';
import { StepPanel } from './step-panel.tsx';
import styles from './visit-desk.module.css';
import { VisitMemo } from './visit-memo.tsx';

/** The visit in hand: where the conversation is, what to say now, and what to do next. */
export function VisitDesk({ id }: { id: string }) {
  const { t } = useTranslation('counter');
  const errorText = useErrorText();
  const visit = useVisit(id);
  const { view } = visit;
  if (!view) {
    if (!visit.unread) return <Progress label={t('loadingVisit')} />;
    return <EmptyState title={t('visitGone')}>{errorText(visit.unread)}</EmptyState>;
  }
  if (isCall(view)) return <CallElsewhere id={view.id} />;
  return <Desk visit={visit} view={view} />;
}

/** A link to the counter may name a call: it goes on at the telephone. */
function CallElsewhere({ id }: { id: string }) {
  const { t } = useTranslation('counter');
  useEffect(() => {
    takeInHand(null);
    go('phone', id);
  }, [id]);
  return <Progress label={t('callElsewhere')} />;
}

function Desk({ visit, view }: EncounterProps) {
  const actorId = useActor()?.id;
  const asked = useCounter((state) => state.panels[view.id]);
  const memoBegun = useHasDraft('memo', view.id);
  const mayMemo = stepOf(view)?.on === 'officer' && view.officer !== null && view.state !== 'handed_over';
  // A memo somebody was writing when the window closed is there again by itself.
  const open = asked ?? (memoBegun && mayMemo ? 'memo' : 'none');
  const panel = open === 'none' ? null : open;
  const close = () => openPanel(view.id, 'none');
  const top = useRef<HTMLDivElement>(null);
  const officerId = view.officer?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: these change the sentence to say, which must be in sight
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'start' });
  }, [view.currentStep, view.state, officerId, panel]);
  if (panel === 'memo' && view.officer) {
    return (
      <div ref={top} className={styles.desk}>
        <StepBar view={view} />
        <VisitMemo view={view} officer={view.officer} onClose={close} />
      </div>
    );
  }
  const { clause, say, hint } = sayOf(view);
  const whose = whoseVisit(view, actorId);
  return (
    <div ref={top} className={styles.desk}>
      <StepBar view={view} />
      <SayCard clause={clause} say={say} hint={hint}>
        {!panel && whose === 'mine' && <SaidEarlier view={view} />}
      </SayCard>
      {!isSaidAtField(visit.trouble, view, panel) && <TroubleLine trouble={visit.trouble} />}
      <UnsentWords visit={visit} view={view} />
      {panel === 'skip' && <SkipPanel visit={visit} view={view} onClose={close} />}
      {panel === 'afterwards' && <AfterwardsPanel visit={visit} view={view} onClose={close} />}
      {panel === 'leave' && <LeavePanel visit={visit} view={view} onClose={close} />}
      {!panel && <StepPanel visit={visit} view={view} whose={whose} />}
      {!panel && <StepActions visit={visit} view={view} whose={whose} />}
    </div>
  );
}

/** It was said and not ticked: the time can be given afterwards. */
function SaidEarlier({ view }: { view: EncounterView }) {
  const { t } = useTranslation('counter');
  if (view.state === 'handed_over' || stepOf(view)?.on !== 'tick') return null;
  return (
    <Button
      variant="quiet"
      hotkey="T"
      className={styles.earlier ?? ''}
      icon={<Clock3 size={18} aria-hidden="true" />}
      keyLabel={t('afterwards')}
      onPress={() => openPanel(view.id, 'afterwards')}
    >
      {t('afterwards')}
    </Button>
  );
}
