import { useTranslation } from 'react-i18next';
import type { BranchSettings } from '#contract/settings.ts';
import { useBookingRules } from '../../shared/booking-form/use-booking-rules.ts';
import { Progress } from '../../ui/progress.tsx';
import page from '../settings/settings.module.css';
import { ApiKeys } from './api-keys.tsx';
import { BookingRulesForm } from './booking-rules-form.tsx';
import { PublicAddress } from './public-address.tsx';

type BookingsTabProps = { branch: BranchSettings; mayChange: boolean; administers: boolean };

/** 설정 › 예약: whether calls can be booked, where from, and with whom. */
export function BookingsTab({ branch, mayChange, administers }: BookingsTabProps) {
  const { t } = useTranslation('bookings');
  const rules = useBookingRules();
  if (rules === undefined) return <Progress label={t('settings.loading')} />;
  return (
    <div className={page.page}>
      <div className={page.columns}>
        <div className={page.column}>
          <BookingRulesForm key={rules.version} branch={branch} rules={rules} mayChange={mayChange} />
        </div>
        <div className={page.column}>
          <PublicAddress
            key={rules.publicAddress}
            branchId={branch.id}
            rules={rules}
            mayChange={administers}
          />
          {mayChange && <ApiKeys branchId={branch.id} mayChange={administers} />}
        </div>
      </div>
    </div>
  );
}
