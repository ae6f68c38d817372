import type { ChannelStep, StandardPack } from '#contract/standard-pack.ts';
import { nextWordAt, type WordRow } from '../promises/interims.service.ts';
import { rulesOf } from '../promises/promises.service.ts';
import type { Saying } from './document-sentences.ts';
import type { DocumentMark, LaidStep } from './document-steps.ts';

/** Under which word about a promise is marked; no id of a pack can be this. */
const wordStep = (promise: string): string => `_interim.${promise}`;

/**
 * Words in between as steps that are told like any notice: one for each that is or was due. They stand beside the steps
 * of the standard, because they are due by time and not in an order.
 */
export function layWords<Mark extends DocumentMark>(
  pack: StandardPack,
  words: readonly WordRow[],
  marks: readonly Mark[],
): (LaidStep<Mark> & { due: WordRow })[] {
  const rules = rulesOf(pack);
  return words.flatMap((due) => {
    const promised = rules.get(due.promise);
    if (promised?.interim === undefined) return [];
    const { interim, label } = promised;
    const step = wordStep(due.promise);
    const rule: ChannelStep = {
      id: 'interim',
      clause: due.clause,
      label,
      says: interim.says === undefined ? [] : [{ script: interim.says }],
      on: 'notice',
      by: 'officer',
      required: true,
      records: interim.fulfilled_by,
      choices: [],
      skip_reasons: [],
    };
    const mark = marks.find((one) => one.step === step && one.round === due.seq) ?? null;
    const laid = { step, round: due.seq, kind: 'notice' as const, rule, isWord: true, mark };
    return [{ ...laid, id: `${step}.${due.seq}`, acknowledges: false, answers: false, due }];
  });
}

/** What word given now says of the next: by when the customer will hear again. */
export function sayingNext(saying: Saying, promise: string): Saying {
  const interim = rulesOf(saying.pack).get(promise)?.interim;
  return interim === undefined
    ? saying
    : { ...saying, due: nextWordAt(interim, saying.now, saying.calendar) };
}
