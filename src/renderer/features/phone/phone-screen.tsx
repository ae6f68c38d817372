import { useTranslation } from 'react-i18next';
import { Screen } from '../../ui/screen.tsx';
import { BookingsView } from '../bookings/bookings-view.tsx';

/** Booked calls; the calls themselves have their place beside them. */
export default function PhoneScreen() {
  const { t } = useTranslation('bookings');
  return (
    <Screen title={t('title')}>
      <BookingsView />
    </Screen>
  );
}
