import { useTranslation } from 'react-i18next';
import type { Presence } from '#contract/staff.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { useNowAs } from '#renderer/ui/use-now.ts';

/** Whether somebody is at his desk, else why not (as it may be told) and when he is back. Never coloured. */
export function PresenceTag({ presence }: { presence: Presence }) {
  const { t } = useTranslation('counter');
  const format = useFormat();
  const { state, told, returnsAt } = presence;
  // For another day the day is enough: nobody waits that long at the counter.
  const until = useNowAs((now) => {
    if (!returnsAt) return null;
    const today = format.dayOf(returnsAt) === format.dayOf(now);
    return today ? format.time(returnsAt) : format.shortDate(returnsAt);
  });
  if (state === 'present') return <Tag>{t('present')}</Tag>;
  return <Tag>{until ? t('awayUntil', { told, until }) : told}</Tag>;
}
