import { useTranslation } from 'react-i18next';
import type { StaffRef } from '#contract/staff.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useDraft } from '#renderer/host/use-draft.ts';
import { errorKey } from '#renderer/i18n/error-text.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { TextArea } from '#renderer/ui/field.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import { usePresenceText } from '../absence/use-presence-text.ts';
import { refusalOf } from '../conflict.ts';
import { PersonPicker } from '../person-picker.tsx';
import { useDirectory } from '../use-branch.ts';
import { CallerFields } from './caller-fields.tsx';
import { emptyMemo, type KnownCustomer, type MemoDraft, preferredAt } from './memo-draft.ts';
import styles from './memo-form.module.css';
import { PreferredTime } from './preferred-time.tsx';
import { QuoteCard } from './quote-card.tsx';
import { useQuote } from './use-quote.ts';
import { useSaveMemo } from './use-save-memo.ts';

export type MemoFormProps = {
  /** The officer it is for; without one the form asks. */
  intended: StaffRef | null;
  /** The visit it is taken in; null for a memo by itself (F4). */
  encounterId: string | null;
  /** A customer already known: name and number come from his record and are not typed. */
  customer: KnownCustomer | null;
  dutyId: string | null;
  /** What the inquiry begins with. */
  beginsWith?: string;
  /** Who is chosen to begin with, where the form asks. */
  suggested?: string;
  /** A number already written down, for a caller who is no known customer. */
  phone?: string;
  onSaved: (memoId: string) => void;
  onClose: () => void;
};

/** A memo for an officer with the promise to call back (V4, P2); Ctrl+Enter saves. Every keystroke is kept. */
export function MemoForm(props: MemoFormProps) {
  const { intended, encounterId, beginsWith = '', phone = '', suggested = null, onClose } = props;
  const { t } = useTranslation(['memoForm', 'common']);
  const format = useFormat();
  const errorText = useErrorText();
  const initial = emptyMemo(intended?.id ?? suggested, beginsWith, phone);
  const subject = encounterId ?? (intended && `for ${intended.id}`);
  const [draft, setDraft, { clear, restored, saved }] = useDraft<MemoDraft>('memo', subject, initial);
  const customer = props.customer ?? draft.customer;
  // Who is asked for may have changed in the visit since the draft was begun.
  const intendedId = intended?.id ?? draft.intendedId;
  const people = usePeople();
  const { connection } = useHost();
  const wish = {
    intendedId,
    encounterId,
    preferredAt: preferredAt(draft, format.dayOf(hostNow()), format.zone),
    afterClosing: draft.afterClosing,
  };
  const quote = useQuote(wish);
  const { save, busy, trouble } = useSaveMemo({ ...props, customer }, draft, wish, quote, clear);
  const field = fieldOf(trouble);
  const problem = (name: string) => (field === name ? errorText(trouble) : undefined);
  const ready = quote.data !== undefined && draft.inquiry.trim() !== '' && !mustChoose(quote.data, draft);
  return (
    <div className={styles.form}>
      <QuoteCard
        quote={quote.data}
        error={quote.error}
        afterClosing={draft.afterClosing}
        onAfterClosing={(afterClosing) => setDraft({ afterClosing })}
      />
      <InlinePanel
        title={t('title')}
        hint={restored ? t('restored') : undefined}
        takesFocus
        onClose={onClose}
      >
        {!intended && (
          <PersonPicker
            label={t('intended')}
            people={people}
            value={intendedId}
            onChange={(id) => setDraft({ intendedId: id })}
            nobody={t('nobodyFound')}
            digits={9}
            autoFocus={intendedId === null}
            error={problem('intendedId')}
          />
        )}
        {intended && encounterId === null && (
          <p className={styles.customer}>
            <span>{t('to')}</span>
            <b>{`${intended.name} ${intended.title}`}</b>
            <span>{intended.department}</span>
          </p>
        )}
        {customer ? (
          <p className={styles.customer}>
            <span>{t('customer')}</span>
            <b>{customer.business ? `${customer.name} · ${customer.business}` : customer.name}</b>
            <span>{customer.phone}</span>
            {draft.customer && (
              <Button variant="quiet" onPress={() => setDraft({ customer: null })}>
                {t('common:actions.change')}
              </Button>
            )}
          </p>
        ) : (
          <CallerFields draft={draft} onChange={setDraft} problem={problem} />
        )}
        <TextArea
          // Anew once a customer has been found: the hands go on to what he wants.
          key={draft.customer?.id ?? 'typed'}
          label={t('inquiry')}
          required
          rows={3}
          autoFocus={intendedId !== null && customer !== null}
          value={draft.inquiry}
          onChange={(inquiry) => setDraft({ inquiry })}
          error={problem('inquiry')}
        />
        <div className={styles.line}>
          <PreferredTime draft={draft} onChange={setDraft} error={problem('preferredAt')} />
          <ChipGroup
            label={t('urgency')}
            value={draft.urgency}
            onChange={(urgency) => setDraft({ urgency })}
            choices={[
              { id: 'normal', label: t('normal') },
              { id: 'urgent', label: t('urgent') },
            ]}
          />
        </div>
        {trouble !== null && field === null && (
          <p className={styles.trouble} role="alert">
            {refusalOf(trouble) === 'CALLER_CHANGED' ? t('callerChanged') : errorText(trouble)}
          </p>
        )}
        <div className={styles.actions}>
          {!saved && connection.status().state !== 'open' && (
            <span className={styles.unsaved} role="status">
              {t('common:states.notSaved')}
            </span>
          )}
          <Button
            onPress={() => {
              clear();
              onClose();
            }}
          >
            {t('discard')}
          </Button>
          <Button variant="primary" hotkey="Enter" disabled={!ready || busy} onPress={() => void save()}>
            {t('save')}
          </Button>
        </div>
      </InlinePanel>
    </div>
  );
}

/** Who is away first: a memo is left for him. */
function usePeople() {
  const presence = usePresenceText();
  const away = (state: string) => (state === 'absent' ? 0 : 1);
  return (useDirectory() ?? [])
    .filter((person) => person.active)
    .sort((a, b) => away(a.presence.state) - away(b.presence.state))
    .map((person) => ({
      ...person,
      note: person.presence.state === 'absent' && <span>{presence(person.presence)}</span>,
    }));
}

const drawn = new Set(['intendedId', 'customerName', 'phone', 'business', 'inquiry', 'preferredAt']);

/** The field a refusal is about, where this form draws it. */
function fieldOf(trouble: unknown): string | null {
  const field = trouble === null ? null : errorKey(trouble).field;
  return field !== null && drawn.has(field) ? field : null;
}

/** Two times are offered after closing and the customer has not said which. */
const mustChoose = (quote: { offers: readonly unknown[] }, draft: MemoDraft) =>
  quote.offers.length > 1 && draft.afterClosing === null && draft.preferredTime === null;
