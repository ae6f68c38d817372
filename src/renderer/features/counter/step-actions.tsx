import { useTranslation } from 'react-i18next';
import type { EncounterView } from '#contract/encounters.ts';
import styles from '#renderer/shared/encounters/encounters.module.css';
import type { EncounterProps } from '#renderer/shared/encounters/use-visit.ts';
import { useVisitDraft } from '#renderer/shared/encounters/use-visit-draft.ts';
import { lastSettled, stepOf, type Whose } from '#renderer/shared/encounters/visit-rules.ts';
import { Button } from '#renderer/ui/button.tsx';
import { notify } from '#renderer/ui/notices.tsx';
import { openPanel } from './counter-store.ts';

type ActionsProps = EncounterProps & { whose: Whose };

/** The row at the bottom: back, out, and at the right end always the one thing to do next, on Enter. */
export function StepActions({ visit, view, whose }: ActionsProps) {
  const { t } = useTranslation(['counter', 'common']);
  const step = stepOf(view);
  const last = lastSettled(view);
  const handedOver = view.state === 'handed_over';
  const fixed = last?.on === 'officer' && (view.outcome === 'memo' || view.state === 'with_officer');
  // Those panels offer it among their choices.
  const mayGo = step?.on === 'officer' && (view.state === 'waiting' || isAway(view));
  const open = view.state !== 'closed' && !handedOver;
  return (
    <div className={styles.actions}>
      <Button
        hotkey="Backspace"
        disabled={!open || !last || fixed}
        keyLabel={t('previousStep')}
        onPress={() => last && void visit.run('undo', { step: last.id })}
      >
        {t('previousStep')}
      </Button>
      {open && step?.skippable && (
        <Button hotkey="S" keyLabel={t('skip')} onPress={() => openPanel(view.id, 'skip')}>
          {t('skip')}
        </Button>
      )}
      {open && view.outcome === null && !mayGo && (
        <Button hotkey="L" keyLabel={t('left')} onPress={() => openPanel(view.id, 'leave')}>
          {t('left')}
        </Button>
      )}
      <PrimaryAction visit={visit} view={view} whose={whose} />
    </div>
  );
}

const isAway = (view: EncounterView) => view.officerPresence?.state === 'absent';

type Next = { label: string; run?: () => Promise<unknown> };

function PrimaryAction({ visit, view, whose }: EncounterProps & { whose: Whose }) {
  const { t } = useTranslation(['counter', 'common']);
  const next = useNext({ visit, view, whose });
  // Somebody else's visit is not moved on by a stray Enter.
  const key = whose === 'others' && view.state !== 'waiting' ? {} : { hotkey: 'Enter' };
  return (
    <Button
      variant="primary"
      {...key}
      keyLabel={t('common:keys.primary')}
      className={styles.primary ?? ''}
      disabled={!next.run || visit.busy}
      onPress={() => void next.run?.()}
    >
      {next.label}
    </Button>
  );
}

/** The one thing to do next, and what it is called; without `run` it says what is missing. */
function useNext({ visit, view, whose }: EncounterProps & { whose: Whose }): Next {
  const { t } = useTranslation(['counter', 'common']);
  const [draft, setDraft, { clear }] = useVisitDraft(view.id);
  const words = draft.words ?? view.purposeText;
  const { run } = visit;
  const step = stepOf(view);
  if (view.state === 'closed') return { label: t('closed') };
  if (view.state === 'handed_over') {
    if (whose === 'handed_to_me') return { label: t('take'), run: () => run('take', {}) };
    return { label: t('untilTaken') };
  }
  if (step === null) return { label: t('close'), run: () => run('close', {}) };
  if (step.on === 'purpose') {
    if (words.trim() === '') return { label: t('choosePurpose') };
    const keep = async () => {
      if (await run('setPurpose', { dutyId: view.dutyId, text: words })) setDraft({ words: null });
    };
    return { label: t('keepPurpose'), run: keep };
  }
  if (step.on === 'officer') {
    const sought = view.officer;
    if (view.state === 'waiting' && sought && !isAway(view)) {
      return {
        label: t('handToSought', { who: t('staffName', sought) }),
        run: () => run('handOver', { to: sought.id }),
      };
    }
    if (view.state === 'waiting' || isAway(view)) return { label: t('chooseAbove') };
    return { label: t('iHandle'), run: () => run('handleHere', {}) };
  }
  const ends = step.id === view.steps.at(-1)?.id;
  const tick = async () => {
    if (!(await run('tick', { step: step.id }))) return;
    if (!ends) return;
    clear();
    notify({ kind: 'info', text: t('closedNotice') });
  };
  return { label: ends ? t('saidAndClose') : t('said'), run: tick };
}
