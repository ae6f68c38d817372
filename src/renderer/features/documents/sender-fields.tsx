import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CustomerSearch } from '#renderer/shared/customer-search/customer-search.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import styles from './documents.module.css';
import type { IntakeDraft } from './intake-draft.ts';

type SenderFieldsProps = {
  draft: IntakeDraft;
  set: (change: Partial<IntakeDraft>) => void;
  /** A customer was found: the hands go on. */
  onFound: () => void;
  errorAt: (field: string) => ReactNode;
};

/** Who sent them: found by name, initial consonants or digits as at the counter, or written down as the papers say. */
export function SenderFields({ draft, set, onFound, errorAt }: SenderFieldsProps) {
  const { t } = useTranslation(['documents', 'common']);
  const { sender } = draft;
  const email = (
    <TextField
      label={t('form.email')}
      inputMode="email"
      value={draft.email}
      onChange={(value) => set({ email: value })}
      error={errorAt('email')}
    />
  );
  if (sender !== null) {
    return (
      <>
        <p className={styles.chosen}>
          <span>{t('form.sender')}</span>
          <b>{sender.business ? `${sender.name} · ${sender.business}` : sender.name}</b>
          <span>{sender.phone}</span>
          <Button variant="quiet" onPress={() => set({ sender: null })}>
            {t('common:actions.change')}
          </Button>
        </p>
        {draft.way === 'email' && email}
      </>
    );
  }
  return (
    <div className={styles.fields}>
      <div className={styles.whole}>
        <CustomerSearch
          label={t('form.sender')}
          autoFocus
          query={draft.name}
          onQuery={(name) => set({ name })}
          onChoose={({ id, name, phone, business }) => {
            set({ sender: { id, name, phone, business }, name: '' });
            onFound();
          }}
          error={errorAt('customerName')}
        />
      </div>
      <TextField
        label={t('form.phone')}
        inputMode="tel"
        value={draft.phone}
        onChange={(phone) => set({ phone })}
        error={errorAt('phone')}
      />
      <TextField
        label={t('form.business')}
        value={draft.business}
        onChange={(business) => set({ business })}
        error={errorAt('business')}
      />
      {email}
    </div>
  );
}
