import { useTranslation } from 'react-i18next';
import type { MemoView } from '#contract/memos.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useActor } from '../use-branch.ts';
import { useEventText } from './memo-history.tsx';
import styles from './others-did.module.css';

type OthersDidProps = {
  memo: MemoView;
  /** Version of the memo when the form was opened. */
  since: number;
  /** Whether the form's action can still be done. */
  possible: boolean;
};

/** What somebody else did to the memo while this form was open: who, when and what. Nothing typed is lost. */
export function OthersDid({ memo, since, possible }: OthersDidProps) {
  const { t } = useTranslation('memos');
  const format = useFormat();
  const actor = useActor();
  const what = useEventText(memo);
  // The history has one entry for each version.
  const theirs = since > 0 ? memo.history.slice(since).filter((event) => event.actor !== actor?.name) : [];
  if (theirs.length === 0 && possible) return null;
  return (
    <div className={styles.others} role="alert">
      {theirs.length > 0 && (
        <>
          <b>{t('conflict.title')}</b>
          <ul>
            {theirs.map((event) => (
              <li key={event.id}>
                {t('conflict.line', {
                  time: format.time(event.at),
                  name: event.actor,
                  what: what(event),
                })}
                {event.note && <span className={styles.note}>{event.note}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>{possible ? t('conflict.text') : t('conflict.notNow')}</p>
    </div>
  );
}
