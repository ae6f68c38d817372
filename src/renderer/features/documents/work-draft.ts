import { instantAt } from '#renderer/shared/branch-time.ts';

export type WorkMode = 'step' | 'items' | 'recheck' | 'hand_on' | 'end' | 'skip' | 'word';

export type NewItem = { key: string; name: string; how: string; came: boolean };

/** What is being written about some papers, as it is kept. A type, not an interface: a draft is a plain record. */
export type WorkDraft = {
  mode: WorkMode;
  /** Whether an item came, where that was changed here. */
  came: Record<string, boolean>;
  added: NewItem[];
  result: string;
  lateReason: string;
  /** The text as it was changed; null as the standard has it. */
  text: string | null;
  reason: string;
  to: string | null;
  /** The step of the word in between that is being given. */
  word: string | null;
  /** Done earlier: when. */
  day: string | null;
  time: string | null;
};

export const emptyWork: WorkDraft = {
  mode: 'step',
  came: {},
  added: [],
  result: '',
  lateReason: '',
  text: null,
  reason: '',
  to: null,
  word: null,
  day: null,
  time: null,
};

/** When it was done, if earlier than now. */
export function earlierAt({ day, time }: Pick<WorkDraft, 'day' | 'time'>, today: string, zone: string) {
  const at = instantAt(day ?? today, time, zone);
  return at === null ? {} : { occurredAt: at };
}

export const orNull = (text: string): string | null => (text.trim() === '' ? null : text);

/** Added items that have a name; the others were begun and left. */
export const named = (items: readonly NewItem[]) =>
  items.filter(({ name }) => name.trim() !== '').map(({ name, how, came }) => ({ name, how, came }));
