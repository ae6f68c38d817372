import { Check, Circle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SiteVisitStep, SiteVisitView } from '#contract/site-visits.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { Button } from '#renderer/ui/button.tsx';
import { classes } from '#renderer/ui/classes.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './site-visits.module.css';

type VisitStepsProps = {
  visit: SiteVisitView;
  disabled: boolean;
  onUndo: (step: SiteVisitStep) => void;
};

/** The pack's steps, each with its time and how it is known. The last one ticked can be taken back. */
export function VisitSteps({ visit, disabled, onUndo }: VisitStepsProps) {
  const { t } = useTranslation('siteVisits');
  const format = useFormat();
  const now = useNow();
  const over = visit.state === 'done' || visit.state === 'cancelled';
  const last = visit.steps
    .filter((step) => step.doneAt !== null && step.on === 'tick' && !step.whenLate)
    .at(-1);
  const timeOf = ({ doneAt, how }: SiteVisitStep) => {
    if (doneAt === null) return over ? t('steps.notDone') : '';
    const time = format.timeOrDateTime(doneAt, now);
    return how === 'afterwards' ? t('steps.afterwards', { time }) : t('steps.done', { time });
  };
  return (
    <section aria-label={t('steps.title')}>
      <h3 className={styles.partTitle}>{t('steps.title')}</h3>
      <ol className={styles.steps}>
        {visit.steps.map((step) => (
          <li
            key={step.id}
            className={classes(styles.step, step.id === visit.currentStep && styles.stepNow)}
            aria-current={step.id === visit.currentStep ? 'step' : undefined}
          >
            {step.doneAt ? <Check size={20} aria-hidden="true" /> : <Circle size={20} aria-hidden="true" />}
            <span className={styles.stepText}>
              <b>{step.label}</b> <span className={styles.quiet}>{step.clause}</span>
            </span>
            <span className={styles.stepTime}>{timeOf(step)}</span>
            {!over && step.id === last?.id && (
              <Button variant="quiet" disabled={disabled} onPress={() => onUndo(step)}>
                {t('steps.undo')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
