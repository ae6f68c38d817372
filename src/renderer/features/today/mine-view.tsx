import { NotebookPen, Phone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StaffEntry } from '#contract/staff.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import type { Leaving } from '#renderer/shared/absence/use-absence.ts';
import { isBookedAhead } from '#renderer/shared/memos/memo-actions.ts';
import { go } from '#renderer/shared/routes.ts';
import { Button } from '#renderer/ui/button.tsx';
import { classes } from '#renderer/ui/classes.ts';
import { Progress } from '#renderer/ui/progress.tsx';
import { useKeys } from '#renderer/ui/use-keys.ts';
import { hostNow, useNowAs } from '#renderer/ui/use-now.ts';
import { AwayList } from './away-list.tsx';
import { Beside } from './beside.tsx';
import { DocumentsDue } from './documents-due.tsx';
import { LeftList } from './left-list.tsx';
import { MyAbsence } from './my-absence.tsx';
import { PromiseGroups } from './promise-groups.tsx';
import { SiteVisitsToday } from './site-visits-today.tsx';
import styles from './today.module.css';
import { isBeyondToday } from './today-rules.ts';
import { countOf } from './use-handing-on.ts';
import { useOpenWork } from './use-today.ts';
import { VisitsForMe } from './visits-for-me.tsx';

const MINUTE = 60_000;

/** One's own day: promises to keep and what was left for others; beside it one's own presence and who is away. */
export function MineView({ me, beside }: { me: StaffEntry; beside: readonly string[] }) {
  const { t } = useTranslation('today');
  const errorText = useErrorText();
  const format = useFormat();
  const { work, error } = useOpenWork(me.id);
  const minute = useNowAs((now) => Math.floor(now / MINUTE));
  const isOpen = beside.length > 0;
  useKeys([
    { combo: 'F4', run: () => go('today', 'mine', 'new'), label: t('away.other') },
    { combo: 'H', run: () => go('today', 'mine', 'hand-on'), label: t('absence.handOn'), disabled: isOpen },
  ]);
  if (!work) return error ? <p role="alert">{errorText(error)}</p> : <Progress label={t('loading')} />;
  const memos = work.memos.map(({ memo }) => memo);
  const calls = memos.filter((memo) => !isBookedAhead(memo, minute * MINUTE)).length;
  const onLeft = ({ returnsAt }: Leaving) => {
    const long = isBeyondToday(returnsAt, hostNow(), (at) => format.dayOf(at));
    // Nobody is there to keep what is promised until then.
    if (long && countOf(work) > 0) go('today', 'mine', 'hand-on');
  };
  return (
    <div className={styles.page}>
      <div className={styles.left}>
        <div className={styles.lists}>
          <VisitsForMe visits={work.visits.map(({ visit }) => visit)} />
          <DocumentsDue whose="mine" />
          <SiteVisitsToday me={me} />
          <PromiseGroups memos={memos} openId={beside[1] ?? null} />
          <AwayList me={me} />
          <LeftList me={me} openId={beside[1] ?? null} />
        </div>
        {!isOpen && (
          <footer className={styles.foot}>
            {calls > 0 ? (
              <Button
                variant="primary"
                hotkey="Enter"
                icon={<Phone size={20} aria-hidden="true" />}
                onPress={() => go('today', 'mine', 'calls')}
              >
                {t('mine.call', { count: calls })}
              </Button>
            ) : (
              <Button
                variant="primary"
                hotkey="Enter"
                icon={<NotebookPen size={20} aria-hidden="true" />}
                onPress={() => go('today', 'mine', 'new')}
              >
                {t('mine.nothing')}
              </Button>
            )}
          </footer>
        )}
      </div>
      <div className={classes(styles.side, isOpen && styles.open)}>
        {isOpen ? (
          <Beside part="mine" me={me} at={beside} />
        ) : (
          <MyAbsence me={me} memos={memos} onLeft={onLeft} />
        )}
      </div>
    </div>
  );
}
