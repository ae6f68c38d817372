import { toInstant } from '#storage/codecs.ts';
import type { DueRow, NoticeRow, PromiseRow } from '#storage/schema.ts';
import { Clockwork } from '../kernel/clockwork.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { systemWrite } from '../kernel/system-write.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { crewOf } from '../staff/crew.service.ts';
import { interimsOfDue } from './interims.repository.ts';
import { type InHand, managersOf, tellOfficer, tellSubstitute, tellUntaken } from './recipients.ts';
import {
  branchesWithDue,
  cancelDue,
  cancelNotices,
  dueBy,
  encountersOfDue,
  insertDue,
  insertNotices,
  memosOfDue,
  nextDueAt,
  promisesOfDue,
  settleDue,
} from './reminders.repository.ts';
import type { DueKind } from './reminders.ts';
import type { SubjectType } from './subjects.types.ts';

/** Rows of the due table taken in one transaction. */
const AT_ONCE = 200;

/**
 * What something is to be said about: a memo and its one promise, a visit, a promise about anything else, the next word
 * in between of one, a message.
 */
export interface ReminderSubject {
  type: 'memo' | 'encounter' | 'promise' | 'interim' | 'message';
  id: string;
}

/**
 * What its reminders are planned about: a memo has one promise at a time, and other things to be said of it; anything
 * else may have several promises, each with reminders of its own.
 */
export function reminderSubject(
  row: Pick<PromiseRow, 'id' | 'subject_type' | 'subject_id'>,
): ReminderSubject {
  const type = row.subject_type as SubjectType;
  return type === 'memo' ? { type, id: row.subject_id } : { type: 'promise', id: row.id };
}

/** Plans what has to be said about a thing; the ticker is told after the commit. */
export async function plan(
  unit: UnitOfWork,
  subject: ReminderSubject,
  reminders: readonly { kind: DueKind; at: Date }[],
): Promise<void> {
  if (reminders.length === 0) return;
  await insertDue(
    unit.trx,
    reminders.map(({ kind, at }) => ({
      id: newId(),
      branch_id: unit.branch.id,
      kind,
      subject_type: subject.type,
      subject_id: subject.id,
      at: toInstant(at),
      fired_at: null,
      cancelled_at: null,
    })),
  );
  unit.plansLater = true;
}

/** Calls off whatever is still planned about a thing, and takes back what was said of it and not seen yet. */
export async function callOff(
  unit: UnitOfWork,
  subject: ReminderSubject,
  kinds?: readonly DueKind[],
): Promise<void> {
  const about = { ...subject, kinds };
  await cancelDue(unit.trx, about, unit.at);
  await cancelNotices(unit.trx, about, unit.at);
}

/** Somebody agreed to call again at a time (null: no longer); the time agreed before counts no more. */
export async function planCallAgain(
  unit: UnitOfWork,
  subject: ReminderSubject,
  at: Date | null,
): Promise<void> {
  await callOff(unit, subject, ['call_again']);
  if (at !== null) await plan(unit, subject, [{ kind: 'call_again', at }]);
}

/** Says something at once to somebody, in the caller's own transaction; where he has left, to the managers. */
export async function tellNow(
  unit: UnitOfWork,
  subject: ReminderSubject,
  kind: DueKind,
  staffId: string,
): Promise<void> {
  const crew = await crewOf(unit.trx, unit.branch.id, unit.now);
  const told = crew.members.get(staffId)?.active === true ? [staffId] : managersOf(crew);
  if (told.length === 0) return;
  const about = {
    branch_id: unit.branch.id,
    kind,
    subject_type: subject.type,
    subject_id: subject.id,
    at: unit.at,
    cancelled_at: null,
  };
  const due = { ...about, id: newId(), fired_at: unit.at };
  await insertDue(unit.trx, [due]);
  const notices = told.map((staff_id) => ({
    ...about,
    id: newId(),
    due_id: due.id,
    staff_id,
    seen_at: null,
  }));
  await insertNotices(unit.trx, notices);
  for (const { id } of notices) unit.change('notice', id, 1);
}

/**
 * Says everything that has come due, also what was missed while the machine slept or Maji was stopped, each
 * exactly once: to the right people as notices, in one transaction a branch. What was settled meanwhile is called
 * off. Answers how many due rows were said.
 */
export async function runDue(desk: Desk): Promise<number> {
  let said = 0;
  const at = toInstant(desk.clock.now());
  for (const branchId of await branchesWithDue(desk.engine.db, at)) {
    for (;;) {
      const { taken, fired } = await systemWrite(desk, branchId, 'reminders.say', (unit) =>
        sayDue(desk, unit),
      );
      said += fired;
      if (taken < AT_ONCE) break;
    }
  }
  return said;
}

async function sayDue(desk: Desk, unit: UnitOfWork): Promise<{ taken: number; fired: number }> {
  const { trx, branch } = unit;
  // Read again inside the transaction: another process may have said it since.
  const rows = await dueBy(trx, branch.id, unit.at, AT_ONCE);
  if (rows.length === 0) return { taken: 0, fired: 0 };
  const people = await recipientsOf(unit, rows);
  const notices: NoticeRow[] = [];
  for (const row of rows) {
    for (const { staffId, kind } of people(row)) {
      const id = newId();
      notices.push({
        id,
        branch_id: branch.id,
        due_id: row.id,
        kind,
        subject_type: row.subject_type,
        subject_id: row.subject_id,
        staff_id: staffId,
        at: unit.at,
        seen_at: null,
        cancelled_at: null,
      });
      unit.change('notice', id, 1);
      unit.touches(row.subject_type, row.subject_id);
    }
  }
  await insertNotices(trx, notices);
  const fired = new Set(notices.map((notice) => notice.due_id));
  for (const row of rows) {
    if (row.kind === 'promise_customer' && (await remind(desk, unit, row))) fired.add(row.id);
  }
  const ids = (wanted: boolean) => rows.flatMap((row) => (fired.has(row.id) === wanted ? [row.id] : []));
  await settleDue(trx, 'fired_at', ids(true), unit.at);
  await settleDue(trx, 'cancelled_at', ids(false), unit.at);
  return { taken: rows.length, fired: fired.size };
}

/** Only of memos are customers reminded; a standard that asks for more was warned about. */
const remind = async (desk: Desk, unit: UnitOfWork, { subject_type: type, subject_id: id }: DueRow) =>
  type === 'memo' && ((await desk.subjects.memo.remindCustomer?.(desk, unit, id)) ?? false);

/** For each due row who is told, and as what; nobody when the thing is settled. */
async function recipientsOf(unit: UnitOfWork, rows: readonly DueRow[]) {
  const { trx, branch } = unit;
  const idsOf = (type: ReminderSubject['type']) => [
    ...new Set(rows.flatMap((row) => (row.subject_type === type ? [row.subject_id] : []))),
  ];
  const memos = new Map((await memosOfDue(trx, idsOf('memo'))).map((memo) => [memo.id, memo]));
  const visits = new Map((await encountersOfDue(trx, idsOf('encounter'))).map((visit) => [visit.id, visit]));
  const promises = new Map((await promisesOfDue(trx, idsOf('promise'))).map((one) => [one.id, one]));
  const words = new Map((await interimsOfDue(trx, idsOf('interim'))).map((word) => [word.id, word]));
  const crew = await crewOf(trx, branch.id, unit.now);
  const inHands: Record<string, ReadonlyMap<string, InHand>> = {
    memo: memos,
    promise: promises,
    interim: words,
  };

  return (row: DueRow): { staffId: string; kind: DueKind }[] => {
    const kind = row.kind as DueKind;
    const all = (ids: string[]) => ids.map((staffId) => ({ staffId, kind }));
    // Nobody of the staff: a text is written instead.
    if (kind === 'promise_customer') return [];
    if (kind === 'handover_untaken') {
      const visit = visits.get(row.subject_id);
      if (visit?.state !== 'handed_over') return [];
      return all(tellUntaken(visit.opened_by, branch.pack.handover.tell, crew));
    }
    const inHand = inHands[row.subject_type]?.get(row.subject_id);
    if (inHand === undefined) return [];
    if (kind === 'promise_officer' || kind === 'interim_officer' || kind === 'call_again') {
      return all(tellOfficer(inHand, crew));
    }
    if (kind === 'promise_manager' || kind === 'interim_manager') return all(managersOf(crew));
    const officers = new Set(tellOfficer(inHand, crew));
    return tellSubstitute(inHand, crew).map((staffId) => ({
      staffId,
      kind: !officers.has(staffId)
        ? kind
        : kind === 'interim_substitute'
          ? 'interim_officer'
          : 'promise_officer',
    }));
  };
}

/** How long a look after something was planned may wait for more of the same (ms). */
const SOON = 100;

/** Wakes when something comes due, and says it. */
export function dueTicker(desk: Desk, onFailure: (error: unknown) => void): Clockwork {
  const work = { look: () => runDue(desk), nextAt: () => nextDueAt(desk.engine.db), soon: SOON };
  return new Clockwork(desk.clock, work, onFailure);
}
