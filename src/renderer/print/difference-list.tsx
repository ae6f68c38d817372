import { useTranslation } from 'react-i18next';
import type { Difference } from '#contract/signing.ts';
import type { Format } from '../i18n/format.ts';
import { differenceWords } from './difference-words.ts';

type Props = { differences: readonly Difference[]; format: Format; className?: string | undefined };

/** What differs between two editions of a day, or between the signed one and the day as it is now. */
export function DifferenceList({ differences, format, className }: Props) {
  const { t } = useTranslation(['signing', 'reports'] as const);
  return (
    <ul className={className} aria-label={t('differences.label')}>
      {differences.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list made at once, never reordered
        <li key={index}>{differenceWords(one, { t, format })}</li>
      ))}
    </ul>
  );
}
