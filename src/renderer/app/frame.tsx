import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { go, keyTo, type ScreenId } from '../shared/routes.ts';
import { KeyHelp } from '../ui/key-help.tsx';
import { NoticeRegion } from '../ui/notices.tsx';
import { ScreenEndContext, ScreenWhereContext } from '../ui/screen.tsx';
import { useKeys } from '../ui/use-keys.ts';
import styles from './frame.module.css';
import { Rail } from './rail.tsx';
import { type Connection, type OnDuty, type Option, SessionBar } from './session-bar.tsx';

export type FrameProps = {
  /** Screens that exist, in the rail's order. */
  screens: readonly ScreenId[];
  /** Every place of the rail, also of screens that are not there: a key always goes to the same one. */
  order: readonly ScreenId[];
  current: ScreenId | null;
  badges?: Partial<Record<ScreenId, number>>;
  connection: Connection;
  person?: OnDuty;
  branches?: readonly Option[];
  onBranch?: (id: string) => void;
  counters?: readonly Option[];
  /** The institution and the branch. */
  where?: string;
  /** What a feature puts into the session bar. */
  extra?: ReactNode;
  children: ReactNode;
};

const nothing = {};
const none: readonly Option[] = [];

/** What is around every screen: the rail, the right end of the top bar, notices and the key help. */
export function Frame({
  screens,
  order,
  current,
  badges = nothing,
  connection,
  person,
  branches = none,
  onBranch,
  counters = none,
  where,
  extra,
  children,
}: FrameProps) {
  const { t } = useTranslation();
  const [helping, setHelping] = useState(false);
  useKeys(
    [
      { combo: 'F1', run: () => setHelping((open) => !open), label: t('keys.help') },
      {
        combo: 'F8',
        run: () => go('reports'),
        label: t('keys.report'),
        disabled: !screens.includes('reports'),
      },
      ...screens.map((screen) => ({
        combo: keyTo(screen, order),
        run: () => go(screen),
        label: t('keys.go', { screen: t(`screens.${screen}`) }),
      })),
    ],
    'global',
  );
  const end = useMemo(
    () => (
      <SessionBar
        {...(person ? { person } : {})}
        branches={branches}
        {...(onBranch ? { onBranch } : {})}
        counters={counters}
        connection={connection}
        extra={extra}
        onHelp={() => setHelping((open) => !open)}
      />
    ),
    [person, branches, onBranch, counters, connection, extra],
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
        <ScreenWhereContext value={where}>
          <ScreenEndContext value={end}>{children}</ScreenEndContext>
        </ScreenWhereContext>
      </div>
      <NoticeRegion />
    </div>
  );
}
