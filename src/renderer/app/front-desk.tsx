import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PersonHere, Place } from '#contract/accounts.ts';
import { useDocumentBadge } from '../features/documents/use-document-badge.ts';
import { useMemoBadge } from '../features/memos/use-memo-badge.ts';
import { useMessageBadge } from '../features/messages/use-message-badge.ts';
import { ChoosePassword } from '../features/sign-in/choose-password.tsx';
import { FirstAdministrator } from '../features/sign-in/first-administrator.tsx';
import { SignInPage } from '../features/sign-in/sign-in-page.tsx';
import { usePresenceAtKeyboard } from '../features/sign-in/use-presence-at-keyboard.ts';
import { ComeBackButton } from '../features/staff/come-back-button.tsx';
import type { Host } from '../host/create-host.ts';
import { HostProvider, useConnection, useHost } from '../host/host.tsx';
import { setZone } from '../i18n/use-format.ts';
import { hashOf, orderFor } from '../shared/routes.ts';
import { goToBranch, setSession, useSession } from '../shared/session-store.ts';
import { useBranch, useDirectory } from '../shared/use-branch.ts';
import { App } from './app.tsx';
import type { Connection } from './session-bar.tsx';
import { useReturnNotice } from './use-return-notice.ts';

/** The interface over its host: which branch this window serves, who works in it, and what the frame shows of both. */
export function FrontDesk({ host }: { host: Host }) {
  return (
    <HostProvider host={host}>
      <AtBranch />
    </HostProvider>
  );
}

/** A store without a branch sends the window to the set-up page; any other asks who is here. */
function AtBranch() {
  useReturnNotice();
  const { orpc } = useHost();
  const connection = useShownConnection();
  const { data: status } = useQuery(orpc.system.status.queryOptions({ input: {} }));
  const branches = status?.branches;
  const isEmpty = branches?.length === 0;
  useEffect(() => {
    if (!isEmpty) return;
    // A fresh data folder, or another one: whom this window remembers is not there.
    setSession({ branchId: null, actorId: null, counterId: null });
    window.location.hash = hashOf({ kind: 'setup' });
  }, [isEmpty]);
  if (!branches) return <App connection={connection} waiting />;
  if (isEmpty) return <App connection={connection} globals={[]} />;
  return <AtDoor branches={branches} connection={connection} />;
}

/** How often the window asks by itself whether it is still open to whoever works in it (milliseconds). */
const ASK_EVERY = 30_000;

type BranchName = { id: string; name: string; institution: string; timeZone: string };

/** Who works in this window: whoever it names, if he is signed in at this seat and the screen is not locked. */
function AtDoor({ branches, connection }: { branches: readonly BranchName[]; connection: Connection }) {
  const { client, orpc, queries } = useHost();
  const { actorId, branchId } = useSession();
  const { data: here } = useQuery(
    orpc.accounts.here.queryOptions({
      input: {},
      refetchInterval: ASK_EVERY,
      refetchIntervalInBackground: true,
    }),
  );
  const person = here?.people.find(({ places }) => places.some(({ staffId }) => staffId === actorId));
  const place = person?.places.find(({ staffId }) => staffId === actorId);
  // The window may lock without its host; it tells the host as soon as it can.
  const [away, setAway] = useState(false);
  const isReady = person?.state === 'ready' && !away;
  const isLocked = person?.state === 'locked' || (person?.state === 'ready' && away);
  useEffect(() => {
    if (here === undefined) return;
    const mayNotAct = person !== undefined && !isReady;
    setSession({ locked: mayNotAct, ...(place ? { branchId: place.branchId } : {}) });
  }, [here, person, isReady, place]);
  const leave = useCallback(() => setAway(true), []);
  const opened = useCallback(() => setAway(false), []);
  usePresenceAtKeyboard(isReady, leave);
  const { state: lineState } = useConnection();
  const leftUntold = away && person?.state === 'ready' && lineState === 'open' ? actorId : null;
  useEffect(() => {
    if (leftUntold === null) return;
    client.accounts
      .lock({ staffId: leftUntold })
      .then(() => queries.invalidateQueries({ queryKey: orpc.accounts.here.key() }))
      // A connection that breaks under it is told again over the next one.
      .catch(() => {});
  }, [client, queries, orpc, leftUntold]);
  // Once the host has locked the session, only the host opens it again.
  const isLockedThere = person?.state === 'locked';
  useEffect(() => {
    if (isLockedThere) setAway(false);
  }, [isLockedThere]);
  // What was open stays behind the lock screen; for another person, or after a reload, there is nothing to keep.
  const worked = useRef<string | null>(null);
  if (isReady) worked.current = actorId;
  const branch = branches.find(({ id }) => id === place?.branchId);
  useEffect(() => setZone(branch?.timeZone ?? branches[0]?.timeZone ?? 'Asia/Seoul'), [branch, branches]);
  if (here === undefined) return <App connection={connection} waiting />;
  if (here.needsFirst) {
    return (
      <App connection={connection} globals={[]} door={<FirstAdministrator founders={here.founders} />} />
    );
  }
  if (person?.state === 'must_change') {
    return <App connection={connection} globals={[]} door={<ChoosePassword staffId={actorId ?? ''} />} />;
  }
  const keepBehind = isLocked && worked.current === actorId;
  const door = isReady ? undefined : <SignInPage people={here.people} locked={isLocked} onOpened={opened} />;
  if (!person || !place || (!isReady && !keepBehind)) {
    return <App connection={connection} globals={[]} door={door ?? null} />;
  }
  // The branch follows the person; until it has, nothing is asked for.
  if (branchId !== place.branchId) return <App connection={connection} waiting />;
  return (
    <Staffed
      connection={connection}
      where={branch ? `${branch.institution} ${branch.name}` : place.branch}
      person={person}
      place={place}
      onSwitch={leave}
      {...(door ? { door } : {})}
    />
  );
}

type StaffedProps = {
  connection: Connection;
  where: string;
  person: PersonHere;
  place: Place;
  /** The person leaves the window to somebody else. */
  onSwitch: () => void;
  door?: React.ReactNode;
};

/** The frame around the screens of whoever works here, at which counter, with what waits for him. */
function Staffed({ connection, where, person, place, onSwitch, door }: StaffedProps) {
  const counterId = useSession((session) => session.counterId);
  const staff = useDirectory();
  const branch = useBranch();
  const memos = useMemoBadge();
  const documents = useDocumentBadge();
  const messages = useMessageBadge();
  const counters = useMemo(
    () => branch?.counters.map(({ id, name }) => ({ id, label: name })) ?? [],
    [branch],
  );
  useEffect(() => {
    const [first] = counters;
    if (first && !counters.some((one) => one.id === counterId)) setSession({ counterId: first.id });
  }, [counters, counterId]);
  const badges = useMemo(() => ({ memos, documents, messages }), [memos, documents, messages]);
  const order = useMemo(() => orderFor(place.roles), [place.roles]);
  const onDuty = useMemo(
    () => ({ label: `${place.name} ${place.title}`, onSwitch }),
    [place.name, place.title, onSwitch],
  );
  const branches = useMemo(
    () => person.places.map((one) => ({ id: one.branchId, label: one.branch })),
    [person.places],
  );
  const onBranch = useCallback(
    (id: string) => {
      const there = person.places.find((one) => one.branchId === id);
      if (there) goToBranch(there);
    },
    [person.places],
  );
  return (
    <App
      connection={connection}
      where={where}
      person={onDuty}
      branches={branches}
      onBranch={onBranch}
      counters={counters}
      badges={badges}
      order={order}
      extra={comeBack}
      waiting={staff === undefined}
      {...(door ? { door, keepBehind: true } : {})}
    />
  );
}

const comeBack = <ComeBackButton />;

function useShownConnection(): Connection {
  const { state } = useConnection();
  return state === 'open' ? 'connected' : state;
}
