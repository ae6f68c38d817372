import { Check, Send, SkipForward, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DocumentStep, DocumentView } from '#contract/documents.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { classes } from '#renderer/ui/classes.ts';
import { hostNow } from '#renderer/ui/use-now.ts';
import { VisuallyHidden } from '#renderer/ui/visually-hidden.tsx';
import styles from './step-bar.module.css';

const icons = { done: Check, skipped: SkipForward, sending: Send, trouble: TriangleAlert } as const;

/** Where the papers stand: the pack's steps, what was done when, and how the customer was told. */
export function DocumentStepBar({ view }: { view: DocumentView }) {
  const { t } = useTranslation('documents');
  return (
    <ol className={styles.bar} aria-label={t('steps')}>
      {view.steps.map((step, index) => (
        <Step key={step.id} step={step} number={index + 1} now={step.id === view.currentStep} />
      ))}
    </ol>
  );
}

function Step({ step, number, now }: { step: DocumentStep; number: number; now: boolean }) {
  const { t } = useTranslation('documents');
  const { t: common } = useTranslation('counter');
  const format = useFormat();
  const Icon = step.state === 'pending' ? null : icons[step.state];
  const words = { skipped: t('stepSkipped'), sending: t('stepSending'), trouble: t('stepTrouble') };
  const when =
    step.state === 'done'
      ? [
          step.at && format.timeOrDateTime(step.at, hostNow()),
          step.means && t(`means.${step.means}`),
          step.how === 'afterwards' && t('panel.afterwards'),
        ]
      : [step.state === 'pending' ? null : words[step.state]];
  return (
    <li
      className={classes(styles.step, styles[now ? 'now' : step.state])}
      aria-current={now ? 'step' : undefined}
    >
      <span className={styles.label}>
        {Icon === null ? (
          <span className={styles.number}>{number}</span>
        ) : (
          <Icon size={16} aria-hidden="true" />
        )}
        {step.label || t('ownCheck')}
        {step.state === 'done' && <VisuallyHidden>{common('stepDone')}</VisuallyHidden>}
      </span>
      <span className={styles.when}>{when.filter(Boolean).join(' · ')}</span>
    </li>
  );
}
