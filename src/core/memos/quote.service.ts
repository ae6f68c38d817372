import type { Quote } from '#contract/memos.ts';
import type { Language } from '#contract/rules.ts';
import type { StaffRef } from '#contract/staff.ts';
import type { PromiseRule, StandardPack } from '#contract/standard-pack.ts';
import { fromInstant, toInstant } from '#storage/codecs.ts';
import { actorOf, type Call } from '../kernel/call.ts';
import type { Branch, Desk, Executor } from '../kernel/desk.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { CALLBACK, type PromiseSource } from '../promises/promise.ts';
import { crewOf, standInsFor } from '../staff/crew.service.ts';
import {
  type AfterClosingChoice,
  type PromiseQuote,
  type PromiseQuoteProblem,
  quotePromise,
} from '../standard/promise-quote.ts';
import { say } from '../standard/script.ts';
import { groundFor } from './memos.repository.ts';

export interface QuoteInput {
  branchId: string;
  intendedId: string;
  encounterId: string | null;
  preferredAt: Date | null;
  afterClosing: AfterClosingChoice | null;
}

export interface QuoteAsk {
  intendedId: string;
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
  caller: StaffRef;
  /** Where the request came from: the visit's channel, or the window itself. */
  source: PromiseSource;
  /** The known customer the memo is for, with whole name and number. */
  customer: KnownCustomer | null;
}

export interface KnownCustomer {
  name: string;
  business: string;
  phone: string;
  phoneDigits: string;
}

/** The pack's rule for calling back; refused (NOT_IN_STANDARD) where a pack has none. */
export function callbackRule(pack: StandardPack): PromiseRule {
  const rule = pack.promises[CALLBACK];
  if (rule === undefined) throw refuse('NOT_IN_STANDARD');
  return rule;
}

const REFUSALS: Record<PromiseQuoteProblem['problem']['code'], { reason: string; field: string | null }> = {
  preferred_not_a_time: { reason: 'TIME_IMPOSSIBLE', field: 'preferredAt' },
  preferred_not_supported: { reason: 'PREFERRED_NOT_OFFERED', field: 'preferredAt' },
  preferred_in_past: { reason: 'TIME_IN_PAST', field: 'preferredAt' },
  preferred_too_far: { reason: 'TIME_IMPOSSIBLE', field: 'preferredAt' },
  choice_not_offered: { reason: 'CHOICE_NOT_OFFERED', field: 'afterClosing' },
  no_deadline: { reason: 'NOT_IN_STANDARD', field: null },
};

/** The officer asked for with all a memo rests on; refuses what is not of this branch, left or closed. */
async function groundOf(executor: Executor, branch: Branch, now: string, ask: QuoteAsk) {
  const ground = (await groundFor(executor, { ...ask, at: now })).at(-1);
  if (ground === undefined || ground.branch_id !== branch.id) throw notFound('staff', ask.intendedId);
  if (ground.active !== 1) throw refuse('STAFF_INACTIVE', 'intendedId');
  if (ask.encounterId !== null) {
    if (ground.encounter_branch !== branch.id) throw notFound('encounter', ask.encounterId);
    if (ground.encounter_closed !== null) throw refuse('ENCOUNTER_CLOSED', 'encounterId');
  }
  if (ask.customerId !== null && ground.customer_institution !== branch.institutionId) {
    throw notFound('customer', ask.customerId);
  }
  if (ask.dutyId !== null && ground.duty_branch !== branch.id) throw notFound('duty', ask.dutyId);
  return ground;
}

/**
 * What would be promised now and who would call (V4, P2). Colleagues are looked for only while the officer is
 * away. Refuses what the pack does not offer and times that cannot be.
 */
export async function quoteFor(
  executor: Executor,
  branch: Branch,
  now: { date: Date; stored: string },
  language: Language,
  ask: QuoteAsk,
): Promise<Quoted> {
  const ground = await groundOf(executor, branch, now.stored, ask);
  const rule = callbackRule(branch.pack);
  const officer: StaffRef = {
    id: ground.id,
    name: ground.name,
    title: ground.title,
    department: ground.department,
    seat: ground.seat,
  };
  const absence = ground.absence_id === null ? null : { returnsAt: fromInstant(ground.returns_at) };
  let present: StaffRef[] = [];
  if (absence !== null) {
    const crew = await crewOf(executor, branch.id, now.date);
    // Whoever takes the memo stands at the window, whatever his absence says.
    const isPresent = (id: string) => id === ask.takerId || crew.isPresent(id);
    present = standInsFor(
      { ...crew, isPresent },
      { officerId: ground.id, dutyId: ground.encounter_duty, takerId: ask.takerId },
    );
  }
  const quote = settled(
    quotePromise({
      now: now.date,
      rule,
      calendar: branch.calendar,
      officer,
      absence,
      present,
      language,
      ...(ask.preferredAt === null ? {} : { preferredAt: ask.preferredAt }),
      ...(ask.afterClosing === null ? {} : { choice: ask.afterClosing }),
    }),
  );
  const caller = present.find((person) => person.id === quote.callerId) ?? officer;
  return { quote, rule, caller, source: sourceOf(ground.channel), customer: customerOf(ground) };
}

function customerOf(ground: Awaited<ReturnType<typeof groundOf>>): KnownCustomer | null {
  if (ground.customer_name === null) return null;
  return {
    name: ground.customer_name,
    business: ground.customer_business ?? '',
    phone: ground.customer_phone ?? '',
    phoneDigits: ground.customer_digits ?? '',
  };
}

function sourceOf(channel: string | null): PromiseSource {
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
  const { quote, caller } = await quoteFor(db, branch, { date, stored: toInstant(date) }, call.language, {
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
    say: say(branch.pack, quote.scriptKey, { ...quote.blanks, branch: branch.name }, call.language),
  };
}
