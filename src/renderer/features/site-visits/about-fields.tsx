import { useTranslation } from 'react-i18next';
import { PersonPicker } from '#renderer/shared/person-picker.tsx';
import { useBranch, useDirectory } from '#renderer/shared/use-branch.ts';
import { Select, TextArea, TextField } from '#renderer/ui/field.tsx';
import styles from './site-visits.module.css';

export type About = {
  address: string;
  dutyId: string | null;
  purpose: string;
  officerId: string | null;
  companionId: string | null;
};

type AboutFieldsProps = {
  about: About;
  onChange: (change: Partial<About>) => void;
  errorAt: (field: string) => string | undefined;
};

const nobody = 'nobody';

/** Where, what for, and who goes. */
export function AboutFields({ about, onChange, errorAt }: AboutFieldsProps) {
  const { t } = useTranslation('siteVisits');
  const branch = useBranch();
  const people = (useDirectory() ?? []).filter(({ active }) => active);
  const along = people.filter(({ id }) => id !== about.officerId);
  return (
    <>
      <TextField
        label={t('form.address')}
        hint={t('form.addressHint')}
        required
        value={about.address}
        onChange={(address) => onChange({ address })}
        error={errorAt('address')}
      />
      <div className={styles.fields}>
        <Select
          label={t('form.duty')}
          value={about.dutyId}
          onChange={(dutyId) => onChange({ dutyId })}
          options={branch?.duties.map(({ id, name }) => ({ id, label: name })) ?? []}
          error={errorAt('dutyId')}
        />
        <Select
          label={t('form.companion')}
          value={about.companionId ?? nobody}
          onChange={(id) => onChange({ companionId: id === nobody ? null : id })}
          options={[
            { id: nobody, label: t('form.nobodyAlong') },
            ...along.map(({ id, name, title }) => ({ id, label: `${name} ${title}` })),
          ]}
          error={errorAt('companionId')}
        />
      </div>
      <PersonPicker
        label={t('form.officer')}
        people={people}
        value={about.officerId}
        onChange={(officerId) => onChange({ officerId })}
        nobody={t('form.nobody')}
        error={errorAt('officerId')}
      />
      <TextArea
        label={t('form.purpose')}
        rows={2}
        value={about.purpose}
        onChange={(purpose) => onChange({ purpose })}
        error={errorAt('purpose')}
      />
    </>
  );
}
