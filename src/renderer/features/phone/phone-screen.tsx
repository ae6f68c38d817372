import { useTranslation } from 'react-i18next';
import { useBranch } from '#renderer/shared/use-branch.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { BookingsView } from '../bookings/bookings-view.tsx';
import { CallsView } from './calls-view.tsx';
import { usePhoneTabs } from './phone-tabs.tsx';

/** 전화: `#/phone` the calls, `#/phone/<id>` one of them, `#/phone/bookings` the booked ones. */
export default function PhoneScreen({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation('phone');
  const branch = useBranch();
  const [first = null] = rest;
  const tabs = usePhoneTabs(first === 'bookings' ? 'bookings' : 'calls');
  if (first === 'bookings') {
    return (
      <Screen title={t('title')} tabs={tabs}>
        <BookingsView />
      </Screen>
    );
  }
  if (branch && !branch.standard.channels.includes('phone')) {
    return (
      <Screen title={t('title')} tabs={tabs}>
        <EmptyState title={t('noChannelTitle')}>{t('noChannelText')}</EmptyState>
      </Screen>
    );
  }
  return <CallsView callId={first} tabs={tabs} />;
}
