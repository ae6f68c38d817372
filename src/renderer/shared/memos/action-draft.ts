import type { ActionId } from './memo-actions.ts';

/** What somebody has typed about a memo and not sent. One for each memo: going to another action keeps the words. */
export type ActionDraft = {
  /** The form that is open. */
  action: ActionId | null;
  /** Version of the memo when that form was opened: what others did since is shown. */
  baseVersion: number;
  said: string;
  lateReason: string;
  lateAction: string;
  result: 'no_answer' | 'busy' | 'call_again' | null;
  note: string;
  reason: string;
  to: string | null;
  /** `yyyy-MM-dd` and `HH:mm` in the branch's zone. */
  day: string | null;
  time: string | null;
  textSent: boolean;
};

export const emptyDraft: ActionDraft = {
  action: null,
  baseVersion: 0,
  said: '',
  lateReason: '',
  lateAction: '',
  result: null,
  note: '',
  reason: '',
  to: null,
  day: null,
  time: null,
  textSent: false,
};

/** Actions that are done by one press, without words. */
export const wordless = (action: ActionId): boolean => action === 'takeOver';

/** Whether the form has what its action needs; the core says what is wrong with it. */
export function isReady(action: ActionId, draft: ActionDraft, needsLateReason: boolean): boolean {
  const said = (text: string) => text.trim() !== '';
  const explained = !needsLateReason || said(draft.lateReason);
  switch (action) {
    case 'answer':
      return said(draft.said) && explained;
    case 'interim':
      return said(draft.said) && draft.time !== null && explained;
    case 'attempt':
      return draft.result !== null && (draft.result !== 'call_again' || draft.time !== null);
    case 'handOn':
      return draft.to !== null && said(draft.reason);
    case 'unreachable':
      return draft.textSent && explained;
    case 'explainLate':
      return said(draft.lateReason);
    case 'closeUnanswered':
    case 'reopen':
      return said(draft.reason);
    case 'takeOver':
      return true;
  }
}
