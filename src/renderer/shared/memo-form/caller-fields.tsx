import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '#renderer/ui/field.tsx';
import { CustomerSearch } from '../customer-search/customer-search.tsx';
import type { MemoDraft } from './memo-draft.ts';
import styles from './memo-form.module.css';

type CallerFieldsProps = {
  draft: MemoDraft;
  onChange: (change: Partial<MemoDraft>) => void;
  problem: (field: string) => ReactNode;
};

/** Whom to call: found by name, initial consonants or digits as at the counter, or typed for this memo only. */
export function CallerFields({ draft, onChange, problem }: CallerFieldsProps) {
  const { t } = useTranslation('memoForm');
  return (
    <div className={styles.fields}>
      <div className={styles.whole}>
        <CustomerSearch
          label={t('name')}
          required
          autoFocus={draft.intendedId !== null}
          query={draft.customerName}
          onQuery={(customerName) => onChange({ customerName })}
          onChoose={({ id, name, phone, business }) => onChange({ customer: { id, name, phone, business } })}
          error={problem('customerName')}
        />
      </div>
      <TextField
        label={t('phone')}
        required
        inputMode="tel"
        value={draft.phone}
        onChange={(phone) => onChange({ phone })}
        error={problem('phone')}
      />
      <TextField
        label={t('business')}
        value={draft.business}
        onChange={(business) => onChange({ business })}
        error={problem('business')}
      />
    </div>
  );
}
