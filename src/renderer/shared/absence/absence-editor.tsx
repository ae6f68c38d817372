import { Clock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AbsenceReason, StaffEntry } from '#contract/staff.ts';
import { errorKey } from '#renderer/i18n/error-text.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat, useZone } from '#renderer/i18n/use-format.ts';
import { Button } from '#renderer/ui/button.tsx';
import { classes } from '#renderer/ui/classes.ts';
import { TextField } from '#renderer/ui/field.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import { AffectedBookings } from '../booking-form/affected-bookings.tsx';
import { instantAt } from '../branch-time.ts';
import { useSession } from '../session-store.ts';
import styles from './absence-editor.module.css';
import { ReturnTime, type ReturnWhen } from './return-time.tsx';
import { type Leaving, useAbsence, useAbsenceReasons } from './use-absence.ts';
import { usePresenceText } from './use-presence-text.ts';

type AbsenceEditorProps = {
  person: StaffEntry;
  /** The reasons have digit keys: only one editor on a screen may. */
  withKeys?: boolean;
  /** Few words in little room: what visitors hear is left out, and another return is offered once it is asked for. */
  compact?: boolean;
  /** Somebody has just been said to be away. */
  onLeft?: (leaving: Leaving) => void;
};

const asUsual: ReturnWhen = { choice: 'usual', day: null, time: null };

/**
 * Away in one press: the reason of the pack, with what a visitor is told for it and when one is usually back. The time
 * may be chosen before or changed after, also in one press; the last word can be taken back.
 */
export function AbsenceEditor({ person, withKeys = false, compact = false, onLeft }: AbsenceEditorProps) {
  const { t } = useTranslation(['staff', 'common']);
  const errorText = useErrorText();
  const presence = usePresenceText();
  const zone = useZone((state) => state.zone);
  const actorId = useSession((session) => session.actorId);
  const [when, setWhen] = useState(asUsual);
  const [choosing, setChoosing] = useState(!compact);
  const [own, setOwn] = useState<{ reason: AbsenceReason; told: string } | null>(null);
  const reasons = useAbsenceReasons();
  const { leave, back, undo, pending, error } = useAbsence(person, (leaving) => {
    setOwn(null);
    setWhen(asUsual);
    setChoosing(!compact);
    onLeft?.(leaving);
  });
  const { state, kind, told } = person.presence;
  const isAway = state === 'absent';
  const isMe = person.id === actorId;
  const backAt = (reason: AbsenceReason) =>
    when.choice === 'usual' ? reason.usuallyBackAt : instantAt(when.day, when.time, zone);
  const send = (reason: AbsenceReason, words: string | null) =>
    leave({ kind: reason.id, told: words, returnsAt: backAt(reason) });
  const choose = (reason: AbsenceReason) =>
    reason.form === 'own_words' ? setOwn({ reason, told: '' }) : send(reason, null);
  /** The same absence, another return: words an officer wrote himself stay his. */
  const moveReturn = (to: ReturnWhen) => {
    const reason = reasons.find((one) => one.id === kind);
    if (!reason) return;
    const words = reason.form === 'own_words' ? told || null : null;
    leave({ kind: reason.id, told: words, returnsAt: instantAt(to.day, to.time, zone) });
  };
  const onWhen = (to: ReturnWhen) => {
    setWhen(to);
    if (isAway && to.choice !== 'at' && to.choice !== 'usual') moveReturn(to);
  };
  const problem = error ? errorText(error) : undefined;
  const field = error ? errorKey(error).field : null;
  return (
    <div className={styles.editor}>
      <p className={styles.now}>
        {isAway
          ? t('absence.awayNow', { told: presence(person.presence) })
          : isMe
            ? t(compact ? 'absence.presentShort' : 'absence.presentNow')
            : t('absence.theirPresent')}
        {undo && (
          <Button {...(withKeys ? { hotkey: 'Backspace' } : {})} disabled={pending} onPress={undo}>
            {t('common:actions.undo')}
          </Button>
        )}
        {isAway && !isMe && (
          <Button disabled={pending} onPress={back}>
            {t('absence.back')}
          </Button>
        )}
      </p>
      {isAway && (
        <AffectedBookings
          staffId={person.id}
          from={person.presence.startsAt}
          until={person.presence.returnsAt}
        />
      )}
      {own ? (
        <div className={styles.own}>
          <TextField
            label={t('absence.ownWords')}
            hint={t('absence.ownWordsHint')}
            value={own.told}
            onChange={(words) => setOwn({ ...own, told: words })}
            error={field === 'told' ? problem : undefined}
            autoFocus
          />
          <Button
            variant="primary"
            hotkey="Enter"
            disabled={own.told.trim() === '' || pending}
            onPress={() => send(own.reason, own.told)}
          >
            {t('absence.set')}
          </Button>
          <Button hotkey="Escape" onPress={() => setOwn(null)}>
            {t('form.cancel')}
          </Button>
        </div>
      ) : (
        <ul className={classes(styles.reasons, compact && styles.compact)} aria-label={t('absence.reasons')}>
          {reasons.map((reason, index) => (
            <li key={reason.id}>
              <Button
                wide
                disabled={pending}
                {...(withKeys && index < 9 ? { hotkey: String(index + 1) } : {})}
                onPress={() => choose(reason)}
              >
                <Reason reason={reason} backAt={backAt(reason)} compact={compact} />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {!choosing && !isAway ? (
        <Button
          variant="quiet"
          icon={<Clock size={18} aria-hidden="true" />}
          onPress={() => setChoosing(true)}
        >
          {t('absence.choose')}
        </Button>
      ) : (
        <ReturnTime
          when={isAway && when.choice === 'usual' ? awayUntil(person) : when}
          onChange={onWhen}
          withUsual={!isAway}
          error={field === 'returnsAt' ? problem : undefined}
        >
          {isAway && (
            <Button disabled={pending || when.time === null} onPress={() => moveReturn(when)}>
              {t('absence.move')}
            </Button>
          )}
        </ReturnTime>
      )}
      {problem && field !== 'told' && field !== 'returnsAt' && <p role="alert">{problem}</p>}
    </div>
  );
}

/** What is chosen of an absence that runs: nothing, unless nobody knows the return. */
const awayUntil = ({ presence }: StaffEntry): ReturnWhen =>
  presence.returnsAt ? asUsual : { choice: 'unknown', day: null, time: null };

/** A reason as colleagues call it, what a visitor hears for it, and until when. */
function Reason({
  reason,
  backAt,
  compact,
}: {
  reason: AbsenceReason;
  backAt: Date | null;
  compact: boolean;
}) {
  const { t } = useTranslation('staff');
  const format = useFormat();
  const told =
    reason.form === 'private'
      ? t('absence.never')
      : reason.form === 'own_words'
        ? t('absence.ownWords')
        : t('absence.during', { told: reason.told });
  return (
    <span className={styles.reason}>
      {reason.label}
      {!compact && <span className={styles.told}>{told}</span>}
      <span className={styles.told}>
        {backAt
          ? t('absence.backAt', { time: format.timeOrDateTime(backAt, hostNow()) })
          : t('absence.backUnknown')}
      </span>
    </span>
  );
}
