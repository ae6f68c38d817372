import { useTranslation } from 'react-i18next';
import type { Presence } from '#contract/staff.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { hostNow } from '#renderer/ui/use-now.ts';

/** At the desk, or why not (as it may be told) and until when. */
export function usePresenceText(): (presence: Presence) => string {
  const { t } = useTranslation('staff');
  const format = useFormat();
  return ({ state, told, returnsAt }) => {
    if (state === 'present') return t('present');
    const reason = told || t('away');
    if (!returnsAt) return t('awayUnknown', { told: reason });
    return t('awayUntil', { told: reason, until: format.timeOrDateTime(returnsAt, hostNow()) });
  };
}
