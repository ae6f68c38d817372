import { useCallback, useEffect } from 'react';
import type { Visit } from '#renderer/shared/encounters/use-visit.ts';
import { useVisitDraft } from '#renderer/shared/encounters/use-visit-draft.ts';
import { keptNumber, usePhone } from './phone-store.ts';
import { digitsOf } from './use-caller.ts';

/** Typing has paused this long when the number is kept with the call (milliseconds). */
const PAUSE = 500;

/** Keeps the number that is typed with the call; to be awaited before anything that ends it. */
export function useKeepNumber(visit: Visit | null, callId: string | null): () => Promise<void> {
  const [{ number }] = useVisitDraft(callId ?? 'look-up');
  const run = visit?.run;
  const isOpen = visit?.view !== undefined && visit.view.state !== 'closed';
  return useCallback(async () => {
    const typed = number ?? '';
    if (!run || !isOpen || callId === null || digitsOf(typed) === '') return;
    if (usePhone.getState().kept[callId] === typed) return;
    if (await run('setNumber', { number: typed })) keptNumber(callId, typed);
  }, [run, isOpen, callId, number]);
}

/** Keeps it by itself once the typing pauses; known or not, it is the call's. */
export function useKeptNumber(visit: Visit | null, callId: string | null): void {
  const keep = useKeepNumber(visit, callId);
  const busy = visit?.busy ?? false;
  useEffect(() => {
    if (busy) return;
    const timer = setTimeout(() => void keep(), PAUSE);
    return () => clearTimeout(timer);
  }, [keep, busy]);
}
