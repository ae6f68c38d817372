import { useTranslation } from 'react-i18next';
import type { EncounterCard } from '#contract/encounters.ts';
import { classes } from '#renderer/ui/classes.ts';
import { Elapsed } from '#renderer/ui/countdown.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import styles from './lane.module.css';
import { isCall, whoseVisit } from './visit-rules.ts';

type LaneCardProps = {
  card: EncounterCard;
  actorId: string | undefined;
  current: boolean;
  onChoose: () => void;
};

/** One visit of the lane: who, for what, with whom, since when. */
export function LaneCard({ card, actorId, current, onChoose }: LaneCardProps) {
  const { t } = useTranslation('counter');
  const { customer, openedAt, waitingSince, state, untaken } = card;
  const whose = whoseVisit(card, actorId);
  return (
    <li>
      <button
        type="button"
        className={classes(styles.card, current && styles.current)}
        aria-current={current ? 'true' : undefined}
        onPointerDown={(event) => event.preventDefault()}
        onClick={onChoose}
      >
        <span className={styles.line}>
          <span className={styles.who}>
            <b className={classes(!customer && card.call?.number && styles.number)}>
              {customer?.name ?? (card.call?.number || t(isCall(card) ? 'unknownCaller' : 'unnamed'))}
            </b>
            {customer?.returning && <Tag>{t('returning')}</Tag>}
          </span>
          <span className={styles.clock}>
            <Elapsed from={state === 'waiting' && waitingSince ? waitingSince : openedAt} />
          </span>
        </span>
        <span className={styles.what}>
          <Doing card={card} />
        </span>
        {whose === 'handed_to_me' && <Tag>{t('forYou')}</Tag>}
        {untaken && <Tag>{t('untaken')}</Tag>}
      </button>
    </li>
  );
}

/** What is going on, in a few words. */
function Doing({ card }: { card: EncounterCard }) {
  const { t } = useTranslation('counter');
  const { purpose, officer, handedTo, servedBy, state, step } = card;
  const parts = [isCall(card) ? t('byPhone') : '', purpose || step || ''];
  if (state === 'handed_over' && handedTo) parts.push(t('toWhom', { who: t('staffName', handedTo) }));
  else if (state === 'with_officer') parts.push(t('staffName', servedBy));
  else if (officer) parts.push(t('seeks', { who: t('staffName', officer) }));
  return parts.filter(Boolean).join(' · ');
}
