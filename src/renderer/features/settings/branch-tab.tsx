import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BranchSettings } from '#contract/settings.ts';
import type { StaffEntry } from '#contract/staff.ts';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useDraft } from '../../host/use-draft.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { conflictOf } from '../../shared/conflict.ts';
import { Button } from '../../ui/button.tsx';
import { notify } from '../../ui/notices.tsx';
import { BranchesPart } from '../accounts/branches-part.tsx';
import { BranchFields } from './branch-fields.tsx';
import { ConflictPanel } from './conflict-panel.tsx';
import { HolidaysPart } from './holidays-part.tsx';
import styles from './settings.module.css';
import { differences, formOf, merged, problemsOf, type SettingsForm, toInput } from './settings-form.ts';

const noProblems = new Map();

/** Nothing in it takes the focus, so the page itself does: otherwise the keyboard could not scroll it. */
const toBeRead = (label: string) => ({ role: 'group', tabIndex: 0, 'aria-label': label });

/** The branch's own page. What is typed is kept as a draft; what somebody else saved meanwhile is shown beside it. */
export function BranchTab({
  branch,
  mayChange,
  actor,
}: {
  branch: BranchSettings;
  mayChange: boolean;
  actor: StaffEntry | undefined;
}) {
  const { t } = useTranslation('settings');
  const { t: tc } = useTranslation();
  const { client, orpc, queries } = useHost();
  const errorText = useErrorText();
  const saved = formOf(branch);
  const [form, change, draft] = useDraft('settings', branch.id, saved);
  const [asked, setAsked] = useState(false);
  const problems = problemsOf(form);
  const changed = differences(form, saved).length > 0;

  const settled = async () => {
    await queries.invalidateQueries({ queryKey: orpc.settings.key() });
    draft.clear();
    setAsked(false);
  };
  const save = useMutate(client.settings.save, {
    onSuccess: async () => {
      await settled();
      notify({ kind: 'info', text: t('saved') });
    },
    onError: () => void queries.invalidateQueries({ queryKey: orpc.settings.key() }),
  });
  const send = (page: SettingsForm) => {
    setAsked(true);
    if (problemsOf(page).size > 0) return;
    save.mutate({ id: branch.id, expectedVersion: page.version, ...toInput(page) });
  };
  const conflict = conflictOf(save.error);

  return (
    <>
      <div className={styles.page} {...(mayChange ? {} : toBeRead(t('tabs.branch')))}>
        {!mayChange && <p className={styles.note}>{t('readOnly')}</p>}
        {conflict && (
          <ConflictPanel
            conflict={conflict}
            mine={form}
            saved={saved}
            onKeepMine={() => {
              const page = merged(form, saved);
              change(page);
              send(page);
            }}
            onTakeTheirs={() => {
              save.reset();
              draft.clear();
              setAsked(false);
            }}
          />
        )}
        <BranchFields
          branch={branch}
          form={form}
          change={change}
          problems={asked ? problems : noProblems}
          disabled={!mayChange || save.isPending}
          holidays={<HolidaysPart branchId={branch.id} mayChange={mayChange} />}
        />
        <BranchesPart
          branchId={branch.id}
          actorId={actor?.id ?? null}
          mayOpen={actor?.roles.includes('admin') ?? false}
        />
      </div>
      {mayChange && (
        <footer className={styles.foot}>
          <span role="status">{changed ? t('branch.changed') : t('branch.unchanged')}</span>
          {changed && draft.restored && <span className={styles.hint}>{t('branch.draftBack')}</span>}
          {!draft.saved && <span className={styles.hint}>{tc('states.saving')}</span>}
          <span className={styles.space} />
          {changed && (
            <Button
              onPress={() => {
                save.reset();
                draft.clear();
                setAsked(false);
              }}
            >
              {t('branch.discard')}
            </Button>
          )}
          <Button
            variant="primary"
            hotkey="Enter"
            keyLabel={tc('actions.save')}
            disabled={!changed || save.isPending || conflict !== null}
            onPress={() => send(form)}
          >
            {tc('actions.save')}
          </Button>
          {asked && problems.size > 0 && (
            <p role="alert" className={styles.refusal}>
              {t('branch.marked')}
            </p>
          )}
          {save.error && !conflict && (
            <p role="alert" className={styles.refusal}>
              {errorText(save.error)}
            </p>
          )}
        </footer>
      )}
    </>
  );
}
