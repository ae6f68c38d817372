import type { Quote } from '#contract/memos.ts';
import type { Language } from '#contract/rules.ts';
import type { StaffRef } from '#contract/staff.ts';
import type { PromiseRule, StandardPack } from '#contract/standard-pack.ts';
import { fromInstant, toInstant } from '#storage/codecs.ts';
import type { CustomerRow } from '#storage/schema.ts';
import { customerInUse } from '../customers/customers.service.ts';
import { actorOf, type Call } from '../kernel/call.ts';
import type { Branch, Desk, Executor } from '../kernel/desk.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { CALLBACK, clauseFor, type PromiseSource } from '../promises/promise.ts';
import { crewOf, standInsFor } from '../staff/crew.service.ts';
import { branchBlanks } from '../standard/branch-blanks.ts';
import {
  type AfterClosingChoice,
  type PromiseQuote,
  type PromiseQuoteProblem,
  quotePromise,
} from '../standard/promise-quote.ts';
import { say } from '../standard/script.ts';
import { spokenLanguage } from '../standard/spoken-language.ts';
import { dutyById, officerNow, visitOf } from './memos.repository.ts';

export interface QuoteInput {
  branchId: string;
  intendedId: string;
  encounterId: string | null;
  preferredAt: Date | null;
  afterClosing: AfterClosingChoice | null;
}

export interface QuoteAsk {
  intendedId: string;
  /** Where the request came from; left out: what the visit, if any, says. */
  source?: PromiseSource;
  encounterId: string | null;
  customerId: string | null;
  dutyId: string | null;
  takerId: string;
  preferredAt: Date | null;
  afterClosing: AfterClosingChoice | null;
}

/** What can be promised, with the people it names. */
export interface Quoted {
  quote: PromiseQuote;
  rule: PromiseRule;
  /** The standard it is promised by, and its pack: that of the visit or call it is taken in. */
  standardId: string;
  pack: StandardPack;
  caller: StaffRef;
  /** Where the request came from: the visit's channel, or the window itself. */
  source: PromiseSource;
  /** The known customer the memo is for, with whole name and number. */
  customer: Pick<CustomerRow, 'id' | 'name' | 'business' | 'phone' | 'phone_digits'> | null;
}

/** The pack's rule for calling back; refused (NOT_IN_STANDARD) where a pack has none. */
export function callbackRule(pack: StandardPack): PromiseRule {
  const rule = pack.promises[CALLBACK];
  if (rule === undefined) throw refuse('NOT_IN_STANDARD');
  return rule;
}

/** The rule a stored promise was made by. */
export function ruleOf(pack: StandardPack, promise: { promise: string }): PromiseRule {
  return pack.promises[promise.promise] ?? callbackRule(pack);
}

const REFUSALS: Record<PromiseQuoteProblem['problem']['code'], { reason: string; field: string | null }> = {
  preferred_not_a_time: { reason: 'TIME_IMPOSSIBLE', field: 'preferredAt' },
  preferred_not_supported: { reason: 'PREFERRED_NOT_OFFERED', field: 'preferredAt' },
  preferred_in_past: { reason: 'TIME_IN_PAST', field: 'preferredAt' },
  preferred_too_far: { reason: 'TIME_IMPOSSIBLE', field: 'preferredAt' },
  choice_not_offered: { reason: 'CHOICE_NOT_OFFERED', field: 'afterClosing' },
  no_deadline: { reason: 'NOT_IN_STANDARD', field: null },
};

/** What a memo rests on besides its officer; refuses what is not of this branch, or closed. */
async function groundOf(executor: Executor, branch: Branch, ask: QuoteAsk) {
  const { encounterId, customerId, dutyId } = ask;
  const visit = encounterId === null ? undefined : await visitOf(executor, encounterId);
  if (encounterId !== null && visit?.branch_id !== branch.id) throw notFound('encounter', encounterId);
  if (visit !== undefined && visit.closed_at !== null) throw refuse('ENCOUNTER_CLOSED', 'encounterId');
  const customer =
    customerId === null ? undefined : await customerInUse(executor, branch.institutionId, customerId);
  if (dutyId !== null && (await dutyById(executor, dutyId))?.branch_id !== branch.id) {
    throw notFound('duty', dutyId);
  }
  return { visit, customer };
}

/** The officer asked for, and what keeps him away; refuses one of another branch or who has left. */
async function officerOf(executor: Executor, branch: Branch, id: string, at: string) {
  const row = (await officerNow(executor, id, at)).at(-1);
  if (row === undefined || row.branch_id !== branch.id) throw notFound('staff', id);
  if (row.active !== 1) throw refuse('STAFF_INACTIVE', 'intendedId');
  const { name, title, department, seat } = row;
  const officer: StaffRef = { id, name, title, department, seat };
  return { officer, absence: row.absence_id === null ? null : { returnsAt: fromInstant(row.returns_at) } };
}

/**
 * What would be promised now and who would call (V4, P2). Colleagues are looked for only while the officer is
 * away. In a visit or call that began under another standard it is that one’s to promise. Refuses what the pack does
 * not offer and times that cannot be.
 */
export async function quoteFor(
  { branches }: Pick<Desk, 'branches'>,
  executor: Executor,
  branch: Branch,
  now: { date: Date; stored: string },
  language: Language,
  ask: QuoteAsk,
): Promise<Quoted> {
  const { officer, absence } = await officerOf(executor, branch, ask.intendedId, now.stored);
  const { visit, customer } = await groundOf(executor, branch, ask);
  const standardId = visit?.standard_id ?? branch.standardId;
  // One that takes no notice of a visit comes with the standard it is to be promised by.
  const pack = visit === undefined ? branch.pack : await branches.pack(executor, standardId);
  const rule = callbackRule(pack);
  const source = ask.source ?? sourceOf(visit?.channel);
  let present: StaffRef[] = [];
  if (absence !== null) {
    const crew = await crewOf(executor, branch.id, now.date);
    // Whoever takes the memo stands at the window, whatever his absence says.
    const isPresent = (id: string) => id === ask.takerId || crew.isPresent(id);
    present = standInsFor(
      { ...crew, isPresent },
      { officerId: officer.id, dutyId: visit?.duty_id ?? null, takerId: ask.takerId },
    );
  }
  const quote = settled(
    quotePromise({
      now: now.date,
      rule,
      source,
      calendar: branch.calendar,
      officer,
      absence,
      present,
      language: spokenLanguage(pack, language),
      ...(ask.preferredAt === null ? {} : { preferredAt: ask.preferredAt }),
      ...(ask.afterClosing === null ? {} : { choice: ask.afterClosing }),
    }),
  );
  const caller = present.find((person) => person.id === quote.callerId) ?? officer;
  return { quote, rule, standardId, pack, caller, source, customer: customer ?? null };
}

function sourceOf(channel: string | undefined): PromiseSource {
  return channel === 'visit' || channel === 'phone' ? channel : 'direct';
}

/** Where only one time is offered the sentence already names it, so it is what is promised unless another is. */
function settled(found: PromiseQuote | PromiseQuoteProblem): PromiseQuote {
  if (!found.ok) throw refuse(REFUSALS[found.problem.code].reason, REFUSALS[found.problem.code].field);
  const [only, other] = found.offers;
  if (only === undefined || other !== undefined) return found;
  return {
    ...found,
    dueAt: only.dueAt,
    dueReason: only.choice,
    callerId: only.callerId,
    substituted: only.substituted,
  };
}

/** What would be promised now, with the sentence for it. Writes nothing. */
export async function quoteMemo(desk: Desk, call: Call, input: QuoteInput): Promise<Quote> {
  const { db } = desk.engine;
  const branch = await desk.branches.get(db, input.branchId);
  const date = desk.clock.now();
  const now = { date, stored: toInstant(date) };
  const { quote, pack, caller, rule, source } = await quoteFor(desk, db, branch, now, call.language, {
    ...input,
    customerId: null,
    dutyId: null,
    takerId: actorOf(call).id,
  });
  const { id, name, title, department, seat } = caller;
  return {
    originalDueAt: quote.originalDueAt,
    dueAt: quote.dueAt,
    dueReason: quote.dueReason,
    caller: { id, name, title, department, seat },
    substituted: quote.substituted,
    nobodyPresent: quote.nobodyPresent,
    offers: quote.offers.map(({ choice, dueAt }) => ({ choice, dueAt })),
    say: say(pack, quote.scriptKey, { ...quote.blanks, ...branchBlanks(branch) }, call.language),
    clause: clauseFor(rule, source),
  };
}
