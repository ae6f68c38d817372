import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { go } from '../routes.ts';
import type { closedBecause } from './use-booking-rules.ts';

/** Why nothing can be booked here, and where that is changed. */
export function NoBookings({ why }: { why: NonNullable<ReturnType<typeof closedBecause>> }) {
  const { t } = useTranslation('bookings');
  return (
    <EmptyState title={t('closed.title')}>
      <p>{t(`closed.${why}`)}</p>
      <Button onPress={() => go('settings', 'bookings')}>{t('closed.settings')}</Button>
    </EmptyState>
  );
}
