import { useDraft } from '#renderer/host/use-draft.ts';

/** What is being typed in a visit and not recorded yet. A type, not an interface: a draft is a plain record. */
type VisitDraft = {
  /** The customer's own words; null while nobody changed what is recorded. */
  words: string | null;
  skipWords: string;
  leaveNote: string;
  /** Of a call: the number and the summary, while they are being typed; null for what is recorded. */
  number: string | null;
  summary: string | null;
};

const nothing: VisitDraft = { words: null, skipWords: '', leaveNote: '', number: null, summary: null };

/** Everything typed in one visit, kept as it is typed; setting a part back to its beginning forgets it. */
export const useVisitDraft = (visitId: string) => useDraft<VisitDraft>('visit', visitId, nothing);
