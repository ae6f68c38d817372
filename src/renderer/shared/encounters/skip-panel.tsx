import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import styles from './encounters.module.css';
import { useSaidAtField } from './said-at-field.ts';
import type { EncounterProps } from './use-visit.ts';
import { useVisitDraft } from './use-visit-draft.ts';
import { stepOf } from './visit-rules.ts';

/** Leaving a step out, with the reason: one of the pack's, or own words. */
export function SkipPanel({ visit, view, onClose }: EncounterProps & { onClose: () => void }) {
  const { t } = useTranslation('counter');
  const step = stepOf(view);
  const [chosen, setChosen] = useState<string | null>(null);
  const [{ skipWords: words }, setDraft] = useVisitDraft(view.id);
  const refused = useSaidAtField(visit.trouble, 'reason');
  const reason = [chosen, words.trim()].filter(Boolean).join(': ');
  if (!step) return null;
  const skip = async () => {
    if (!reason || !(await visit.run('skip', { step: step.id, reason }))) return;
    setDraft({ skipWords: '' });
    onClose();
  };
  return (
    <InlinePanel
      title={t('skipTitle', { step: step.label })}
      hint={t('skipHint')}
      look="question"
      takesFocus
      onClose={onClose}
    >
      {step.skipReasons.length > 0 && (
        <ChipGroup
          label={t('skipReasons')}
          hideLabel
          value={chosen}
          onChange={setChosen}
          choices={step.skipReasons.map((label, index) => ({ id: label, label, hotkey: `${index + 1}` }))}
        />
      )}
      <TextField
        label={t('skipWords')}
        value={words}
        onChange={(skipWords) => setDraft({ skipWords })}
        error={refused}
      />
      <div className={styles.panelActions}>
        <Button variant="primary" hotkey="Enter" disabled={!reason || visit.busy} onPress={() => void skip()}>
          {t('skipDo')}
        </Button>
      </div>
    </InlinePanel>
  );
}
