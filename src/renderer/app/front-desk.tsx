import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { StaffEntry } from '#contract/staff.ts';
import { useMemoBadge } from '../features/memos/use-memo-badge.ts';
import { ComeBackButton } from '../features/staff/come-back-button.tsx';
import type { Host } from '../host/create-host.ts';
import { HostProvider, useConnection, useHost } from '../host/host.tsx';
import { setZone } from '../i18n/use-format.ts';
import { hashOf, orderFor } from '../shared/routes.ts';
import { setSession, useSession } from '../shared/session-store.ts';
import { useBranch, useDirectory } from '../shared/use-branch.ts';
import { App } from './app.tsx';
import { ChooseActor } from './choose-actor.tsx';
import type { Connection, Person } from './session-bar.tsx';
import { useReturnNotice } from './use-return-notice.ts';

/** The interface over its host: which branch this window serves, who works in it, and what the frame shows of both. */
export function FrontDesk({ host }: { host: Host }) {
  return (
    <HostProvider host={host}>
      <AtBranch />
    </HostProvider>
  );
}

/** Follows the first branch of the store; without one the window goes to the set-up page. */
function AtBranch() {
  useReturnNotice();
  const { orpc } = useHost();
  const connection = useShownConnection();
  const branchId = useSession((session) => session.branchId);
  const { data: status } = useQuery(orpc.system.status.queryOptions({ input: {} }));
  const branches = status?.branches;
  const branch = branches?.find((one) => one.id === branchId) ?? branches?.[0];
  useEffect(() => {
    if (!branches) return;
    setZone(branch?.timeZone ?? 'Asia/Seoul');
    if (branch && branch.id !== branchId) setSession({ branchId: branch.id, actorId: null, counterId: null });
    if (!branch) {
      // A fresh data folder, or another one: whom this window remembers is not there.
      if (branchId !== null) setSession({ branchId: null, actorId: null, counterId: null });
      window.location.hash = hashOf({ kind: 'setup' });
    }
  }, [branches, branch, branchId]);
  if (!branches || (branch && branch.id !== branchId)) return <App connection={connection} waiting />;
  if (!branch) return <App connection={connection} globals={[]} />;
  return <Staffed connection={connection} where={`${branch.institution} ${branch.name}`} />;
}

const noStaff: readonly StaffEntry[] = [];

/** Who may work in this window and at which counter; nothing else is shown until somebody is chosen. */
function Staffed({ connection, where }: { connection: Connection; where: string }) {
  const { actorId, counterId } = useSession();
  const staff = useDirectory();
  const branch = useBranch();
  const badge = useMemoBadge();
  const active = useMemo(() => staff?.filter((one) => one.active) ?? noStaff, [staff]);
  const people = useMemo(() => active.map(toPerson), [active]);
  const counters = useMemo(
    () => branch?.counters.map(({ id, name }) => ({ id, label: name })) ?? [],
    [branch],
  );
  const gone = staff !== undefined && actorId !== null && !people.some((one) => one.id === actorId);
  useEffect(() => {
    if (gone) setSession({ actorId: null });
  }, [gone]);
  useEffect(() => {
    const [first] = counters;
    if (first && !counters.some((one) => one.id === counterId)) setSession({ counterId: first.id });
  }, [counters, counterId]);
  const nobody = actorId === null || gone;
  const roles = active.find((one) => one.id === actorId)?.roles;
  const badges = useMemo(() => ({ memos: badge }), [badge]);
  return (
    <App
      connection={connection}
      where={where}
      people={people}
      counters={counters}
      badges={badges}
      {...(roles ? { order: orderFor(roles) } : {})}
      extra={comeBack}
      waiting={staff === undefined}
      {...(nobody ? { instead: <ChooseActor staff={active} />, globals: [] } : {})}
    />
  );
}

const comeBack = <ComeBackButton />;

const toPerson = ({ id, name, title }: StaffEntry): Person => ({ id, label: `${name} ${title}` });

function useShownConnection(): Connection {
  const { state } = useConnection();
  return state === 'open' ? 'connected' : state;
}
