import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Progress } from '../../ui/progress.tsx';
import styles from './settings.module.css';

/** A day that would be declared; `withdraws` names the one that would be taken back instead. */
export type HolidayQuestion = {
  branchId: string;
  date: string;
  closesAt: string | null;
  withdraws: string | null;
};

/** What a day changes, told before it is done: how many due times, which, and what has to be phoned about. */
export function HolidayEffectText({ ask }: { ask: HolidayQuestion }) {
  const { t } = useTranslation('settings');
  const { orpc } = useHost();
  const errorText = useErrorText();
  const format = useFormat();
  const { data, error } = useQuery(orpc.settings.holidayEffect.queryOptions({ input: ask, retry: false }));
  if (error) {
    return (
      <p role="alert" className={styles.refusal}>
        {errorText(error)}
      </p>
    );
  }
  if (!data) return <Progress label={t('holidays.counting')} />;
  const { moved, agreed } = data;
  return (
    <div className={styles.effect} role="status">
      <p>
        <b>{moved.length === 0 ? t('holidays.movedNone') : t('holidays.moved', { count: moved.length })}</b>
      </p>
      {moved.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list scrolls by keyboard
        <ul tabIndex={0} aria-label={t('holidays.moved', { count: moved.length })}>
          {moved.map(({ promiseId, interim, handler, dueAt, newDueAt }) => (
            <li key={`${promiseId} ${interim}`}>
              {t(interim ? 'holidays.wordLine' : 'holidays.line', {
                name: handler,
                before: format.dateTime(dueAt),
                due: format.dateTime(newDueAt),
              })}
            </li>
          ))}
        </ul>
      )}
      {agreed > 0 && <p>{t('holidays.agreed', { count: agreed })}</p>}
    </div>
  );
}
