import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contract } from '#contract/contract.ts';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useDraft } from '../../host/use-draft.ts';
import { type ErrorKey, errorKey } from '../../i18n/error-text.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { inputProblems } from '../../shared/input-problems.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { InlinePanel } from '../../ui/inline-panel.tsx';
import { notify } from '../../ui/notices.tsx';
import { LineList } from '../settings/line-list.tsx';
import type { Line } from '../settings/settings-form.ts';
import styles from './accounts.module.css';

type Form = { name: string; phone: string; counters: Line[]; departments: Line[] };

const anyId = '00000000-0000-4000-8000-000000000000';

/** Another branch of the institution. What is typed is kept as a draft. */
export function OpenBranchPanel({ branchId, onClose }: { branchId: string; onClose: () => void }) {
  const { t } = useTranslation('accounts');
  const { t: ts } = useTranslation('settings');
  const { t: te } = useTranslation('errors');
  const { client } = useHost();
  const errorText = useErrorText();
  const [beginning] = useState<Form>(() => ({
    name: '',
    phone: '',
    counters: [{ key: 'first', name: '' }],
    departments: [{ key: 'first', name: '' }],
  }));
  const [form, change, draft] = useDraft('setup', branchId, beginning);
  const [asked, setAsked] = useState(false);
  const input = {
    branchId,
    name: form.name,
    phone: form.phone.trim() === '' ? null : form.phone,
    counters: form.counters.map(({ name }) => name),
    departments: form.departments.map(({ name }) => name),
  };
  const problems = inputProblems(contract.settings.openBranch, { requestId: anyId, ...input });
  const open = useMutate(client.settings.openBranch, {
    onSuccess: () => {
      draft.clear();
      notify({ kind: 'info', text: t('branches.opened', { branch: form.name.trim() }) });
      onClose();
    },
  });
  const send = () => {
    setAsked(true);
    if (problems.size === 0 && !open.isPending) open.mutate(input);
  };
  const refused = open.error && !open.isPending ? errorKey(open.error) : null;
  const say = (key: ErrorKey | undefined) => (key === undefined ? undefined : te(key, { max: 60 }));
  const errorOf = (place: string) =>
    (asked ? say(problems.get(place)) : undefined) ??
    (refused?.field === place ? te(refused.key) : undefined);
  const list = (name: 'counters' | 'departments', what: string) => ({
    what,
    lines: form[name],
    disabled: open.isPending,
    atLeastOne: true,
    errorOf: (index: number) => errorOf(`${name}.${index}`),
  });
  return (
    <InlinePanel
      title={t('branches.formTitle')}
      hint={draft.restored ? t('branches.draftBack') : t('branches.formHint')}
      onClose={onClose}
      takesFocus
    >
      <div className={styles.columns}>
        <TextField
          label={ts('branch.name')}
          value={form.name}
          onChange={(name) => change({ name })}
          error={errorOf('name')}
          required
          autoFocus
        />
        <TextField
          label={ts('branch.phone')}
          hint={ts('branch.phoneHint')}
          inputMode="tel"
          value={form.phone}
          onChange={(phone) => change({ phone })}
          error={errorOf('phone')}
        />
        <div className={styles.part}>
          <h3>{ts('branch.counters')}</h3>
          <LineList
            {...list('counters', ts('branch.counter'))}
            onChange={(counters) => change({ counters })}
          />
        </div>
        <div className={styles.part}>
          <h3>{ts('branch.departments')}</h3>
          <LineList
            {...list('departments', ts('branch.department'))}
            onChange={(departments) => change({ departments })}
          />
        </div>
      </div>
      {refused && !['name', 'phone'].includes(refused.field ?? '') && (
        <p role="alert" className={styles.refusal}>
          {errorText(open.error)}
        </p>
      )}
      <div className={styles.buttons}>
        <Button variant="primary" hotkey="Enter" disabled={open.isPending} onPress={send}>
          {t('branches.open')}
        </Button>
      </div>
    </InlinePanel>
  );
}
