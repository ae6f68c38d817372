import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { usePurposeWords } from './purpose-panel.tsx';
import styles from './visit-desk.module.css';
import type { DeskProps } from './visit-desk.tsx';
import { stepOf } from './visit-rules.ts';

/** The customer's words that somebody was writing when the purpose was settled without them: kept, and in sight. */
export function UnsentWords({ visit, view }: DeskProps) {
  const { t } = useTranslation(['counter', 'common']);
  const [{ words }, , { clear }] = usePurposeWords(view.id, view.purposeText);
  const unsent = words.trim() !== '' && words.trim() !== view.purposeText;
  if (!unsent || view.state === 'closed' || stepOf(view)?.on === 'purpose') return null;
  const add = async () => {
    if (await visit.run('setPurpose', { dutyId: view.dutyId, text: words })) clear();
  };
  return (
    <Card as="section" className={styles.unsent ?? ''}>
      <p>
        <span className={styles.soft}>{t('unsentWords')}</span> {words}
      </p>
      <Button disabled={visit.busy} onPress={() => void add()}>
        {t('addWords')}
      </Button>
      <Button variant="quiet" onPress={clear}>
        {t('discardWords')}
      </Button>
    </Card>
  );
}
