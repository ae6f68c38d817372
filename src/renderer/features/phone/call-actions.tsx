import { useTranslation } from 'react-i18next';
import styles from '#renderer/shared/encounters/encounters.module.css';
import { useInHand } from '#renderer/shared/encounters/in-hand.ts';
import type { EncounterProps, RunVisit } from '#renderer/shared/encounters/use-visit.ts';
import { useVisitDraft } from '#renderer/shared/encounters/use-visit-draft.ts';
import { stepOf } from '#renderer/shared/encounters/visit-rules.ts';
import { go } from '#renderer/shared/routes.ts';
import { useActor } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { choiceOf, lastDone, type Stage } from './call-rules.ts';
import { openCallPanel } from './phone-store.ts';
import { useKeepNumber } from './use-kept-number.ts';

type ActionsProps = EncounterProps & { stage: Stage };

/** The row at the bottom: back, out, and at the right end always the one thing to do next, on Enter. */
export function CallActions({ visit: bare, view, stage }: ActionsProps) {
  const keepNumber = useKeepNumber(bare, view.id);
  // What is still being typed beside it is kept before the call may end.
  const run: RunVisit = async (command, details) => {
    await keepNumber();
    return await bare.run(command, details);
  };
  const visit = { ...bare, run };
  const { t } = useTranslation(['phone', 'counter']);
  const step = stepOf(view);
  const last = lastDone(view);
  const fixed =
    last?.on === 'officer' &&
    (view.outcome === 'memo' || view.outcome === 'booked' || view.state === 'with_officer');
  const isOpen = stage === 'ringing' || stage === 'purpose' || stage === 'outcome' || stage === 'closing';
  return (
    <div className={styles.actions}>
      {isOpen && (
        <Button
          hotkey="Backspace"
          disabled={!last || fixed}
          keyLabel={t('counter:previousStep')}
          onPress={() => last && void visit.run('undo', { step: last.id })}
        >
          {t('counter:previousStep')}
        </Button>
      )}
      {stage === 'ringing' && <MissedButton visit={visit} view={view} />}
      {isOpen && stage !== 'ringing' && step?.skippable && (
        <Button hotkey="S" keyLabel={t('counter:skip')} onPress={() => openCallPanel(view.id, 'skip')}>
          {t('counter:skip')}
        </Button>
      )}
      {(stage === 'handed' || (isOpen && stage !== 'ringing')) && (
        <Button hotkey="L" keyLabel={t('cutOff')} onPress={() => openCallPanel(view.id, 'cut')}>
          {t('cutOff')}
        </Button>
      )}
      <Primary visit={visit} view={view} stage={stage} />
    </div>
  );
}

/** M: nobody picked up. With a number known it goes on to the memo that promises a call back. */
function MissedButton({ visit, view }: EncounterProps) {
  const { t } = useTranslation('phone');
  const [{ number }] = useVisitDraft(view.id);
  const memoFollows = Boolean(view.call?.number || number || view.customer);
  return (
    <Button
      hotkey="M"
      keyLabel={t('missed')}
      disabled={visit.busy}
      onPress={() => void visit.run('missed', { memoFollows })}
    >
      {t('missed')}
    </Button>
  );
}

function Primary({ visit, view, stage }: ActionsProps) {
  const next = useNext({ visit, view, stage });
  return (
    <Button
      variant="primary"
      hotkey="Enter"
      keyLabel={next.label}
      className={styles.primary ?? ''}
      disabled={!next.run || visit.busy}
      onPress={() => void next.run?.()}
    >
      {next.label}
    </Button>
  );
}

/** The one thing to do next, and what it is called; without `run` it says what is missing. */
function useNext({ visit, view, stage }: ActionsProps): { label: string; run?: () => unknown } {
  const { t } = useTranslation(['phone', 'counter']);
  const [draft, setDraft] = useVisitDraft(view.id);
  const me = useActor()?.id;
  const backTo = useInHand((state) => state.backTo[view.id]);
  const { run } = visit;
  const step = stepOf(view);
  const leave = () => {
    if (backTo) window.location.hash = backTo;
    else go('phone');
  };
  const words = draft.words ?? view.purposeText;
  switch (stage) {
    case 'ringing':
      return { label: t('pickedUp'), run: () => run('pickUp', { rings: null, ringsAre: 'exactly' }) };
    case 'purpose': {
      if (words.trim() === '') return { label: t('counter:choosePurpose') };
      const keep = async () => {
        if (await run('setPurpose', { dutyId: view.dutyId, text: words })) setDraft({ words: null });
      };
      return { label: t('counter:keepPurpose'), run: keep };
    }
    case 'outcome':
      return {
        label: choiceOf(view, 'answered')?.label ?? t('answered'),
        run: () => run('handleHere', {}),
      };
    case 'handed':
      return view.handedTo?.id === me
        ? { label: t('take'), run: () => run('take', {}) }
        : { label: t('waitForAnswer') };
    case 'missed':
      return { label: t('closeMissed'), run: () => run('close', {}) };
    case 'closing':
      if (step === null) return { label: t('counter:close'), run: () => run('close', {}) };
      return {
        label: step.id === view.steps.at(-1)?.id ? t('counter:saidAndClose') : t('counter:said'),
        run: () => run('tick', { step: step.id }),
      };
    default:
      return { label: backTo ? t('back') : t('done'), run: leave };
  }
}
