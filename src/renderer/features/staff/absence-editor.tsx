import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AbsenceReason, StaffEntry } from '#contract/staff.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { errorKey } from '#renderer/i18n/error-text.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useZone } from '#renderer/i18n/use-format.ts';
import { instantAt } from '#renderer/shared/branch-time.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import { notify } from '#renderer/ui/notices.tsx';
import styles from './absence-editor.module.css';
import { ReturnTime, type ReturnWhen } from './return-time.tsx';
import { usePresenceText } from './use-presence-text.ts';

type AbsenceEditorProps = {
  person: StaffEntry;
  /** The reasons have digit keys: only one editor on a screen may. */
  withKeys?: boolean;
};

/** Away in one press: the reason of the pack, with what a visitor is told for it. Back in one press as well. */
export function AbsenceEditor({ person, withKeys = false }: AbsenceEditorProps) {
  const { t } = useTranslation('staff');
  const { orpc, client } = useHost();
  const errorText = useErrorText();
  const presence = usePresenceText();
  const zone = useZone((state) => state.zone);
  const { branchId, actorId } = useSession();
  const [when, setWhen] = useState<ReturnWhen>({ day: null, time: null });
  const [own, setOwn] = useState<{ reason: AbsenceReason; told: string } | null>(null);
  const { data: reasons = none } = useQuery(
    orpc.staff.absenceReasons.queryOptions({
      input: { branchId: branchId ?? never },
      enabled: branchId !== null,
    }),
  );
  const setAbsence = useMutate(client.staff.setAbsence, {
    onSuccess: () => {
      setOwn(null);
      setWhen({ day: null, time: null });
      notify({ kind: 'info', text: t('absence.setDone', { name: person.name }) });
    },
  });
  const comeBack = useMutate(client.staff.comeBack, {
    onSuccess: () => notify({ kind: 'info', text: t('absence.backDone', { name: person.name }) }),
    onError: (error) => notify({ kind: 'trouble', text: errorText(error) }),
  });
  const isMe = person.id === actorId;
  const send = (reason: AbsenceReason, told: string | null) =>
    setAbsence.mutate({
      staffId: person.id,
      kind: reason.id,
      told,
      returnsAt: instantAt(when.day, when.time, zone),
    });
  const choose = (reason: AbsenceReason) =>
    reason.form === 'own_words' ? setOwn({ reason, told: '' }) : send(reason, null);
  const { state } = person.presence;
  const problem = setAbsence.error ? errorText(setAbsence.error) : undefined;
  const field = setAbsence.error ? errorKey(setAbsence.error).field : null;
  return (
    <div className={styles.editor}>
      <p className={styles.now}>
        {state === 'absent'
          ? t('absence.awayNow', { told: presence(person.presence) })
          : isMe
            ? t('absence.presentNow')
            : t('absence.theirPresent')}
        {state === 'absent' && !isMe && (
          <Button disabled={comeBack.isPending} onPress={() => comeBack.mutate({ staffId: person.id })}>
            {t('absence.back')}
          </Button>
        )}
      </p>
      <ReturnTime when={when} onChange={setWhen} error={field === 'returnsAt' ? problem : undefined} />
      {own ? (
        <div className={styles.own}>
          <TextField
            label={t('absence.ownWords')}
            hint={t('absence.ownWordsHint')}
            value={own.told}
            onChange={(told) => setOwn({ ...own, told })}
            error={field === 'told' ? problem : undefined}
            autoFocus
          />
          <Button
            variant="primary"
            hotkey="Enter"
            disabled={own.told.trim() === '' || setAbsence.isPending}
            onPress={() => send(own.reason, own.told)}
          >
            {t('absence.set')}
          </Button>
          <Button hotkey="Escape" onPress={() => setOwn(null)}>
            {t('form.cancel')}
          </Button>
        </div>
      ) : (
        <ul className={styles.reasons} aria-label={t('absence.reasons')}>
          {reasons.map((reason, index) => (
            <li key={reason.id}>
              <Button
                wide
                disabled={setAbsence.isPending}
                {...(withKeys && index < 9 ? { hotkey: String(index + 1) } : {})}
                onPress={() => choose(reason)}
              >
                <span className={styles.reason}>
                  {reason.label}
                  <span className={styles.told}>
                    {reason.form === 'private'
                      ? t('absence.never')
                      : reason.form === 'own_words'
                        ? t('absence.ownWords')
                        : t('absence.during', { told: reason.told })}
                  </span>
                </span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {problem && field !== 'told' && field !== 'returnsAt' && <p role="alert">{problem}</p>}
    </div>
  );
}

const none: AbsenceReason[] = [];
