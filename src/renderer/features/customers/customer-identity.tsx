import { Eye, EyeOff, Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '#contract/customers.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useHasDraft } from '#renderer/host/use-draft.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import styles from './customers-screen.module.css';
import { EditCustomer } from './edit-customer.tsx';
import { useWhole } from './use-whole.ts';

/** Name, business and number, masked until somebody asks for them; consent; and the form that corrects them. */
export function CustomerIdentity({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const errorText = useErrorText();
  const { client } = useHost();
  const branchId = useSession((session) => session.branchId) ?? never;
  const begun = useHasDraft('customer', customer.id);
  // Until somebody decides, a half-made correction is open again by itself.
  const [editing, setEditing] = useState<boolean | null>(null);
  const { whole, trouble, reveal, hide } = useWhole(`${customer.id} ${customer.version}`, () =>
    client.customers.reveal({ branchId, id: customer.id }),
  );
  const { name, business, phone } = whole ?? customer;
  if (editing ?? begun) return <EditCustomer customer={customer} onClose={() => setEditing(false)} />;
  return (
    <section className={styles.identity} aria-label={t('title')}>
      <h2 className={styles.name}>{name}</h2>
      <p>{business || <span className={styles.soft}>{t('identity.noBusiness')}</span>}</p>
      <p className={styles.phone}>{phone}</p>
      <dl className={styles.facts}>
        <dt>{t('identity.encounters')}</dt>
        <dd>{t('identity.encounterCount', { count: customer.encounters })}</dd>
        <dt>{t('identity.consent')}</dt>
        <dd>
          {t('identity.consentAt', {
            date: format.yearDate(customer.consentAt),
            how: t(`identity.${customer.consentHow}`),
          })}
        </dd>
        {customer.textsRefusedAt && (
          <>
            <dt>{t('identity.texts')}</dt>
            <dd>{t('identity.textsRefused', { date: format.yearDate(customer.textsRefusedAt) })}</dd>
          </>
        )}
      </dl>
      {trouble !== null && <p role="alert">{errorText(trouble)}</p>}
      <div className={styles.buttons}>
        <Button
          hotkey="V"
          keyLabel={whole ? t('identity.hide') : t('identity.reveal')}
          icon={whole ? <EyeOff size={18} aria-hidden="true" /> : <Eye size={18} aria-hidden="true" />}
          onPress={() => (whole ? hide() : void reveal())}
        >
          {whole ? t('identity.hide') : t('identity.reveal')}
        </Button>
        <Button
          hotkey="E"
          keyLabel={t('identity.edit')}
          icon={<Pencil size={18} aria-hidden="true" />}
          onPress={() => setEditing(true)}
        >
          {t('identity.edit')}
        </Button>
      </div>
      <p className={styles.hint}>{t('identity.revealHint')}</p>
    </section>
  );
}
