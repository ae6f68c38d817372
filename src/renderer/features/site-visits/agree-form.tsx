import { useTranslation } from 'react-i18next';
import type { SiteVisitStep } from '#contract/site-visits.ts';
import { SayCard } from '#renderer/shared/say-card/say-card.tsx';
import { Button } from '#renderer/ui/button.tsx';
import styles from './site-visits.module.css';
import type { FormProps } from './visit-panel.tsx';
import { useDraftTime, usePreview, WhenFields } from './when-fields.tsx';

type AgreeFormProps = FormProps & { step: SiteVisitStep | undefined };

/** S2: the sentence that asks for the time, and the time as the customer agrees to it. */
export function AgreeForm({ visit, draft, set, actions, errorAt, onDone, step }: AgreeFormProps) {
  const { t } = useTranslation('siteVisits');
  const at = useDraftTime(draft);
  const minutes = draft.minutes ?? visit.minutes;
  const { data } = usePreview(visit, { at, minutes, lateMinutes: null });
  const agree = async () => {
    if (!at) return;
    const { calls, on, run } = actions;
    const said = t('done.agree');
    if (await run(() => calls.agree.mutateAsync({ ...on, at, minutes }), said)) onDone();
  };
  return (
    <div className={styles.form}>
      {step && <SayCard clause={step.clause} say={data?.agree ?? step.say} hint={step.hint} />}
      <WhenFields visit={visit} draft={draft} set={set} error={errorAt('at')} />
      <Submit disabled={!at || actions.pending} onPress={() => void agree()} label={t('actions.agree')} />
    </div>
  );
}

/** The one thing to do next, always at the end of its form. */
export function Submit({
  label,
  disabled,
  onPress,
}: {
  label: string;
  disabled: boolean;
  onPress: () => void;
}) {
  return (
    <div className={styles.submit}>
      <Button variant="primary" hotkey="Enter" wide disabled={disabled} onPress={onPress}>
        {label}
      </Button>
    </div>
  );
}
