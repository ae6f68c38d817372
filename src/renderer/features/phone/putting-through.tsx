import { useTranslation } from 'react-i18next';
import type { EncounterProps } from '#renderer/shared/encounters/use-visit.ts';
import { useActor } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { Seconds } from '#renderer/ui/countdown.tsx';
import { useNowAs } from '#renderer/ui/use-now.ts';
import styles from './phone.module.css';

/** The caller hears it ring: how many seconds already, the pack's limit on them, and a way back. */
export function PuttingThrough({ visit, view }: EncounterProps) {
  const { t } = useTranslation(['phone', 'counter']);
  const me = useActor()?.id;
  const { handedTo, handedOverAt, call } = view;
  const since = handedOverAt?.getTime() ?? 0;
  const seconds = useNowAs((now) => Math.floor((now - since) / 1000));
  if (!handedTo || !handedOverAt) return null;
  const limit = call?.transferLimit;
  const isMine = handedTo.id === me;
  return (
    <Card as="section" className={styles.waiting ?? ''}>
      <p className={styles.big}>
        {isMine ? t('connectingYou') : t('connecting', { who: t('counter:staffName', handedTo) })}{' '}
        <Seconds from={handedOverAt} />
      </p>
      {limit && (
        <p className={styles.soft}>
          {t(seconds <= limit.atMost ? 'within' : 'beyond', {
            clause: t('counter:clause', { clause: limit.clause }),
            seconds: limit.atMost,
          })}
        </p>
      )}
      {call?.summary && <p>{call.summary}</p>}
      {!isMine && (
        <div className={styles.row}>
          <Button hotkey="R" onPress={() => void visit.run('recall', {})}>
            {t('takeBack')}
          </Button>
        </div>
      )}
    </Card>
  );
}
