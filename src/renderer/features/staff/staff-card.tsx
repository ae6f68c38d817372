import { CircleUserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StaffEntry } from '#contract/staff.ts';
import { usePresenceText } from '#renderer/shared/absence/use-presence-text.ts';
import { classes } from '#renderer/ui/classes.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { usePhoto } from './photo.ts';
import styles from './staff-card.module.css';

type StaffCardProps = { person: StaffEntry; isMe: boolean; selected: boolean; onOpen: () => void };

/** One person of the directory: face, place, duties, whether at the desk, and how many memos wait. */
export function StaffCard({ person, isMe, selected, onOpen }: StaffCardProps) {
  const { t } = useTranslation('staff');
  const presence = usePresenceText();
  const { name, title, seat, duties, openMemos, active } = person;
  return (
    <li className={classes(styles.card, selected && styles.selected, !active && styles.inactive)}>
      <button
        type="button"
        className={styles.button}
        aria-label={t('open', { name, title })}
        aria-current={selected ? 'true' : undefined}
        onClick={onOpen}
      />
      <Portrait person={person} />
      <div className={styles.text}>
        <p>
          <b>{name}</b> {title} {isMe && <span className={styles.quiet}>{`(${t('me')})`}</span>}
        </p>
        {seat && <p className={styles.quiet}>{seat}</p>}
        {duties.length > 0 && <p className={styles.quiet}>{duties.map((duty) => duty.name).join(', ')}</p>}
        <p className={styles.tags}>
          <Tag>{active ? presence(person.presence) : t('inactive')}</Tag>
          {openMemos > 0 && <Tag>{t('memos', { count: openMemos })}</Tag>}
        </p>
      </div>
    </li>
  );
}

/** The photo, or a plain figure where there is none. */
export function Portrait({ person, large = false }: { person: StaffEntry; large?: boolean }) {
  const { t } = useTranslation('staff');
  const photo = usePhoto(person);
  const size = classes(styles.portrait, large && styles.large);
  if (photo) return <img src={photo} alt={t('photo.alt', { name: person.name })} className={size} />;
  return (
    <span className={size} aria-hidden="true">
      <CircleUserRound size={large ? 48 : 30} strokeWidth={1.5} />
    </span>
  );
}
