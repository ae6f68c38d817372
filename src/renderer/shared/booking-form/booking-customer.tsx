import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { CallerFields } from '../memo-form/caller-fields.tsx';
import { emptyMemo, type KnownCustomer } from '../memo-form/memo-draft.ts';
import type { BookingDraft } from './booking-draft.ts';

type Props = {
  known: KnownCustomer | null;
  draft: BookingDraft;
  onChange: (change: Partial<BookingDraft>) => void;
  problem: (field: string) => ReactNode;
};

/** Who is to be called: known already, found, or typed for this booking only. */
export function BookingCustomer({ known, draft, onChange, problem }: Props) {
  const { t } = useTranslation(['bookings', 'common']);
  const customer = known ?? draft.customer;
  if (customer) {
    return (
      <p>
        {t('form.customer')}{' '}
        <b>{customer.business ? `${customer.name} · ${customer.business}` : customer.name}</b>{' '}
        {customer.phone}
        {!known && (
          <Button variant="quiet" onPress={() => onChange({ customer: null })}>
            {t('common:actions.change')}
          </Button>
        )}
      </p>
    );
  }
  const { customerName, phone, business } = draft;
  return (
    <CallerFields
      draft={{ ...emptyMemo(null), customerName, phone, business }}
      onChange={(change) =>
        onChange({
          ...(change.customer === undefined ? {} : { customer: change.customer }),
          ...(change.customerName === undefined ? {} : { customerName: change.customerName }),
          ...(change.phone === undefined ? {} : { phone: change.phone }),
          ...(change.business === undefined ? {} : { business: change.business }),
        })
      }
      problem={problem}
    />
  );
}
