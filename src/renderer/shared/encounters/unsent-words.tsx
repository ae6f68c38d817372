import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import styles from './encounters.module.css';
import type { EncounterProps } from './use-visit.ts';
import { useVisitDraft } from './use-visit-draft.ts';
import { stepOf } from './visit-rules.ts';

/** The customer's words that somebody was writing when the purpose was settled without them: kept, and in sight. */
export function UnsentWords({ visit, view }: EncounterProps) {
  const { t } = useTranslation(['counter', 'common']);
  const [draft, setDraft] = useVisitDraft(view.id);
  const words = draft.words ?? '';
  const unsent = words.trim() !== '' && words.trim() !== view.purposeText;
  const forget = () => setDraft({ words: null });
  if (!unsent || view.state === 'closed' || stepOf(view)?.on === 'purpose') return null;
  const add = async () => {
    if (await visit.run('setPurpose', { dutyId: view.dutyId, text: words })) forget();
  };
  return (
    <Card as="section" className={styles.unsent ?? ''}>
      <p>
        <span className={styles.soft}>{t('unsentWords')}</span> {words}
      </p>
      <Button disabled={visit.busy} onPress={() => void add()}>
        {t('addWords')}
      </Button>
      <Button variant="quiet" onPress={forget}>
        {t('discardWords')}
      </Button>
    </Card>
  );
}
