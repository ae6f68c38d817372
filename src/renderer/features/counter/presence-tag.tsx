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
  const until = useNowAs((now) => (returnsAt ? format.timeOrDateTime(returnsAt, now) : null));
  if (state === 'present') return <Tag>{t('present')}</Tag>;
  return <Tag>{until ? t('awayUntil', { told, until }) : told}</Tag>;
}
