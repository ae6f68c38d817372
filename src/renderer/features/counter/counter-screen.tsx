import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { takeInHand, useInHand } from '#renderer/shared/encounters/in-hand.ts';
import { Lane } from '#renderer/shared/encounters/lane.tsx';
import { useGreet } from '#renderer/shared/encounters/use-greet.ts';
import { useLaneKeys } from '#renderer/shared/encounters/use-lane-keys.ts';
import { useUnclosed } from '#renderer/shared/encounters/use-unclosed.ts';
import { isVisit, laneOf, nextInHand, whoseVisit } from '#renderer/shared/encounters/visit-rules.ts';
import { hashOf, parseRoute } from '#renderer/shared/routes.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { useActor } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Screen, TopFigure } from '#renderer/ui/screen.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { useKeys } from '#renderer/ui/use-keys.ts';
import { CustomerPanel } from '../customers/customer-panel.tsx';
import styles from './counter-screen.module.css';
import { OfficersPresence } from './officers-presence.tsx';
import { VisitDesk } from './visit-desk.tsx';

/** 창구 응대: the lane, the conversation, the customer. */
export default function CounterScreen({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation('counter');
  const errorText = useErrorText();
  const { cards, today, arrived, error } = useUnclosed();
  const visits = cards.filter(isVisit);
  const actorId = useActor()?.id;
  const inHand = useVisitInHand(rest, actorId);
  const { waiting } = laneOf(visits, actorId);
  const { move, more } = useLaneKeys(cards, inHand, actorId);
  useKeys([
    { combo: 'Ctrl+Down', run: () => move(1), label: t('nextVisit'), disabled: !more },
    { combo: 'Ctrl+Up', run: () => move(-1), label: t('previousVisit'), disabled: !more },
  ]);
  return (
    <Screen
      title={t('title')}
      chips={
        <>
          {today !== null && <TopFigure label={t('todayVisits')} value={today} />}
          <span className={styles.waiting}>
            <TopFigure label={t('waiting')} value={waiting.length} />
          </span>
          <PromiseFigures />
        </>
      }
    >
      <div className={styles.counter}>
        <Lane cards={cards} inHand={inHand} />
        <div className={styles.desk}>
          {inHand && <VisitDesk key={inHand} id={inHand} />}
          {!inHand && error && <EmptyState title={t('laneUnread')}>{errorText(error)}</EmptyState>}
          {!inHand && arrived && <NobodyYet />}
        </div>
        <aside className={styles.side} aria-label={t('customer')}>
          <CustomerPanel visitId={inHand} />
          <OfficersPresence />
        </aside>
      </div>
    </Screen>
  );
}

function NobodyYet() {
  const { t } = useTranslation('counter');
  const greet = useGreet();
  return (
    <EmptyState
      title={t('emptyTitle')}
      action={
        <Button variant="primary" kbd="F2" onPress={() => void greet()}>
          {t('newVisit')}
        </Button>
      }
    >
      {t('emptyText')}
    </EmptyState>
  );
}

/** Promises that need somebody today, in their colours; the board has the rest. */
function PromiseFigures() {
  const { t } = useTranslation('promises');
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  const actorId = useSession((session) => session.actorId);
  const { data } = useQuery(
    orpc.memos.figures.queryOptions({
      input: { branchId: branchId ?? '' },
      enabled: branchId !== null && actorId !== null,
    }),
  );
  if (!data) return null;
  return (
    <>
      {data.dueSoon > 0 && <Tag tone="soon">{`${t('soon')} ${data.dueSoon}`}</Tag>}
      {data.overdue > 0 && <Tag tone="late">{`${t('overdue')} ${data.overdue}`}</Tag>}
    </>
  );
}

/**
 * The visit in hand: the one of the address after a reload, the one chosen, else the oldest of mine. One that has
 * ended, or that the officer has taken, is let go.
 */
function useVisitInHand(rest: readonly string[], actorId: string | undefined): string | null {
  const { cards: all, arrived } = useUnclosed();
  const cards = useMemo(() => all.filter(isVisit), [all]);
  const inHand = useInHand((state) => state.visit);
  useEffect(() => {
    // By each arrival, not by the id: the same link followed again, after another was chosen, leads there again.
    const [addressed] = rest;
    if (addressed) takeInHand(addressed);
  }, [rest]);
  const card = cards.find((one) => one.id === inHand);
  const whose = card && actorId ? whoseVisit(card, actorId) : null;
  const before = useRef({ id: inHand, whose });
  useEffect(() => {
    const { id, whose: was } = before.current;
    before.current = { id: inHand, whose };
    // The address has just named another, where the lane was known before this screen was.
    if (!arrived || !actorId || useInHand.getState().visit !== inHand) return;
    const taken = id === inHand && was === 'handed_by_me' && whose === 'others';
    if (card && !taken) return;
    const next = nextInHand(cards, actorId);
    if (next !== inHand) takeInHand(next);
  }, [arrived, actorId, card, cards, inHand, whose]);
  useEffect(() => {
    // The address says what is in hand, so that a reload finds it; no step of the browser's history is added.
    // One that has gone on to another screen meanwhile is left alone.
    const route = parseRoute(window.location.hash);
    if (route.kind !== 'screen' || route.screen !== 'counter') return;
    const hash = hashOf({ kind: 'screen', screen: 'counter', rest: inHand ? [inHand] : [] });
    if (window.location.hash !== hash) window.history.replaceState(null, '', hash);
  }, [inHand]);
  return inHand;
}
