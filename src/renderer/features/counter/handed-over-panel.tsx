import { useTranslation } from 'react-i18next';
import shared from '#renderer/shared/encounters/encounters.module.css';
import type { EncounterProps } from '#renderer/shared/encounters/use-visit.ts';
import type { Whose } from '#renderer/shared/encounters/visit-rules.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { Elapsed } from '#renderer/ui/countdown.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import styles from './visit-desk.module.css';

/** Handed over and not taken yet: since when, and a way back. */
export function HandedOverPanel({ visit, view, whose }: EncounterProps & { whose: Whose }) {
  const { t } = useTranslation('counter');
  const { handedTo, handedOverAt, untaken } = view;
  if (!handedTo || !handedOverAt) return null;
  return (
    <Card as="section" className={styles.handed ?? ''}>
      <p className={styles.handedWho}>
        {whose === 'handed_to_me' ? t('handedToYou') : t('handedTo', { who: t('staffName', handedTo) })}
        <span className={styles.clock}>
          <Elapsed from={handedOverAt} />
        </span>
        {untaken && <Tag>{t('untaken')}</Tag>}
      </p>
      <p className={shared.soft}>{untaken ? t('untakenHint') : t('handedHint')}</p>
      {whose !== 'handed_to_me' && (
        <div className={styles.row}>
          <Button hotkey="R" onPress={() => void visit.run('recall', {})}>
            {t('recall')}
          </Button>
        </div>
      )}
    </Card>
  );
}
