import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { errorKey } from '../../i18n/error-text.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/field.tsx';
import { InlinePanel } from '../../ui/inline-panel.tsx';
import { notify } from '../../ui/notices.tsx';
import { DateField, TimeField } from '../../ui/time-field.tsx';
import { HolidayEffectText } from './holiday-effect.tsx';
import styles from './settings.module.css';

const NOON = '12:00';

/** A new holiday: which day, what it is called, and what it changes before it is declared. */
export function HolidayForm({ branchId, onClose }: { branchId: string; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { t: tc } = useTranslation();
  const { client, orpc, queries } = useHost();
  const errorText = useErrorText();
  const [date, setDate] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [half, setHalf] = useState(false);
  const [closesAt, setClosesAt] = useState<string | null>(NOON);
  const declare = useMutate(client.settings.declareHoliday, {
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: orpc.settings.key() });
      notify({ kind: 'info', text: t('holidays.declared') });
      onClose();
    },
  });
  const closes = half ? closesAt : null;
  // A year half typed is a date as well, but none that anybody means.
  const day = date !== null && date >= '2000' && !(half && closesAt === null) ? date : null;
  const said = declare.error ? errorKey(declare.error) : null;
  const at = (field: string) => (said?.field === field ? errorText(declare.error) : undefined);
  const known = ['date', 'name', 'closesAt'];
  return (
    <InlinePanel title={t('holidays.new')} onClose={onClose} takesFocus>
      <DateField label={t('holidays.date')} required value={date} onChange={setDate} error={at('date')} />
      <TextField label={t('holidays.name')} required value={name} onChange={setName} error={at('name')} />
      <Checkbox checked={half} onChange={setHalf}>
        {t('holidays.half')}
      </Checkbox>
      {half && (
        <TimeField
          label={t('holidays.closesAt')}
          required
          value={closesAt}
          onChange={setClosesAt}
          error={at('closesAt')}
        />
      )}
      {day && <HolidayEffectText ask={{ branchId, date: day, closesAt: closes, withdraws: null }} />}
      {said && !known.includes(said.field ?? '') && (
        <p role="alert" className={styles.refusal}>
          {errorText(declare.error)}
        </p>
      )}
      <div className={styles.buttons}>
        <Button onPress={onClose}>{tc('actions.cancel')}</Button>
        <Button
          variant="primary"
          hotkey="Enter"
          disabled={day === null || name.trim() === '' || declare.isPending}
          onPress={() => day && declare.mutate({ branchId, date: day, name, closesAt: closes })}
        >
          {t('holidays.declare')}
        </Button>
      </div>
    </InlinePanel>
  );
}
