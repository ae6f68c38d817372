import { useDraft } from '#renderer/host/use-draft.ts';

/** What is being typed in a visit and not recorded yet. A type, not an interface: a draft is a plain record. */
type VisitDraft = {
  /** The customer's own words; null while nobody changed what is recorded. */
  words: string | null;
  skipWords: string;
  leaveNote: string;
};

const nothing: VisitDraft = { words: null, skipWords: '', leaveNote: '' };

/** Everything typed in one visit, kept as it is typed; setting a part back to its beginning forgets it. */
export const useVisitDraft = (visitId: string) => useDraft<VisitDraft>('visit', visitId, nothing);
