import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sentence } from '#contract/rules.ts';
import { Segments } from '#renderer/ui/segments.tsx';
import styles from './say-card.module.css';

type SayCardProps = {
  /** The clause it comes from; none for a sentence the pack files under no clause. */
  clause?: string | undefined;
  say: Sentence;
  /** What to do besides saying it. */
  hint?: ReactNode;
  children?: ReactNode;
};

/** The sentence to say now, word for word: the largest thing on the screen. */
export function SayCard({ clause, say, hint, children }: SayCardProps) {
  const { t } = useTranslation('counter');
  return (
    <section className={styles.card} aria-label={t('sayThis')}>
      <p className={styles.source}>
        {clause ? t('sayThisClause', { clause: t('clause', { clause }) }) : t('sayThis')}
      </p>
      <div aria-live="polite">
        <Segments segments={say} />
      </div>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children}
    </section>
  );
}
