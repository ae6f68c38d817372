import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaidAtField } from '#renderer/shared/encounters/said-at-field.ts';
import type { EncounterProps } from '#renderer/shared/encounters/use-visit.ts';
import { useVisitDraft } from '#renderer/shared/encounters/use-visit-draft.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import styles from './phone.module.css';
import { useKeepNumber } from './use-kept-number.ts';

/** The line went dead: why, in the pack's words; what was not said is left out with that reason. */
export function CutPanel({ visit, view, onClose }: EncounterProps & { onClose: () => void }) {
  const { t } = useTranslation('phone');
  const reasons = [
    ...new Set(view.steps.filter((step) => step.state === 'pending').flatMap((step) => step.skipReasons)),
  ];
  const [chosen, setChosen] = useState<string | null>(reasons[0] ?? null);
  const [{ skipWords: words }, setDraft] = useVisitDraft(view.id);
  const keepNumber = useKeepNumber(visit, view.id);
  const refused = useSaidAtField(visit.trouble, 'reason');
  const reason = [chosen, words.trim()].filter(Boolean).join(': ') || t('cutReason');
  const cut = async () => {
    await keepNumber();
    if (!(await visit.run('cutOff', { reason }))) return;
    setDraft({ skipWords: '' });
    onClose();
  };
  return (
    <InlinePanel title={t('cutTitle')} hint={t('cutHint')} look="question" takesFocus onClose={onClose}>
      {reasons.length > 0 && (
        <ChipGroup
          label={t('cutTitle')}
          hideLabel
          value={chosen}
          onChange={setChosen}
          choices={reasons.map((label, index) => ({ id: label, label, hotkey: `${index + 1}` }))}
        />
      )}
      <TextField
        label={t('cutWords')}
        value={words}
        error={refused}
        onChange={(skipWords) => setDraft({ skipWords })}
      />
      <div className={styles.panelActions}>
        <Button variant="primary" hotkey="Enter" disabled={visit.busy} onPress={() => void cut()}>
          {t('cutDo')}
        </Button>
      </div>
    </InlinePanel>
  );
}
