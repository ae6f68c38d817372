import { useQuery } from '@tanstack/react-query';
import { CalendarPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { useDraft } from '#renderer/host/use-draft.ts';
import { errorKey } from '#renderer/i18n/error-text.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { TextArea } from '#renderer/ui/field.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import type { KnownCustomer } from '../memo-form/memo-draft.ts';
import { SayCard } from '../say-card/say-card.tsx';
import { useSession } from '../session-store.ts';
import { never } from '../use-branch.ts';
import { BookingCustomer } from './booking-customer.tsx';
import { type BookingDraft, callerOf, emptyBooking, timeOf, wishOf } from './booking-draft.ts';
import styles from './booking-form.module.css';
import { BookingWhen } from './booking-when.tsx';
import { NoBookings } from './no-bookings.tsx';
import { closedBecause, useBookingRules } from './use-booking-rules.ts';
import { type SaveBooking, useSaveBooking } from './use-save-booking.ts';

export type BookingFormProps = {
  /** Where the customer is: on the line, or at the counter. */
  source: 'phone' | 'counter';
  /** What the draft belongs to, such as the call; null for a booking by itself. */
  subjectId: string | null;
  /** A customer already known: name and number come from his record and are not typed. */
  customer?: KnownCustomer | null;
  /** What is known already and need not be typed again. */
  begins?: Partial<BookingDraft>;
  /** Saves it within something else, such as the call it was agreed in; answers with an id. By itself unless given. */
  save?: SaveBooking;
  onSaved: (id: string) => void;
  onClose: () => void;
};

/** A booked call (P5): when, with whom, for whom and about what; Enter saves. Every keystroke is kept. */
export function BookingForm({ source, subjectId, customer = null, begins, save, ...ends }: BookingFormProps) {
  const { t } = useTranslation(['bookings', 'common']);
  const { orpc } = useHost();
  const format = useFormat();
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? never;
  const rules = useBookingRules();
  const [draft, setDraft, { clear, restored }] = useDraft<BookingDraft>(
    'booking',
    subjectId,
    emptyBooking(begins),
  );
  const { send, busy, trouble } = useSaveBooking(source, save, (id) => {
    clear();
    ends.onSaved(id);
  });
  const at = timeOf(draft, format.zone);
  const officerId = callerOf(draft);
  const isOpen = rules !== undefined && closedBecause(rules) === null;
  const { data: words } = useQuery(
    orpc.bookings.words.queryOptions({ input: { branchId, at, officerId }, enabled: isOpen, retry: false }),
  );
  if (rules === undefined) return null;
  const why = closedBecause(rules);
  if (why !== null) return <NoBookings why={why} />;
  const field = trouble === null ? null : errorKey(trouble).field;
  const problem = (name: string) => (field === name ? errorText(trouble) : undefined);
  const wish = wishOf(draft, customer, format.zone);
  return (
    <div className={styles.form}>
      {words && words.confirm !== '' && <SayCard clause={words.clause} say={[{ text: words.confirm }]} />}
      <InlinePanel
        title={t('form.title')}
        hint={restored ? t('form.restored') : undefined}
        takesFocus
        onClose={ends.onClose}
      >
        <BookingWhen
          rules={rules}
          draft={draft}
          onChange={setDraft}
          error={problem('at') ?? problem('officerId')}
        />
        <BookingCustomer known={customer} draft={draft} onChange={setDraft} problem={problem} />
        <TextArea
          label={t('form.inquiry')}
          required
          rows={2}
          value={draft.inquiry}
          onChange={(inquiry) => setDraft({ inquiry })}
          error={problem('inquiry')}
        />
        {words && <p className={styles.consent}>{words.consent.map(({ text }) => text).join('')}</p>}
        <Checkbox checked={draft.consent} onChange={(consent) => setDraft({ consent })}>
          {t('form.consent')}
        </Checkbox>
        {trouble !== null && !drawn.has(field ?? '') && (
          <p className={styles.trouble} role="alert">
            {errorText(trouble)}
          </p>
        )}
        <div className={styles.actions}>
          <Button
            onPress={() => {
              clear();
              ends.onClose();
            }}
          >
            {t('form.discard')}
          </Button>
          <Button
            variant="primary"
            hotkey="Enter"
            icon={<CalendarPlus size={20} aria-hidden="true" />}
            disabled={wish === null || busy}
            onPress={() => wish && void send(wish)}
          >
            {t('form.save')}
          </Button>
        </div>
      </InlinePanel>
    </div>
  );
}

const drawn = new Set(['at', 'officerId', 'customerName', 'phone', 'business', 'inquiry']);
