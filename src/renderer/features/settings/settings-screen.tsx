import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { Recovered } from '../../shared/recovered.tsx';
import { go } from '../../shared/routes.ts';
import { useActor, useBranch } from '../../shared/use-branch.ts';
import { ChipGroup } from '../../ui/chips.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Screen } from '../../ui/screen.tsx';
import { AccountsTab } from '../accounts/accounts-tab.tsx';
import { MyAccountTab } from '../accounts/my-account-tab.tsx';
import { BookingsTab } from '../bookings/bookings-tab.tsx';
import { ActivityTab } from './activity-tab.tsx';
import { BranchTab } from './branch-tab.tsx';
import { ChecklistsPart } from './checklists-part.tsx';
import { NetworkTab } from './network-tab.tsx';
import { SendersTab } from './senders-tab.tsx';
import styles from './settings.module.css';
import { StandardTab } from './standard-tab.tsx';
import { WindowTab } from './window-tab.tsx';

const tabs = [
  'branch',
  'accounts',
  'standard',
  'senders',
  'network',
  'bookings',
  'activity',
  'window',
  'account',
] as const;
type Tab = (typeof tabs)[number];

/** 설정: `#/settings/<tab>`. Everybody may read; managers change. */
export default function SettingsScreen({ rest }: { rest: readonly string[] }) {
  const { t } = useTranslation('settings');
  const { t: tc } = useTranslation();
  const { orpc } = useHost();
  const branch = useBranch();
  const actor = useActor();
  const { data: status } = useQuery(orpc.system.status.queryOptions({ input: {} }));
  const tab = tabs.find((one) => one === rest[0]) ?? 'branch';
  const manages = actor?.roles.some((role) => role === 'manager' || role === 'admin') ?? false;
  const administers = actor?.roles.includes('admin') ?? false;
  return (
    <Screen
      title={t('title')}
      tabs={
        <div className={styles.tabs}>
          <ChipGroup<Tab>
            label={t('tabs.label')}
            hideLabel
            look="bar"
            value={tab}
            choices={tabs.map((id, index) => ({ id, label: t(`tabs.${id}`), hotkey: `${index + 1}` }))}
            onChange={(chosen) => go('settings', chosen)}
          />
        </div>
      }
    >
      {status?.recovered && (
        <div className={styles.top}>
          <Recovered store={status.recovered} />
        </div>
      )}
      {!branch && <Progress label={tc('states.loading')} />}
      {branch && tab === 'branch' && (
        <>
          <BranchTab key={branch.id} branch={branch} mayChange={manages} actor={actor} />
          <ChecklistsPart key={`${branch.id} lists`} branch={branch} mayChange={manages} />
        </>
      )}
      {branch && tab === 'standard' && <StandardTab branch={branch} mayChange={manages} />}
      {branch && tab === 'activity' && <ActivityTab branchId={branch.id} mayRead={manages} />}
      {branch && tab === 'window' && <WindowTab branch={branch} />}
      {branch && tab === 'account' && <MyAccountTab />}
      {branch && tab === 'accounts' && <AccountsTab branchId={branch.id} mayRead={manages} />}
      {branch && tab === 'senders' && <SendersTab branchId={branch.id} administers={administers} />}
      {branch && tab === 'bookings' && (
        <BookingsTab branch={branch} mayChange={manages} administers={administers} />
      )}
      {branch && tab === 'network' && (
        <NetworkTab branchId={branch.id} mayRead={manages} mayChange={administers} />
      )}
    </Screen>
  );
}
