import { History, PhoneIncoming } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { Lane } from '#renderer/shared/encounters/lane.tsx';
import { useLaneKeys } from '#renderer/shared/encounters/use-lane-keys.ts';
import { useRing } from '#renderer/shared/encounters/use-ring.ts';
import { useUnclosed } from '#renderer/shared/encounters/use-unclosed.ts';
import { useVisit } from '#renderer/shared/encounters/use-visit.ts';
import { isCall, nextInHand } from '#renderer/shared/encounters/visit-rules.ts';
import { useActor } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Screen, TopFigure } from '#renderer/ui/screen.tsx';
import { useKeys } from '#renderer/ui/use-keys.ts';
import { CallDesk } from './call-desk.tsx';
import { CallerPanel } from './caller-panel.tsx';
import { LogAfterwards } from './log-afterwards.tsx';
import styles from './phone.module.css';

/** The calls and visits going on, the call in hand, and who is calling. */
export function CallsView({ callId, tabs }: { callId: string | null; tabs: ReactNode }) {
  const { t } = useTranslation('phone');
  const { cards, callsToday, arrived, error } = useUnclosed();
  const actorId = useActor()?.id;
  const [logging, setLogging] = useState(false);
  const inHand = callId ?? nextInHand(cards.filter(isCall), actorId);
  const { move, more } = useLaneKeys(cards, inHand, actorId);
  useKeys([
    { combo: 'Ctrl+Down', run: () => move(1), label: t('next'), disabled: !more },
    { combo: 'Ctrl+Up', run: () => move(-1), label: t('previous'), disabled: !more },
  ]);
  return (
    <Screen
      title={t('title')}
      chips={callsToday !== null && <TopFigure label={t('todayCalls')} value={callsToday} />}
      tabs={tabs}
    >
      <div className={styles.phone}>
        <Lane cards={cards} inHand={inHand} />
        {inHand ? (
          <AtHand key={inHand} id={inHand} />
        ) : (
          <>
            <div className={styles.desk}>
              {logging ? (
                <LogAfterwards onClose={() => setLogging(false)} />
              ) : (
                arrived && <NoCall onLog={() => setLogging(true)} />
              )}
              <Unread error={error} />
            </div>
            <aside className={styles.side} aria-label={t('caller')}>
              <CallerPanel callId={null} visit={null} />
            </aside>
          </>
        )}
      </div>
    </Screen>
  );
}

/** The call in hand: the conversation, and beside it who is calling. Both do what they do one at a time. */
function AtHand({ id }: { id: string }) {
  const { t } = useTranslation('phone');
  const visit = useVisit(id);
  return (
    <>
      <div className={styles.desk}>
        <CallDesk visit={visit} />
      </div>
      <aside className={styles.side} aria-label={t('caller')}>
        <CallerPanel callId={id} visit={visit} />
      </aside>
    </>
  );
}

function Unread({ error }: { error: unknown }) {
  const { t } = useTranslation('counter');
  const errorText = useErrorText();
  return error ? <EmptyState title={t('laneUnread')}>{errorText(error)}</EmptyState> : null;
}

function NoCall({ onLog }: { onLog: () => void }) {
  const { t } = useTranslation('phone');
  const ring = useRing();
  return (
    <EmptyState
      title={t('emptyTitle')}
      action={
        <div className={styles.row}>
          <Button
            variant="primary"
            kbd="F7"
            icon={<PhoneIncoming size={20} aria-hidden="true" />}
            onPress={() => void ring()}
          >
            {t('ring')}
          </Button>
          <Button
            hotkey="A"
            keyLabel={t('logAfterwards')}
            icon={<History size={20} aria-hidden="true" />}
            onPress={onLog}
          >
            {t('logAfterwards')}
          </Button>
        </div>
      }
    >
      {t('emptyText')}
    </EmptyState>
  );
}
