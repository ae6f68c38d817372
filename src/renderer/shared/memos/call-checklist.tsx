import { Check, Circle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MemoView } from '#contract/memos.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Segments } from '#renderer/ui/segments.tsx';
import { useNowAs } from '#renderer/ui/use-now.ts';
import styles from './call-checklist.module.css';
import { isLate } from './memo-actions.ts';

type CallChecklistProps = { memo: MemoView; pending: boolean; onTick: (step: string) => void };

/** The callback in the order of the standard (P4): the sentence to say now, large; the lines before and after it small. */
export function CallChecklist({ memo, pending, onTick }: CallChecklistProps) {
  const { t } = useTranslation('memos');
  const format = useFormat();
  const late = useNowAs((now) => isLate(memo, now));
  const current = memo.callSteps.find((step) => step.doneAt === null);
  return (
    <section className={styles.checklist} aria-label={t('panel.checklist')}>
      {late && current && <p className={styles.late}>{t('panel.apologyFirst')}</p>}
      {current ? (
        <div className={styles.now}>
          <p className={styles.source}>
            {`${t('panel.says')} · ${t('card.clause', { clause: current.clause })}`}
          </p>
          <div aria-live="polite">
            <Segments segments={current.say} />
          </div>
          <Button
            hotkey="C"
            icon={<Check size={20} aria-hidden="true" />}
            disabled={pending}
            onPress={() => onTick(current.id)}
          >
            {t('panel.tick')}
          </Button>
        </div>
      ) : (
        <p className={styles.all}>{t('panel.allSaid')}</p>
      )}
      <ol className={styles.steps}>
        {memo.callSteps.map((step) => (
          <li
            key={step.id}
            className={step.doneAt ? styles.done : undefined}
            aria-current={step === current ? 'step' : undefined}
          >
            {step.doneAt ? <Check size={17} aria-hidden="true" /> : <Circle size={15} aria-hidden="true" />}
            <span>{step.label}</span>
            {step.doneAt && (
              <span className={styles.at}>{t('panel.ticked', { time: format.time(step.doneAt) })}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
