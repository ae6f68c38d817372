import { useQuery } from '@tanstack/react-query';
import { Clock3 } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { documentWays } from '#contract/documents.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useDraft } from '#renderer/host/use-draft.ts';
import { errorKey } from '#renderer/i18n/error-text.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { PersonPicker } from '#renderer/shared/person-picker.tsx';
import { useSession } from '#renderer/shared/session-store.ts';
import { never, useBranch, useDirectory } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { TextArea, TextField } from '#renderer/ui/field.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { DateField, TimeField } from '#renderer/ui/time-field.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import styles from './documents.module.css';
import { checklistOf, emptyIntake, type IntakeDraft, usualOfficer } from './intake-draft.ts';
import { ItemsEditor } from './items-editor.tsx';
import { LateReason } from './late-reason.tsx';
import { SenderFields } from './sender-fields.tsx';
import { useShown } from './shown.ts';
import { useReceive } from './use-receive.ts';

type IntakeFormProps = { onReceived: (id: string) => void; onClose: () => void };

/** The field a refusal is about is drawn with it; these are. */
const drawn = new Set([
  'customerName',
  'phone',
  'business',
  'email',
  'title',
  'officerId',
  'receivedAt',
  'note',
  'lateReason',
]);

/** Papers that came, by whatever way: who sent them, what came, who has them. Ctrl+Enter takes them in. */
export function IntakeForm({ onReceived, onClose }: IntakeFormProps) {
  const { t } = useTranslation(['documents', 'common']);
  const errorText = useErrorText();
  const { orpc } = useHost();
  const { branchId, actorId } = useSession();
  const way = useShown((state) => state.way);
  const [draft, set, { clear, restored, saved }] = useDraft<IntakeDraft>('document', null, emptyIntake(way));
  const { data: lists = [] } = useQuery(
    orpc.documents.checklists.queryOptions({
      input: { branchId: branchId ?? never },
      enabled: branchId !== null,
    }),
  );
  const people = useDirectory() ?? [];
  const duties = (useBranch()?.duties ?? []).filter(({ active }) => active);
  const place = useRef<HTMLDivElement>(null);
  const list = checklistOf(lists, draft.dutyId);
  const officerId = draft.officerId ?? usualOfficer(people, draft.dutyId, actorId);
  const { save, busy, trouble } = useReceive(draft, { officerId, list }, (id) => {
    clear();
    onReceived(id);
  });
  const { field } = trouble === null ? { field: null } : errorKey(trouble);
  const isDrawn = field !== null && drawn.has(field);
  const errorAt = (name: string) => (trouble !== null && field === name ? errorText(trouble) : undefined);
  const toDuties = () =>
    setTimeout(() => place.current?.querySelector<HTMLElement>('[role=radio][tabindex="0"]')?.focus());
  const hasAnything =
    draft.title.trim() !== '' || list.length > 0 || draft.added.some(({ name }) => name.trim() !== '');
  const isMine = officerId === actorId;
  return (
    <InlinePanel
      title={t('form.title')}
      hint={restored ? t('form.restored') : undefined}
      takesFocus
      onClose={onClose}
    >
      <ChipGroup
        label={t('form.way')}
        value={draft.way}
        onChange={(chosen) => set({ way: chosen })}
        choices={documentWays.map((id) => ({ id, label: t(`ways.${id}`) }))}
      />
      <SenderFields draft={draft} set={set} onFound={toDuties} errorAt={errorAt} />
      <div ref={place}>
        <ChipGroup
          label={t('form.duty')}
          value={draft.dutyId ?? 'none'}
          onChange={(id) => set({ dutyId: id === 'none' ? null : id, missing: [] })}
          choices={[
            ...duties.map(({ id, name }, index) => ({
              id,
              label: name,
              ...(index < 9 ? { hotkey: String(index + 1) } : {}),
            })),
            { id: 'none', label: t('form.noDuty'), hotkey: '0' },
          ]}
        />
      </div>
      {draft.dutyId !== null && list.length === 0 && <p className={styles.small}>{t('form.noChecklist')}</p>}
      <ItemsEditor
        items={list.map(({ id, name, how }) => ({ id, name, how, came: !draft.missing.includes(id) }))}
        onCame={(id, came) =>
          set({ missing: came ? draft.missing.filter((one) => one !== id) : [...draft.missing, id] })
        }
        added={draft.added}
        onAdded={(added) => set({ added })}
      />
      <TextField
        label={t('form.about')}
        hint={t('form.aboutHint')}
        required={list.length === 0 && draft.added.length === 0}
        value={draft.title}
        onChange={(title) => set({ title })}
        error={errorAt('title')}
      />
      <PersonPicker
        label={t('form.officer')}
        people={people.filter(({ active }) => active)}
        value={officerId}
        onChange={(id) => set({ officerId: id })}
        nobody={t('form.nobodyFound')}
        error={errorAt('officerId')}
      />
      <ReceivedAt draft={draft} set={set} error={errorAt('receivedAt')} />
      <LateReason draft={draft} set={set} errorAt={errorAt} />
      <TextArea
        label={t('form.note')}
        rows={2}
        value={draft.note}
        onChange={(note) => set({ note })}
        error={errorAt('note')}
      />
      {trouble !== null && !isDrawn && (
        <p className={styles.trouble} role="alert">
          {errorText(trouble)}
        </p>
      )}
      {!saved && (
        <p className={styles.small} role="status">
          {t('common:states.notSaved')}
        </p>
      )}
      <div className={styles.primary}>
        <Button
          variant="quiet"
          onPress={() => {
            clear();
            onClose();
          }}
        >
          {t('form.discard')}
        </Button>
        {isMine && (
          <Button hotkey="Ctrl+S" disabled={busy || !hasAnything} onPress={() => void save(false)}>
            {t('form.saveOnly')}
          </Button>
        )}
        <Button
          variant="primary"
          hotkey="Enter"
          disabled={busy || !hasAnything || officerId === null}
          onPress={() => void save(isMine)}
        >
          {isMine ? t('form.saveChecked') : t('form.save')}
        </Button>
      </div>
    </InlinePanel>
  );
}

type ReceivedAtProps = {
  draft: IntakeDraft;
  set: (change: Partial<IntakeDraft>) => void;
  error: string | undefined;
};

/** When they came: now unless told; earlier is marked as recorded afterwards. */
function ReceivedAt({ draft, set, error }: ReceivedAtProps) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  if (draft.time === null && draft.day === null) {
    return (
      <p className={styles.chosen}>
        <span>{t('form.receivedNow')}</span>
        <Button
          variant="quiet"
          icon={<Clock3 size={18} aria-hidden="true" />}
          onPress={() => set({ time: format.time(hostNow()), day: format.dayOf(hostNow()) })}
        >
          {t('form.earlier')}
        </Button>
      </p>
    );
  }
  return (
    <div>
      <div className={styles.fields}>
        <TimeField
          label={t('form.receivedTime')}
          autoFocus
          value={draft.time}
          onChange={(time) => set({ time })}
          error={error}
        />
        <DateField label={t('form.receivedDay')} value={draft.day} onChange={(day) => set({ day })} />
      </div>
      <p className={styles.small}>{t('form.afterwards')}</p>
    </div>
  );
}
