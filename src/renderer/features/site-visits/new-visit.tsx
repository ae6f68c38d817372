import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { useDraft } from '#renderer/host/use-draft.ts';
import { errorKey } from '#renderer/i18n/error-text.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { CustomerSearch } from '#renderer/shared/customer-search/customer-search.tsx';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { notify } from '#renderer/ui/notices.tsx';
import { AboutFields } from './about-fields.tsx';
import { Submit } from './agree-form.tsx';
import styles from './site-visits.module.css';
import { lengths } from './visit-draft.ts';

type NewDraft = {
  customer: { id: string; name: string; phone: string; business: string } | null;
  customerName: string;
  phone: string;
  business: string;
  address: string;
  dutyId: string | null;
  purpose: string;
  officerId: string | null;
  companionId: string | null;
  minutes: number;
};

const isSaid = (text: string) => text.trim() !== '';

type NewVisitProps = {
  /** The documents it follows from. */
  documentId: string | null;
  onMade: (id: string) => void;
  onClose: () => void;
};

/** To whom, where, what for and who goes; the telephone call that agrees the time comes next. Every keystroke is kept. */
export function NewVisit({ documentId, onMade, onClose }: NewVisitProps) {
  const { t } = useTranslation(['siteVisits', 'common']);
  const errorText = useErrorText();
  const { client } = useHost();
  const format = useFormat();
  const { branchId, actorId } = useSession();
  const [draft, set, { clear, restored }] = useDraft<NewDraft>(
    'site_visit',
    documentId ? `of ${documentId}` : null,
    beginning(actorId),
  );
  const make = useMutate(client.siteVisits.make);
  const { customer } = draft;
  const field = make.error ? errorKey(make.error).field : null;
  const errorAt = (name: string) => (field === name ? errorText(make.error) : undefined);
  const ready =
    (customer !== null || (isSaid(draft.customerName) && isSaid(draft.phone))) &&
    isSaid(draft.address) &&
    draft.officerId !== null &&
    (draft.dutyId !== null || isSaid(draft.purpose));
  const save = async () => {
    const typed = (text: string) => (customer === null || isSaid(text) ? text : null);
    try {
      const { id } = await make.mutateAsync({
        branchId: branchId ?? never,
        documentId,
        customerId: customer?.id ?? null,
        customerName: customer ? null : draft.customerName,
        business: typed(draft.business),
        phone: customer ? null : draft.phone,
        address: draft.address,
        dutyId: draft.dutyId,
        purpose: draft.purpose,
        officerId: draft.officerId ?? never,
        companionId: draft.companionId,
        minutes: draft.minutes,
      });
      clear();
      notify({ kind: 'info', text: t('done.make') });
      onMade(id);
    } catch {
      // Shown beside the field, or below.
    }
  };
  return (
    <InlinePanel
      title={t('newVisit')}
      {...(restored ? { hint: t('form.restored') } : {})}
      onClose={onClose}
      takesFocus
    >
      <div className={styles.form}>
        {customer ? (
          <p className={styles.line}>
            <b>{[customer.name, customer.business].filter(Boolean).join(' · ')}</b>
            <span>{customer.phone}</span>
            <Button variant="quiet" onPress={() => set({ customer: null })}>
              {t('common:actions.change')}
            </Button>
          </p>
        ) : (
          <>
            <CustomerSearch
              label={t('form.name')}
              required
              autoFocus
              query={draft.customerName}
              onQuery={(customerName) => set({ customerName })}
              onChoose={({ id, name, phone, business }) => set({ customer: { id, name, phone, business } })}
              error={errorAt('customerName')}
            />
            <div className={styles.fields}>
              <TextField
                label={t('form.phone')}
                required
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
            </div>
          </>
        )}
        <AboutFields about={draft} onChange={set} errorAt={errorAt} />
        <ChipGroup
          label={t('form.minutes')}
          value={String(draft.minutes)}
          onChange={(value) => set({ minutes: Number(value) })}
          choices={lengths.map((one) => ({ id: String(one), label: format.duration(one) }))}
        />
        {make.error && field === null && (
          <p className={styles.error} role="alert">
            {errorText(make.error)}
          </p>
        )}
        <Submit label={t('form.save')} disabled={!ready || make.isPending} onPress={() => void save()} />
      </div>
    </InlinePanel>
  );
}

const beginning = (actorId: string | null): NewDraft => ({
  customer: null,
  customerName: '',
  phone: '',
  business: '',
  address: '',
  dutyId: null,
  purpose: '',
  officerId: actorId,
  companionId: null,
  minutes: 60,
});
