import { useTranslation } from 'react-i18next';
import type { RankedOfficer } from '#contract/encounters.ts';
import { PresenceTag } from '#renderer/shared/encounters/presence-tag.tsx';
import { useSaidAtField } from '#renderer/shared/encounters/said-at-field.ts';
import type { EncounterProps } from '#renderer/shared/encounters/use-visit.ts';
import { useVisitDraft } from '#renderer/shared/encounters/use-visit-draft.ts';
import { othersThan } from '#renderer/shared/encounters/visit-rules.ts';
import { useActor } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextArea } from '#renderer/ui/field.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import styles from './phone.module.css';

/** How many are offered with a key; the rest follow without one. */
const withKeys = 9;

/** Whom to put the caller through to, with what he has said; one key, and the clock runs. */
export function TransferPanel({ visit, view, onClose }: EncounterProps & { onClose: () => void }) {
  const { t } = useTranslation(['phone', 'counter']);
  const [draft, setDraft] = useVisitDraft(view.id);
  const refused = useSaidAtField(visit.trouble, 'summary');
  const summary = draft.summary ?? (view.call?.summary || view.purposeText);
  const officers = othersThan(view.officers, useActor()?.id);
  const choose = async ({ id, presence }: RankedOfficer) => {
    const isIn = presence.state === 'present';
    const done = isIn
      ? await visit.run('putThrough', { to: id, summary })
      : await visit.run('setOfficer', { staffId: id });
    if (!done) return;
    if (isIn) setDraft({ summary: null });
    onClose();
  };
  return (
    <InlinePanel
      title={t('transferTitle')}
      hint={t('transferHint')}
      look="question"
      takesFocus
      onClose={onClose}
    >
      <TextArea
        label={t('summary')}
        hint={t('summaryHint')}
        value={summary}
        rows={2}
        error={refused}
        onChange={(text) => setDraft({ summary: text })}
      />
      <div className={styles.officers}>
        {officers.map((officer, index) => (
          <Button
            key={officer.id}
            className={styles.officer ?? ''}
            disabled={visit.busy}
            {...(index < withKeys ? { hotkey: `${index + 1}` } : {})}
            onPress={() => void choose(officer)}
          >
            <span className={styles.who}>
              <b>{t('counter:staffName', officer)}</b>
              <small>
                {[officer.department, officer.presence.state === 'absent' ? t('toAway') : '']
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
            <PresenceTag presence={officer.presence} />
          </Button>
        ))}
      </div>
    </InlinePanel>
  );
}
