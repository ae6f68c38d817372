import { MessageCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '#contract/documents.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Countdown } from '#renderer/ui/countdown.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import styles from './documents.module.css';
import { NoticeWork, type WorkProps } from './notice-work.tsx';

type Word = DocumentView['words'][number];

/** By when word in between is due, and one press to give it; while it is the customer's turn none is. */
export function WordsDue({ view, onGive }: { view: DocumentView; onGive: (step: string) => void }) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  if (view.closedAt !== null || view.words.length === 0) return null;
  return (
    <section className={styles.stack} aria-label={t('word.title')}>
      {view.words.map((word, index) => (
        <div key={word.step.id} className={styles.word}>
          <span>
            {t('word.due', { time: format.timeOrDateTime(word.dueAt, hostNow()) })}{' '}
            {word.pausedAt === null ? <Countdown due={word.dueAt} /> : t('row.paused')}
          </span>
          {word.pausedAt === null && (
            <Button
              {...(index === 0 ? { hotkey: 'W' } : {})}
              keyLabel={t('word.give')}
              icon={<MessageCircle size={18} aria-hidden="true" />}
              onPress={() => onGive(word.step.id)}
            >
              {t(word.step.state === 'sending' ? 'word.onItsWay' : 'word.give')}
            </Button>
          )}
        </div>
      ))}
    </section>
  );
}

/** What is said or written so that the customer knows that he is not forgotten. */
export function WordWork({
  word,
  onClose,
  ...work
}: Omit<WorkProps, 'step'> & { word: Word; onClose: () => void }) {
  const { t } = useTranslation('documents');
  return (
    <InlinePanel title={t('word.give')} look="question" takesFocus onClose={onClose}>
      <NoticeWork key={word.step.id} {...work} step={word.step} />
    </InlinePanel>
  );
}

/** What was being written for word that a colleague has given meanwhile, or that the answer made needless. */
export function WordGone({ left, onClose }: { left: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation('documents');
  return (
    <InlinePanel title={t('word.give')} hint={t('word.gone')} look="question" onClose={onClose}>
      {left.map((text) => (
        <blockquote key={text} className={styles.small}>
          {text}
        </blockquote>
      ))}
    </InlinePanel>
  );
}
