import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { Intentions, isSettled } from '#renderer/host/intentions.ts';
import { useDraft } from '#renderer/host/use-draft.ts';
import { errorKey } from '#renderer/i18n/error-text.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { notify } from '#renderer/ui/notices.tsx';
import { Segments } from '#renderer/ui/segments.tsx';
import styles from './customer-panel.module.css';
import { KnownAlready } from './known-already.tsx';

type NewCustomerProps = {
  subjectId: string | null;
  /** What was searched for: a name or a number that need not be typed again. */
  beginsWith: string;
  /** The customer saved, or one chosen who was saved already. */
  onAdded: (id: string) => void;
  onClose: () => void;
};

type Typed = { name: string; phone: string; business: string };

/** A new customer, only with consent: the sentence is said, then how he agreed is chosen; nothing is pre-ticked. */
export function NewCustomer({ subjectId, beginsWith, onAdded, onClose }: NewCustomerProps) {
  const { t } = useTranslation('customers');
  const errorText = useErrorText();
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId) ?? '';
  const { data: consent } = useQuery(
    orpc.customers.consent.queryOptions({ input: { branchId }, enabled: branchId !== '' }),
  );
  const [initial] = useState(() => beginning(beginsWith));
  const [typed, setTyped, { clear }] = useDraft<Typed>('customer', subjectId, initial);
  // Not part of the draft: an agreement is given now or not at all.
  const [how, setHow] = useState<'oral' | 'written' | null>(null);
  const { add, busy, trouble } = useAdd(branchId, clear, onAdded);
  const about = trouble === null ? null : errorKey(trouble).field;
  const field = about !== null && about in initial ? about : null;
  const problem = (name: string) => (field === name ? errorText(trouble) : undefined);
  const refuse = () => {
    clear();
    onClose();
    if (consent) notify({ kind: 'info', text: consent.refused.map(({ text }) => text).join('') });
  };
  const ready = how !== null && typed.name.trim() !== '' && typed.phone.trim() !== '';
  return (
    <div className={styles.adding}>
      <InlinePanel title={t('addTitle')} takesFocus onClose={onClose}>
        <TextField
          label={t('name')}
          required
          autoFocus={typed.name === ''}
          value={typed.name}
          onChange={(name) => setTyped({ name })}
          error={problem('name')}
        />
        <TextField
          label={t('phone')}
          required
          inputMode="tel"
          autoFocus={typed.name !== '' && typed.phone === ''}
          value={typed.phone}
          onChange={(phone) => setTyped({ phone })}
          error={problem('phone')}
        />
        <TextField
          label={t('business')}
          value={typed.business}
          onChange={(business) => setTyped({ business })}
          error={problem('business')}
        />
        <KnownAlready
          typed={typed}
          onChoose={(id) => {
            clear();
            onAdded(id);
          }}
        />
        {consent && (
          <div className={styles.consent}>
            <p className={styles.title}>{t('sayConsent')}</p>
            <Segments size="text" segments={consent.oral} />
          </div>
        )}
        <ChipGroup
          label={t('consent')}
          value={how}
          onChange={setHow}
          choices={[
            { id: 'oral', label: t('consentOral'), hotkey: 'F8' },
            { id: 'written', label: t('consentWritten'), hotkey: 'F9' },
          ]}
        />
        {trouble !== null && field === null && <p role="alert">{errorText(trouble)}</p>}
        <div className={styles.actions}>
          <Button onPress={refuse}>{t('consentRefused')}</Button>
          <Button
            variant="primary"
            hotkey="Enter"
            disabled={!ready || busy}
            onPress={() => how && void add({ ...typed, how })}
          >
            {t('addSave')}
          </Button>
        </div>
      </InlinePanel>
    </div>
  );
}

/** What was searched for is a number when it has digits, otherwise a name; initial consonants are neither. */
function beginning(searched: string): Typed {
  const text = searched.trim();
  const isPhone = /\d{3}/.test(text);
  const isName = /^[가-힣]{2,}$/u.test(text);
  return { name: isName ? text : '', phone: isPhone ? text : '', business: '' };
}

function useAdd(branchId: string, clear: () => void, onAdded: (id: string) => void) {
  const { client } = useHost();
  const [intentions] = useState(() => new Intentions());
  const [state, setState] = useState<{ busy: boolean; trouble: unknown }>({ busy: false, trouble: null });
  const running = useRef(false);
  const add = async ({ how, ...typed }: Typed & { how: 'oral' | 'written' }) => {
    if (running.current) return;
    running.current = true;
    setState({ busy: true, trouble: null });
    const wish = { branchId, ...typed, consent: { given: true as const, how } };
    try {
      const { id } = await client.customers.add({ ...wish, requestId: intentions.idFor(wish) });
      intentions.settle(wish);
      clear();
      setState({ busy: false, trouble: null });
      onAdded(id);
    } catch (trouble) {
      if (isSettled(trouble)) intentions.settle(wish);
      setState({ busy: false, trouble });
    } finally {
      running.current = false;
    }
  };
  return { ...state, add };
}
