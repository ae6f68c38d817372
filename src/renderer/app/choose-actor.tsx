import { useTranslation } from 'react-i18next';
import type { StaffEntry } from '#contract/staff.ts';
import { PersonPicker } from '../shared/person-picker.tsx';
import { setSession } from '../shared/session-store.ts';
import { Screen } from '../ui/screen.tsx';
import styles from './choose-actor.module.css';

/** Asked before anything else in a window: everything done in it is recorded under this name. */
export function ChooseActor({ staff }: { staff: readonly StaffEntry[] }) {
  const { t } = useTranslation();
  return (
    <Screen title={t('session.whoTitle')}>
      <div className={styles.page}>
        <PersonPicker
          label={t('session.whoTitle')}
          hint={t('session.whoHint')}
          nobody={t('session.noPerson')}
          people={staff}
          value={null}
          onChange={(actorId) => setSession({ actorId })}
          autoFocus
        />
      </div>
    </Screen>
  );
}
