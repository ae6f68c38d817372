import { useTranslation } from 'react-i18next';
import type { PackProblem } from '#contract/standard-pack.ts';
import styles from './pack-problems.module.css';

/** Why a pack file is not in force: each place in the file with its reason. */
export function PackProblems({
  problems,
  lastGood,
  others = false,
}: {
  problems: readonly PackProblem[];
  /** A good one stays in force meanwhile; before the first set-up there is none. */
  lastGood: boolean;
  /** Before the first set-up: there are other packs to begin with. */
  others?: boolean;
}) {
  const { t, i18n } = useTranslation('settings');
  if (problems.length === 0) return null;
  return (
    <section role="alert" className={styles.trouble}>
      <h2 className={styles.title}>{t('standard.wrongTitle', { count: problems.length })}</h2>
      <p>
        {lastGood ? t('standard.wrongKept') : others ? t('standard.wrongOthers') : t('standard.wrongFirst')}
      </p>
      <ol className={styles.list}>
        {problems.map(({ file, line, column, path, message }) => (
          <li key={`${file}:${line}:${column}:${path}:${message.ko}`}>
            <b className={styles.place}>{t('standard.place', { file, line, column })}</b>
            <span>{i18n.language === 'en' ? message.en : message.ko}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
