import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { i18n, setLanguage } from '../i18n/i18n.ts';
import { followAddress, type Route, type ScreenId, screenIds, useRoute } from '../shared/routes.ts';
import { useSession } from '../shared/session-store.ts';
import { listenToKeys } from '../ui/keys.ts';
import { NoticeRegion } from '../ui/notices.tsx';
import { Progress } from '../ui/progress.tsx';
import styles from './app.module.css';
import { Frame, type FrameProps } from './frame.tsx';
import {
  globals as foundGlobals,
  screens as foundScreens,
  type Globals,
  pageOf,
  type Screens,
} from './screens.tsx';
import { NoSuchScreen, TroubleBoundary } from './trouble.tsx';

type AppProps = Omit<FrameProps, 'screens' | 'order' | 'current' | 'children'> & {
  screens?: Screens;
  /** The rail's order for whoever works here; the first is where an address without a screen leads. */
  order?: readonly ScreenId[];
  globals?: Globals;
  /** Somebody has to say who he is first: shown in the place of the whole frame. */
  door?: ReactNode;
  /** What was open stays as it is behind the door, unseen and unheard. */
  keepBehind?: boolean;
  /** The host has not said yet what to show. */
  waiting?: boolean;
};

/** The whole interface: keys, words and the frame around the screen that the address names. */
export function App(props: AppProps) {
  useEffect(() => listenToKeys(window), []);
  useEffect(followAddress, []);
  useEffect(() => void setLanguage(useSession.getState().language), []);
  return (
    <I18nextProvider i18n={i18n}>
      <Routed {...props} />
    </I18nextProvider>
  );
}

function Routed({
  screens = foundScreens,
  order = screenIds,
  globals = foundGlobals,
  door,
  keepBehind = false,
  waiting = false,
  ...frame
}: AppProps) {
  const { t } = useTranslation();
  const route = atHome(
    useRoute((state) => state.route),
    order,
  );
  // A page that is printed, or of the first start, never stands in front of the door.
  if (door && (!keepBehind || route.kind !== 'screen')) return <Door>{door}</Door>;
  if (route.kind === 'print' && !waiting) return <Print page={route.page} rest={route.rest} />;
  if (route.kind === 'setup' && screens.setup && !waiting) {
    return (
      <Waiting>
        <screens.setup rest={[]} />
      </Waiting>
    );
  }
  const current = route.kind === 'screen' ? route.screen : null;
  const Current = current ? screens[current] : undefined;
  const content = () => {
    if (waiting) return <Progress label={t('states.loading')} />;
    return Current && route.kind === 'screen' ? <Current rest={route.rest} /> : <NoSuchScreen />;
  };
  const whole = (
    <Frame {...frame} screens={order.filter((id) => screens[id])} order={order} current={current}>
      {!waiting &&
        globals.map(([path, Global]) => (
          <TroubleBoundary key={path} quiet>
            <Suspense fallback={null}>
              <Global />
            </Suspense>
          </TroubleBoundary>
        ))}
      <TroubleBoundary key={current}>
        <Waiting>{content()}</Waiting>
      </TroubleBoundary>
    </Frame>
  );
  return (
    <>
      <div className={styles.behind} hidden={door !== undefined}>
        {whole}
      </div>
      {door && <Door>{door}</Door>}
    </>
  );
}

/** The whole window for whoever stands at the door. Afterwards the hands are where they were. */
function Door({ children }: { children: ReactNode }) {
  // Read while drawing: a field of the door has the focus before any effect runs.
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      const isFree = document.activeElement === null || document.activeElement === document.body;
      if (isFree && before instanceof HTMLElement && before.isConnected) before.focus();
    },
    [before],
  );
  return (
    <div className={styles.door}>
      <Waiting>{children}</Waiting>
      <NoticeRegion />
    </div>
  );
}

/** Where no screen is named, the first of whoever works here. */
function atHome(route: Route, [first = 'counter']: readonly ScreenId[]): Route {
  return route.kind === 'home' ? { kind: 'screen', screen: first, rest: [] } : route;
}

function Print({ page, rest }: { page: string; rest: readonly string[] }) {
  const Page = pageOf(page);
  return <Waiting>{Page ? <Page rest={rest} /> : <NoSuchScreen />}</Waiting>;
}

function Waiting({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation();
  return <Suspense fallback={<Progress label={t('states.loading')} />}>{children}</Suspense>;
}
