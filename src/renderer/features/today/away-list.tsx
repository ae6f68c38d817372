import { NotebookPen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StaffEntry } from '#contract/staff.ts';
import { usePresenceText } from '#renderer/shared/absence/use-presence-text.ts';
import { go } from '#renderer/shared/routes.ts';
import { useDirectory } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import styles from './today.module.css';

/** How many have a key; the rest are reached by name (F4). */
const withKeys = 9;

/** Who is away and until when. One press on a name begins a memo for him. */
export function AwayList({ me }: { me: StaffEntry }) {
  const { t } = useTranslation('today');
  const presence = usePresenceText();
  const people = useDirectory() ?? [];
  const away = people.filter((one) => one.active && one.id !== me.id && one.presence.state === 'absent');
  return (
    <section aria-labelledby="today-away" className={styles.section}>
      <div className={styles.heading}>
        <h2 id="today-away">{t('away.title')}</h2>
        <span className={styles.quiet}>{away.length > 0 ? t('away.hint') : t('away.nobody')}</span>
        <Button
          kbd="F4"
          icon={<NotebookPen size={20} aria-hidden="true" />}
          onPress={() => go('today', 'mine', 'new')}
        >
          {t('away.other')}
        </Button>
      </div>
      {away.length > 0 && (
        <ul aria-labelledby="today-away" className={styles.away}>
          {away.map((person, index) => (
            <li key={person.id}>
              <Button
                wide
                aria-label={t('away.leave', { name: person.name, title: person.title })}
                {...(index < withKeys ? { hotkey: `Shift+${index + 1}` } : {})}
                onPress={() => go('today', 'mine', 'for', person.id)}
              >
                <span className={styles.who}>
                  {`${person.name} ${person.title}`}
                  <span className={styles.quiet}>{presence(person.presence)}</span>
                </span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
