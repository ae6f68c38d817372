import { CircleAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import styles from './notices.module.css';

/** Milliseconds; longer where there is something to press. */
const shownFor = { text: 6000, action: 15_000 } as const;

export type Notice = {
  id: number;
  text: string;
  /** `trouble` stays until it is dismissed and is said at once; `info` goes away by itself. */
  kind: 'info' | 'trouble';
  action?: { label: string; run: () => void };
};

const useNotices = create<{ notices: readonly Notice[] }>(() => ({ notices: [] }));
let lastId = 0;

/** Tells the person something, from anywhere. The same text is not shown twice. Returns its id. */
export function notify(notice: Omit<Notice, 'id'>): number {
  lastId += 1;
  const id = lastId;
  useNotices.setState(({ notices }) => ({
    notices: [...notices.filter((one) => one.text !== notice.text), { ...notice, id }].slice(-4),
  }));
  return id;
}

export function dismissNotice(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((one) => one.id !== id) }));
}

export const clearNotices = (): void => useNotices.setState({ notices: [] });

/** Where notices appear: under the top bar, over nothing that has to be pressed next. */
export function NoticeRegion() {
  const { t } = useTranslation();
  const notices = useNotices((state) => state.notices);
  return (
    <section aria-label={t('notices.label')} className={styles.region} data-screen-only>
      <div aria-live="polite">
        {notices.map((notice) => notice.kind === 'info' && <NoticeLine key={notice.id} notice={notice} />)}
      </div>
      <div aria-live="assertive">
        {notices.map((notice) => notice.kind === 'trouble' && <NoticeLine key={notice.id} notice={notice} />)}
      </div>
    </section>
  );
}

function NoticeLine({ notice: { id, kind, text, action } }: { notice: Notice }) {
  const { t } = useTranslation();
  const stays = kind === 'trouble';
  const time = shownFor[action ? 'action' : 'text'];
  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(() => dismissNotice(id), time);
    return () => clearTimeout(timer);
  }, [id, stays, time]);
  return (
    <div className={classes(styles.notice, styles[kind])}>
      {kind === 'trouble' && <CircleAlert size={22} aria-hidden="true" />}
      <span className={styles.text}>{text}</span>
      {action && (
        <Button
          variant="quiet"
          onPress={() => {
            dismissNotice(id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <Button variant="quiet" aria-label={t('notices.dismiss')} onPress={() => dismissNotice(id)}>
        <X size={20} aria-hidden="true" />
      </Button>
    </div>
  );
}
