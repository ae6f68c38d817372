import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemoView } from '#contract/memos.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { TextArea, TextField } from '#renderer/ui/field.tsx';
import { notify } from '#renderer/ui/notices.tsx';
import { Segments } from '#renderer/ui/segments.tsx';
import { PersonPicker } from '../person-picker.tsx';
import { useSession } from '../session-store.ts';
import { useDirectory } from '../use-branch.ts';
import type { ActionDraft } from './action-draft.ts';
import styles from './action-form.module.css';
import { WhenField } from './when-field.tsx';

export type FieldsProps = {
  memo: MemoView;
  draft: ActionDraft;
  set: (change: Partial<ActionDraft>) => void;
  /** It is past due and nobody has said why. */
  late: boolean;
  /** The refusal to show at a field, if it is about that field. */
  errorAt: (field: string) => ReactNode;
};

/** What was answered (P2); late, also why. */
export function AnswerFields({ draft, set, late, errorAt }: FieldsProps) {
  const { t } = useTranslation('memos');
  return (
    <>
      <TextArea
        label={t('form.said')}
        value={draft.said}
        onChange={(said) => set({ said })}
        error={errorAt('said')}
        required
        autoFocus
      />
      {late && <LateFields draft={draft} set={set} errorAt={errorAt} />}
    </>
  );
}

type LateProps = Pick<FieldsProps, 'draft' | 'set' | 'errorAt'> & { autoFocus?: boolean };

/** Why it is late. */
function LateReason({ draft, set, errorAt, autoFocus = false }: LateProps) {
  const { t } = useTranslation('memos');
  return (
    <TextField
      label={t('form.lateReason')}
      hint={t('form.lateReasonHint')}
      value={draft.lateReason}
      onChange={(lateReason) => set({ lateReason })}
      error={errorAt('lateReason') ?? errorAt('reason')}
      autoFocus={autoFocus}
      required
    />
  );
}

/** Why it is late, and what is done about it. */
export function LateFields({ draft, set, errorAt, autoFocus = false }: LateProps) {
  const { t } = useTranslation('memos');
  return (
    <>
      <LateReason draft={draft} set={set} errorAt={errorAt} autoFocus={autoFocus} />
      <TextField
        label={t('form.lateAction')}
        value={draft.lateAction}
        onChange={(lateAction) => set({ lateAction })}
        error={errorAt('lateAction') ?? errorAt('action')}
      />
    </>
  );
}

/** How the call went, and when to try again. */
export function AttemptFields({ draft, set, errorAt }: FieldsProps) {
  const { t } = useTranslation('memos');
  const results = ['no_answer', 'busy', 'call_again'] as const;
  return (
    <>
      <ChipGroup
        label={t('form.result')}
        value={draft.result}
        onChange={(result) => set({ result })}
        choices={results.map((id, index) => ({
          id,
          label: t(`form.results.${id}`),
          hotkey: String(index + 1),
        }))}
      />
      <WhenField
        label={draft.result === 'call_again' ? t('form.again') : t('form.againOptional')}
        hint={t('form.againHint')}
        day={draft.day}
        time={draft.time}
        onChange={set}
        error={errorAt('callAgainAt')}
      />
      <TextField
        label={t('form.note')}
        value={draft.note}
        onChange={(note) => set({ note })}
        error={errorAt('note')}
      />
    </>
  );
}

/** Something was said; the rest comes by a time agreed anew. */
export function InterimFields({ draft, set, late, errorAt }: FieldsProps) {
  const { t } = useTranslation('memos');
  return (
    <>
      <TextArea
        label={t('form.interimSaid')}
        value={draft.said}
        onChange={(said) => set({ said })}
        error={errorAt('said')}
        required
        autoFocus
      />
      <WhenField
        label={t('form.newDue')}
        day={draft.day}
        time={draft.time}
        onChange={set}
        error={errorAt('newDueAt')}
      />
      {late && <LateFields draft={draft} set={set} errorAt={errorAt} />}
    </>
  );
}

/** To whom and why; present colleagues first. */
export function HandOnFields({ memo, draft, set, errorAt }: FieldsProps) {
  const { t } = useTranslation('memos');
  const actorId = useSession((session) => session.actorId);
  const away = (state: string) => (state === 'absent' ? 1 : 0);
  const people = (useDirectory() ?? [])
    .filter((one) => one.active && one.id !== memo.handler.id)
    .sort((a, b) => away(a.presence.state) - away(b.presence.state))
    .map((one) => ({
      ...one,
      note: (
        <>
          {one.presence.state === 'absent' && <span>{`${t('form.absent')} · ${one.presence.told}`}</span>}
          <span>{t('form.memos', { count: one.openMemos })}</span>
        </>
      ),
    }));
  return (
    <>
      <PersonPicker
        label={t('form.to')}
        people={people}
        value={draft.to}
        onChange={(to) => set({ to })}
        nobody={t('form.nobody')}
        error={errorAt('to')}
        autoFocus={actorId !== null && draft.to === null}
      />
      <TextField
        label={t('form.handOnReason')}
        value={draft.reason}
        onChange={(reason) => set({ reason })}
        error={errorAt('reason')}
        required
      />
    </>
  );
}

/** The text for a customer nobody reached; ticked once it has been sent. */
export function UnreachableFields({ memo, draft, set, late, errorAt }: FieldsProps) {
  const { t } = useTranslation('memos');
  const text = memo.unreachableText.map((part) => part.text).join('');
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => notify({ kind: 'info', text: t('form.copied') }),
      () => notify({ kind: 'trouble', text: t('form.copyFailed') }),
    );
  };
  return (
    <>
      <div className={styles.text}>
        <p className={styles.textLabel}>{t('form.text')}</p>
        <div className={styles.textBody}>
          <Segments segments={memo.unreachableText} size="text" />
        </div>
        {memo.unreachableText.some((part) => part.missing) && (
          <p className={styles.hint}>{t('form.textGap')}</p>
        )}
        <Button icon={<Copy size={18} aria-hidden="true" />} hotkey="C" onPress={copy}>
          {t('form.copy')}
        </Button>
      </div>
      <Checkbox checked={draft.textSent} onChange={(textSent) => set({ textSent })}>
        {t('form.textSent')}
      </Checkbox>
      {errorAt('textSent')}
      {late && <LateReason draft={draft} set={set} errorAt={errorAt} />}
      <TextField
        label={t('form.note')}
        value={draft.note}
        onChange={(note) => set({ note })}
        error={errorAt('note')}
      />
    </>
  );
}

/** Why a memo ends without an answer, or begins again and by when where the customer named a time. */
export function ReasonFields({ draft, set, errorAt, kind }: FieldsProps & { kind: 'close' | 'reopen' }) {
  const { t } = useTranslation('memos');
  return (
    <>
      <TextField
        label={kind === 'close' ? t('form.closeReason') : t('form.reopenReason')}
        hint={kind === 'close' ? t('form.closeHint') : t('form.reopenHint')}
        value={draft.reason}
        onChange={(reason) => set({ reason })}
        error={errorAt('reason')}
        required
        autoFocus
      />
      {kind === 'reopen' && (
        <WhenField
          label={t('form.reopenWhen')}
          hint={t('form.reopenWhenHint')}
          day={draft.day}
          time={draft.time}
          onChange={set}
          error={errorAt('preferredAt')}
        />
      )}
    </>
  );
}
