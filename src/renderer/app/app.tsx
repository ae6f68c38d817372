import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useEffect } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { i18n, setLanguage } from '../i18n/i18n.ts';
import { listenToKeys } from '../ui/keys.ts';
import { Progress } from '../ui/progress.tsx';
import { Frame } from './frame.tsx';
import { followAddress, type ScreenId, screenIds, useRoute } from '../shared/routes.ts';
import { screens as foundScreens, globals, pageOf, type Screens } from './screens.tsx';
import type { Connection, Person } from './session-bar.tsx';
import { useSession } from '../shared/session-store.ts';
import { NoSuchScreen, TroubleBoundary } from './trouble.tsx';

/** What the server knows lives here and is asked again when the host says it changed, never by a timer. */
export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false },
      mutations: { retry: false, networkMode: 'always' },
    },
  });

const queryClient = createQueryClient();

type AppProps = {
  connection: Connection;
  people?: readonly Person[];
  badges?: Partial<Record<ScreenId, number>>;
  screens?: Screens;
};

/** The whole interface: providers around the frame, and the screen that the address names. */
export function App(props: AppProps) {
  useEffect(() => listenToKeys(window), []);
  useEffect(followAddress, []);
  useEffect(() => void setLanguage(useSession.getState().language), []);
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <Routed {...props} />
      </QueryClientProvider>
    </I18nextProvider>
  );
}

function Routed({ screens = foundScreens, ...frame }: AppProps) {
  const route = useRoute((state) => state.route);
  if (route.kind === 'print') return <Print page={route.page} rest={route.rest} />;
  if (route.kind === 'setup' && screens.setup) {
    return (
      <Waiting>
        <screens.setup rest={[]} />
      </Waiting>
    );
  }
  const current = route.kind === 'screen' ? route.screen : null;
  const Current = current ? screens[current] : undefined;
  return (
    <Frame {...frame} screens={screenIds.filter((id) => screens[id])} current={current}>
      {globals.map(([path, Global]) => (
        <Suspense key={path} fallback={null}>
          <Global />
        </Suspense>
      ))}
      <TroubleBoundary key={current}>
        <Waiting>
          {Current && route.kind === 'screen' ? <Current rest={route.rest} /> : <NoSuchScreen />}
        </Waiting>
      </TroubleBoundary>
    </Frame>
  );
}

function Print({ page, rest }: { page: string; rest: readonly string[] }) {
  const Page = pageOf(page);
  return <Waiting>{Page ? <Page rest={rest} /> : <NoSuchScreen />}</Waiting>;
}

function Waiting({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation();
  return <Suspense fallback={<Progress label={t('states.loading')} />}>{children}</Suspense>;
}
