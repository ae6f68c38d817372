import { useTranslation } from 'react-i18next';
import type { MessageWhole } from '#contract/messages.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { ByHand } from '#renderer/shared/message-box/by-hand.tsx';
import { standingOf } from '#renderer/shared/message-box/standing.ts';
import { useWholeMessage } from '#renderer/shared/message-box/use-whole-message.ts';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import styles from './messages-screen.module.css';
import { NotGone } from './not-gone.tsx';
import { OtherDeeds } from './other-deeds.tsx';

/** One message beside the list: the text and what is to be done about it, then how it came to stand as it does. */
export function MessagePanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('messages');
  const errorText = useErrorText();
  const { message, error } = useWholeMessage(id);
  if (message === undefined) {
    return (
      <InlinePanel title={t('title')} onClose={onClose} takesFocus>
        {error ? <p role="alert">{errorText(error)}</p> : <Progress label={t('loading')} />}
      </InlinePanel>
    );
  }
  const { state } = message;
  return (
    <InlinePanel
      title={
        <>
          {t('panel.title', { name: message.toName })} <Tag>{t(`states.${standingOf(message)}`)}</Tag>
        </>
      }
      {...(state === 'by_hand' ? { hint: t('byHand.title') } : {})}
      onClose={onClose}
      takesFocus
    >
      <div className={styles.panel}>
        {state === 'by_hand' ? <ByHand messageId={id} /> : <p className={styles.words}>{message.text}</p>}
        <Outdated message={message} />
        {(state === 'failed' || state === 'unknown') && <NotGone message={message} />}
        {(state === 'queued' || state === 'sending') && <OnItsWay message={message} />}
        <OtherDeeds message={message} />
        <Facts message={message} />
        <Tries message={message} />
      </div>
    </InlinePanel>
  );
}

/** It went, or may have gone, and says what is no longer so. */
function Outdated({ message: { outdated, state } }: { message: MessageWhole }) {
  const { t } = useTranslation('messages');
  if (outdated === null || state === 'dropped' || state === 'phoned') return null;
  return (
    <p role="status" className={styles.trouble}>
      {t('outdatedGoing', { why: t(`outdated.${outdated}`) })}
    </p>
  );
}

function OnItsWay({ message }: { message: MessageWhole }) {
  const { t } = useTranslation('messages');
  const format = useFormat();
  const { attempts, nextAt, failure } = message;
  return (
    <div role="status" className={styles.note}>
      <p>{t('deeds.onItsWay')}</p>
      {attempts > 0 && failure && <p>{t(`failures.${failure}`)}</p>}
      {attempts > 0 && nextAt && <p>{t('panel.next', { time: format.time(nextAt) })}</p>}
    </div>
  );
}

function Facts({ message }: { message: MessageWhole }) {
  const { t } = useTranslation('messages');
  const format = useFormat();
  const { kind, toName, toPhone, toEmail, phoneOwner, note, outdated, settledAt, settledBy } = message;
  const facts: [string, string][] = [
    [t('panel.to'), `${toName} ${kind === 'sms' ? toPhone : toEmail}`],
    [t('panel.about'), message.clause],
    [t('panel.made'), `${format.dateTime(message.madeAt)} · ${message.madeBy}`],
    [t('panel.officer'), message.officer],
    [t('panel.way'), message.sender ?? t('panel.byHand')],
  ];
  if (settledAt) facts.push([t('panel.settled'), `${format.dateTime(settledAt)} · ${settledBy ?? ''}`]);
  const { delivery, deliveryAt, despiteRefusal } = message;
  if (despiteRefusal) facts.push([t('panel.refusal'), t('panel.despiteRefusal')]);
  if (delivery !== null) {
    const time = deliveryAt === null ? '' : format.dateTime(deliveryAt);
    facts.push([t('panel.delivery'), t(`panel.deliveries.${delivery}`, { time })]);
  }
  if (phoneOwner) facts.push([t('panel.phone'), t(`byHand.${phoneOwner}`)]);
  if (outdated !== null) facts.push([t('panel.outdated'), t(`outdated.${outdated}`)]);
  if (note !== '') facts.push([t('panel.note'), note]);
  return (
    <dl className={styles.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Tries({ message }: { message: MessageWhole }) {
  const { t } = useTranslation('messages');
  const format = useFormat();
  if (message.tries.length === 0) return null;
  return (
    <section aria-label={t('panel.tries')}>
      <h3 className={styles.heading}>{t('panel.tries')}</h3>
      <ol className={styles.tries}>
        {message.tries.map(({ no, startedAt, outcome, detail }) => (
          <li key={no}>
            {`${t('panel.tryLine', { no })} · ${format.dateTime(startedAt)} · ${t(`panel.outcomes.${outcome ?? 'running'}`)}`}
            {detail !== '' && <small className={styles.detail}>{t('panel.said', { detail })}</small>}
          </li>
        ))}
      </ol>
    </section>
  );
}
