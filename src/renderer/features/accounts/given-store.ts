import { create } from 'zustand';

/** A temporary password that has been set and not yet been handed over. */
export type Given = { staffId: string; name: string; login: string; password: string };

/**
 * Temporary passwords between being set and being handed over: in the memory of this window alone, so that a look at
 * another tab loses none. Only whoever set them sees them.
 */
export const useGiven = create<{ by: string | null; given: readonly Given[] }>(() => ({
  by: null,
  given: [],
}));

export function give(by: string | null, one: Given): void {
  useGiven.setState((before) => {
    const kept = before.by === by ? before.given.filter(({ staffId }) => staffId !== one.staffId) : [];
    return { by, given: [...kept, one] };
  });
}

export function forgetGiven(): void {
  useGiven.setState({ by: null, given: [] });
}
