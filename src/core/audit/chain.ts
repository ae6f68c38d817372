import { createHash } from 'node:crypto';

/** One row of the activity log before it is chained. Subjects are `entity:id`, never a name. */
export interface ActivityEntry {
  branchId: string;
  seq: number;
  at: string;
  actorId: string;
  source: string;
  action: string;
  outcome: 'allowed' | 'refused';
  subjects: readonly string[];
  purpose: string;
}

/** A read or a refusal, logged before the reply is sent. */
export type Reading = Omit<ActivityEntry, 'seq' | 'at'>;

/** The hash before the first row. */
export const CHAIN_START = '0'.repeat(64);

/** SHA-256 (hex) over the previous hash and every field of the row, in a fixed order (R24). */
export function chainHash(previous: string, entry: ActivityEntry): string {
  const fields = [
    previous,
    entry.branchId,
    entry.seq,
    entry.at,
    entry.actorId,
    entry.source,
    entry.action,
    entry.outcome,
    entry.subjects,
    entry.purpose,
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
