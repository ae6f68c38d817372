import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { SayCard } from '#renderer/shared/say-card/say-card.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import { hostNow, useNowAs } from '#renderer/ui/use-now.ts';
import { Submit } from './agree-form.tsx';
import { isFarTooEarly } from './early.ts';
import styles from './site-visits.module.css';
import { lateLengths } from './visit-draft.ts';
import type { FormProps } from './visit-panel.tsx';
import { useDraftTime, usePreview, WhenFields } from './when-fields.tsx';

const isSaid = (text: string) => text.trim() !== '';

function WhoseWish({ draft, set }: Pick<FormProps, 'draft' | 'set'>) {
  const { t } = useTranslation('siteVisits');
  return (
    <ChipGroup
      label={t('form.by')}
      value={draft.by}
      onChange={(by) => set({ by })}
      choices={[
        { id: 'customer', label: t('form.customer'), hotkey: '1' },
        { id: 'office', label: t('form.office'), hotkey: '2' },
      ]}
    />
  );
}

/** Another time, by whose wish and why. */
export function RescheduleForm({ visit, draft, set, actions, errorAt, onDone }: FormProps) {
  const { t } = useTranslation('siteVisits');
  const at = useDraftTime(draft);
  const passed = useNowAs((now) => visit.agreedAt !== null && visit.agreedAt.getTime() < now);
  const { by, reason } = draft;
  const send = async () => {
    if (!at || !by) return;
    const minutes = draft.minutes ?? visit.minutes;
    const { calls, on, run } = actions;
    const wish = { ...on, at, minutes, by, reason };
    if (await run(() => calls.reschedule.mutateAsync(wish), t('done.reschedule'))) onDone();
  };
  return (
    <div className={styles.form}>
      <WhoseWish draft={draft} set={set} />
      {passed && by === 'office' && <p className={styles.warning}>{t('form.missed')}</p>}
      <WhenFields visit={visit} draft={draft} set={set} error={errorAt('at')} />
      <TextField
        label={t('form.reason')}
        required
        value={reason}
        onChange={(value) => set({ reason: value })}
        error={errorAt('reason')}
      />
      <Submit
        label={t('actions.reschedule')}
        disabled={!at || !by || !isSaid(reason) || actions.pending}
        onPress={() => void send()}
      />
    </div>
  );
}

/** Called off, by whom and why. */
export function CancelForm({ visit, draft, set, actions, errorAt, onDone }: FormProps) {
  const { t } = useTranslation('siteVisits');
  const { by, reason } = draft;
  const send = async () => {
    if (!by) return;
    const { calls, on, run } = actions;
    if (await run(() => calls.cancel.mutateAsync({ ...on, by, reason }), t('done.cancel'))) onDone();
  };
  return (
    <div className={styles.form}>
      <WhoseWish draft={draft} set={set} />
      {visit.promise?.state === 'open' && by === 'office' && (
        <p className={styles.warning}>{t('form.broken')}</p>
      )}
      <TextField
        label={t('form.reason')}
        required
        value={reason}
        onChange={(value) => set({ reason: value })}
        error={errorAt('reason')}
      />
      <Submit
        label={t('actions.cancel')}
        disabled={!by || !isSaid(reason) || actions.pending}
        onPress={() => void send()}
      />
    </div>
  );
}

/** The call before the customer has to wait: how late, and the words for it. */
export function LateForm({ visit, draft, set, actions, errorAt, onDone }: FormProps) {
  const { t } = useTranslation('siteVisits');
  const format = useFormat();
  const { lateMinutes } = draft;
  const { data } = usePreview(visit, { at: null, minutes: visit.minutes, lateMinutes: lateMinutes ?? 10 });
  const send = async () => {
    if (lateMinutes === null) return;
    const { calls, on, run } = actions;
    if (await run(() => calls.tellLate.mutateAsync({ ...on, minutes: lateMinutes }), t('done.late')))
      onDone();
  };
  const error = errorAt('minutes');
  return (
    <div className={styles.form}>
      <ChipGroup
        label={t('form.lateBy')}
        value={lateMinutes === null ? null : String(lateMinutes)}
        onChange={(value) => set({ lateMinutes: Number(value) })}
        choices={lateLengths.map((one, index) => ({
          id: String(one),
          label: format.duration(one),
          hotkey: String(index + 1),
        }))}
      />
      {lateMinutes !== null && data && data.late.length > 0 && <SayCard say={data.late} />}
      <p className={styles.quiet}>{t('form.lateByHint')}</p>
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      <Submit
        label={t('form.saidLate')}
        disabled={lateMinutes === null || actions.pending}
        onPress={() => void send()}
      />
    </div>
  );
}

/** Arrived after the agreed time: why. Long before it: whether it is so. */
export function ArriveForm({ visit, draft, set, actions, errorAt, onDone }: FormProps) {
  const { t } = useTranslation('siteVisits');
  const format = useFormat();
  const { agreedAt } = visit;
  const isEarly = useNowAs((now) => isFarTooEarly(agreedAt, now));
  const minutes = useNowAs((now) => Math.abs(now - (agreedAt?.getTime() ?? now)) / 60_000);
  const { lateReason } = draft;
  const send = async () => {
    const { calls, on, run } = actions;
    const arrival = { ...on, lateReason: isEarly ? null : lateReason };
    if (await run(() => calls.arrive.mutateAsync(arrival), t('done.arrive'))) onDone();
  };
  if (isEarly && agreedAt !== null) {
    const early = format.duration(Math.floor(minutes));
    const time = format.timeOrDateTime(agreedAt, hostNow());
    return (
      <div className={styles.form}>
        <p>{t('form.earlyTitle', { time, early })}</p>
        <Submit label={t('actions.arrive')} disabled={actions.pending} onPress={() => void send()} />
      </div>
    );
  }
  return (
    <div className={styles.form}>
      <p>{t('form.lateTitle', { late: format.duration(Math.max(1, Math.ceil(minutes))) })}</p>
      <TextField
        label={t('form.lateReason')}
        required
        autoFocus
        value={lateReason}
        onChange={(value) => set({ lateReason: value })}
        error={errorAt('lateReason')}
      />
      <Submit
        label={t('actions.arrive')}
        disabled={!isSaid(lateReason) || actions.pending}
        onPress={() => void send()}
      />
    </div>
  );
}

/** Ends a visit of which something was not done. */
export function FinishForm({ visit, draft, set, actions, errorAt, onDone }: FormProps) {
  const { t } = useTranslation('siteVisits');
  const left = visit.steps.filter((step) => step.doneAt === null && !step.whenLate).map(({ label }) => label);
  const { reason } = draft;
  const send = async () => {
    const { calls, on, run } = actions;
    if (await run(() => calls.finish.mutateAsync({ ...on, reason }), t('done.finish'))) onDone();
  };
  return (
    <div className={styles.form}>
      <p>{t('form.finishHint', { steps: left.join(', ') })}</p>
      <TextField
        label={t('form.reason')}
        required
        autoFocus
        value={reason}
        onChange={(value) => set({ reason: value })}
        error={errorAt('reason')}
      />
      <Submit
        label={t('actions.finish')}
        disabled={!isSaid(reason) || actions.pending}
        onPress={() => void send()}
      />
    </div>
  );
}
