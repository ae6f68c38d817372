import { create } from 'zustand';
import type { Role } from '#contract/rules.ts';

/** Screens that have a place in the rail, in its order. A screen appears there once its feature exists. */
export const screenIds = [
  'counter',
  'phone',
  'today',
  'memos',
  'documents',
  'site-visits',
  'messages',
  'staff',
  'customers',
  'reports',
  'settings',
] as const;
export type ScreenId = (typeof screenIds)[number];

/** The rail's order for somebody: who receives customers has the counter first, everybody else his own day. */
export function orderFor(roles: readonly Role[]): readonly ScreenId[] {
  if (roles.includes('reception')) return screenIds;
  return ['today', ...screenIds.filter((id) => id !== 'today')];
}

/** The key that goes to a screen: Ctrl and its place in the rail (0 for the tenth); the settings have the comma. */
export function keyTo(screen: ScreenId, order: readonly ScreenId[]): string {
  return screen === 'settings' ? 'Ctrl+,' : `Ctrl+${(order.indexOf(screen) + 1) % 10}`;
}

/** Where the window is. `rest` is what follows the screen: `#/memos/<id>` → `['<id>']`. */
export type Route =
  | { kind: 'screen'; screen: ScreenId; rest: readonly string[] }
  /** No screen named: whatever fits who works here. */
  | { kind: 'home' }
  | { kind: 'setup' }
  | { kind: 'print'; page: string; rest: readonly string[] }
  | { kind: 'unknown' };

const isScreen = (name: string): name is ScreenId => (screenIds as readonly string[]).includes(name);

/** Reads `#/counter`, `#/memos/<id>`, `#/setup`, `#/print/<page>/…`; an empty hash names none. */
export function parseRoute(hash: string): Route {
  const [first = '', ...rest] = partsOf(hash);
  if (first === '') return { kind: 'home' };
  if (isScreen(first)) return { kind: 'screen', screen: first, rest };
  if (first === 'setup') return { kind: 'setup' };
  const [page, ...after] = rest;
  if (first === 'print' && page) return { kind: 'print', page, rest: after };
  return { kind: 'unknown' };
}

function partsOf(hash: string): string[] {
  const parts = hash.replace(/^#?\/?/, '').split('/');
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return ['?'];
  }
}

/** The hash of a route; the inverse of `parseRoute`. */
export function hashOf(route: Exclude<Route, { kind: 'unknown' }>): string {
  const parts = partsFor(route);
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

function partsFor(route: Exclude<Route, { kind: 'unknown' }>): string[] {
  if (route.kind === 'screen') return [route.screen, ...route.rest];
  if (route.kind === 'print') return ['print', route.page, ...route.rest];
  return route.kind === 'setup' ? ['setup'] : [''];
}

/** The route of this window. The address is the truth, so that reload, back and links work. */
export const useRoute = create<{ route: Route }>(() => ({ route: parseRoute(window.location.hash) }));

/** Goes to a screen: `go('memos')`, `go('memos', id)`. */
export function go(screen: ScreenId, ...rest: string[]): void {
  window.location.hash = hashOf({ kind: 'screen', screen, rest });
}

/** Goes to an encounter where its channel is worked: a call on the telephone, anything else at the counter. */
export function goToEncounter({ id, channel }: { id: string; channel: string }): void {
  go(channel === 'phone' ? 'phone' : 'counter', id);
}

/** Follows the address. Returns how to stop. */
export function followAddress(): () => void {
  const read = () => useRoute.setState({ route: parseRoute(window.location.hash) });
  read();
  window.addEventListener('hashchange', read);
  return () => window.removeEventListener('hashchange', read);
}
