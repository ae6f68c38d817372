import { useTranslation } from 'react-i18next';
import { PresenceTag } from '#renderer/shared/encounters/presence-tag.tsx';
import type { EncounterProps } from '#renderer/shared/encounters/use-visit.ts';
import { colleagueFor } from '#renderer/shared/encounters/visit-rules.ts';
import { useActor } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { Elapsed } from '#renderer/ui/countdown.tsx';
import { openPanel } from './counter-store.ts';
import styles from './visit-desk.module.css';

/** The customer waits for the officer sought: how long, whether he is back, and the other ways out. */
export function WaitingPanel({ visit, view }: EncounterProps) {
  const { t } = useTranslation('counter');
  const colleague = colleagueFor(view, useActor()?.id);
  const { officer, officerPresence, waitingSince } = view;
  const back = officerPresence?.state === 'present';
  return (
    <Card as="section" className={styles.handed ?? ''}>
      <p className={styles.handedWho}>
        {officer ? t('waitsFor', { who: t('staffName', officer) }) : t('waits')}
        {waitingSince && (
          <span className={styles.clock}>
            <Elapsed from={waitingSince} />
          </span>
        )}
        {officerPresence && <PresenceTag presence={officerPresence} />}
      </p>
      <div className={styles.choices}>
        {officer && (
          <Button hotkey="1" disabled={!back} onPress={() => void visit.run('handOver', { to: officer.id })}>
            {back ? t('handToSought', { who: t('staffName', officer) }) : t('notBackYet')}
          </Button>
        )}
        {colleague && (
          <Button hotkey="2" onPress={() => void visit.run('handOver', { to: colleague.id })}>
            {t('colleagueHandles', { who: t('staffName', colleague) })}
          </Button>
        )}
        <Button hotkey="3" disabled={!officer} onPress={() => openPanel(view.id, 'memo')}>
          {t('memo')}
        </Button>
        <Button hotkey="4" onPress={() => openPanel(view.id, 'leave')}>
          {t('customerLeaves')}
        </Button>
      </div>
    </Card>
  );
}
