import { createContext, useContext, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { type Combo, type KeyBinding, type KeyLayer, keys } from './keys.ts';

/** The layer that bindings below belong to; `InlinePanel` and the frame set it. */
export const KeyLayerContext = createContext<KeyLayer>('screen');

export type KeyAction = { combo: Combo; run: () => void; label?: string; disabled?: boolean };

/**
 * Binds keys while the component is on screen. `run` may change on every render; the binding does not.
 * The layer is that of the surrounding panel or screen unless given.
 */
export function useKeys(actions: readonly KeyAction[], layer?: KeyLayer): void {
  const around = useContext(KeyLayerContext);
  const latest = useRef(actions);
  // Before the screen is painted: a key works from the moment it can be read.
  useLayoutEffect(() => {
    latest.current = actions;
  });
  const active = actions.filter((action) => !action.disabled);
  // What is bound, as a text: the effect runs again only when keys or labels change.
  const signature = JSON.stringify(active.map(({ combo, label }) => [combo, label ?? null]));
  useLayoutEffect(() => {
    const wanted = JSON.parse(signature) as [Combo, string | null][];
    const removals = wanted.map(([combo, label]) =>
      keys.add({
        combo,
        layer: layer ?? around,
        ...(label === null ? {} : { label }),
        run: () => latest.current.find((action) => action.combo === combo && !action.disabled)?.run(),
      }),
    );
    return () => {
      for (const remove of removals) remove();
    };
  }, [signature, layer, around]);
}

function followKeysAndFocus(told: () => void): () => void {
  const stop = keys.subscribe(told);
  // Focus is lost before it is elsewhere.
  const later = () => queueMicrotask(told);
  document.addEventListener('focusin', told);
  document.addEventListener('focusout', later);
  return () => {
    stop();
    document.removeEventListener('focusin', told);
    document.removeEventListener('focusout', later);
  };
}

/** The key to press just now for what is bound to `combo` here; null while a panel in front keeps it to itself. */
export function usePressedKey(combo: Combo | undefined): Combo | null {
  const layer = useContext(KeyLayerContext);
  return useSyncExternalStore(followKeysAndFocus, () =>
    combo === undefined ? null : keys.pressedFor(combo, layer, document.activeElement),
  );
}

/** Every key that works now and has a label, for the key help. */
export function useActiveKeys(): readonly KeyBinding[] {
  return useSyncExternalStore(keys.subscribe, keys.bindings);
}
