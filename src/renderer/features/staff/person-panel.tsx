import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffEntry } from '#contract/staff.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { AbsenceEditor } from '#renderer/shared/absence/absence-editor.tsx';
import { useActor, useDirectory } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { notify } from '#renderer/ui/notices.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { readPhoto } from './photo.ts';
import { Portrait } from './staff-card.tsx';
import { StaffForm } from './staff-form.tsx';
import styles from './staff-panel.module.css';

/** One person: presence, which colleagues may set for him, and what managers may change. */
export function PersonPanel({ person, onClose }: { person: StaffEntry; onClose: () => void }) {
  const { t } = useTranslation('staff');
  const [editing, setEditing] = useState(false);
  const actor = useActor();
  const substitute = useDirectory()?.find((one) => one.id === person.substituteId);
  const manages = actor?.roles.some((role) => role === 'manager' || role === 'admin') ?? false;
  if (editing) {
    return <StaffForm person={person} onClose={() => setEditing(false)} onSaved={() => setEditing(false)} />;
  }
  return (
    <InlinePanel
      title={`${person.name} ${person.title}`}
      hint={person.department}
      onClose={onClose}
      takesFocus
    >
      <div className={styles.person}>
        <Portrait person={person} large />
        <div className={styles.about}>
          <dl className={styles.facts}>
            {person.seat && <Fact label={t('seat')}>{person.seat}</Fact>}
            <Fact label={t('duties')}>{person.duties.map(({ name }) => name).join(', ') || '–'}</Fact>
            <Fact label={t('substitute')}>
              {substitute ? `${substitute.name} ${substitute.title}` : t('noSubstitute')}
            </Fact>
            <Fact label={t('form.roles')}>{person.roles.map((role) => t(`roles.${role}`)).join(', ')}</Fact>
          </dl>
          {person.openMemos > 0 && <Tag>{t('memos', { count: person.openMemos })}</Tag>}
        </div>
      </div>
      {person.active && <AbsenceEditor person={person} withKeys />}
      {manages && <Managing person={person} onEdit={() => setEditing(true)} />}
    </InlinePanel>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Managing({ person, onEdit }: { person: StaffEntry; onEdit: () => void }) {
  const { t } = useTranslation('staff');
  const { client } = useHost();
  const errorText = useErrorText();
  const file = useRef<HTMLInputElement>(null);
  const told = { onError: (error: unknown) => void notify({ kind: 'trouble', text: errorText(error) }) };
  const setActive = useMutate(client.staff.setActive, told);
  const setPhoto = useMutate(client.staff.setPhoto, told);
  const base = { id: person.id, expectedVersion: person.version };
  const upload = async (chosen: File | undefined) => {
    if (!chosen) return;
    const photo = await readPhoto(chosen);
    if (typeof photo === 'string') notify({ kind: 'trouble', text: t(`photo.${photo}`) });
    else setPhoto.mutate({ ...base, photo });
  };
  return (
    <div className={styles.managing}>
      <Button hotkey="E" onPress={onEdit}>
        {t('edit')}
      </Button>
      <input
        ref={file}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        aria-label={t('photo.label')}
        hidden
        onChange={(event) => {
          void upload(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button disabled={setPhoto.isPending} onPress={() => file.current?.click()}>
        {t('photo.choose')}
      </Button>
      {person.hasPhoto && (
        <Button disabled={setPhoto.isPending} onPress={() => setPhoto.mutate({ ...base, photo: null })}>
          {t('photo.remove')}
        </Button>
      )}
      <Button
        disabled={setActive.isPending}
        onPress={() => setActive.mutate({ ...base, active: !person.active })}
      >
        {person.active ? t('deactivate') : t('reactivate')}
      </Button>
      <p className={styles.hint}>{`${t('photo.hint')} · ${t('deactivateHint')}`}</p>
    </div>
  );
}
