import { useTranslation } from 'react-i18next';
import { SayCard } from '#renderer/shared/say-card/say-card.tsx';
import { Submit } from './agree-form.tsx';
import styles from './site-visits.module.css';
import type { FormProps } from './visit-panel.tsx';

/** What is said on the telephone, so that the customer knows that he is not forgotten. */
export function WordForm({ visit: { word }, actions, onDone }: FormProps) {
  const { t } = useTranslation('siteVisits');
  if (word === null) return null;
  const send = async () => {
    const { calls, on, run } = actions;
    const wish = { ...on, promiseId: word.promiseId };
    if (await run(() => calls.giveWord.mutateAsync(wish), t('done.word'))) onDone();
  };
  return (
    <div className={styles.form}>
      <SayCard clause={word.clause} say={word.say} />
      <Submit label={t('form.toldByPhone')} disabled={actions.pending} onPress={() => void send()} />
    </div>
  );
}
