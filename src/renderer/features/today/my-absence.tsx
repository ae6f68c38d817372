import { ArrowRightLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MemoCard } from '#contract/memos.ts';
import type { StaffEntry } from '#contract/staff.ts';
import { AbsenceEditor } from '#renderer/shared/absence/absence-editor.tsx';
import type { Leaving } from '#renderer/shared/absence/use-absence.ts';
import { go } from '#renderer/shared/routes.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useNowAs } from '#renderer/ui/use-now.ts';
import styles from './today.module.css';
import { cannotBeBack } from './today-rules.ts';

type MyAbsenceProps = { me: StaffEntry; memos: readonly MemoCard[]; onLeft: (leaving: Leaving) => void };

/** Away by one digit; how many promises are due before the return is said at once, with the way to hand them on. */
export function MyAbsence({ me, memos, onLeft }: MyAbsenceProps) {
  const { t } = useTranslation('today');
  const missed = useNowAs(
    (now) => memos.filter(({ promise }) => cannotBeBack(me.presence, promise.dueAt, now)).length,
  );
  return (
    <section aria-labelledby="today-absence" className={styles.box}>
      <h2 id="today-absence">{t('absence.title')}</h2>
      <AbsenceEditor person={me} withKeys compact onLeft={onLeft} />
      {missed > 0 && <p role="status">{t('absence.before', { count: missed })}</p>}
      <Button
        kbd="H"
        icon={<ArrowRightLeft size={20} aria-hidden="true" />}
        onPress={() => go('today', 'mine', 'hand-on')}
      >
        {t('absence.handOn')}
      </Button>
    </section>
  );
}
