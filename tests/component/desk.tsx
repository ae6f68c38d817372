import { configure } from '@testing-library/react';
import type { ReactElement } from 'react';
import { onTestFinished, vi } from 'vitest';
import type { Capabilities } from '#renderer/host/capabilities.ts';
import { HostProvider } from '#renderer/host/host.tsx';
import type { Language } from '#renderer/i18n/i18n.ts';
import { clearSession, setSession } from '#renderer/shared/session-store.ts';
import { setHostTime } from '#renderer/ui/use-now.ts';
import type { ServeOptions } from '#server/serve-desk.ts';
import { render } from '#tests/component/render.tsx';
import { aHost, aWindow, peopleOf, type TestHost, type TestWindow } from '#tests/support/host.ts';

/** A real front desk with the demo branch under a screen, and a clock that the test moves. */
export interface Desk {
  host: TestHost;
  window: TestWindow;
  branchId: string;
  /** Ids by name. */
  staff: Record<string, string>;
  /** Minutes forward: for the host at once, for the screen with its next message. */
  pass: (minutes: number) => void;
}

/** A Friday at twelve past two, when the demo's scene is in office hours. */
export const SCENE = Date.parse('2026-11-20T14:12:00+09:00');

/** For the top of a file with real desks: a store is filled for each test, also on a busy machine. */
export function patiently(): void {
  vi.setConfig({ testTimeout: 30_000 });
  configure({ asyncUtilTimeout: 10_000 });
}

export async function aDesk(options: Pick<ServeOptions, 'lan'> = {}): Promise<Desk> {
  let ahead = SCENE - Date.now();
  const host = await aHost({ ...options, demo: true, clock: { now: () => new Date(Date.now() + ahead) } });
  const window = aWindow(host.origin);
  onTestFinished(async () => {
    clearSession();
    setHostTime(Date.now());
    window.close();
    await host.close();
  });
  const { branches } = await window.client.system.status({});
  const branchId = branches[0]?.id ?? '';
  const desk: Desk = {
    host,
    window,
    branchId,
    staff: await peopleOf(host),
    pass: (minutes) => {
      ahead += minutes * 60_000;
      setHostTime(Date.now() + ahead);
    },
  };
  setHostTime(Date.now() + ahead);
  return desk;
}

/** Draws a part of the interface at a window where somebody works. */
export async function drawAt(
  desk: Desk,
  who: string,
  element: ReactElement,
  { language = 'ko', capabilities = {} }: { language?: Language; capabilities?: Partial<Capabilities> } = {},
): Promise<void> {
  const actorId = desk.staff[who] ?? null;
  desk.window.session.set({ actorId, branchId: desk.branchId, language });
  setSession({ actorId, branchId: desk.branchId, language });
  const host = { ...desk.window, capabilities: { ...desk.window.capabilities, ...capabilities } };
  await render(<HostProvider host={host}>{element}</HostProvider>, language);
}
