import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SiteVisitView, VisitConflict } from '#contract/site-visits.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { instantAt } from '#renderer/shared/branch-time.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { DateField, TimeField } from '#renderer/ui/time-field.tsx';
import { hostNow, useNow } from '#renderer/ui/use-now.ts';
import styles from './site-visits.module.css';
import { lengths, type VisitDraft } from './visit-draft.ts';

type WhenFieldsProps = {
  visit: SiteVisitView;
  draft: VisitDraft;
  set: (change: Partial<VisitDraft>) => void;
  error?: string | undefined;
};

/** The instant that stands in the form; null while it is not complete. */
export function useDraftTime(draft: VisitDraft): Date | null {
  const format = useFormat();
  return instantAt(draft.day ?? format.dayOf(hostNow()), draft.time, format.zone);
}

/** A day, a time and how long; what stands against it is said at once and forbids nothing. */
export function WhenFields({ visit, draft, set, error }: WhenFieldsProps) {
  const { t } = useTranslation('siteVisits');
  const format = useFormat();
  const at = useDraftTime(draft);
  const minutes = draft.minutes ?? visit.minutes;
  const { data } = usePreview(visit, { at, minutes, lateMinutes: null });
  return (
    <fieldset className={styles.when}>
      <legend>{t('form.when')}</legend>
      <div className={styles.line}>
        <DateField
          label={t('form.day')}
          value={draft.day ?? format.dayOf(hostNow())}
          onChange={(day) => set({ day })}
        />
        <TimeField label={t('form.time')} value={draft.time} onChange={(time) => set({ time })} autoFocus />
        <ChipGroup
          label={t('form.minutes')}
          value={String(minutes)}
          onChange={(value) => set({ minutes: Number(value) })}
          choices={lengths.map((one) => ({ id: String(one), label: format.duration(one) }))}
        />
      </div>
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      {at && data && data.conflicts.length > 0 && <Conflicts conflicts={data.conflicts} />}
    </fieldset>
  );
}

type Preview = { at: Date | null; minutes: number; lateMinutes: number | null };

/** What would be said, and what stands against it. */
export function usePreview(visit: SiteVisitView, preview: Preview) {
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  return useQuery(
    orpc.siteVisits.preview.queryOptions({
      input: { branchId: branchId ?? never, id: visit.id, ...preview },
      enabled: branchId !== null,
      placeholderData: keepPreviousData,
    }),
  );
}

function Conflicts({ conflicts }: { conflicts: readonly VisitConflict[] }) {
  const { t } = useTranslation('siteVisits');
  const format = useFormat();
  const now = useNow();
  const text = ({ kind, who, what, from, until }: VisitConflict) => {
    if (kind === 'closed') return t('conflicts.closed');
    const times = [
      from ? format.timeOrDateTime(from, now) : '',
      until ? format.timeOrDateTime(until, now) : t('conflicts.unknown'),
    ];
    return t(`conflicts.${kind}`, { who: who ?? '', what, time: times.join(' – ') });
  };
  return (
    <div className={styles.conflicts} role="status">
      <b>{t('conflicts.title')}</b>
      <ul>
        {conflicts.map((one) => (
          <li key={text(one)}>{text(one)}</li>
        ))}
      </ul>
      <span className={styles.quiet}>{t('conflicts.hint')}</span>
    </div>
  );
}
