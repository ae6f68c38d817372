import { QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { hostNow, setHostTime } from '#renderer/ui/use-now.ts';
import type { SessionSource } from './call-context.ts';
import { desktopClientOver } from './client.ts';
import type { ConnectionStatus } from './connection.ts';
import { createHost, type Host } from './create-host.ts';
import { dialMessagePort } from './dial-message-port.ts';
import { dialWebSocket } from './dial-web-socket.ts';
import { doorLink } from './door-link.ts';
import type { GreetingsState } from './greetings.ts';
import { portFromPreload } from './preload-port.ts';
import { browserCapabilities, desktopCapabilities } from './window-capabilities.ts';

const HostContext = createContext<Host | null>(null);

/**
 * The host of this window. A page of the desktop shell gets its port from the preload; any other page speaks to
 * the host that served it. Nothing else in the interface knows which one it is.
 */
export function hostOfThisWindow(session: SessionSource): Host {
  const { protocol, host } = window.location;
  const common = { session, setHostTime, hostNow, shelf: window.sessionStorage };
  if (protocol === 'app:') {
    return createHost({
      ...common,
      dial: dialMessagePort(portFromPreload, session),
      capabilities: (connection) => desktopCapabilities(desktopClientOver(connection)),
    });
  }
  const scheme = protocol === 'https:' ? 'wss' : 'ws';
  return createHost({
    ...common,
    dial: dialWebSocket(`${scheme}://${host}/rpc`, session),
    doorLink: doorLink(`${protocol}//${host}/rpc`, session),
    capabilities: browserCapabilities,
  });
}

/** Gives every screen below it the host, and TanStack Query its client. */
export function HostProvider({ host, children }: { host: Host; children: ReactNode }) {
  return (
    <HostContext value={host}>
      <QueryClientProvider client={host.queries}>{children}</QueryClientProvider>
    </HostContext>
  );
}

export function useHost(): Host {
  const host = useContext(HostContext);
  if (host === null) throw new Error('useHost outside HostProvider');
  return host;
}

/** `connecting`, `open` or `lost`; draws again when it changes. */
export function useConnection(): ConnectionStatus {
  const { connection } = useHost();
  return useSyncExternalStore(connection.subscribe, connection.status);
}

/** Greetings kept for later and refused ones. */
export function useGreetings(): GreetingsState {
  return useStore(useHost().greetings.store);
}
