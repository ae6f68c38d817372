import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '#renderer/shared/encounters/encounters.module.css';
import { useSaidAtField } from '#renderer/shared/encounters/said-at-field.ts';
import type { EncounterProps } from '#renderer/shared/encounters/use-visit.ts';
import { useVisitDraft } from '#renderer/shared/encounters/use-visit-draft.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';

type How = 'comes_back' | 'leaves' | 'gone';

/** The customer goes without his business done: comes again or not, or is gone before anything more could be said. */
export function LeavePanel({ visit, view, onClose }: EncounterProps & { onClose: () => void }) {
  const { t } = useTranslation('counter');
  const [how, setHow] = useState<How>('comes_back');
  const [{ leaveNote: note }, setDraft] = useVisitDraft(view.id);
  const refused = useSaidAtField(visit.trouble, 'note');
  const leave = async () => {
    const isGone = how === 'gone';
    const said = isGone ? note.trim() || t('goneReason') : note;
    if (!(await visit.run('leave', { note: said, comesBack: how === 'comes_back', isGone }))) return;
    setDraft({ leaveNote: '' });
    onClose();
  };
  return (
    <InlinePanel title={t('leaveTitle')} look="question" takesFocus onClose={onClose}>
      <ChipGroup<How>
        label={t('leaveHow')}
        hideLabel
        value={how}
        onChange={setHow}
        choices={[
          { id: 'comes_back', label: t('comesBack'), hotkey: '1' },
          { id: 'leaves', label: t('leaves'), hotkey: '2' },
          { id: 'gone', label: t('gone'), hotkey: '3' },
        ]}
      />
      <TextField
        label={t('leaveNote')}
        value={note}
        onChange={(leaveNote) => setDraft({ leaveNote })}
        error={refused}
      />
      <div className={styles.panelActions}>
        <Button variant="primary" hotkey="Enter" disabled={visit.busy} onPress={() => void leave()}>
          {t('leaveDo')}
        </Button>
      </div>
    </InlinePanel>
  );
}
