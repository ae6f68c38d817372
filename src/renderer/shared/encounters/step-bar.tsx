import { Check, SkipForward } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { EncounterView, StepView } from '#contract/encounters.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { classes } from '#renderer/ui/classes.ts';
import { VisuallyHidden } from '#renderer/ui/visually-hidden.tsx';
import styles from './step-bar.module.css';

/** Where the conversation is: the pack's steps, what was done when and how it is known. */
export function StepBar({ view }: { view: EncounterView }) {
  const { t } = useTranslation('counter');
  // Handed over and not taken: the conversation still stands at the officer.
  const here =
    view.state === 'handed_over' ? view.steps.find((step) => step.on === 'officer')?.id : view.currentStep;
  return (
    <ol className={styles.bar} aria-label={t('steps')}>
      {view.steps.map((step, index) => (
        <Step key={step.id} step={step} number={index + 1} now={step.id === here} />
      ))}
    </ol>
  );
}

function Step({ step, number, now }: { step: StepView; number: number; now: boolean }) {
  const { t } = useTranslation('counter');
  const format = useFormat();
  const state = now ? 'now' : step.state;
  return (
    <li className={classes(styles.step, styles[state])} aria-current={now ? 'step' : undefined}>
      <span className={styles.label}>
        {step.state === 'done' && <Check size={16} aria-hidden="true" />}
        {step.state === 'skipped' && <SkipForward size={16} aria-hidden="true" />}
        {step.state === 'pending' && <span className={styles.number}>{number} </span>}
        {step.label}
        {step.state === 'done' && <VisuallyHidden>{t('stepDone')}</VisuallyHidden>}
      </span>
      <span className={styles.when}>
        {step.state === 'skipped' ? t('stepSkipped') : step.at && format.time(step.at)}
        {step.how === 'afterwards' && ` ${t('stepAfterwards')}`}
      </span>
    </li>
  );
}
