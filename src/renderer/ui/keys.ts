/**
 * The one place where keys are heard. Components never listen to `keydown` for actions themselves; they bind
 * through `useKeys`, so these rules hold everywhere:
 * - while Hangul is being composed no key acts;
 * - a held key acts once;
 * - in a text field plain keys belong to the text; only function keys, Escape and Ctrl combinations act, and
 *   Ctrl+Enter is the primary action there;
 * - Enter on a focused button or link presses that, not the primary action;
 * - an open panel takes Enter and Escape; the screen behind it never hears them;
 * - while the door is closed (lock screen) only the door's own keys act.
 */

/** `F2`, `Enter`, `Escape`, `Backspace`, `1`, `N`, `Ctrl+1`, `Ctrl+Enter`, `Shift+F4` … */
export type Combo = string;

export type KeyLayer = 'global' | 'screen' | 'panel' | 'door';

export type KeyBinding = {
  combo: Combo;
  run: () => void;
  /** Shown in the key help; without one the key works but is not listed. */
  label?: string;
  layer: KeyLayer;
};

type Registered = KeyBinding & { order: number };

const rank: Record<KeyLayer, number> = { global: 0, screen: 1, panel: 2, door: 3 };
const modifiers = ['Ctrl', 'Alt', 'Shift'] as const;

/** Combinations with Ctrl that edit text and must stay with it. */
const editing = new Set([
  'A',
  'C',
  'V',
  'X',
  'Y',
  'Z',
  'Backspace',
  'Delete',
  'Home',
  'End',
  'Left',
  'Right',
]);

/** The combination an event stands for; letters and digits by position, so that Hangul mode changes nothing. */
export function comboOf(event: KeyboardEvent): Combo {
  const held = modifiers.filter((name) =>
    name === 'Ctrl' ? event.ctrlKey || event.metaKey : name === 'Alt' ? event.altKey : event.shiftKey,
  );
  return [...held, keyOf(event)].join('+');
}

function keyOf({ code, key }: KeyboardEvent): string {
  if (/^Key[A-Z]$/.test(code)) return code.slice(3);
  if (/^(Digit|Numpad)\d$/.test(code)) return code.slice(-1);
  if (key.startsWith('Arrow')) return key.slice(5);
  return key.length === 1 ? key.toUpperCase() : key;
}

/** Whether keys typed here become text: inputs, text areas, editable parts, date segments, and lists of choices. */
export function isTextEntry(target: EventTarget | null): boolean {
  const element =
    target instanceof Element
      ? target.closest('input, textarea, select, [contenteditable], [role=spinbutton]')
      : null;
  if (!element) return false;
  if (element instanceof HTMLInputElement) return !buttonLike.has(element.type);
  return element.getAttribute('contenteditable') !== 'false';
}

const buttonLike = new Set([
  'button',
  'submit',
  'reset',
  'checkbox',
  'radio',
  'file',
  'image',
  'range',
  'color',
]);

/** Whether Enter already means something on the focused element, as on a button that was reached with Tab. */
function ownsEnter(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  // Chips are chosen with Space; Enter on them goes on, because the choice has been made.
  if (target.closest('[data-enter="primary"]')) return false;
  return target.closest('button, a[href], summary, [role=button], [role=menuitem], [role=option]') !== null;
}

function belongsToText(combo: Combo): boolean {
  const parts = combo.split('+');
  const key = parts.at(-1) ?? '';
  if (/^F\d{1,2}$/.test(key) || key === 'Escape') return false;
  if (!parts.includes('Ctrl') && !parts.includes('Alt')) return true;
  return editing.has(key);
}

/** Keys that are being heard, and who is told when they change (the key help). */
export class KeyRegistry {
  #bindings: readonly Registered[] = [];
  #panels: readonly object[] = [];
  #doors = 0;
  #order = 0;
  #listeners = new Set<() => void>();

  /** Adds a binding; returns its removal. A later one wins over an earlier one of the same layer. */
  add(binding: KeyBinding): () => void {
    this.#order += 1;
    const registered = { ...binding, order: this.#order };
    this.#change([...this.#bindings, registered]);
    return () => this.#change(this.#bindings.filter((one) => one !== registered));
  }

  /** Marks a panel as open: until it is removed, Enter and Escape stay inside it. */
  openPanel(): () => void {
    const panel = {};
    this.#panels = [...this.#panels, panel];
    this.#tell();
    return () => {
      this.#panels = this.#panels.filter((one) => one !== panel);
      this.#tell();
    };
  }

  /** Nothing behind the door hears a key until it is opened again. */
  closeDoor(): () => void {
    this.#doors += 1;
    return () => {
      this.#doors -= 1;
    };
  }

  /**
   * The key to press for a binding just now, where the focus is `at`: Ctrl+Enter for Enter in a text field, and none
   * while an open panel keeps Enter and Escape to itself.
   */
  pressedFor(combo: Combo, layer: KeyLayer, at: Element | null): Combo | null {
    if (combo !== 'Enter' && combo !== 'Escape') return combo;
    if (this.#panels.length > 0 && layer !== 'panel' && layer !== 'door') return null;
    const takesEnter = combo === 'Enter' && isTextEntry(at) && !at?.closest('[role=spinbutton]');
    return takesEnter ? 'Ctrl+Enter' : combo;
  }

  bindings = (): readonly KeyBinding[] => this.#bindings;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Decides and acts. Returns whether the event was taken. */
  handle = (event: KeyboardEvent): boolean => {
    if (event.isComposing || event.keyCode === 229) return false;
    const combo = this.#comboHere(event);
    if (combo === null) return false;
    const binding = this.#find(combo);
    if (!binding) return false;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) binding.run();
    return true;
  };

  #comboHere(event: KeyboardEvent): Combo | null {
    const combo = comboOf(event);
    if (isTextEntry(event.target)) {
      if (combo === 'Ctrl+Enter') return this.#find('Ctrl+Enter') ? combo : 'Enter';
      // A part of a time takes digits and arrows, never a line break.
      if (combo === 'Enter' && event.target instanceof Element && event.target.closest('[role=spinbutton]')) {
        return combo;
      }
      return belongsToText(combo) ? null : combo;
    }
    if (combo === 'Enter' && ownsEnter(event.target)) return null;
    if (combo === 'Ctrl+Enter' && !this.#find(combo)) return 'Enter';
    return combo;
  }

  #find(combo: Combo): Registered | undefined {
    const held = this.#panels.length > 0 && (combo === 'Enter' || combo === 'Escape');
    return this.#bindings
      .filter((one) => one.combo === combo && (!held || one.layer === 'panel' || one.layer === 'door'))
      .filter((one) => this.#doors === 0 || one.layer === 'door')
      .sort((a, b) => rank[b.layer] - rank[a.layer] || b.order - a.order)[0];
  }

  #change(bindings: readonly Registered[]): void {
    this.#bindings = bindings;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The window's registry; heard in the capture phase because components may stop the event on its way up. */
export const keys = new KeyRegistry();

/** Starts hearing keys in a window. Returns how to stop. */
export function listenToKeys(target: Window, registry: KeyRegistry = keys): () => void {
  const listener = (event: KeyboardEvent) => void registry.handle(event);
  target.addEventListener('keydown', listener, true);
  return () => target.removeEventListener('keydown', listener, true);
}
