import type { BoardFilter, MemoCard, PromiseFigures } from '#contract/memos.ts';
import { fromInstant, toInstant } from '#storage/codecs.ts';
import { type Actor, actorOf, type Call } from '../kernel/call.ts';
import type { Desk, Executor } from '../kernel/desk.ts';
import { answerMinutes } from '../promises/promise.ts';
import { staffRefs } from '../staff/staff.service.ts';
import { addDays } from '../standard/calendar.ts';
import { cardOf, type Members } from './memo-views.ts';
import {
  type CardRow,
  closedCards,
  figureRows,
  lastHandedOn,
  openCards,
  openDues,
} from './memos.repository.ts';

const CLOSED_SHOWN = 50;
/** How far back the filter `late` looks, in days. */
const LATE_DAYS = 30;
const DUE_SOON_MS = 15 * 60_000;

type FigureRow = Awaited<ReturnType<typeof figureRows>>[number];

/** What the strip and the chips show of a branch now. */
function figuresOf(rows: readonly FigureRow[], now: Date): PromiseFigures {
  const figures: PromiseFigures = {
    open: 0,
    dueSoon: 0,
    overdue: 0,
    keptToday: 0,
    closedToday: 0,
    meanMinutes: null,
  };
  let minutes = 0;
  let answered = 0;
  for (const row of rows) {
    const left = fromInstant(row.due_at).getTime() - now.getTime();
    if (row.state === 'open') {
      figures.open += 1;
      if (left < 0) figures.overdue += 1;
      else if (left <= DUE_SOON_MS) figures.dueSoon += 1;
      continue;
    }
    // Called off: nothing was owed any more.
    if (row.state === 'withdrawn') continue;
    figures.closedToday += 1;
    if (row.state === 'kept') figures.keptToday += 1;
    // A call booked for a time is no measure of how soon one answers.
    if (!isAnswered(row) || row.closed_at === null || row.counting === 'agreed') continue;
    answered += 1;
    minutes += answerMinutes(fromInstant(row.made_at), fromInstant(row.closed_at));
  }
  if (answered > 0) figures.meanMinutes = Math.round(minutes / answered);
  return figures;
}

const isAnswered = (row: FigureRow): boolean => row.state === 'kept' || row.state === 'late';

export async function promiseFigures(
  desk: Desk,
  _call: Call,
  input: { branchId: string },
): Promise<PromiseFigures> {
  const { db } = desk.engine;
  const { calendar } = await desk.branches.get(db, input.branchId);
  const now = desk.clock.now();
  return figuresOf(await figureRows(db, input.branchId, calendar.businessDate(now)), now);
}

/** When the promises the actor is to keep are due, soonest first. */
export async function mineDue(desk: Desk, call: Call, input: { branchId: string }): Promise<Date[]> {
  const rows = await openDues(desk.engine.db, input.branchId, actorOf(call).id);
  return rows.map((row) => fromInstant(row.due_at));
}

/**
 * The memo board in four queries: open cards in due order, then those closed today (newest first, at most 50);
 * with `late` those that ended late in the last 30 days instead, with `overdue` open ones alone.
 */
export async function board(desk: Desk, call: Call, input: { branchId: string; filter: BoardFilter }) {
  const { db } = desk.engine;
  const actor = actorOf(call);
  const { filter, branchId } = input;
  const { calendar } = await desk.branches.get(db, branchId);
  const now = desk.clock.now();
  const today = calendar.businessDate(now);
  const question = {
    branchId,
    filter,
    actorId: actor.id,
    departmentId: actor.departmentId,
    at: toInstant(now),
    today,
    since: addDays(today, -LATE_DAYS),
    limit: CLOSED_SHOWN,
  };
  const members = await staffRefs(db, branchId);
  const open = filter === 'late' ? [] : await openCards(db, question);
  const closed = filter === 'overdue' ? [] : await closedCards(db, question);
  const rows = await figureRows(db, branchId, today);
  const counted =
    filter === 'left'
      ? closed.filter((row) => row.promise_state === 'kept' || row.promise_state === 'late')
      : rows.filter((row) => isAnswered(row) && isFor(row, filter, actor, members));
  return {
    cards: onceEach([...open, ...closed]).map((row): MemoCard => cardOf(row, members)),
    answeredToday: counted.length,
    figures: figuresOf(rows, now),
  };
}

/** Open memos somebody is to call about, in due order, each with the duty it is about. */
export async function openMemosOf(
  desk: Desk,
  input: { branchId: string; staffId: string },
  members: Members,
): Promise<{ memo: MemoCard; dutyId: string | null }[]> {
  const { branchId, staffId } = input;
  const rows = await openCards(desk.engine.db, {
    branchId,
    filter: 'mine',
    actorId: staffId,
    departmentId: '',
    at: '',
    today: '',
    since: '',
    limit: 0,
  });
  return rows.map((row) => ({ memo: cardOf(row, members), dutyId: row.duty_id }));
}

export interface HandedOn {
  from: string;
  at: Date;
  reason: string;
}

/** From whom each of these memos came to whoever handles it now, by memo; only those handed on. */
export async function handedOnBy(
  executor: Executor,
  memos: readonly { id: string; handlerId: string }[],
  members: Members,
): Promise<Map<string, HandedOn>> {
  const handlers = new Map(memos.map(({ id, handlerId }) => [id, handlerId]));
  const found = new Map<string, HandedOn>();
  for (const row of await lastHandedOn(executor, [...handlers.keys()])) {
    const { from, to } = JSON.parse(row.data) as { from: string; to: string };
    // Taken over by somebody else since: what was handed on before explains nothing any more.
    if (to !== handlers.get(row.memo_id)) continue;
    const name = members.get(from)?.name ?? '';
    found.set(row.memo_id, { from: name, at: fromInstant(row.at), reason: row.note });
  }
  return found;
}

function isFor(row: FigureRow, filter: BoardFilter, actor: Actor, members: Members): boolean {
  if (filter === 'mine') return row.caller_id === actor.id;
  if (filter !== 'department') return true;
  return [row.caller_id, row.intended_id].some((id) => members.get(id)?.departmentId === actor.departmentId);
}

/** A memo answered twice in the time looked at is one card, with the newest of its promises. */
function onceEach(rows: readonly CardRow[]): CardRow[] {
  const seen = new Set<string>();
  return rows.filter((row) => !seen.has(row.id) && seen.add(row.id));
}
