import { CalendarX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookingCard } from '#contract/bookings.ts';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { InlinePanel } from '../../ui/inline-panel.tsx';
import { notify } from '../../ui/notices.tsx';
import styles from './bookings.module.css';

/** Calls a booking off, with why. */
export function CancelBooking({ booking, onClose }: { booking: BookingCard; onClose: () => void }) {
  const { t } = useTranslation('bookings');
  const { client } = useHost();
  const errorText = useErrorText();
  const [reason, setReason] = useState('');
  const cancel = useMutate(client.bookings.cancel, {
    onSuccess: () => {
      notify({ kind: 'info', text: t('cancel.done') });
      onClose();
    },
  });
  const { id, version: expectedVersion } = booking;
  return (
    <InlinePanel
      title={t('cancel.title')}
      hint={t('cancel.hint')}
      look="question"
      takesFocus
      onClose={onClose}
    >
      <TextField
        label={t('cancel.reason')}
        required
        autoFocus
        value={reason}
        onChange={setReason}
        error={cancel.error ? errorText(cancel.error) : undefined}
      />
      <div className={styles.buttons}>
        <Button onPress={onClose}>{t('form.discard')}</Button>
        <Button
          variant="primary"
          hotkey="Enter"
          icon={<CalendarX size={20} aria-hidden="true" />}
          disabled={reason.trim() === '' || cancel.isPending}
          onPress={() => cancel.mutate({ id, expectedVersion, reason })}
        >
          {t('cancel.save')}
        </Button>
      </div>
    </InlinePanel>
  );
}
