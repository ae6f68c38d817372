import { useTranslation } from 'react-i18next';
import type { AfterClosing, Quote } from '#contract/memos.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { SayCard } from '../say-card/say-card.tsx';
import styles from './memo-form.module.css';

type QuoteCardProps = {
  quote: Quote | undefined;
  error: unknown;
  afterClosing: AfterClosing | null;
  onAfterClosing: (choice: AfterClosing) => void;
};

/** The promise as it is said to the customer: who calls and by when; after closing, the choice is his. */
export function QuoteCard({ quote, error, afterClosing, onAfterClosing }: QuoteCardProps) {
  const { t } = useTranslation('memoForm');
  const errorText = useErrorText();
  const format = useFormat();
  const now = useNow();
  if (error) {
    return (
      <p className={styles.trouble} role="alert">
        {errorText(error)}
      </p>
    );
  }
  if (!quote) return <SayCard say={[{ text: t('chooseIntended') }]} />;
  return (
    <SayCard
      clause={quote.clause}
      say={quote.say}
      hint={quote.nobodyPresent ? t('nobodyPresent') : undefined}
    >
      {quote.offers.length > 1 && (
        <div className={styles.offers}>
          <ChipGroup
            label={t('afterClosing')}
            value={afterClosing}
            onChange={onAfterClosing}
            choices={quote.offers.map(({ choice, dueAt }) => ({
              id: choice,
              label: t(`offers.${choice}`, { due: format.timeOrDateTime(dueAt, now) }),
              hotkey: choice === 'before_closing' ? 'Ctrl+B' : 'Ctrl+M',
            }))}
          />
        </div>
      )}
    </SayCard>
  );
}
