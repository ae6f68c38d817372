import { useState } from 'react';

/**
 * Whole values after a logged reveal: kept while this part is on screen and in no cache, so that leaving it hides them.
 * `key` is what they are of: when that changes they are forgotten.
 */
export function useWhole<T>(key: string, ask: () => Promise<T>) {
  const [state, setState] = useState<{ key: string; whole: T | null; trouble: unknown }>(() => nothing(key));
  const own = state.key === key ? state : nothing<T>(key);
  return {
    whole: own.whole,
    trouble: own.trouble,
    /** Asks for the whole values; null when they were refused. */
    async reveal(): Promise<T | null> {
      try {
        const whole = await ask();
        setState({ key, whole, trouble: null });
        return whole;
      } catch (trouble) {
        setState({ key, whole: null, trouble });
        return null;
      }
    },
    hide: () => setState(nothing(key)),
  };
}

const nothing = <T>(key: string): { key: string; whole: T | null; trouble: unknown } => ({
  key,
  whole: null,
  trouble: null,
});
