import { sql } from 'kysely';
import type { Executor } from '../kernel/desk.ts';

/** A stretch of business dates at one branch, both ends included; every clause unless one is named. */
export interface FactPeriod {
  branchId: string;
  since: string;
  until: string;
  clause?: string;
}

/** How often an event stands in a period, after what was undone is taken off. */
export interface EventTally {
  standard_id: string;
  clause: string;
  /** `introduced`, `introduced.again` (after a hand-over), `introduced.skipped` … */
  event: string;
  standing: number;
  /** Encounters, memos or promises in which it stands at least once. */
  subjects: number;
  /** How the standing and the undone ones together were known. */
  clock: number;
  ticked: number;
  afterwards: number;
}

/**
 * Facts of a period by standard, clause and event, in that order. Only what was recorded is here: an event nobody could
 * measure has no row, which is not the same as none. `.undone` carries the time of what it takes back, so a
 * day always balances.
 */
export async function tallyFacts(executor: Executor, period: FactPeriod): Promise<EventTally[]> {
  const { branchId, since, until, clause } = period;
  const { rows } = await sql<EventTally>`
    select standard_id, clause, event, cast(sum(net) as integer) as standing,
      cast(sum(case when net > 0 then 1 else 0 end) as integer) as subjects,
      cast(sum(clock) as integer) as clock, cast(sum(ticked) as integer) as ticked,
      cast(sum(afterwards) as integer) as afterwards
    from (
      select standard_id, clause, event, sum(case when undone = 1 then -1 else 1 end) as net,
        sum(case when undone = 0 and how = 'clock' then 1 else 0 end) as clock,
        sum(case when undone = 0 and how = 'ticked' then 1 else 0 end) as ticked,
        sum(case when undone = 0 and how = 'afterwards' then 1 else 0 end) as afterwards
      from (
        select standard_id, clause, subject_type, subject_id, how,
          case when event like '%.undone' then substr(event, 1, length(event) - 7) else event end as event,
          case when event like '%.undone' then 1 else 0 end as undone
        from fact
        where branch_id = ${branchId} and business_date >= ${since} and business_date <= ${until}
          ${clause === undefined ? sql`` : sql`and clause = ${clause}`}
      ) as named
      group by standard_id, clause, event, subject_type, subject_id
    ) as each_subject
    group by standard_id, clause, event
    order by standard_id, clause, event`.execute(executor);
  return rows;
}

/** What has become of the promises due in a period. */
export interface PromiseTally {
  standard_id: string;
  clause: string;
  /** Name of the rule in the pack. */
  promise: string;
  state: string;
  promises: number;
}

/** What has become of the words in between due in a period. */
export interface WordTally {
  standard_id: string;
  clause: string;
  state: string;
  words: number;
}

/** The words in between of a branch due in a period, counted by standard, clause and state. */
export async function tallyWords(executor: Executor, period: FactPeriod): Promise<WordTally[]> {
  const { branchId, since, until, clause } = period;
  return await executor
    .selectFrom('interim')
    .select(({ fn }) => ['standard_id', 'clause', 'state', fn.countAll<number>().as('words')])
    .where('branch_id', '=', branchId)
    .where('due_date', '>=', since)
    .where('due_date', '<=', until)
    .where('state', '!=', 'not_due')
    .$if(clause !== undefined, (query) => query.where('clause', '=', clause ?? ''))
    .groupBy(['standard_id', 'clause', 'state'])
    .orderBy('standard_id')
    .orderBy('clause')
    .orderBy('state')
    .execute();
}

/** The promises of a branch due in a period, counted by standard, clause, rule and state. */
export async function tallyPromises(executor: Executor, period: FactPeriod): Promise<PromiseTally[]> {
  const { branchId, since, until, clause } = period;
  return await executor
    .selectFrom('promise')
    .select(({ fn }) => ['standard_id', 'clause', 'promise', 'state', fn.countAll<number>().as('promises')])
    .where('branch_id', '=', branchId)
    .where('due_date', '>=', since)
    .where('due_date', '<=', until)
    .$if(clause !== undefined, (query) => query.where('clause', '=', clause ?? ''))
    .groupBy(['standard_id', 'clause', 'promise', 'state'])
    .orderBy('standard_id')
    .orderBy('clause')
    .orderBy('promise')
    .orderBy('state')
    .execute();
}

/** Calls of a period that were picked up and whose rings nobody counted, by the standard they began under. */
export async function tallyUncounted(
  executor: Executor,
  { branchId, since, until }: FactPeriod,
): Promise<{ standard_id: string; calls: number }[]> {
  return await executor
    .selectFrom('encounter')
    .innerJoin('phone_call', 'phone_call.encounter_id', 'encounter.id')
    .select(({ fn }) => ['encounter.standard_id', fn.countAll<number>().as('calls')])
    .where('encounter.branch_id', '=', branchId)
    .where('encounter.business_date', '>=', since)
    .where('encounter.business_date', '<=', until)
    .where('phone_call.answered_at', 'is not', null)
    .where('phone_call.rings', 'is', null)
    .groupBy('encounter.standard_id')
    .orderBy('encounter.standard_id')
    .execute();
}
