import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useBranch } from '#renderer/shared/use-branch.ts';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { TextArea } from '#renderer/ui/field.tsx';
import styles from './encounters.module.css';
import { useSaidAtField } from './said-at-field.ts';
import type { EncounterProps } from './use-visit.ts';
import { useVisitDraft } from './use-visit-draft.ts';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** What brought the customer: the branch's duties by one key, and his own words where they say more (V2). */
export function PurposePanel({ visit, view }: EncounterProps) {
  const { t } = useTranslation('counter');
  const format = useFormat();
  const duties = useBranch()?.duties.filter((duty) => duty.active) ?? [];
  const [draft, setDraft] = useVisitDraft(view.id);
  const refused = useSaidAtField(visit.trouble, 'text');
  const words = draft.words ?? view.purposeText;
  const choose = async (dutyId: string) => {
    if (await visit.run('setPurpose', { dutyId, text: words })) setDraft({ words: null });
  };
  return (
    <div className={styles.panel}>
      <ChipGroup
        label={t('purpose')}
        choices={duties.map((duty, index) => ({
          id: duty.id,
          label: (
            <>
              {duty.name}
              {duty.expectedMinutes && (
                <small className={styles.soft}>
                  {t('about', { time: format.duration(duty.expectedMinutes) })}
                </small>
              )}
            </>
          ),
          ...(digits[index] ? { hotkey: digits[index] } : {}),
        }))}
        value={view.dutyId}
        onChange={(dutyId) => void choose(dutyId)}
      />
      <TextArea
        label={t('purposeWords')}
        hint={t('purposeWordsHint')}
        value={words}
        rows={2}
        error={refused}
        onChange={(text) => setDraft({ words: text })}
      />
    </div>
  );
}
