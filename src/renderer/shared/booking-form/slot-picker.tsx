import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Slot } from '#contract/bookings.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import { useSession } from '../session-store.ts';
import { never } from '../use-branch.ts';
import styles from './booking-form.module.css';

/** Days looked at together. */
const WEEK = 7;

type SlotPickerProps = {
  dutyId: string | null;
  officerId: string | null;
  /** The chosen time, ISO. */
  value: string | null;
  onChange: (slot: Slot) => void;
};

const daysAfter = (date: string, days: number): string => {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
};

/** Free times by day, a week at once; a day without one says so and cannot be chosen. */
export function SlotPicker({ dutyId, officerId, value, onChange }: SlotPickerProps) {
  const { t } = useTranslation('bookings');
  const { orpc } = useHost();
  const format = useFormat();
  const branchId = useSession((session) => session.branchId) ?? never;
  const today = format.dayOf(hostNow());
  const [from, setFrom] = useState(today);
  const [chosen, setChosen] = useState<string | null>(value === null ? null : format.dayOf(value));
  const { data } = useQuery(
    orpc.bookings.slots.queryOptions({
      input: { branchId, dutyId, officerId, from, days: WEEK },
      placeholderData: keepPreviousData,
      retry: false,
    }),
  );
  if (!data) return <Progress label={t('form.loadingSlots')} />;
  const free = data.days.filter(({ slots }) => slots.length > 0);
  const day = free.find(({ date }) => date === chosen) ?? free[0];
  return (
    <div className={styles.slots}>
      <div className={styles.week}>
        <Button
          variant="quiet"
          icon={<ChevronLeft size={20} aria-hidden="true" />}
          disabled={from <= today}
          onPress={() => setFrom(daysAfter(from, -WEEK))}
        >
          {t('form.earlier')}
        </Button>
        <Button
          variant="quiet"
          icon={<ChevronRight size={20} aria-hidden="true" />}
          onPress={() => setFrom(daysAfter(from, WEEK))}
        >
          {t('form.later')}
        </Button>
      </div>
      {day === undefined ? (
        <p>{t('form.noSlots')}</p>
      ) : (
        <>
          <ChipGroup
            label={t('form.day')}
            value={day.date}
            onChange={setChosen}
            choices={data.days
              .filter(({ slots }) => slots.length > 0)
              .map(({ date, slots }) => ({
                id: date,
                label: t('form.dayChip', { day: format.date(`${date}T12:00:00Z`), count: slots.length }),
              }))}
          />
          <ChipGroup
            label={t('form.time')}
            value={value}
            onChange={(at) => {
              const slot = day.slots.find((one) => one.at.toISOString() === at);
              if (slot) onChange(slot);
            }}
            choices={day.slots.map(({ at }) => ({ id: at.toISOString(), label: format.time(at) }))}
          />
        </>
      )}
    </div>
  );
}
