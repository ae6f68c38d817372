import { useTranslation } from 'react-i18next';
import type { RankedOfficer } from '#contract/encounters.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useActor } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import styles from './officer-panel.module.css';
import { PresenceTag } from './presence-tag.tsx';
import type { DeskProps } from './visit-desk.tsx';
import { othersThan } from './visit-rules.ts';

/** How many are offered with a key; the rest follow without one. */
const withKeys = 9;

/** Who does it: present ones first. One key hands the visit over, or says why an absent one is away. */
export function OfficerPanel({ visit, view }: DeskProps) {
  const { t } = useTranslation('counter');
  const format = useFormat();
  const officers = othersThan(view.officers, useActor()?.id);
  const choose = async ({ id, presence }: RankedOfficer) => {
    if (presence.state === 'present') await visit.run('handOver', { to: id });
    else await visit.run('setOfficer', { staffId: id });
  };
  return (
    <section className={styles.panel} aria-labelledby="officers-title">
      <h2 id="officers-title" className={styles.title}>
        {view.purpose ? t('whoFor', { purpose: view.purpose }) : t('whoElse')}
        {view.expectedMinutes !== null && (
          <small>{t('usually', { time: format.duration(view.expectedMinutes) })}</small>
        )}
      </h2>
      {officers.length === 0 && <p>{t('noOfficers')}</p>}
      <div className={styles.list}>
        {officers.map((officer, index) => (
          <Button
            key={officer.id}
            className={styles.officer}
            onPress={() => void choose(officer)}
            {...(index < withKeys ? { hotkey: `${index + 1}` } : {})}
          >
            <span className={styles.who}>
              <b>{t('staffName', officer)}</b>
              <small>
                {officer.seat ? `${officer.department} · ${officer.seat}` : officer.department}
                {officer.busy > 0 && ` · ${t('inHands', { count: officer.busy })}`}
              </small>
            </span>
            <PresenceTag presence={officer.presence} />
          </Button>
        ))}
      </div>
    </section>
  );
}
