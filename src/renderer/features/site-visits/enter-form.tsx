import { FileInput } from 'lucide-react';
import { type ChangeEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { instantAt } from '#renderer/shared/branch-time.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/field.tsx';
import { DateField, TimeField } from '#renderer/ui/time-field.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import { Submit } from './agree-form.tsx';
import { readTaken } from './offline-code.ts';
import styles from './site-visits.module.css';
import { entriesOn } from './visit-draft.ts';
import type { FormProps } from './visit-panel.tsx';

/** What was done there, with the times it really was: typed, or taken from the file or the code of a phone. */
export function EnterForm({ visit, draft, set, actions, errorAt, onDone }: FormProps) {
  const { t } = useTranslation('siteVisits');
  const format = useFormat();
  const usualDay = format.dayOf(visit.agreedAt ?? hostNow());
  const day = draft.enterDay ?? usualDay;
  const open = visit.steps.filter((step) => step.doneAt === null && step.on !== 'agreed');
  const entries = open.flatMap(({ id }) => {
    const at = draft.entries[id];
    return at === undefined ? [] : [{ step: id, at: new Date(at) }];
  });
  const typed = (step: string, time: string | null) => {
    const at = instantAt(day, time, format.zone);
    const { [step]: _, ...rest } = draft.entries;
    set({ entries: at === null ? rest : { ...rest, [step]: at.toISOString() } });
  };
  const chooseDay = (enterDay: string | null) =>
    set({ enterDay, entries: entriesOn(draft.entries, enterDay ?? usualDay, format) });
  const arrival = open.find(({ on }) => on === 'arrival');
  const arrivedAt = entries.find(({ step }) => step === arrival?.id)?.at;
  const isLate = arrivedAt !== undefined && visit.agreedAt !== null && arrivedAt > visit.agreedAt;
  const send = async () => {
    const { calls, on, run } = actions;
    const lateReason = draft.lateReason.trim() === '' ? null : draft.lateReason;
    const wish = { ...on, steps: entries, lateReason };
    if (await run(() => calls.enter.mutateAsync(wish), t('done.enter'))) onDone();
  };
  const errorOf = (step: string) => {
    const index = entries.findIndex((entry) => entry.step === step);
    return index < 0 ? undefined : errorAt(`steps.${index}.at`);
  };
  return (
    <div className={styles.form}>
      <p className={styles.quiet}>{t('enter.hint')}</p>
      <TakeIn visit={visit} draft={draft} set={set} />
      <DateField label={t('enter.day')} value={day} onChange={chooseDay} />
      <div className={styles.fields}>
        {open.map((step) => (
          <TimeField
            key={step.id}
            label={t('enter.stepAt', { step: step.label })}
            value={draft.entries[step.id] ? format.time(draft.entries[step.id] ?? '') : null}
            onChange={(time) => typed(step.id, time)}
            error={errorOf(step.id)}
          />
        ))}
      </div>
      {(isLate || draft.lateReason !== '') && (
        <TextField
          label={t('form.lateReason')}
          required={isLate}
          value={draft.lateReason}
          onChange={(lateReason) => set({ lateReason })}
          error={errorAt('lateReason')}
        />
      )}
      <Submit
        label={t('enter.save')}
        disabled={entries.length === 0 || actions.pending}
        onPress={() => void send()}
      />
    </div>
  );
}

/** What a phone has kept: from its file, or from the code it made. */
function TakeIn({ visit, draft, set }: Pick<FormProps, 'visit' | 'draft' | 'set'>) {
  const { t } = useTranslation('siteVisits');
  const format = useFormat();
  const file = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const [said, setSaid] = useState<{ text: string; trouble: boolean } | null>(null);
  const take = (text: string) => {
    const taken = readTaken(text);
    if (taken === null) return setSaid({ text: t('enter.unreadable'), trouble: true });
    if (taken.visit !== visit.id) return setSaid({ text: t('enter.other'), trouble: true });
    const open = new Set(visit.steps.filter(({ doneAt }) => doneAt === null).map(({ id }) => id));
    const known = Object.entries(taken.steps).filter(([step]) => open.has(step));
    const left = Object.keys(taken.steps).length > known.length ? ` ${t('enter.already')}` : '';
    const [first] = known.map(([, at]) => format.dayOf(at)).toSorted();
    const typed = first === undefined ? draft.entries : entriesOn(draft.entries, first, format);
    set({
      enterDay: first ?? draft.enterDay,
      entries: { ...typed, ...Object.fromEntries(known) },
      ...(taken.late === '' ? {} : { lateReason: taken.late }),
    });
    setSaid({ text: `${t('enter.taken', { count: known.length })}${left}`, trouble: false });
  };
  const onFile = async (event: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = event.target.files ?? [];
    // The same file may be chosen again after it was made anew.
    event.target.value = '';
    if (chosen) take(await chosen.text());
  };
  return (
    <div className={styles.takeIn}>
      <input
        ref={file}
        type="file"
        accept=".json,.txt,application/json,text/plain"
        className={styles.file}
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => void onFile(event)}
      />
      <Button icon={<FileInput size={20} aria-hidden="true" />} onPress={() => file.current?.click()}>
        {t('enter.file')}
      </Button>
      <TextField label={t('enter.code')} hint={t('enter.codeHint')} value={code} onChange={setCode} />
      <Button disabled={code.trim() === ''} onPress={() => take(code)}>
        {t('enter.take')}
      </Button>
      {said && <p role={said.trouble ? 'alert' : 'status'}>{said.text}</p>}
    </div>
  );
}
