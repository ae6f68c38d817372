import type { EncounterView } from '#contract/encounters.ts';
import { errorKey } from '#renderer/i18n/error-text.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { stepOf } from './visit-rules.ts';

type Words = 'text' | 'reason' | 'note' | 'summary';

/** Why the words of this field were refused, to be said there. */
export function useSaidAtField(trouble: unknown, field: Words): string | undefined {
  const errorText = useErrorText();
  return trouble !== null && errorKey(trouble).field === field ? errorText(trouble) : undefined;
}

/** Whether a refusal is about words whose field is drawn now, so that it is said there and nowhere else. */
export function isSaidAtField(trouble: unknown, view: EncounterView, panel: string | null): boolean {
  const field = trouble === null ? null : errorKey(trouble).field;
  if (field === 'reason') return panel === 'skip';
  if (field === 'note') return panel === 'leave';
  return field === 'text' && panel === null && stepOf(view)?.on === 'purpose';
}
