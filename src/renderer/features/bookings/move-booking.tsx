import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookingCard } from '#contract/bookings.ts';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import {
  type BookingDraft,
  callerOf,
  emptyBooking,
  timeOf,
} from '../../shared/booking-form/booking-draft.ts';
import { BookingWhen } from '../../shared/booking-form/booking-when.tsx';
import { useBookingRules } from '../../shared/booking-form/use-booking-rules.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { InlinePanel } from '../../ui/inline-panel.tsx';
import { notify } from '../../ui/notices.tsx';
import { hostNow } from '../../ui/use-now.ts';
import styles from './bookings.module.css';

/** The same promise at another time, or with another person, and why. */
export function MoveBooking({ booking, onClose }: { booking: BookingCard; onClose: () => void }) {
  const { t } = useTranslation('bookings');
  const { client } = useHost();
  const format = useFormat();
  const errorText = useErrorText();
  const rules = useBookingRules();
  const { dutyId } = booking;
  const [draft, setDraft] = useState<BookingDraft>(emptyBooking({ dutyId, officerId: booking.handler.id }));
  const [reason, setReason] = useState('');
  const [lateReason, setLateReason] = useState('');
  const move = useMutate(client.bookings.move, {
    onSuccess: () => {
      notify({ kind: 'info', text: t('move.done') });
      onClose();
    },
  });
  const at = timeOf(draft, format.zone);
  const officerId = callerOf(draft);
  const isLate = booking.dueAt.getTime() < hostNow() && booking.lateReason === null;
  const ready =
    at !== null && officerId !== null && reason.trim() !== '' && (!isLate || lateReason.trim() !== '');
  const send = () => {
    if (!at || !officerId) return;
    const { id, version: expectedVersion } = booking;
    move.mutate({ id, expectedVersion, at, officerId, reason, lateReason: isLate ? lateReason : null });
  };
  return (
    <InlinePanel title={t('move.title')} hint={t('move.hint')} takesFocus onClose={onClose}>
      {rules && (
        <BookingWhen
          rules={rules}
          draft={draft}
          onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
          error={move.error ? errorText(move.error) : undefined}
        />
      )}
      <TextField label={t('move.reason')} required value={reason} onChange={setReason} />
      {isLate && (
        <TextField label={t('move.lateReason')} required value={lateReason} onChange={setLateReason} />
      )}
      <div className={styles.buttons}>
        <Button onPress={onClose}>{t('form.discard')}</Button>
        <Button
          variant="primary"
          hotkey="Enter"
          icon={<CalendarClock size={20} aria-hidden="true" />}
          disabled={!ready || move.isPending}
          onPress={send}
        >
          {t('move.save')}
        </Button>
      </div>
    </InlinePanel>
  );
}
