import { type ComponentType, lazy } from 'react';
import { type ScreenId, screenIds } from '../shared/routes.ts';

type Loaded<P> = { default: ComponentType<P> };
type Loaders<P> = Record<string, () => Promise<Loaded<P>>>;

/** What a screen is given: the rest of its address (`#/memos/<id>` → `['<id>']`). */
export type ScreenProps = { rest: readonly string[] };

const screenFiles = import.meta.glob('../features/*/*-screen.tsx') as Loaders<ScreenProps>;
const globalFiles = import.meta.glob('../features/*/*-global.tsx', { eager: true }) as Record<
  string,
  Loaded<object>
>;
const pageFiles = import.meta.glob('../print/*-page.tsx') as Loaders<ScreenProps>;

const lazily = <P,>(load: (() => Promise<Loaded<P>>) | undefined) => (load ? lazy(load) : null);

export type Screens = Partial<Record<ScreenId | 'setup', ComponentType<ScreenProps>>>;

/** Screens whose feature exists; the rail shows these and no other. */
export const screens: Screens = Object.fromEntries(
  [...screenIds, 'setup']
    .map((id) => [id, lazily(screenFiles[`../features/${id}/${id}-screen.tsx`])])
    .filter(([, screen]) => screen !== null),
);

export type Globals = readonly (readonly [string, ComponentType<object>])[];

/**
 * Parts of features that are always there: keys that work from every screen, and what they open. Loaded with the
 * frame, so that no key pressed early is lost.
 */
export const globals: Globals = Object.entries(globalFiles).map(([path, module]) => [path, module.default]);

const pages = Object.fromEntries(Object.entries(pageFiles).map(([path, load]) => [path, lazy(load)]));

/** The document drawn at `#/print/<name>`, if there is one. */
export const pageOf = (name: string): ComponentType<ScreenProps> | null =>
  pages[`../print/${name}-page.tsx`] ?? null;
