import { useTranslation } from 'react-i18next';
import type { BookingSettings } from '#contract/bookings.ts';
import type { BranchSettings } from '#contract/settings.ts';
import type { StaffEntry } from '#contract/staff.ts';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useDraft } from '../../host/use-draft.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useDirectory } from '../../shared/use-branch.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ToggleChips } from '../../ui/chips.tsx';
import { TextField } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.tsx';
import page from '../settings/settings.module.css';
import styles from './bookings.module.css';

type RulesDraft = {
  taken: boolean;
  web: boolean;
  slotMinutes: string;
  daysAhead: string;
  noticeHours: string;
  /** Staff by duty. */
  offers: Record<string, string[]>;
};

const draftOf = (rules: BookingSettings): RulesDraft => ({
  taken: rules.taken,
  web: rules.web,
  slotMinutes: String(rules.slotMinutes),
  daysAhead: String(rules.daysAhead),
  noticeHours: String(rules.noticeHours),
  offers: Object.fromEntries(rules.offers.map(({ dutyId, staffIds }) => [dutyId, staffIds])),
});

const limits = { slotMinutes: [10, 120], daysAhead: [1, 90], noticeHours: [0, 168] } as const;
type Figure = keyof typeof limits;
const figures: readonly Figure[] = ['slotMinutes', 'daysAhead', 'noticeHours'];

const isWithin = (field: Figure, text: string) => {
  const [least, most] = limits[field];
  return /^\d{1,3}$/.test(text) && Number(text) >= least && Number(text) <= most;
};

/** Whoever does the duty first. */
const byDuty = (people: readonly StaffEntry[], dutyId: string) => {
  const first = ({ duties }: StaffEntry) => (duties.some(({ id }) => id === dutyId) ? 0 : 1);
  return [...people].sort((a, b) => first(a) - first(b));
};

type Props = { branch: BranchSettings; rules: BookingSettings; mayChange: boolean };

/** Whether calls are booked, how long they are, how far ahead, and which duties with whom. */
export function BookingRulesForm({ branch, rules, mayChange }: Props) {
  const { t } = useTranslation('bookings');
  const { client } = useHost();
  const errorText = useErrorText();
  const people = (useDirectory() ?? []).filter(({ active }) => active);
  const [draft, setDraft, { clear }] = useDraft<RulesDraft>('settings', 'bookings', draftOf(rules));
  const save = useMutate(client.bookings.saveSettings, {
    onSuccess: () => {
      clear();
      notify({ kind: 'info', text: t('settings.saved') });
    },
  });
  const duties = branch.duties.filter(({ active }) => active);
  const isWhole = figures.every((field) => isWithin(field, draft[field]));
  const send = () =>
    save.mutate({
      branchId: branch.id,
      expectedVersion: rules.version,
      taken: draft.taken,
      web: draft.taken && draft.web,
      slotMinutes: Number(draft.slotMinutes),
      daysAhead: Number(draft.daysAhead),
      noticeHours: Number(draft.noticeHours),
      offers: duties.map(({ id }) => ({ dutyId: id, staffIds: draft.offers[id] ?? [] })),
    });
  return (
    <Card as="section" className={page.part ?? ''} aria-label={t('settings.title')}>
      <h2 className={page.heading}>{t('settings.title')}</h2>
      {rules.gap !== null && (
        <p className={page.note}>
          <b>{t('settings.gapTitle')}</b> {t(`closed.${rules.gap}`)}
        </p>
      )}
      <Checkbox
        checked={draft.taken}
        disabled={!mayChange || (rules.gap !== null && !draft.taken)}
        onChange={(taken) => setDraft({ taken })}
        hint={t('settings.takenHint')}
      >
        {t('settings.taken')}
      </Checkbox>
      <Checkbox
        checked={draft.taken && draft.web}
        disabled={!mayChange || !draft.taken}
        onChange={(web) => setDraft({ web })}
        hint={t('settings.webHint')}
      >
        {t('settings.web')}
      </Checkbox>
      <div className={styles.figures}>
        {figures.map((field) => (
          <TextField
            key={field}
            label={t(`settings.${field}`)}
            hint={limits[field].join('–')}
            inputMode="numeric"
            disabled={!mayChange}
            value={draft[field]}
            onChange={(text) => setDraft({ [field]: text.trim() })}
          />
        ))}
      </div>
      <h3>{t('settings.offers')}</h3>
      <p className={page.hint}>{duties.length === 0 ? t('settings.noDuties') : t('settings.offersHint')}</p>
      {duties.map(({ id, name }) => (
        <ToggleChips
          key={id}
          label={name}
          values={draft.offers[id] ?? []}
          choices={byDuty(people, id).map((person) => ({
            id: person.id,
            label: `${person.name} ${person.title}`,
            disabled: !mayChange,
          }))}
          onChange={(staffIds) => setDraft({ offers: { ...draft.offers, [id]: staffIds } })}
        />
      ))}
      {save.error && (
        <p role="alert" className={page.refusal}>
          {errorText(save.error)}
        </p>
      )}
      {mayChange ? (
        <div className={page.buttons}>
          <Button variant="primary" hotkey="Enter" disabled={!isWhole || save.isPending} onPress={send}>
            {t('settings.save')}
          </Button>
        </div>
      ) : (
        <p className={page.note}>{t('settings.onlyManager')}</p>
      )}
    </Card>
  );
}
