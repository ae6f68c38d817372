import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './screen.module.css';

/** What the frame puts at the right end of every screen's top bar (who, language, connection, clock). */
export const ScreenEndContext = createContext<ReactNode>(null);

/** Institution, branch and counter, beside every title that says nothing else. */
export const ScreenWhereContext = createContext<ReactNode>(null);

type ScreenProps = {
  title: string;
  /** Beside the title; institution, branch and counter unless given. */
  where?: ReactNode;
  /** Figures and filters at the right of the top bar. */
  chips?: ReactNode;
  /** The parts of a screen that has many: a row of its own above the content. */
  tabs?: ReactNode;
  children: ReactNode;
};

/** A screen: its top bar and its content, which scrolls by itself. Every `<feature>-screen.tsx` returns one. */
export function Screen({ title, where, chips, tabs, children }: ScreenProps) {
  const { t } = useTranslation();
  const around = useContext(ScreenWhereContext);
  const end = useContext(ScreenEndContext);
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
  }, [title, t]);
  return (
    <div className={styles.screen}>
      <header className={styles.top}>
        <h1 className={styles.title}>{title}</h1>
        <span className={styles.where}>{where ?? around}</span>
        <span className={styles.space} />
        {chips && <div className={styles.chips}>{chips}</div>}
        {end}
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        {tabs && <div className={styles.tabs}>{tabs}</div>}
        {children}
      </main>
    </div>
  );
}

/** A figure in the top bar: `오늘 방문 42`. */
export function TopFigure({ label, value }: { label: ReactNode; value: ReactNode }) {
  return (
    <span className={styles.figure}>
      {label} <b>{value}</b>
    </span>
  );
}
