import { CheckCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { PurposePanel } from '#renderer/shared/encounters/purpose-panel.tsx';
import type { EncounterProps } from '#renderer/shared/encounters/use-visit.ts';
import { Slip } from '#renderer/shared/memo-form/slip.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { choiceOf, restOf, type Stage } from './call-rules.ts';
import { OutcomePanel } from './outcome-panel.tsx';
import styles from './phone.module.css';
import { openCallPanel } from './phone-store.ts';
import { PuttingThrough } from './putting-through.tsx';
import { RingBounds, RingPanel } from './ring-panel.tsx';
import { useKeepNumber } from './use-kept-number.ts';

/** What the call asks for now, under the sentence. */
export function CallPanelOfStage({ visit, view, stage }: EncounterProps & { stage: Stage }) {
  switch (stage) {
    case 'ringing':
      return <RingPanel visit={visit} view={view} />;
    case 'purpose':
      return (
        <>
          <RingBounds view={view} />
          <PurposePanel visit={visit} view={view} />
        </>
      );
    case 'outcome':
      return <OutcomePanel visit={visit} view={view} />;
    case 'handed':
      return <PuttingThrough visit={visit} view={view} />;
    case 'closing':
      return (
        <>
          <div className={styles.row}>
            <AllSaid visit={visit} view={view} />
            <ThenMemo view={view} />
          </div>
          <StillToSay view={view} />
          <PassedOn view={view} />
          {view.memoId && <Slip memoId={view.memoId} />}
        </>
      );
    case 'theirs':
      return <Taken view={view} />;
    case 'closed':
      return <Ended view={view} />;
    default:
      return null;
  }
}

/** Of a call that was put through: what the caller need not say again. */
function PassedOn({ view }: Pick<EncounterProps, 'view'>) {
  const { t } = useTranslation('phone');
  const summary = view.state === 'with_officer' ? view.call?.summary : '';
  if (!summary) return null;
  return (
    <Card as="section" className={styles.passedOn ?? ''} aria-label={t('passedOn')}>
      <h2>{t('passedOn')}</h2>
      <p>{summary}</p>
    </Card>
  );
}

/** One key says that all that is left was said, this sentence with it. */
function AllSaid({ visit, view }: EncounterProps) {
  const { t } = useTranslation('phone');
  const keepNumber = useKeepNumber(visit, view.id);
  const rest = restOf(view);
  if (rest.length === 0) return null;
  const finish = async () => {
    await keepNumber();
    await visit.run('finish', { steps: rest.map(({ id }) => id) });
  };
  return (
    <Button
      hotkey="E"
      keyLabel={t('finish', { steps: '' })}
      className={styles.finish ?? ''}
      icon={<CheckCheck size={20} aria-hidden="true" />}
      disabled={visit.busy}
      onPress={() => void finish()}
    >
      {t('finish', { steps: rest.map(({ label }) => label).join(' · ') })}
    </Button>
  );
}

/** Answered, and a call back is promised all the same. */
function ThenMemo({ view }: Pick<EncounterProps, 'view'>) {
  const { t } = useTranslation('phone');
  if (view.outcome === 'memo' || choiceOf(view, 'memo') === null) return null;
  return (
    <Button
      hotkey="M"
      keyLabel={t('memo')}
      className={styles.finish ?? ''}
      onPress={() => openCallPanel(view.id, 'memo')}
    >
      {t('memo')}
    </Button>
  );
}

/** The sentences that follow. */
function StillToSay({ view }: Pick<EncounterProps, 'view'>) {
  const next = restOf(view).slice(1);
  if (next.length === 0) return null;
  return (
    <ol className={styles.still}>
      {next.map((step) => (
        <li key={step.id}>
          <b>{step.label}</b>
          <span>{step.say.map(({ text }) => text).join('')}</span>
        </li>
      ))}
    </ol>
  );
}

/** A colleague has answered: after how long, and that the rest is his. */
function Taken({ view }: Pick<EncounterProps, 'view'>) {
  const { t } = useTranslation(['phone', 'counter']);
  const { servedBy, call } = view;
  const seconds = call?.transfer?.seconds;
  return (
    <Card as="section" className={styles.waiting ?? ''}>
      {seconds !== null && seconds !== undefined && (
        <p className={styles.big}>
          {t('takenBy', { who: t('counter:staffName', servedBy), seconds })}
          <Kept within={view} seconds={seconds} />
        </p>
      )}
      <p className={styles.soft}>{t('takenHint')}</p>
    </Card>
  );
}

function Kept({ within, seconds }: { within: EncounterProps['view']; seconds: number }) {
  const { t } = useTranslation(['phone', 'counter']);
  const limit = within.call?.transferLimit;
  if (!limit) return null;
  const clause = t('counter:clause', { clause: limit.clause });
  const key = seconds <= limit.atMost ? 'within' : 'beyond';
  return <small className={styles.soft}>{` ${t(key, { clause, seconds: limit.atMost })}`}</small>;
}

/** The call is over: how it was recorded. */
function Ended({ view }: Pick<EncounterProps, 'view'>) {
  const { t } = useTranslation('phone');
  const format = useFormat();
  return (
    <>
      <Card as="section" className={styles.waiting ?? ''}>
        <p className={styles.big} role="status">
          {view.call?.missed ? t('endedMissed') : t('ended')}
          {view.closedAt && <small className={styles.soft}>{` ${format.time(view.closedAt)}`}</small>}
        </p>
      </Card>
      <RingBounds view={view} />
      {view.memoId && <Slip memoId={view.memoId} />}
    </>
  );
}
