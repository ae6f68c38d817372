import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { usePresenceText } from '#renderer/shared/absence/use-presence-text.ts';
import { go } from '#renderer/shared/routes.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './today.module.css';
import { type Away, knownReturn } from './today-rules.ts';

/** Who is out, until when, with what, and what he cannot be back for. */
export function OutList({ out }: { out: readonly Away[] }) {
  const { t } = useTranslation('today');
  return (
    <section aria-labelledby="today-out" className={styles.box}>
      <h2 id="today-out">{t('branch.out')}</h2>
      {out.length === 0 ? (
        <p className={styles.quiet}>{t('branch.outEmpty')}</p>
      ) : (
        <ul className={styles.out}>
          {out.map((away) => (
            <Out key={away.person.id} away={away} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Out({ away: { person, memos, missed } }: { away: Away }) {
  const { t } = useTranslation('today');
  const presence = usePresenceText();
  const format = useFormat();
  const now = useNow();
  const { name, title } = person;
  const late = missed.filter(({ promise }) => promise.dueAt.getTime() < now).length;
  const first = missed[late];
  return (
    <li className={styles.outRow}>
      <div className={styles.text}>
        <p>
          <b>{name}</b> {title} <span className={styles.quiet}>{presence(person.presence)}</span>
        </p>
        {memos.length > 0 && (
          <p>
            {[
              t('branch.memos', { count: memos.length }),
              late > 0 && t('branch.lateMemos', { count: late }),
              missed.length === 0 && t('branch.inTime'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        )}
        {first && (
          <p className={styles.stuck}>
            {knownReturn(person.presence, now)
              ? t('branch.cannot', { name, time: format.timeOrDateTime(first.promise.dueAt, now) })
              : t('branch.unknownReturn', { name })}
          </p>
        )}
      </div>
      <Button onPress={() => go('today', 'branch', 'hand-on', person.id)}>{t('branch.handOnAll')}</Button>
    </li>
  );
}
