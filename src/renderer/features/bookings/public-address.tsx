import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookingSettings } from '#contract/bookings.ts';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.tsx';
import page from '../settings/settings.module.css';
import styles from './bookings.module.css';

type Props = { branchId: string; rules: BookingSettings; mayChange: boolean };

/** What the booking page is reached at from outside, and the link for the institution's homepage. */
export function PublicAddress({ branchId, rules, mayChange }: Props) {
  const { t } = useTranslation('bookings');
  const { client } = useHost();
  const errorText = useErrorText();
  const [address, setAddress] = useState(rules.publicAddress ?? '');
  const keep = useMutate(client.bookings.setPublicAddress, {
    onSuccess: () => notify({ kind: 'info', text: t('settings.addressSaved') }),
  });
  const told = address.trim().toLowerCase().replace(/\/$/, '');
  return (
    <Card as="section" className={page.part ?? ''} aria-label={t('settings.place')}>
      <h2 className={page.heading}>{t('settings.place')}</h2>
      <p className={page.hint}>{t('settings.placeHint')}</p>
      {!rules.pagesOpen && <p className={page.note}>{t('settings.pagesClosed')}</p>}
      <TextField
        label={t('settings.address')}
        value={address}
        onChange={setAddress}
        disabled={!mayChange}
        error={keep.error ? errorText(keep.error) : undefined}
      />
      {rules.publicAddress !== null && rules.taken && rules.web && (
        <>
          <h3>{t('settings.link')}</h3>
          <p className={styles.key}>{`${rules.publicAddress}/booking?branch=${branchId}`}</p>
        </>
      )}
      {mayChange && (
        <div className={page.buttons}>
          <Button
            disabled={keep.isPending || told === (rules.publicAddress ?? '')}
            onPress={() => keep.mutate({ branchId, address: told === '' ? null : told })}
          >
            {t('settings.keepAddress')}
          </Button>
        </div>
      )}
    </Card>
  );
}
