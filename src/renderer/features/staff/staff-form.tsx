import { useTranslation } from 'react-i18next';
import { type Role, roles } from '#contract/rules.ts';
import type { StaffEntry } from '#contract/staff.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { useDraft } from '#renderer/host/use-draft.ts';
import { errorKey } from '#renderer/i18n/error-text.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { conflictOf } from '#renderer/shared/conflict.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never, useBranch, useDirectory } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ToggleChips } from '#renderer/ui/chips.tsx';
import { Select, TextField } from '#renderer/ui/field.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { notify } from '#renderer/ui/notices.tsx';
import styles from './staff-panel.module.css';

type StaffFormProps = {
  /** Null adds somebody. */
  person: StaffEntry | null;
  onClose: () => void;
  onSaved: (id: string) => void;
};

const nobody = 'nobody';

/** A member of staff as managers enter him: name, place, roles, who stands in, duties. What is typed is kept. */
export function StaffForm({ person, onClose, onSaved }: StaffFormProps) {
  const { t } = useTranslation('staff');
  const { client } = useHost();
  const errorText = useErrorText();
  const branch = useBranch();
  const branchId = useSession((session) => session.branchId);
  const others = (useDirectory() ?? []).filter((one) => one.active && one.id !== person?.id);
  const [form, set, { clear, restored }] = useDraft('staff', person?.id ?? null, beginning(person));
  const done = {
    onSuccess: ({ id }: { id: string }) => {
      clear();
      notify({ kind: 'info', text: t('form.saved') });
      onSaved(id);
    },
  };
  const add = useMutate(client.staff.add, done);
  const change = useMutate(client.staff.change, done);
  const trouble = add.error ?? change.error;
  const field = trouble ? errorKey(trouble).field : null;
  const errorAt = (name: string) => (trouble && field === name ? errorText(trouble) : undefined);
  const ready = form.name.trim() && form.title.trim() && form.departmentId && form.roles.length > 0;
  const save = () => {
    const { departmentId } = form;
    if (!departmentId) return;
    const input = { ...form, departmentId };
    if (person) change.mutate({ id: person.id, expectedVersion: person.version, ...input });
    else add.mutate({ branchId: branchId ?? never, ...input });
  };
  return (
    <InlinePanel
      title={person ? t('form.editTitle', { name: person.name }) : t('form.addTitle')}
      hint={restored && t('form.restored')}
      onClose={onClose}
      takesFocus
    >
      <div className={styles.grid}>
        <TextField
          label={t('form.name')}
          value={form.name}
          onChange={(name) => set({ name })}
          error={errorAt('name')}
          required
          autoFocus
        />
        <TextField
          label={t('form.position')}
          value={form.title}
          onChange={(title) => set({ title })}
          error={errorAt('title')}
          required
        />
        <Select
          label={t('form.department')}
          value={form.departmentId}
          onChange={(departmentId) => set({ departmentId })}
          options={(branch?.departments ?? []).map(({ id, name }) => ({ id, label: name }))}
          error={errorAt('departmentId')}
          required
        />
        <TextField
          label={t('form.seat')}
          value={form.seat}
          onChange={(seat) => set({ seat })}
          error={errorAt('seat')}
        />
        <Select
          label={t('form.substitute')}
          value={form.substituteId ?? nobody}
          onChange={(id) => set({ substituteId: id === nobody ? null : id })}
          options={[
            { id: nobody, label: t('noSubstitute') },
            ...others.map(({ id, name, title }) => ({ id, label: `${name} ${title}` })),
          ]}
          error={errorAt('substituteId')}
        />
      </div>
      <ToggleChips
        label={t('form.roles')}
        values={form.roles}
        onChange={(chosen: Role[]) => set({ roles: chosen })}
        choices={roles.map((id) => ({ id, label: t(`roles.${id}`) }))}
      />
      <ToggleChips
        label={t('form.duties')}
        values={form.dutyIds}
        onChange={(dutyIds) => set({ dutyIds })}
        choices={(branch?.duties ?? [])
          .filter((one) => one.active)
          .map(({ id, name }) => ({ id, label: name }))}
      />
      {trouble && (field === null || field === 'roles') && (
        <p role="alert" className={styles.error}>
          {conflictOf(trouble) ? t('form.conflict') : errorText(trouble)}
        </p>
      )}
      <div className={styles.formActions}>
        <Button
          onPress={() => {
            clear();
            onClose();
          }}
        >
          {t('form.discard')}
        </Button>
        <Button
          variant="primary"
          hotkey="Enter"
          disabled={!ready || add.isPending || change.isPending}
          onPress={save}
        >
          {t('form.save')}
        </Button>
      </div>
    </InlinePanel>
  );
}

const beginning = (person: StaffEntry | null) => ({
  name: person?.name ?? '',
  title: person?.title ?? '',
  departmentId: person?.departmentId ?? null,
  seat: person?.seat ?? '',
  roles: person?.roles ?? (['employee'] as Role[]),
  substituteId: person?.substituteId ?? null,
  dutyIds: person?.duties.map(({ id }) => id) ?? [],
});
