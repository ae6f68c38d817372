import { useTranslation } from 'react-i18next';
import { type About, AboutFields } from './about-fields.tsx';
import { Submit } from './agree-form.tsx';
import styles from './site-visits.module.css';
import type { FormProps } from './visit-panel.tsx';

/** Where it leads and who goes, until somebody is there. */
export function ChangeForm({ visit, draft, set, actions, errorAt, onDone }: FormProps) {
  const { t } = useTranslation('siteVisits');
  const about: About = {
    address: draft.address ?? visit.address,
    dutyId: draft.dutyId ?? visit.dutyId,
    purpose: draft.purpose ?? visit.purpose,
    officerId: draft.officerId ?? visit.officer.id,
    companionId: draft.companionId ?? visit.companion?.id ?? null,
  };
  const companionId = about.companionId === '' ? null : about.companionId;
  const send = async () => {
    const { calls, on, run } = actions;
    const wish = { ...on, ...about, companionId, officerId: about.officerId ?? visit.officer.id };
    if (await run(() => calls.change.mutateAsync(wish), t('done.change'))) onDone();
  };
  return (
    <div className={styles.form}>
      <AboutFields
        about={{ ...about, companionId }}
        // Nobody is a choice of its own: null would mean that nothing was typed.
        onChange={({ companionId: along, ...change }) =>
          set({ ...change, ...(along === undefined ? {} : { companionId: along ?? '' }) })
        }
        errorAt={errorAt}
      />
      <Submit
        label={t('actions.change')}
        disabled={about.address.trim() === '' || actions.pending}
        onPress={() => void send()}
      />
    </div>
  );
}
