import { useTranslation } from 'react-i18next';
import { PresenceTag } from '#renderer/shared/encounters/presence-tag.tsx';
import { useDirectory } from '#renderer/shared/use-branch.ts';
import styles from './officers-presence.module.css';

/** Who is at his desk, and who is back when. */
export function OfficersPresence() {
  const { t } = useTranslation('counter');
  const people = useDirectory()?.filter((person) => person.active) ?? [];
  return (
    <section className={styles.officers} aria-labelledby="presence-title">
      <h2 id="presence-title" className={styles.title}>
        {t('officers')}
      </h2>
      <ul className={styles.list}>
        {people.map((person) => (
          <li key={person.id} className={styles.person}>
            <span>{t('staffName', person)}</span>
            <PresenceTag presence={person.presence} />
          </li>
        ))}
      </ul>
    </section>
  );
}
