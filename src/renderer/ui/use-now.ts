import { useEffect } from 'react';
import { create } from 'zustand';

const tick = 1000;

type ClockState = {
  /** The host's time, in epoch milliseconds, as of the last tick. */
  now: number;
  /** What to add to this machine's clock to get the host's. */
  offset: number;
  /** False until the host has told its time, and again after this machine's clock has jumped. */
  synced: boolean;
};

/** The one clock of the window. All screens tick together, by the clock the deadlines were made with. */
export const useClock = create<ClockState>(() => ({ now: Date.now(), offset: 0, synced: false }));

/** The host's time at this very moment, in epoch milliseconds. */
export const hostNow = (): number => Date.now() + useClock.getState().offset;

/** Takes over the host's clock; call it with every fresh `now` the host sends. */
export function setHostTime(now: number | string | Date): void {
  const host = typeof now === 'number' ? now : new Date(now).getTime();
  useClock.setState({ now: host, offset: host - Date.now(), synced: true });
}

let watchers = 0;
let timer: ReturnType<typeof setInterval> | undefined;
let last = 0;

/** Keeps the clock ticking while something shows it. Returns the release. */
export function keepTicking(): () => void {
  watchers += 1;
  if (watchers === 1) {
    last = Date.now();
    useClock.setState({ now: hostNow() });
    timer = setInterval(onTick, tick);
  }
  return () => {
    watchers -= 1;
    if (watchers === 0) clearInterval(timer);
  };
}

function onTick(): void {
  const local = Date.now();
  // After sleep or a corrected clock the offset may be wrong: whoever talks to the host asks it again.
  const jumped = Math.abs(local - last - tick) > 5 * tick;
  last = local;
  useClock.setState((state) => ({ now: local + state.offset, synced: state.synced && !jumped }));
}

/** The host's time, anew every second. Prefer `useNowAs` where only a text or a state depends on it. */
export function useNow(): number {
  return useNowAs((now) => now);
}

/** Something computed from the time; the component draws again only when the result changes. */
export function useNowAs<T>(read: (now: number) => T): T {
  useEffect(keepTicking, []);
  return useClock((state) => read(state.now));
}
