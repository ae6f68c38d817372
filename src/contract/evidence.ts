import { z } from 'zod';
import { known } from './encounters.ts';
import { id, localDate, shortText } from './fields.ts';
import { dueFigures } from './promises.ts';
import { managing, procedure } from './rules.ts';

/** Words in between that were due in the period: given in time, late, not before the promise ended, or still to be given. */
export const wordFigures = z.object({
  kept: z.number().int(),
  late: z.number().int(),
  missed: z.number().int(),
  open: z.number().int(),
});
export type WordFigures = z.infer<typeof wordFigures>;

/** How often an event of a clause stands in a period, after what was undone is taken off. */
export const eventTally = z.object({
  /** The pack's event; `.skipped` and `.again` (after a hand-over) are events of their own. */
  event: z.string(),
  /** What the pack calls the step or the choice that records it; null where several do, and for events of Maji's own. */
  label: z.string().nullable(),
  /** Word in between, which a pack names without words of its own. */
  word: z.boolean(),
  standing: z.number().int(),
  /** Encounters, memos, promises … in which it stands at least once. */
  subjects: z.number().int(),
  /** How the standing and the undone ones together were known. */
  known: z.record(known, z.number().int()),
});
export type EventTally = z.infer<typeof eventTally>;

/**
 * no_signal: needs a ticket, a round … this branch has not given · no_figure: “as soon as possible”, so nothing can be
 * in time or late · not_counted: rings nobody counted, `times` calls that were picked up all the same (null: none is known).
 */
export const unmeasured = z.object({
  event: z.string(),
  why: z.enum(['no_signal', 'no_figure', 'not_counted']),
  times: z.number().int().nullable(),
});
export type Unmeasured = z.infer<typeof unmeasured>;

export const clauseEvidence = z.object({
  clause: z.string(),
  title: z.string(),
  group: z.string(),
  kind: z.enum(['step', 'promise', 'limit', 'notice', 'display', 'facility', 'periodic']),
  events: z.array(eventTally),
  /** Promises due in the period; null where the clause promises nothing with a time. */
  due: dueFigures.nullable(),
  /** Words in between due in the period; null where none was. */
  words: wordFigures.nullable(),
  /** What nobody could measure: said to be unmeasured, never 0. */
  unmeasured: z.array(unmeasured),
});
export type ClauseEvidence = z.infer<typeof clauseEvidence>;

/** Clauses of another institution's standard may carry the same letters, so each standard is counted apart. */
export const standardEvidence = z.object({
  standardId: id,
  name: z.string(),
  version: z.string(),
  inForce: z.boolean(),
  clauses: z.array(clauseEvidence),
});
export type StandardEvidence = z.infer<typeof standardEvidence>;

/** Longest period asked for at once (days): a year and the day after. */
export const LONGEST_PERIOD = 367;

export const evidence = {
  /**
   * The facts of a period by clause and event, both dates included, and what came of the promises due in it.
   * REFUSED with TIME_IMPOSSIBLE for a period that ends before it begins, or is longer than a year.
   */
  evidence: procedure({ who: managing, action: 'reports.evidence' })
    .input(
      z.object({
        branchId: id,
        since: localDate,
        until: localDate,
        clause: shortText({ max: 16 }).optional(),
      }),
    )
    .output(z.object({ since: localDate, until: localDate, standards: z.array(standardEvidence) })),
};
