import { headers, type Language } from '#contract/rules.ts';

/** Who sits at this window, as every call says it. */
export interface SessionFacts {
  /** The member of staff picked at this window. */
  actorId: string | null;
  /** The person is away from the keyboard: nothing is sent in his name but what says who he is. */
  locked?: boolean;
  /** The branch whose changes this window follows; null until one is set up. */
  branchId: string | null;
  /** One for the life of a window. */
  windowId: string;
  language: Language;
}

/** Where the host reads the session; a zustand store fits: `{ get: store.getState, subscribe: store.subscribe }`. */
export interface SessionSource {
  get(): SessionFacts;
  subscribe(listener: () => void): () => void;
}

/** What one call may say besides its input. */
export interface CallContext {
  /** Acts as this person, whoever sits at the window by now. */
  actorId?: string;
  /** False: a call that was on its way when the connection broke fails at once instead of being sent again. */
  resend?: boolean;
}

/** The headers every call carries. */
export function headersOf(session: SessionFacts, context: CallContext = {}): Record<string, string> {
  const actorId = context.actorId ?? session.actorId;
  return {
    ...(actorId === null ? {} : { [headers.actor]: actorId }),
    [headers.window]: session.windowId,
    [headers.language]: session.language,
  };
}
