import { useTranslation } from 'react-i18next';
import type { RankedOfficer } from '#contract/encounters.ts';
import { PresenceTag } from '#renderer/shared/encounters/presence-tag.tsx';
import type { EncounterProps } from '#renderer/shared/encounters/use-visit.ts';
import { othersThan } from '#renderer/shared/encounters/visit-rules.ts';
import { useActor } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import styles from './officer-panel.module.css';

/** How many are offered with a key; the rest follow without one. */
const withKeys = 9;

/** Who does it: present ones first. One key hands the visit over, or says why an absent one is away. */
export function OfficerPanel({ visit, view }: EncounterProps) {
  const { t } = useTranslation('counter');
  const officers = othersThan(view.officers, useActor()?.id);
  const choose = (officer: RankedOfficer) => {
    const { id, presence } = officer;
    if (presence.state === 'present') void visit.run('handOver', { to: id });
    else void visit.run('setOfficer', { staffId: id });
  };
  const keyed = officers.map((officer, index) => ({
    officer,
    ...(index < withKeys ? { hotkey: `${index + 1}` } : {}),
  }));
  const groups = [
    {
      title: t('whoFor', { purpose: view.purpose }),
      list: keyed.filter(({ officer }) => officer.doesDuty),
    },
    {
      title: officers.some((officer) => officer.doesDuty) ? t('otherStaff') : t('whoElse'),
      list: keyed.filter(({ officer }) => !officer.doesDuty),
    },
  ];
  return (
    <div className={styles.panel}>
      {officers.length === 0 && <p>{t('noOfficers')}</p>}
      {groups.map(
        ({ title, list }) =>
          list.length > 0 && (
            <section key={title} aria-label={title} className={styles.group}>
              <h2 className={styles.title}>{title}</h2>
              <div className={styles.list}>
                {list.map(({ officer, ...key }) => (
                  <OfficerButton
                    key={officer.id}
                    officer={officer}
                    {...key}
                    onChoose={() => choose(officer)}
                  />
                ))}
              </div>
            </section>
          ),
      )}
    </div>
  );
}

type OfficerButtonProps = { officer: RankedOfficer; hotkey?: string; onChoose: () => void };

function OfficerButton({ officer, onChoose, ...key }: OfficerButtonProps) {
  const { t } = useTranslation('counter');
  const { department, seat, busy, presence } = officer;
  const where = [...new Set([department, seat])].filter(Boolean);
  if (busy > 0) where.push(t('inHands', { count: busy }));
  return (
    <Button className={styles.officer ?? ''} onPress={onChoose} {...key}>
      <span className={styles.who}>
        <b>{t('staffName', officer)}</b>
        <small>{where.join(' · ')}</small>
      </span>
      <PresenceTag presence={presence} />
    </Button>
  );
}
