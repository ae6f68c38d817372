import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { encounterState } from '#contract/encounters.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { conflictOf } from '#renderer/shared/conflict.ts';
import styles from './encounters.module.css';

/** Why the last thing was not done: for a change somebody made first, who, when and what it is now. */
export function TroubleLine({ trouble }: { trouble: unknown }) {
  const { t } = useTranslation('counter');
  const errorText = useErrorText();
  const format = useFormat();
  if (trouble === null) return null;
  const conflict = conflictOf(trouble);
  const state = encounterState.safeParse(conflict?.state).data;
  return (
    <p className={styles.trouble} role="alert">
      <CircleAlert size={22} aria-hidden="true" />
      <span>
        {conflict?.changedBy && conflict.changedAt && state
          ? t('conflict', {
              name: conflict.changedBy,
              time: format.time(conflict.changedAt),
              state: t(`states.${state}`),
            })
          : errorText(trouble)}
      </span>
    </p>
  );
}
