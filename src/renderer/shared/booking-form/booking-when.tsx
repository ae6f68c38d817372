import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookingSettings } from '#contract/bookings.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Select } from '#renderer/ui/field.tsx';
import { DateField, TimeField } from '#renderer/ui/time-field.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import { useBranch, useDirectory } from '../use-branch.ts';
import { type BookingDraft, callerOf } from './booking-draft.ts';
import styles from './booking-form.module.css';
import { SlotPicker } from './slot-picker.tsx';

type Props = {
  rules: BookingSettings;
  draft: BookingDraft;
  onChange: (change: Partial<BookingDraft>) => void;
  error: ReactNode;
};

const ANYBODY = 'anybody';

/** About what, with whom and when: a time of the grid, or one typed. */
export function BookingWhen({ rules, draft, onChange, error }: Props) {
  const { t } = useTranslation('bookings');
  const format = useFormat();
  const branch = useBranch();
  const people = (useDirectory() ?? []).filter(({ active }) => active);
  const offer = rules.offers.find(({ dutyId }) => dutyId === draft.dutyId);
  const duties = branch?.duties.filter(({ active }) => active) ?? [];
  // Whoever does the duty first; anybody else may be named as well.
  const first = (id: string) => (offer?.staffIds.includes(id) ? 0 : 1);
  const ordered = [...people].sort((a, b) => first(a.id) - first(b.id));
  const caller = people.find(({ id }) => id === callerOf(draft));
  const nobody = { slot: null, free: [] };
  return (
    <>
      <div className={styles.line}>
        {duties.length > 0 && (
          <Select
            label={t('form.duty')}
            value={draft.dutyId}
            onChange={(dutyId) => onChange({ dutyId, ...nobody })}
            options={duties.map(({ id, name }) => ({ id, label: name }))}
          />
        )}
        <Select
          label={t('form.officer')}
          value={draft.officerId ?? ANYBODY}
          onChange={(id) => onChange({ officerId: id === ANYBODY ? null : id, ...nobody })}
          options={[
            { id: ANYBODY, label: t('form.anybody') },
            ...ordered.map(({ id, name, title }) => ({ id, label: `${name} ${title}` })),
          ]}
        />
      </div>
      {draft.typed ? (
        <div className={styles.line}>
          <DateField
            label={t('form.day')}
            required
            value={draft.day ?? format.dayOf(hostNow())}
            onChange={(day) => onChange({ day })}
          />
          <TimeField
            label={t('form.time')}
            required
            value={draft.time}
            onChange={(time) => onChange({ time })}
          />
        </div>
      ) : (
        <SlotPicker
          dutyId={draft.dutyId}
          officerId={draft.officerId}
          value={draft.slot}
          onChange={({ at, officerIds }) => onChange({ slot: at.toISOString(), free: officerIds })}
        />
      )}
      <div className={styles.week}>
        <Button
          variant="quiet"
          onPress={() => onChange({ typed: !draft.typed, day: format.dayOf(hostNow()), ...nobody })}
        >
          {draft.typed ? t('form.useGrid') : t('form.useTyped')}
        </Button>
        {caller && <p>{t('form.caller', { name: caller.name, title: caller.title })}</p>}
        {draft.typed && !caller && <p>{t('form.nameSomebody')}</p>}
      </div>
      {error && (
        <p className={styles.trouble} role="alert">
          {error}
        </p>
      )}
    </>
  );
}
