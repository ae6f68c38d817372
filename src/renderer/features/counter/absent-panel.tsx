import { useTranslation } from 'react-i18next';
import type { StaffRef } from '#contract/staff.ts';
import { useHasDraft } from '#renderer/host/use-draft.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import type { EncounterProps } from '#renderer/shared/encounters/use-visit.ts';
import { colleagueFor } from '#renderer/shared/encounters/visit-rules.ts';
import { useQuote } from '#renderer/shared/memo-form/use-quote.ts';
import { useActor } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './absent-panel.module.css';
import { openPanel } from './counter-store.ts';

/** The officer is away (V4): a named colleague, a memo with its promise, or the customer waits or leaves. */
export function AbsentPanel({ visit, view, officer }: EncounterProps & { officer: StaffRef }) {
  const { t } = useTranslation('counter');
  const me = useActor();
  const colleague = colleagueFor(view, me?.id);
  const memo = useMemoWords(view.id, officer);
  const doIt = (command: 'wait' | 'handleHere') => void visit.run(command, {});
  return (
    <section className={styles.panel} aria-labelledby="absent-title">
      <h2 id="absent-title">{t('absentTitle')}</h2>
      <p className={styles.hint}>
        {colleague ? t('absentColleague', { who: t('staffName', colleague) }) : t('absentNobody')}
        {memo.substituted && ` ${t('absentTooLate', { who: t('staffName', officer) })}`}
      </p>
      <div className={styles.choices}>
        <Button
          hotkey="1"
          disabled={!colleague}
          onPress={() => colleague && void visit.run('handOver', { to: colleague.id })}
        >
          {colleague ? t('colleagueHandles', { who: t('staffName', colleague) }) : t('noColleague')}
        </Button>
        <Button hotkey="2" onPress={() => openPanel(view.id, 'memo')}>
          {memo.words}
        </Button>
        <Button hotkey="3" onPress={() => doIt('wait')}>
          {t('customerWaits')}
        </Button>
        <Button hotkey="4" onPress={() => openPanel(view.id, 'leave')}>
          {t('customerLeaves')}
        </Button>
        <Button hotkey="5" onPress={() => doIt('handleHere')}>
          {t('iHandle')}
        </Button>
        <Button hotkey="6" onPress={() => void visit.run('setOfficer', { staffId: null })}>
          {t('anotherOfficer')}
        </Button>
      </div>
    </section>
  );
}

/** What the memo would promise, in a few words on its button: by when and who calls. */
function useMemoWords(encounterId: string, officer: StaffRef) {
  const { t } = useTranslation('counter');
  const format = useFormat();
  const now = useNow();
  const { data: quote } = useQuote({
    intendedId: officer.id,
    encounterId,
    preferredAt: null,
    afterClosing: null,
  });
  const begun = useHasDraft('memo', encounterId);
  if (!quote) return { words: t('memo'), substituted: false };
  const { caller, dueAt, substituted, offers } = quote;
  const words = begun
    ? t('memoGoOn')
    : offers.length > 1
      ? t('memoAfterClosing')
      : t('memoBy', { due: format.timeOrDateTime(dueAt, now), who: t('staffName', caller) });
  return { words, substituted };
}
