import { useTranslation } from 'react-i18next';
import { closedBecause, useBookingRules } from '#renderer/shared/booking-form/use-booking-rules.ts';
import type { EncounterProps } from '#renderer/shared/encounters/use-visit.ts';
import { Button } from '#renderer/ui/button.tsx';
import styles from './phone.module.css';
import { openCallPanel } from './phone-store.ts';

/** What becomes of the call, in the pack's words; answering at once is Enter, below. */
export function OutcomePanel({ visit, view }: EncounterProps) {
  const { t } = useTranslation('phone');
  const rules = useBookingRules();
  const mayBook = rules !== undefined && closedBecause(rules) === null;
  const offered = (view.call?.choices ?? []).flatMap((choice) => {
    const run = doing(choice.id);
    return run === null || (choice.id === 'transferred' && view.call?.afterwards) ? [] : [{ choice, run }];
  });
  return (
    <section className={styles.panel} aria-labelledby="outcomes-title">
      <h2 id="outcomes-title">{t('outcomes')}</h2>
      <div className={styles.choices}>
        {offered.map(({ choice, run }, index) => (
          <Button key={choice.id} hotkey={`${index + 1}`} disabled={visit.busy} onPress={run}>
            {choice.label}
          </Button>
        ))}
      </div>
    </section>
  );

  /** What is offered here by a key of its own; null for what is not, or not known to Maji. */
  function doing(choiceId: string): (() => void) | null {
    if (choiceId === 'transferred') return () => openCallPanel(view.id, 'transfer');
    if (choiceId === 'booked' && mayBook) return () => openCallPanel(view.id, 'booking');
    if (choiceId === 'memo') return () => openCallPanel(view.id, 'memo');
    return null;
  }
}
