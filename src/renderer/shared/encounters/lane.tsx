import { PhoneIncoming, UserPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { EncounterCard } from '#contract/encounters.ts';
import { useGreetings } from '#renderer/host/host.tsx';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useActor, useBranch } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import styles from './lane.module.css';
import { LaneCard } from './lane-card.tsx';
import { useGreet } from './use-greet.ts';
import { chooseFromLane } from './use-lane-keys.ts';
import { useRing } from './use-ring.ts';
import { isCall, isVisit, laneOf } from './visit-rules.ts';

type LaneProps = { cards: readonly EncounterCard[]; inHand: string | null };

/** Everybody who is here now: mine first, each with its own clock; those who wait apart. */
export function Lane({ cards, inHand }: LaneProps) {
  const { t } = useTranslation('counter');
  const greet = useGreet();
  const ring = useRing();
  const hasPhone = useBranch()?.standard.channels.includes('phone') ?? false;
  const actorId = useActor()?.id;
  const calls = laneOf(cards.filter(isCall), actorId).serving;
  const { serving, waiting } = laneOf(cards.filter(isVisit), actorId);
  const lists = [
    { title: t('calls'), list: calls },
    { title: t('openVisits'), list: serving },
    { title: t('waiting'), list: waiting },
  ];
  return (
    <aside className={styles.lane} aria-label={t('lane')}>
      <Button
        wide
        hotkey="F2"
        className={styles.greet ?? ''}
        icon={<UserPlus size={20} aria-hidden="true" />}
        onPress={() => void greet()}
      >
        {t('newVisit')}
      </Button>
      {hasPhone && (
        <Button
          wide
          kbd="F7"
          className={styles.ring ?? ''}
          icon={<PhoneIncoming size={20} aria-hidden="true" />}
          onPress={() => void ring()}
        >
          {t('newCall')}
        </Button>
      )}
      <KeptGreetings />
      {lists.map(
        ({ title, list }) =>
          list.length > 0 && (
            <section key={title} className={styles.group}>
              <h2 className={styles.title}>
                {title} {list.length}
              </h2>
              <ul className={styles.cards}>
                {list.map((card) => (
                  <LaneCard
                    key={card.id}
                    card={card}
                    actorId={actorId}
                    current={card.id === inHand}
                    onChoose={() => chooseFromLane(card)}
                  />
                ))}
              </ul>
            </section>
          ),
      )}
    </aside>
  );
}

/** Greetings that wait for the connection: they have their time already. */
function KeptGreetings() {
  const { t } = useTranslation('counter');
  const format = useFormat();
  const kept = useGreetings().waiting.filter((greeting) => greeting.disconnected);
  if (kept.length === 0) return null;
  return (
    <div role="status">
      <ul className={styles.cards}>
        {kept.map(({ requestId, greetedAt }) => (
          <li key={requestId} className={styles.kept}>
            <b>{t('keptGreeting', { time: format.time(greetedAt) })}</b>
            <span>{t('keptGreetingHint')}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
