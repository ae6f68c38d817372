import { parseDate, parseTime } from '@internationalized/date';
import { DateField as AriaDateField, DateInput, DateSegment } from 'react-aria-components/DateField';
import { FieldError } from 'react-aria-components/FieldError';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TimeField as AriaTimeField } from 'react-aria-components/TimeField';
import { useTranslation } from 'react-i18next';
import { classes } from './classes.ts';
import styles from './field.module.css';
import type { FieldBasics } from './field.tsx';

type Props = FieldBasics & {
  /** `HH:mm` for a time, `yyyy-MM-dd` for a date; null while incomplete. */
  value: string | null;
  onChange: (value: string | null) => void;
  autoFocus?: boolean;
};

/** A time of day in 24 hours, typed as four digits; the same in every browser and language. */
export function TimeField({ value, onChange, ...basics }: Props) {
  return (
    <Localized>
      <AriaTimeField
        {...aria(basics)}
        hourCycle={24}
        shouldForceLeadingZeros
        value={value ? parseTime(value) : null}
        onChange={(time) => onChange(time ? time.toString().slice(0, 5) : null)}
      >
        <Parts {...basics} />
      </AriaTimeField>
    </Localized>
  );
}

/** A calendar date. */
export function DateField({ value, onChange, ...basics }: Props) {
  return (
    <Localized>
      <AriaDateField
        {...aria(basics)}
        shouldForceLeadingZeros
        value={value ? parseDate(value) : null}
        onChange={(date) => onChange(date ? date.toString() : null)}
      >
        <Parts {...basics} />
      </AriaDateField>
    </Localized>
  );
}

const aria = ({ error, disabled, required, className, ...rest }: FieldBasics & { autoFocus?: boolean }) => ({
  autoFocus: rest.autoFocus ?? false,
  isInvalid: Boolean(error),
  isDisabled: disabled ?? false,
  isRequired: required ?? false,
  className: classes(styles.field, className),
  validationBehavior: 'aria' as const,
});

function Localized({ children }: { children: React.ReactNode }) {
  const { i18n } = useTranslation();
  return <I18nProvider locale={i18n.language === 'ko' ? 'ko-KR' : 'en-GB'}>{children}</I18nProvider>;
}

function Parts({ label, hint, error, required }: FieldBasics) {
  const { t } = useTranslation();
  return (
    <>
      <Label className={styles.label ?? ''}>
        {label}
        {required && <span className={styles.required}>{t('states.required')}</span>}
      </Label>
      <DateInput className={classes(styles.control, styles.segments)}>
        {(segment) => <DateSegment segment={segment} className={styles.segment ?? ''} />}
      </DateInput>
      {hint && (
        <Text slot="description" className={styles.hint ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </>
  );
}
