import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/field.tsx';

type NewPasswordProps = {
  value: string;
  again: string;
  onChange: (value: string) => void;
  onAgain: (value: string) => void;
  /** Somebody has tried to send it: what does not fit is said. */
  asked: boolean;
};

/** A password of one's own, typed twice. */
export function NewPassword({ value, again, onChange, onAgain, asked }: NewPasswordProps) {
  const { t } = useTranslation('signIn');
  const { t: te } = useTranslation('errors');
  return (
    <>
      <TextField
        label={t('newPassword')}
        hint={t('passwordHint')}
        type="password"
        value={value}
        onChange={onChange}
        autoComplete="new-password"
      />
      <TextField
        label={t('again')}
        type="password"
        value={again}
        onChange={onAgain}
        autoComplete="new-password"
        error={asked && value !== again ? te('PASSWORD_DIFFERS') : undefined}
      />
    </>
  );
}
