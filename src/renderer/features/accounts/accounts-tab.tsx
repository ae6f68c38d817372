import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountEntry } from '#contract/accounts.ts';
import type { StaffEntry } from '#contract/staff.ts';
import { useHost } from '../../host/host.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useActor, useDirectory } from '../../shared/use-branch.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Progress } from '../../ui/progress.tsx';
import { AccountPanel } from './account-panel.tsx';
import { AccountRow } from './account-row.tsx';
import styles from './accounts.module.css';
import { EverybodyPanel } from './everybody-panel.tsx';
import { GivenPasswords } from './given-passwords.tsx';

/** A member of staff with his account. */
export type Holder = { person: StaffEntry; entry: AccountEntry };

/** 계정: who of the branch can sign in. Managers read, administrators change. */
export function AccountsTab({ branchId, mayRead }: { branchId: string; mayRead: boolean }) {
  const { t } = useTranslation('accounts');
  if (!mayRead) return <EmptyState title={t('all.noAccessTitle')}>{t('all.noAccessText')}</EmptyState>;
  return <Everybody key={branchId} branchId={branchId} />;
}

const EVERYBODY = 'everybody';

function Everybody({ branchId }: { branchId: string }) {
  const { t } = useTranslation('accounts');
  const { t: tc } = useTranslation();
  const { orpc } = useHost();
  const errorText = useErrorText();
  const directory = useDirectory();
  const administers = useActor()?.roles.includes('admin') ?? false;
  const [open, setOpen] = useState<string | null>(null);
  const { data: entries, error } = useQuery(
    // No change tells of a sign-in, so it is asked for each time it is opened.
    orpc.accounts.list.queryOptions({ input: { branchId }, refetchOnMount: 'always' }),
  );
  if (error) return <p role="alert">{errorText(error)}</p>;
  if (!entries || !directory) return <Progress label={tc('states.loading')} />;
  const holders = entries
    .flatMap((entry): Holder[] => {
      const person = directory.find(({ id }) => id === entry.staffId);
      return person ? [{ person, entry }] : [];
    })
    // Whoever has left without an account has nothing to be looked after.
    .filter(({ person, entry }) => person.active || entry.account !== null);
  const without = holders.filter(({ entry }) => entry.account === null);
  const close = () => setOpen(null);
  return (
    <div className={styles.page}>
      {!administers && <p className={styles.note}>{t('all.readOnly')}</p>}
      {open !== EVERYBODY && <GivenPasswords />}
      {administers && open === EVERYBODY && <EverybodyPanel holders={holders} onClose={close} />}
      {administers && open !== EVERYBODY && without.length > 0 && (
        <div className={styles.buttons}>
          <span>{t('all.without', { count: without.length })}</span>
          <Button onPress={() => setOpen(EVERYBODY)}>{t('all.makeAll')}</Button>
        </div>
      )}
      <table className={styles.list}>
        <thead>
          <tr>
            <th scope="col">{t('all.person')}</th>
            <th scope="col">{t('all.login')}</th>
            <th scope="col">{t('all.state')}</th>
            <th scope="col">{t('all.sessionsTitle')}</th>
            <th scope="col">{t('all.lastSignIn')}</th>
            <th scope="col">{t('all.elsewhere')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {holders.map((holder) => {
            const { id } = holder.person;
            return (
              <Fragment key={id}>
                <AccountRow
                  holder={holder}
                  administers={administers}
                  open={open === id}
                  onOpen={() => setOpen(open === id ? null : id)}
                />
                {open === id && (
                  <tr className={styles.within}>
                    <td colSpan={7}>
                      <AccountPanel
                        holder={holder}
                        holders={holders}
                        administers={administers}
                        onClose={close}
                      />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
