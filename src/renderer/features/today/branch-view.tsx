import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StaffEntry } from '#contract/staff.ts';
import { go } from '#renderer/shared/routes.ts';
import { useDirectory } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { classes } from '#renderer/ui/classes.ts';
import { Progress } from '#renderer/ui/progress.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { Beside } from './beside.tsx';
import { DayFigures } from './day-figures.tsx';
import { DocumentsDue } from './documents-due.tsx';
import { OutList } from './out-list.tsx';
import { PressingList } from './pressing-list.tsx';
import { SignNext } from './sign-next.tsx';
import styles from './today.module.css';
import { pressing, whoIsOut } from './today-rules.ts';
import { useBoard } from './use-today.ts';

/** The branch's day for whoever answers for it: what is overdue or nearly, who is out, the figures, the report. */
export function BranchView({ me, beside }: { me: StaffEntry; beside: readonly string[] }) {
  const { t } = useTranslation('today');
  const board = useBoard('branch');
  const people = useDirectory();
  const now = useNow();
  if (!board || !people) return <Progress label={t('loading')} />;
  const { overdue, soon } = pressing(board.cards, now);
  const [first] = [...overdue, ...soon];
  const isOpen = beside.length > 0;
  const list = { people, me, openId: beside[1] ?? null };
  return (
    <div className={styles.page}>
      <div className={styles.left}>
        <div className={styles.lists}>
          <DayFigures board={board.figures} overdue={overdue.length} />
          <PressingList
            {...list}
            id="overdue"
            title={t('branch.overdue')}
            empty={t('branch.overdueEmpty')}
            memos={overdue}
          />
          <PressingList
            {...list}
            id="soon"
            title={t('branch.soon')}
            empty={t('branch.soonEmpty')}
            memos={soon}
          />
          <DocumentsDue whose="branch" />
        </div>
        {!isOpen && first && (
          <footer className={styles.foot}>
            <Button variant="primary" hotkey="Enter" onPress={() => go('today', 'branch', 'memo', first.id)}>
              {t('branch.first')}
            </Button>
          </footer>
        )}
      </div>
      <div className={classes(styles.side, isOpen && styles.open)}>
        {isOpen ? (
          <Beside part="branch" me={me} at={beside} />
        ) : (
          <>
            <OutList out={whoIsOut(people, board.cards, now)} />
            <section aria-label={t('branch.report')} className={styles.buttons}>
              <Button
                {...(first ? { kbd: 'F8' } : { variant: 'primary' as const, hotkey: 'Enter' })}
                icon={<FileText size={20} aria-hidden="true" />}
                onPress={() => go('reports')}
              >
                {t('branch.report')}
              </Button>
              <SignNext />
            </section>
          </>
        )}
      </div>
    </div>
  );
}
