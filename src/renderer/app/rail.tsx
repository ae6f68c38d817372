import {
  BookUser,
  ChartColumn,
  DoorOpen,
  FileInput,
  type LucideIcon,
  MapPin,
  MessageSquareText,
  NotebookPen,
  Phone,
  Settings,
  Sun,
  Users,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { hashOf, type ScreenId } from '../shared/routes.ts';
import { classes } from '../ui/classes.ts';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import styles from './rail.module.css';

const icons: Record<ScreenId, LucideIcon> = {
  counter: DoorOpen,
  phone: Phone,
  today: Sun,
  memos: NotebookPen,
  documents: FileInput,
  'site-visits': MapPin,
  messages: MessageSquareText,
  staff: Users,
  customers: BookUser,
  reports: ChartColumn,
  settings: Settings,
};

type RailProps = {
  screens: readonly ScreenId[];
  current: ScreenId | null;
  /** Things that wait on a screen, such as memos for me. Nought is not shown. */
  badges: Partial<Record<ScreenId, number>>;
};

/** The screens, by icon and word. */
export function Rail({ screens, current, badges }: RailProps) {
  const { t } = useTranslation();
  return (
    <nav className={styles.rail} aria-label={t('nav.label')} data-screen-only>
      <b className={styles.name}>{t('product')}</b>
      {screens.map((screen) => {
        const Icon = icons[screen];
        const badge = badges[screen] ?? 0;
        return (
          <a
            key={screen}
            href={hashOf({ kind: 'screen', screen, rest: [] })}
            className={classes(styles.link, screen === current && styles.on)}
            aria-current={screen === current ? 'page' : undefined}
            onClick={() => document.getElementById('main')?.focus()}
          >
            <Icon size={22} aria-hidden="true" />
            <span>{t(`screens.${screen}`)}</span>
            {badge > 0 && (
              <span className={styles.badge}>
                <span aria-hidden="true">{badge > 99 ? '99+' : badge}</span>
                <VisuallyHidden>{t('nav.badge', { count: badge })}</VisuallyHidden>
              </span>
            )}
          </a>
        );
      })}
    </nav>
  );
}
