import type { MemoCard, MemoState } from '#contract/memos.ts';

export const actionIds = [
  'answer',
  'attempt',
  'interim',
  'takeOver',
  'handOn',
  'unreachable',
  'explainLate',
  'closeUnanswered',
  'reopen',
] as const;
export type ActionId = (typeof actionIds)[number];

/** Actions after which there is nothing more to do with a memo. */
export const endings: readonly ActionId[] = ['answer', 'unreachable', 'closeUnanswered'];

/** The key of each action, on a card as well as in the open memo. Enter opens a card and answers an open memo. */
export const actionKeys: Record<ActionId, string> = {
  answer: 'Enter',
  attempt: 'A',
  interim: 'I',
  takeOver: 'T',
  handOn: 'H',
  unreachable: 'U',
  explainLate: 'L',
  closeUnanswered: 'X',
  reopen: 'R',
};

export type ColumnId = 'new' | 'seen' | 'in_contact' | 'closed';
export const columnIds: readonly ColumnId[] = ['new', 'seen', 'in_contact', 'closed'];

export const columnOf = (state: MemoState): ColumnId =>
  state === 'new' || state === 'seen' || state === 'in_contact' ? state : 'closed';

type MemoToActOn = Pick<MemoCard, 'state' | 'attempts' | 'handler' | 'intended' | 'promise'>;

/** Whether somebody may call the customer, and so see the whole name and number. */
export const mayCall = (memo: Pick<MemoCard, 'handler' | 'intended'>, actorId: string | null): boolean =>
  actorId !== null && (memo.handler.id === actorId || memo.intended.id === actorId);

export const isOverdue = ({ promise }: Pick<MemoCard, 'promise'>, now: number): boolean =>
  promise.state === 'open' && promise.dueAt.getTime() < now;

/** A memo as it is open; a card does not say whether the call was begun in time. */
type Called = Pick<MemoCard, 'promise'> & { calledInTime?: Date | null };

/** Late to the customer: past due, and not a call that was begun at the time it was booked for. */
export const isLate = (memo: Called, now: number): boolean => isOverdue(memo, now) && !memo.calledInTime;

/** Ending it now needs a reason: it is late and nobody has given one. */
export const needsLateReason = (memo: Called, now: number): boolean =>
  isLate(memo, now) && memo.promise.lateReason === null;

/** How long before the time it is booked for a call may begin (milliseconds). */
const EARLY = 10 * 60_000;

/** Booked for a time still to come: the customer expects nobody before it. */
export const isBookedAhead = ({ promise }: Pick<MemoCard, 'promise'>, now: number): boolean =>
  promise.state === 'open' && promise.dueReason === 'agreed' && promise.dueAt.getTime() - now > EARLY;

/**
 * What somebody may do with a memo now, the primary action first. The core decides again; this is what is offered.
 * Only who may call answers, tries or agrees another time; everybody else takes over first.
 */
export function actionsFor(
  memo: MemoToActOn & { unreachableAfter?: number },
  actorId: string | null,
  now: number,
): ActionId[] {
  if (columnOf(memo.state) === 'closed') return ['reopen'];
  const late: ActionId[] = isOverdue(memo, now) ? ['explainLate'] : [];
  if (!mayCall(memo, actorId)) return ['takeOver', 'handOn', ...late, 'closeUnanswered'];
  const enough = memo.attempts >= (memo.unreachableAfter ?? 1);
  return [
    'answer',
    'attempt',
    'interim',
    ...(memo.handler.id === actorId ? [] : (['takeOver'] as const)),
    'handOn',
    ...(enough ? (['unreachable'] as const) : []),
    ...late,
    'closeUnanswered',
  ];
}

export type Drop = ActionId | 'open' | null;

/** What dropping a card on a column means: the action that leads there, or nothing. Its words are asked for in the panel. */
export function dropAction(memo: MemoToActOn, to: ColumnId, actorId: string | null, now: number): Drop {
  const from = columnOf(memo.state);
  if (from === to) return null;
  if (from === 'closed') return 'reopen';
  if (to === 'new') return null;
  const wanted = { seen: 'open', in_contact: 'attempt', closed: 'answer' } as const;
  const action = wanted[to];
  if (action === 'open') return from === 'new' ? 'open' : null;
  return actionsFor(memo, actorId, now).includes(action) ? action : 'takeOver';
}

/** Cards by column, in the order they came: by due time, closed ones newest first. */
export function byColumn(cards: readonly MemoCard[]): Record<ColumnId, MemoCard[]> {
  const columns: Record<ColumnId, MemoCard[]> = { new: [], seen: [], in_contact: [], closed: [] };
  for (const card of cards) columns[columnOf(card.state)].push(card);
  return columns;
}

export type Arrow = 'Up' | 'Down' | 'Left' | 'Right';

/** The card an arrow leads to: along the column, or to the same height in the next column that has cards. */
export function neighbour(
  columns: Record<ColumnId, readonly Pick<MemoCard, 'id'>[]>,
  currentId: string | null,
  arrow: Arrow,
): string | null {
  const lists = columnIds.map((id) => columns[id]);
  const column = lists.findIndex((list) => list.some(({ id }) => id === currentId));
  const list = lists[column];
  if (!list) return lists.find(({ length }) => length > 0)?.[0]?.id ?? null;
  const row = list.findIndex(({ id }) => id === currentId);
  if (arrow === 'Up' || arrow === 'Down') return list[row + (arrow === 'Down' ? 1 : -1)]?.id ?? currentId;
  const beside = arrow === 'Right' ? lists.slice(column + 1) : lists.slice(0, column).reverse();
  const next = beside.find(({ length }) => length > 0);
  return next?.[Math.min(row, next.length - 1)]?.id ?? currentId;
}

/** My open memos in due order, as they are called one after the other; without those done with and those booked for later. */
export function callQueue(
  cards: readonly MemoCard[],
  actorId: string | null,
  done: ReadonlySet<string>,
  now: number,
): MemoCard[] {
  return cards
    .filter((card) => columnOf(card.state) !== 'closed' && card.handler.id === actorId && !done.has(card.id))
    .filter((card) => !isBookedAhead(card, now))
    .sort((a, b) => a.promise.dueAt.getTime() - b.promise.dueAt.getTime() || (a.id < b.id ? -1 : 1));
}
