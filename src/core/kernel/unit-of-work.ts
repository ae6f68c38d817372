import type { Receipt } from '#contract/rules.ts';
import { toInstant } from '#storage/codecs.ts';
import { isBusy, isCorrupt, isDiskFull, isReadOnly } from '#storage/errors.ts';
import { insertRows } from '#storage/insert-rows.ts';
import { runKnown } from '#storage/known-query.ts';
import type { BranchHeadRow, ChangeRow, FactRow, IdempotencyRow } from '#storage/schema.ts';
import { activityRow, lockHead, lockHeads, moveHead } from '../audit/activity.repository.ts';
import type { CommittedChange } from '../changes/feed.ts';
import { actorOf, type Call } from './call.ts';
import type { Branch, Desk, Trx } from './desk.ts';
import { newId } from './ids.ts';
import { conflict, notFound, refuse, storeTrouble } from './refusals.ts';

/** An event a clause is measured by. */
export interface FactInput {
  clause: string;
  standardId: string;
  subject: { type: string; id: string };
  event: string;
  /** When it happened; now unless given. */
  occurredAt?: Date;
  how: 'clock' | 'ticked' | 'afterwards';
  /** On whose behalf, where nobody acts just now: a sender that sent. Who acts, unless given. */
  actorId?: string;
}

/** What a mutation leaves as its answer. */
export interface Written {
  entity: string;
  id: string;
  version: number;
}

/** A row that belongs to a branch and is changed by version. */
interface Versioned {
  id: string;
  branch_id: string;
  version: number;
}

/**
 * One mutation: everything it writes goes through here, so that state, facts, changes, the activity row and
 * the answer for a repeat are kept together or not at all.
 */
export class UnitOfWork {
  readonly trx: Trx;
  readonly branch: Branch;
  #actorId: string;
  readonly now: Date;
  /** `now` as stored. */
  readonly at: string;
  readonly #head: BranchHeadRow;
  readonly #others: readonly BranchHeadRow[];
  readonly #changes: ChangeRow[] = [];
  readonly #facts: FactRow[] = [];
  readonly #subjects = new Set<string>();
  plansLater = false;
  /** Seats whose sessions this mutation has ended; the doors are told after the commit. */
  readonly endedSeats = new Set<string>();

  constructor(
    trx: Trx,
    branch: Branch,
    heads: { own: BranchHeadRow; others: readonly BranchHeadRow[] },
    actorId: string,
    now: Date,
  ) {
    this.trx = trx;
    this.branch = branch;
    this.#head = heads.own;
    this.#others = heads.others;
    this.#actorId = actorId;
    this.now = now;
    this.at = toInstant(now);
  }

  get actorId(): string {
    return this.#actorId;
  }

  /** Does something in the name of a person, where nobody acts just now: a sender that has sent. */
  async onBehalfOf<T>(actorId: string, work: () => Promise<T>): Promise<T> {
    const before = this.#actorId;
    this.#actorId = actorId;
    try {
      return await work();
    } finally {
      this.#actorId = before;
    }
  }

  /** The newest row of the branch's activity chain before the row this mutation will leave. */
  get chainHead(): { seq: number; hash: string } {
    return { seq: this.#head.activity_seq, hash: this.#head.activity_hash };
  }

  /** Numbers a change of the branch; clients are told after the commit. */
  change(entity: string, id: string, version: number): number {
    this.#head.change_seq += 1;
    this.#changes.push({
      branch_id: this.branch.id,
      seq: this.#head.change_seq,
      entity,
      entity_id: id,
      version,
    });
    return this.#head.change_seq;
  }

  /**
   * Tells the other branches as well of what belongs to the institution; this branch's own change is left out. Only
   * where the mutation holds the institution.
   */
  changeEverywhere(entity: string, id: string, version: number): void {
    for (const held of this.#others) {
      held.change_seq += 1;
      this.#changes.push({
        branch_id: held.branch_id,
        seq: held.change_seq,
        entity,
        entity_id: id,
        version,
      });
    }
  }

  /** Appends evidence; its time may lie before now, the recording never does. */
  fact(input: FactInput): void {
    const occurred = input.occurredAt ?? this.now;
    this.#head.change_seq += 1;
    this.#facts.push({
      id: newId(),
      branch_id: this.branch.id,
      seq: this.#head.change_seq,
      standard_id: input.standardId,
      clause: input.clause,
      subject_type: input.subject.type,
      subject_id: input.subject.id,
      event: input.event,
      occurred_at: toInstant(occurred),
      recorded_at: this.at,
      business_date: this.branch.calendar.businessDate(occurred),
      how: input.how,
      actor_id: input.actorId ?? this.actorId,
    });
  }

  /** Whose data this mutation touches, for the activity log. */
  touches(entity: string, id: string | null): void {
    if (id !== null) this.#subjects.add(`${entity}:${id}`);
  }

  /** Refuses a row of another branch as if it did not exist. */
  own<Row extends Versioned>(entity: string, id: string, row: Row | undefined): Row {
    if (row === undefined || row.branch_id !== this.branch.id) throw notFound(entity, id);
    return row;
  }

  /** Refuses a stale version with what the thing is now and who made it so; nobody where another thing's change did. */
  async expect(
    entity: string,
    row: Pick<Versioned, 'id' | 'version'>,
    expectedVersion: number,
    state: string,
  ): Promise<void> {
    if (row.version === expectedVersion) return;
    const last = await this.trx
      .selectFrom('idempotency')
      .innerJoin('staff', 'staff.id', 'idempotency.actor_id')
      .select(['staff.name', 'idempotency.at'])
      .where('idempotency.entity_id', '=', row.id)
      .where('idempotency.version', '=', row.version)
      .orderBy('idempotency.seq')
      .limit(1)
      .executeTakeFirst();
    throw conflict({
      entity,
      id: row.id,
      version: row.version,
      state,
      changedBy: last?.name ?? null,
      changedAt: last === undefined ? null : new Date(last.at),
    });
  }

  /** Writes what was collected; called once, at the end of the transaction. */
  async finish(entry: { action: string; source: string; purpose: string }): Promise<CommittedChange[]> {
    const { trx } = this;
    await insertRows(trx, 'fact', this.#facts);
    await insertRows(trx, 'change', this.#changes);
    const row = activityRow(this.#head.activity_hash, {
      branchId: this.branch.id,
      seq: this.#head.activity_seq + 1,
      at: this.at,
      actorId: this.actorId,
      source: entry.source,
      action: entry.action,
      outcome: 'allowed',
      subjects: [...this.#subjects],
      purpose: entry.purpose,
    });
    await insertRows(trx, 'activity', [row]);
    await moveHead(trx, { ...this.#head, activity_seq: row.seq, activity_hash: row.hash });
    for (const head of this.#others) await moveHead(trx, head);
    return this.#changes.map((change) => ({
      branchId: change.branch_id,
      seq: change.seq,
      entity: change.entity,
      id: change.entity_id,
      version: change.version,
    }));
  }
}

export interface MutationInput {
  requestId: string;
  /** Where the thing belongs; the actor's branch unless given. */
  branchId?: string;
  /** What the activity log says beside the action. */
  logged?: string;
}

/** Whose writes wait until a mutation is kept: of its own branch, or of every branch of the institution. */
export type Holding = 'branch' | 'institution';

async function holdHeads(trx: Trx, branchId: string, holding: Holding, postgres: boolean) {
  if (holding === 'branch') return { own: await lockHead(trx, branchId, postgres), others: [] };
  // All in one go: after its own head, another branch's may be held by somebody who waits for this one.
  const heads = await lockHeads(trx, branchId, postgres);
  return {
    own: heads.find((head) => head.branch_id === branchId),
    others: heads.filter((head) => head.branch_id !== branchId),
  };
}

/** What this request was answered the first time, if it was. */
export async function firstAnswer(trx: Trx, requestId: string): Promise<IdempotencyRow | undefined> {
  const { rows } = await runKnown(trx, 'first answer', [requestId], () =>
    trx.selectFrom('idempotency').selectAll().where('request_id', '=', requestId).compile(),
  );
  return rows[0];
}

/** Whether this request has been answered already: what was checked then need not hold any more. */
export async function wasAnswered(desk: Desk, requestId: string): Promise<boolean> {
  const { db } = desk.engine;
  return (
    (await db
      .selectFrom('idempotency')
      .select('seq')
      .where('request_id', '=', requestId)
      .executeTakeFirst()) !== undefined
  );
}

/**
 * Runs one mutation in one transaction and answers with its receipt. A repeated `requestId` gets the first
 * answer and writes nothing; the same id for another procedure or person is refused (REQUEST_REUSED).
 * A store that cannot be written becomes STORE with a reason. What changes things of the institution holds all of it.
 */
export async function mutate(
  desk: Desk,
  call: Call,
  action: string,
  input: MutationInput,
  work: (unit: UnitOfWork) => Promise<Written>,
  { holding = 'branch' }: { holding?: Holding } = {},
): Promise<Receipt> {
  const actor = actorOf(call);
  const branchId = input.branchId ?? actor.branchId;
  let changes: CommittedChange[] = [];
  let planned = false;
  let endedSeats: Iterable<string> = [];
  try {
    const answer = await desk.engine.db.transaction().execute(async (trx) => {
      const { own, others } = await holdHeads(trx, branchId, holding, desk.engine.kind === 'postgres');
      if (own === undefined) throw notFound('branch', branchId);
      const first = await firstAnswer(trx, input.requestId);
      if (first !== undefined) {
        if (first.procedure !== action || first.actor_id !== actor.id) throw refuse('REQUEST_REUSED');
        return { id: first.entity_id, version: first.version, seq: first.seq };
      }
      const branch = await desk.branches.get(trx, branchId);
      const unit = new UnitOfWork(trx, branch, { own, others }, actor.id, desk.clock.now());
      const written = await work(unit);
      const seq = unit.change(written.entity, written.id, written.version);
      await insertRows(trx, 'idempotency', [
        {
          request_id: input.requestId,
          procedure: action,
          actor_id: actor.id,
          entity: written.entity,
          entity_id: written.id,
          version: written.version,
          seq,
          at: unit.at,
        },
      ]);
      changes = await unit.finish({ action, source: call.source, purpose: input.logged ?? '' });
      planned = unit.plansLater;
      ({ endedSeats } = unit);
      return { id: written.id, version: written.version, seq };
    });
    desk.feed.publish(changes);
    desk.seats.ended(endedSeats);
    if (planned) desk.planned();
    return answer;
  } catch (error) {
    throw asStoreTrouble(error);
  }
}

/** Turns an engine's refusal to write into STORE; anything else passes as it is. */
export function asStoreTrouble(error: unknown): unknown {
  if (isDiskFull(error)) return storeTrouble('DISK_FULL', error);
  if (isReadOnly(error)) return storeTrouble('READ_ONLY', error);
  if (isBusy(error)) return storeTrouble('BUSY', error);
  if (isCorrupt(error)) return storeTrouble('DAMAGED', error);
  return error;
}
