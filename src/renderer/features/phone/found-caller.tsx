import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallerFound } from '#contract/calls.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { CallbackLine } from '#renderer/shared/customer-search/callback-line.tsx';
import { callbackOf } from '#renderer/shared/memo-search/found-memos.tsx';
import { Segments } from '#renderer/ui/segments.tsx';
import styles from './phone.module.css';

type FoundCallerProps = {
  found: CallerFound;
  /** Who he is stands above already. */
  short: boolean;
  children: ReactNode;
};

/** Who is calling and about what: what to say, the promises, the last encounters. */
export function FoundCaller({ found, short, children }: FoundCallerProps) {
  const { t } = useTranslation('phone');
  const format = useFormat();
  const { customer, memos, encounters, say } = found;
  const [first] = memos;
  const name = customer
    ? [customer.name, customer.business].filter(Boolean).join(' · ')
    : (first?.customerName ?? '');
  return (
    <section className={styles.person} aria-label={name}>
      {!short && (
        <h3>
          <span>{name}</span>
          <small className={styles.soft}>{customer?.phone ?? first?.phone}</small>
        </h3>
      )}
      {say.length > 0 && (
        <div className={styles.say}>
          <h4>{t('sayToCaller')}</h4>
          <Segments segments={say} size="text" />
        </div>
      )}
      {memos.length > 0 && (
        <>
          <h4>{t('waitsForCall')}</h4>
          <ul>
            {memos.map((memo) => (
              <li key={memo.id}>
                <span>{memo.inquiry}</span>
                <CallbackLine callback={callbackOf(memo)} />
              </li>
            ))}
          </ul>
        </>
      )}
      {!short && encounters.length > 0 && (
        <>
          <h4>{t('lastEncounters')}</h4>
          <ul>
            {encounters.map(({ id, at, channel, purpose, servedBy }) => (
              <li key={id}>
                {t('encounter', {
                  date: format.shortDate(at),
                  channel: channel === 'phone' ? t('byPhone') : t('byVisit'),
                  purpose: purpose || t('noPurpose'),
                  who: servedBy,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      {children}
    </section>
  );
}
