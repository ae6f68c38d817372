import type { PromiseRule, StandardPack } from '#contract/standard-pack.ts';
import { deadlineFor } from '#contract/standard-pack.ts';
import { fromInstant } from '#storage/codecs.ts';
import { refuse } from '../kernel/refusals.ts';
import type { FactInput, UnitOfWork } from '../kernel/unit-of-work.ts';
import { dueAt } from '../standard/deadline.ts';
import { beginInterims, wordGiven } from './interims.service.ts';
import { pausePromise, resumePromise } from './pauses.service.ts';
import { answeredAs, needsLateReason, type PromiseSource } from './promise.ts';
import { rulesOf } from './promise-rules.ts';
import { makePromise, movePromise, promisesOf } from './promises.service.ts';
import type { PromiseSubject } from './subjects.types.ts';

/** Something the standard of a thing may speak of: documents came, a notice went out, somebody arrived. */
export interface Happening {
  subject: PromiseSubject;
  /** Where the request came from; a promise may have another figure for each. */
  source: PromiseSource;
  /** What it counts as where a rule knows nothing of that source: a letter is a document, too. */
  otherwise?: PromiseSource;
  /** The standard the thing began under, and its pack. */
  standardId: string;
  pack: StandardPack;
  /** The pack's word for it. */
  event: string;
  /** Clauses of the steps that record it; those of notices are added. */
  clauses?: readonly string[];
  how: FactInput['how'];
  /** Now unless given: an answer given then is judged by that time. */
  occurredAt?: Date;
  /** Who has to keep what it starts. */
  officerId: string;
  /** The time agreed with the customer, for a promise that runs to one. */
  agreedAt?: Date;
  /** Why a missed time was missed, where the rule wants to know; null where nobody is there to be asked. */
  lateReason?: string | null;
}

/**
 * What an event does by the standard: evidence under every clause it belongs to; promises that start with it are made,
 * those it fulfils are kept or late, those it stops or sets going again are; word in between moves the next word. REFUSED
 * with NEEDS_REASON where a missed promise wants a reason and none is given.
 */
export async function happened(unit: UnitOfWork, it: Happening): Promise<void> {
  const { now } = unit;
  const at = it.occurredAt ?? now;
  for (const clause of clausesOf(it)) {
    unit.fact({
      clause,
      standardId: it.standardId,
      subject: it.subject,
      event: it.event,
      how: it.how,
      occurredAt: at,
    });
  }
  const rules = rulesOf(it.pack);
  const open = (await promisesOf(unit.trx, it.subject)).filter((row) => row.state === 'open');
  for (const row of open) {
    const rule = rules.get(row.promise);
    if (rule === undefined) continue;
    if (rule.interim?.fulfilled_by === it.event) await wordGiven(unit, rule, row, at);
    if (rule.fulfilled_by === it.event) {
      const promise = { state: 'open', dueAt: fromInstant(row.due_at), lateReason: row.late_reason } as const;
      // Its clock stood still since then.
      const judged = row.paused_at === null ? at : fromInstant(row.paused_at);
      if (needsLateReason(promise, rule, judged) && it.lateReason === undefined) {
        throw refuse('NEEDS_REASON', 'lateReason');
      }
      const state = answeredAs(promise, judged);
      const late = state === 'late' && it.lateReason ? { lateReason: it.lateReason } : {};
      await movePromise(unit, rule, row, { state, closedAt: at, ...late });
    } else if (rule.pauses.some((pause) => pause.from === it.event)) {
      await pausePromise(unit, row, it.event, at);
    } else if (rule.pauses.some((pause) => pause.until === it.event)) {
      await resumePromise(unit, rule, row, at);
    }
  }
  const running = new Set(open.map((row) => row.promise));
  for (const [name, rule] of rules) {
    if (rule.starts_on === it.event && !running.has(name)) await start(unit, it, name, rule, at);
  }
}

/** Clauses an event is evidence for: the steps' own, and those of notices that record it. */
function clausesOf({ pack, event, clauses = [] }: Happening): ReadonlySet<string> {
  const notices = pack.clauses.filter((clause) => clause.kind === 'notice' && clause.records.includes(event));
  return new Set([...clauses, ...notices.map((clause) => clause.id)]);
}

/** Makes a promise the event starts; none where the standard names no time for this source, or none was agreed. */
async function start(unit: UnitOfWork, it: Happening, name: string, rule: PromiseRule, at: Date) {
  const reported = (source?: PromiseSource) => rule.reported_under.find((one) => one.source === source);
  const report = reported(it.source) ?? reported(it.otherwise);
  if (report === undefined) return;
  const { source } = report;
  const deadline = deadlineFor(rule, source);
  const runsToAgreed = (report.deadline ?? rule.deadline).counting === 'agreed';
  const due =
    deadline !== null ? dueAt(deadline, at, unit.branch.calendar) : runsToAgreed ? it.agreedAt : undefined;
  if (due === undefined) return;
  const id = await makePromise(unit, rule, {
    subject: it.subject,
    promise: name,
    standardId: it.standardId,
    clause: report.clause,
    source,
    intendedId: it.officerId,
    callerId: it.officerId,
    madeAt: at,
    originalDueAt: due,
    dueAt: due,
    dueReason: deadline === null ? 'agreed' : 'standard',
  });
  const made = { id, standard_id: it.standardId, clause: report.clause, paused_at: null };
  await beginInterims(unit, rule, made, at);
}
