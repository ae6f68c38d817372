import { useTranslation } from 'react-i18next';
import { SayCard } from '#renderer/shared/say-card/say-card.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import { AgreeForm, Submit } from './agree-form.tsx';
import { isFarTooEarly } from './early.ts';
import styles from './site-visits.module.css';
import type { FormProps } from './visit-panel.tsx';

/** The step of the standard that is due: its sentence, and the one key that records it. */
export function VisitNow(props: FormProps) {
  const { visit, actions, set } = props;
  const { t } = useTranslation('siteVisits');
  const step = visit.steps.find(({ id }) => id === visit.currentStep);
  const { calls, on, run, pending } = actions;
  if (visit.state === 'done' || visit.state === 'cancelled') return null;
  // A pack without a step for it still has its time agreed.
  const agrees = step === undefined ? visit.state === 'planned' : step.on === 'agreed';
  if (agrees) return <AgreeForm {...props} step={step} />;
  const arrives = step === undefined ? visit.state === 'agreed' : step.on === 'arrival';
  const arrive = () => {
    if (visit.lateNeedsReason || isFarTooEarly(visit.agreedAt, hostNow())) set({ panel: 'arrive' });
    else void run(() => calls.arrive.mutateAsync({ ...on, lateReason: null }), t('done.arrive'));
  };
  const tick = () => step && void run(() => calls.tick.mutateAsync({ ...on, step: step.id }), t('done.tick'));
  return (
    <div className={styles.form}>
      {step && <SayCard clause={step.clause} say={step.say} hint={step.hint} />}
      <Submit
        label={arrives ? t('actions.arrive') : t('actions.tick')}
        disabled={pending}
        onPress={arrives ? arrive : tick}
      />
    </div>
  );
}
