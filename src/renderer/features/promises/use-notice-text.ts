import { useTranslation } from 'react-i18next';
import type { Notice } from '#contract/promises.ts';
import { hostNow } from '#renderer/ui/use-now.ts';

/** A reminder in one sentence, with the name masked as it came. */
export function useNoticeText(): (notice: Notice) => string {
  const { t } = useTranslation('promises');
  return ({ kind, customerName, about, dueAt, what }) => {
    const name = customerName ?? t('notices.someone');
    const passed = dueAt !== null && dueAt.getTime() < hostNow();
    if (kind === 'interim_officer' || kind === 'interim_substitute' || kind === 'interim_manager') {
      return t(passed ? 'notices.word_late' : 'notices.word_soon', { name, about, what: what ?? '' });
    }
    if (what !== null) return t(passed ? 'notices.what_late' : 'notices.what_soon', { name, about, what });
    // Told before the due time and read after it: the sentence says what is true now.
    if (passed && kind === 'promise_officer') return t('notices.officer_late', { name });
    if (passed && kind === 'promise_substitute') return t('notices.substitute_late', { name, about });
    return t(`notices.${kind}`, { name, about });
  };
}
