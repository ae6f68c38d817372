import { PhoneCall, UserRoundX } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { AlsoHere } from '#renderer/shared/encounters/also-here.tsx';
import type { Visit } from '#renderer/shared/encounters/use-visit.ts';
import { useVisitDraft } from '#renderer/shared/encounters/use-visit-draft.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import { useKeys } from '#renderer/ui/use-keys.ts';
import { CustomerDetail } from '../customers/customer-detail.tsx';
import { FoundCaller } from './found-caller.tsx';
import styles from './phone.module.css';
import { useCaller } from './use-caller.ts';
import { useKeptNumber } from './use-kept-number.ts';

/** Who is calling: the number as it is typed, whose it is and what about, at once. */
export function CallerPanel({ callId, visit }: { callId: string | null; visit: Visit | null }) {
  const { t } = useTranslation('phone');
  return (
    <section className={styles.found} aria-labelledby="caller-title">
      <h2 id="caller-title" className={styles.title}>
        {t('caller')}
      </h2>
      <Caller callId={callId} visit={visit} />
    </section>
  );
}

function Caller({ callId, visit }: { callId: string | null; visit: Visit | null }) {
  const { t } = useTranslation('phone');
  const errorText = useErrorText();
  const box = useRef<HTMLInputElement>(null);
  const view = visit?.view;
  const isOpen = view !== undefined && view.state !== 'closed';
  const [draft, setDraft] = useVisitDraft(callId ?? 'look-up');
  const typed = draft.number ?? '';
  const { found, unknown, error } = useCaller(typed);
  useKeptNumber(visit, callId);
  const [first] = found;
  const shown = view?.customer ?? null;
  const choose = (customerId: string | null) => void visit?.run('setCustomer', { customerId });
  useKeys([
    { combo: 'F6', run: () => box.current?.focus(), label: t('number') },
    // Back to the keys of the call.
    { combo: 'Escape', run: () => box.current?.blur() },
    {
      combo: 'Shift+F6',
      run: () => first?.customer && choose(first.customer.id),
      label: t('thisOne'),
      disabled: !isOpen || shown !== null || !first?.customer,
    },
  ]);
  return (
    <>
      <TextField
        ref={box}
        label={t('number')}
        hint={t('numberHint')}
        inputMode="tel"
        value={typed}
        onChange={(number) => setDraft({ number: number === '' ? null : number })}
      />
      {typed === '' && view?.call?.number && (
        <p className={styles.soft}>{`${t('numberKept')} ${view.call.number}`}</p>
      )}
      {error !== null && <p role="alert">{errorText(error)}</p>}
      <div role="status">{unknown && <p className={styles.soft}>{t('unknown')}</p>}</div>
      {shown && (
        <>
          <AlsoHere customerId={shown.id} encounterId={callId} />
          <CustomerDetail id={shown.id} visitId={callId} />
          {isOpen && (
            <Button
              variant="quiet"
              icon={<UserRoundX size={18} aria-hidden="true" />}
              onPress={() => choose(null)}
            >
              {t('notThisOne')}
            </Button>
          )}
        </>
      )}
      {found
        .filter(({ customer }) => shown === null || customer?.id === shown.id)
        .map((one, index) => (
          <FoundCaller key={one.customer?.id ?? one.memos[0]?.id} found={one} short={shown !== null}>
            {isOpen && shown === null && one.customer && (
              <Button
                icon={<PhoneCall size={18} aria-hidden="true" />}
                {...(index === 0 ? { kbd: 'Shift+F6' } : {})}
                onPress={() => choose(one.customer?.id ?? null)}
              >
                {t('thisOne')}
              </Button>
            )}
          </FoundCaller>
        ))}
    </>
  );
}
