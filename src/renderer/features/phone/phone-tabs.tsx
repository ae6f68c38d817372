import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { go } from '#renderer/shared/routes.ts';
import { useBranch } from '#renderer/shared/use-branch.ts';
import { ChipGroup } from '#renderer/ui/chips.tsx';

type View = 'calls' | 'bookings';

/** The calls, and the booked ones where the standard has such; one key goes from one to the other. */
export function usePhoneTabs(view: View): ReactNode {
  const { t } = useTranslation('phone');
  const channels = useBranch()?.standard.channels ?? [];
  const views = (['calls', 'bookings'] as const).filter(
    (id) => id === 'calls' || id === view || channels.includes('booking'),
  );
  if (views.length === 1) return null;
  return (
    <ChipGroup<View>
      label={t('views.label')}
      hideLabel
      look="bar"
      value={view}
      onChange={(chosen) => (chosen === 'calls' ? go('phone') : go('phone', chosen))}
      // The digits are the rings.
      choices={views.map((id) => ({
        id,
        label: t(`views.${id}`),
        ...(id === view ? {} : { hotkey: 'B' }),
      }))}
    />
  );
}
