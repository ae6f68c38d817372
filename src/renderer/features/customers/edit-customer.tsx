import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '#contract/customers.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { useDraft } from '#renderer/host/use-draft.ts';
import { errorKey } from '#renderer/i18n/error-text.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { conflictOf } from '#renderer/shared/conflict.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { notify } from '#renderer/ui/notices.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import styles from './customers-screen.module.css';
import { useWhole } from './use-whole.ts';

type EditCustomerProps = { customer: CustomerView; onClose: () => void };

/** Only what was typed is in the draft: null is as it is stored. A type, not an interface: a draft is a plain record. */
type Typed = {
  name: string | null;
  business: string | null;
  phone: string | null;
  textsRefused: boolean | null;
};
const untouched: Typed = { name: null, business: null, phone: null, textsRefused: null };
const fields = ['name', 'business', 'phone'] as const;

/** Corrects name, business and number, and whether he wants texts. What is corrected must be seen, so opening the form is a logged reveal. */
export function EditCustomer({ customer, onClose }: EditCustomerProps) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const errorText = useErrorText();
  const { client } = useHost();
  const branchId = useSession((session) => session.branchId) ?? never;
  const { id } = customer;
  const { whole, trouble, reveal } = useWhole(id, () => client.customers.reveal({ branchId, id }));
  useRevealOnce(reveal);
  const [typed, setTyped, { clear }] = useDraft<Typed>('customer', id, untouched);
  const save = useMutate(client.customers.edit, {
    onSuccess: () => {
      clear();
      notify({ kind: 'info', text: t('edit.saved') });
      onClose();
    },
    // What somebody else stored meanwhile is shown beside what was typed here.
    onError: (error) => void (conflictOf(error) && reveal()),
  });
  const conflict = conflictOf(save.error);
  const about = save.error ? errorKey(save.error).field : null;
  if (!whole) {
    return (
      <InlinePanel title={t('edit.title')} takesFocus onClose={onClose}>
        {trouble === null ? (
          <Progress label={t('screen.loading')} />
        ) : (
          <p role="alert">{errorText(trouble)}</p>
        )}
      </InlinePanel>
    );
  }
  const value = (field: (typeof fields)[number]) => typed[field] ?? whole[field];
  const refused = customer.textsRefusedAt !== null;
  const textsRefused = typed.textsRefused ?? refused;
  const changed = textsRefused !== refused || fields.some((field) => value(field) !== whole[field]);
  const ready = changed && value('name').trim() !== '' && value('phone').trim() !== '';
  const discard = () => {
    clear();
    onClose();
  };
  return (
    <InlinePanel title={t('edit.title')} hint={t('edit.hint')} takesFocus onClose={onClose}>
      {fields.map((field) => (
        <TextField
          key={field}
          label={t(field)}
          required={field !== 'business'}
          inputMode={field === 'phone' ? 'tel' : 'text'}
          autoFocus={field === 'name'}
          value={value(field)}
          onChange={(text) => setTyped({ [field]: text === whole[field] ? null : text })}
          hint={
            conflict && typed[field] !== null && typed[field] !== whole[field]
              ? t('edit.now', { value: whole[field] || t('join.none') })
              : undefined
          }
          error={about === field ? errorText(save.error) : undefined}
        />
      ))}
      <Checkbox
        checked={textsRefused}
        onChange={(on) => setTyped({ textsRefused: on === refused ? null : on })}
        hint={t('edit.textsRefusedHint')}
      >
        {t('edit.textsRefused')}
      </Checkbox>
      {conflict && (
        <p role="alert">
          {conflict.changedBy && conflict.changedAt
            ? t('edit.conflictBy', { name: conflict.changedBy, time: format.time(conflict.changedAt) })
            : t('edit.conflict')}
        </p>
      )}
      {save.error && !conflict && !fields.some((field) => field === about) && (
        <p role="alert">{errorText(save.error)}</p>
      )}
      <div className={styles.buttons}>
        <Button onPress={discard}>{t('edit.discard')}</Button>
        <Button
          variant="primary"
          hotkey="Enter"
          disabled={!ready || save.isPending}
          onPress={() =>
            save.mutate({
              ...{ branchId, id, expectedVersion: whole.version },
              ...{ name: value('name'), business: value('business'), phone: value('phone'), textsRefused },
            })
          }
        >
          {t('edit.save')}
        </Button>
      </div>
    </InlinePanel>
  );
}

/** Opening the form is one reveal, however often it is drawn. */
function useRevealOnce(reveal: () => Promise<unknown>): void {
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void reveal();
  }, [reveal]);
}
