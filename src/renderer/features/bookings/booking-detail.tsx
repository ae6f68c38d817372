import { CalendarClock, CalendarX, NotebookPen, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookingCard } from '#contract/bookings.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { MessagesAbout } from '../../shared/message-box/messages-about.tsx';
import { go } from '../../shared/routes.ts';
import { Button } from '../../ui/button.tsx';
import { InlinePanel } from '../../ui/inline-panel.tsx';
import styles from './bookings.module.css';
import { CancelBooking } from './cancel-booking.tsx';
import { MoveBooking } from './move-booking.tsx';

/** One booking: what was promised, and moving or cancelling it. The call itself is made from its memo. */
export function BookingDetail({ booking, onClose }: { booking: BookingCard; onClose: () => void }) {
  const { t } = useTranslation('bookings');
  const format = useFormat();
  const [doing, setDoing] = useState<'move' | 'cancel' | null>(null);
  const { at, minutes, officer, handler, promise, dueAt } = booking;
  const isOpen = booking.state === 'booked' && promise === 'open';
  if (doing === 'move') return <MoveBooking booking={booking} onClose={() => setDoing(null)} />;
  if (doing === 'cancel') return <CancelBooking booking={booking} onClose={() => setDoing(null)} />;
  return (
    <InlinePanel title={`${format.dateTime(at)} · ${booking.customerName}`} onClose={onClose}>
      {booking.officerAway && isOpen && (
        <p className={styles.warning}>
          <TriangleAlert size={20} aria-hidden="true" /> {t('view.away')}
        </p>
      )}
      <dl className={styles.facts}>
        <Fact label={t('detail.number')}>{booking.number}</Fact>
        <Fact label={t('detail.at')}>{`${format.dateTime(at)} · ${format.duration(minutes)}`}</Fact>
        {dueAt.getTime() !== at.getTime() && (
          <Fact label={t('detail.agreedAnew')}>{format.dateTime(dueAt)}</Fact>
        )}
        <Fact label={t('detail.officer')}>{`${officer.name} ${officer.title}`}</Fact>
        {handler.id !== officer.id && (
          <Fact label={t('detail.handler')}>{`${handler.name} ${handler.title}`}</Fact>
        )}
        {booking.duty !== null && <Fact label={t('detail.duty')}>{booking.duty}</Fact>}
        <Fact label={t('detail.phone')}>{booking.phone}</Fact>
        <Fact label={t('detail.inquiry')}>{booking.inquiry}</Fact>
        <Fact label={t('detail.from')}>
          {`${t(`view.sources.${booking.source}`)} · ${t(`view.states.${promise}`)}`}
        </Fact>
      </dl>
      <MessagesAbout subject={{ type: 'memo', id: booking.memoId }} />
      <div className={styles.buttons}>
        {isOpen && (
          <>
            <Button
              hotkey="X"
              icon={<CalendarX size={20} aria-hidden="true" />}
              onPress={() => setDoing('cancel')}
            >
              {t('detail.cancel')}
            </Button>
            <Button
              hotkey="M"
              icon={<CalendarClock size={20} aria-hidden="true" />}
              onPress={() => setDoing('move')}
            >
              {t('detail.move')}
            </Button>
          </>
        )}
        <Button
          variant="primary"
          hotkey="Enter"
          icon={<NotebookPen size={20} aria-hidden="true" />}
          onPress={() => go('memos', booking.memoId)}
        >
          {t('detail.memo')}
        </Button>
      </div>
    </InlinePanel>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
