import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGreetings, useHost } from '#renderer/host/host.tsx';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { takeInHand } from '#renderer/shared/encounters/in-hand.ts';
import { useGreet } from '#renderer/shared/encounters/use-greet.ts';
import { useUnclosed } from '#renderer/shared/encounters/use-unclosed.ts';
import { isVisit } from '#renderer/shared/encounters/visit-rules.ts';
import { goToEncounter } from '#renderer/shared/routes.ts';
import { useActor } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Elapsed, Seconds } from '#renderer/ui/countdown.tsx';
import { notify } from '#renderer/ui/notices.tsx';
import { useKeys } from '#renderer/ui/use-keys.ts';
import styles from './counter-global.module.css';

/** What works from every screen: F2 greets, F3 takes the customer who was handed to me and shows how long he waits. */
export default function CounterGlobal() {
  const { t } = useTranslation(['counter', 'common']);
  const greet = useGreet();
  useKeys([{ combo: 'F2', run: () => void greet(), label: t('common:keys.newVisit') }], 'global');
  return (
    <>
      <RefusedGreetings />
      <HandedToMe />
    </>
  );
}

function HandedToMe() {
  const { t } = useTranslation(['counter', 'common']);
  const { client, queries, orpc } = useHost();
  const errorText = useErrorText();
  const actorId = useActor()?.id;
  const [busy, setBusy] = useState(false);
  const handed = useUnclosed()
    .cards.filter((card) => card.state === 'handed_over' && card.handedTo?.id === actorId)
    // A caller on the line cannot see that somebody is coming.
    .sort(
      (a, b) =>
        Number(isVisit(a)) - Number(isVisit(b)) ||
        (a.handedOverAt?.getTime() ?? 0) - (b.handedOverAt?.getTime() ?? 0),
    );
  const whoIs = (card: (typeof handed)[number]) =>
    card.customer?.name ?? (card.call?.number || t(card.call ? 'unknownCaller' : 'unnamed'));
  const [first, ...others] = handed;
  if (!first) return null;
  const take = async () => {
    if (busy) return;
    setBusy(true);
    try {
      const { id, version } = first;
      await client.encounters.take({ id, expectedVersion: version, requestId: crypto.randomUUID() });
      await queries.invalidateQueries({ queryKey: orpc.encounters.key() });
      if (isVisit(first)) takeInHand(id);
      goToEncounter(first);
    } catch (error) {
      notify({ kind: 'trouble', text: errorText(error) });
      await queries.invalidateQueries({ queryKey: orpc.encounters.key() });
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className={styles.banner} aria-label={t('forYou')} data-screen-only>
      <p aria-live="assertive">
        <b>{t(first.call ? 'callBanner' : 'handedBanner', { who: whoIs(first) })}</b>
        {first.purpose && <span>{first.purpose}</span>}
        {first.call?.summary && <span className={styles.summary}>{first.call.summary}</span>}
        {first.handedOverAt && (
          <span>
            {t('waitsSince')}{' '}
            {first.call ? <Seconds from={first.handedOverAt} /> : <Elapsed from={first.handedOverAt} />}
          </span>
        )}
        {others.length > 0 && <span>{t('andOthers', { count: others.length })}</span>}
      </p>
      <TakeButton busy={busy} label={first.call ? t('takeCall') : t('take')} onTake={() => void take()} />
    </section>
  );
}

function TakeButton({ busy, label, onTake }: { busy: boolean; label: string; onTake: () => void }) {
  const { t } = useTranslation('common');
  useKeys([{ combo: 'F3', run: onTake, label: t('keys.takeVisit'), disabled: busy }], 'global');
  return (
    <Button kbd="F3" disabled={busy} onPress={onTake}>
      {label}
    </Button>
  );
}

/** A greeting that was kept and then refused is never lost in silence. */
function RefusedGreetings() {
  const { t } = useTranslation(['counter', 'common']);
  const { greetings } = useHost();
  const errorText = useErrorText();
  const { refused } = useGreetings();
  const kept = refused.filter(({ greeting }) => greeting.disconnected);
  return kept.map(({ greeting, error }) => (
    <section key={greeting.requestId} className={styles.banner} role="alert" data-screen-only>
      <p>
        <b>{t('greetingRefused')}</b>
        <span>{errorText(error)}</span>
      </p>
      <Button onPress={() => greetings.dismiss(greeting.requestId)}>{t('common:actions.close')}</Button>
    </section>
  ));
}
