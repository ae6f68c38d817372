import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHelp } from '../ui/key-help.tsx';
import { NoticeRegion } from '../ui/notices.tsx';
import { ScreenEndContext } from '../ui/screen.tsx';
import { useKeys } from '../ui/use-keys.ts';
import styles from './frame.module.css';
import { Rail } from './rail.tsx';
import { go, type ScreenId } from '../shared/routes.ts';
import { type Connection, type Person, SessionBar } from './session-bar.tsx';

export type FrameProps = {
  /** Screens that exist, in the rail's order. */
  screens: readonly ScreenId[];
  current: ScreenId | null;
  badges?: Partial<Record<ScreenId, number>>;
  connection: Connection;
  people?: readonly Person[];
  children: ReactNode;
};

const nothing = {};
const nobody: readonly Person[] = [];

/** What is around every screen: the rail, the right end of the top bar, notices and the key help. */
export function Frame({
  screens,
  current,
  badges = nothing,
  connection,
  people = nobody,
  children,
}: FrameProps) {
  const { t } = useTranslation();
  const [helping, setHelping] = useState(false);
  useKeys(
    [
      { combo: 'F1', run: () => setHelping((open) => !open), label: t('keys.help') },
      ...screens.map((screen, index) => ({
        combo: `Ctrl+${index + 1}`,
        run: () => go(screen),
        label: t('keys.go', { screen: t(`screens.${screen}`) }),
      })),
    ],
    'global',
  );
  const end = useMemo(
    () => <SessionBar people={people} connection={connection} onHelp={() => setHelping((open) => !open)} />,
    [people, connection],
  );
  return (
    <div className={styles.frame}>
      <button type="button" className={styles.skip} onClick={() => document.getElementById('main')?.focus()}>
        {t('nav.skip')}
      </button>
      <Rail screens={screens} current={current} badges={badges} />
      <div className={styles.content}>
        {helping && (
          <div className={styles.help} data-screen-only>
            <KeyHelp onClose={() => setHelping(false)} />
          </div>
        )}
        <ScreenEndContext value={end}>{children}</ScreenEndContext>
      </div>
      <NoticeRegion />
    </div>
  );
}
