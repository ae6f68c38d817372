import { useTranslation } from 'react-i18next';
import type { Notice } from '#contract/promises.ts';

/** A reminder in one sentence, with the name masked as it came. */
export function useNoticeText(): (notice: Notice) => string {
  const { t } = useTranslation('promises');
  return ({ kind, customerName, about }) =>
    t(`notices.${kind}`, { name: customerName ?? t('notices.someone'), about });
}
