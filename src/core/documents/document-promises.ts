import type { StandardPack } from '#contract/standard-pack.ts';
import { fromInstant } from '#storage/codecs.ts';
import type { PromiseRow } from '#storage/schema.ts';
import type { DocumentRow } from '#storage/schema-documents.ts';
import { rulesOf } from '../promises/promises.service.ts';
import { layOut } from './document-steps.ts';
import { wayOf } from './document-write.service.ts';
import { eventByWay } from './ways.ts';

/**
 * By when the customer will have an answer, for the sentences that say so: the promise its last step keeps, else the
 * one that runs longest; null where nothing is promised.
 */
export function promisedAnswer(
  pack: StandardPack,
  row: Pick<DocumentRow, 'way' | 'rounds'>,
  promises: readonly PromiseRow[],
): Date | null {
  const open = promises.filter(({ state }) => state === 'open');
  const answer = layOut(pack, row.rounds, []).find(({ answers }) => answers)?.rule;
  const rules = rulesOf(pack);
  const event = answer?.records === undefined ? null : eventByWay(answer.records, wayOf(row));
  const promised =
    open.find(({ promise }) => rules.get(promise)?.fulfilled_by === event) ??
    open.toSorted((a, b) => (a.due_at < b.due_at ? 1 : -1))[0];
  return promised === undefined ? null : fromInstant(promised.due_at);
}
