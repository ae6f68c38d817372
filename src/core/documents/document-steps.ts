import type { DocumentState } from '#contract/documents.ts';
import type { ChannelStep, StandardPack } from '#contract/standard-pack.ts';

/** The channel of a pack that papers follow. */
const CHANNEL = 'document';
/** The product's own check, where the pack has no step for it. No id of a pack can be this. */
export const OWN_CHECK = '_check';

export interface DocumentMark {
  step: string;
  round: number;
  state: string;
}

/** A step as it stands in the order it is worked through. */
export interface LaidStep<Mark extends DocumentMark = DocumentMark> {
  id: string;
  /** The pack's id of it. */
  step: string;
  /** Which time something was missing, or which word it is; 0 for a step that comes once. */
  round: number;
  kind: 'items' | 'check' | 'tick' | 'notice';
  /** Null for the product's own check. */
  rule: ChannelStep | null;
  /** Word in between, that stands beside the steps (`layWords`). */
  isWord: boolean;
  /** The first notice that comes in any case: it tells that the papers came. */
  acknowledges: boolean;
  /** The last notice, which ends what was promised: what came of it. */
  answers: boolean;
  mark: Mark | null;
}

export function documentSteps(pack: StandardPack): readonly ChannelStep[] {
  return Object.hasOwn(pack.channels, CHANNEL) ? (pack.channels[CHANNEL]?.steps ?? []) : [];
}

const isCheck = (rule: ChannelStep): boolean => rule.records === 'documents_checked';
const isNotice = (rule: ChannelStep): boolean => rule.on === 'notice';

function kindOf(rule: ChannelStep): LaidStep['kind'] {
  if (isNotice(rule)) return 'notice';
  if (isCheck(rule)) return 'check';
  return rule.on === 'items' ? 'items' : 'tick';
}

/** The steps of one pack's channel with the product's own check where it has none and speaks of missing items. */
function rulesOf(pack: StandardPack): (ChannelStep | null)[] {
  const steps = documentSteps(pack).filter(({ when }) => when === undefined || when === 'incomplete');
  const incomplete = steps.findIndex(({ when }) => when === 'incomplete');
  if (incomplete < 0 || steps.some(isCheck)) return [...steps];
  return [...steps.slice(0, incomplete), null, ...steps.slice(incomplete)];
}

/** The steps of some papers as they stand. What tells of missing items comes once for each time something was. */
export function layOut<Mark extends DocumentMark>(
  pack: StandardPack,
  rounds: number,
  marks: readonly Mark[],
): LaidStep<Mark>[] {
  const rules = rulesOf(pack);
  const inAnyCase = rules.filter(
    (rule): rule is ChannelStep => rule !== null && isNotice(rule) && rule.when === undefined,
  );
  const [first] = inAnyCase;
  const ends = new Set(Object.values(pack.promises).map((promise) => promise.fulfilled_by));
  const last = inAnyCase.at(-1);
  const answer = last !== first && last?.records !== undefined && ends.has(last.records) ? last : undefined;
  const markOf = (step: string, round: number) =>
    marks.find((mark) => mark.step === step && mark.round === round) ?? null;
  return rules.flatMap((rule): LaidStep<Mark>[] => {
    if (rule === null) {
      const own = { id: OWN_CHECK, step: OWN_CHECK, round: 0, kind: 'check' as const, rule, isWord: false };
      return [{ ...own, acknowledges: false, answers: false, mark: markOf(OWN_CHECK, 0) }];
    }
    const laid = (round: number, id: string): LaidStep<Mark> => ({
      id,
      step: rule.id,
      round,
      kind: kindOf(rule),
      rule,
      isWord: false,
      acknowledges: rule === first,
      answers: rule === answer,
      mark: markOf(rule.id, round),
    });
    if (rule.when !== 'incomplete') return [laid(0, rule.id)];
    return Array.from({ length: rounds }, (_, index) =>
      laid(index + 1, index === 0 ? rule.id : `${rule.id}.${index + 1}`),
    );
  });
}

export const isSettled = ({ mark }: LaidStep): boolean =>
  mark !== null && (mark.state === 'done' || mark.state === 'skipped');

/** A step the customer waits for: required, and nothing of it has been done. */
const isOpen = (step: LaidStep): boolean => !isSettled(step) && (step.rule?.required ?? true);

/** The first step still to be done, or null; one whose message is on its way is still to be done. */
export function currentStep<Mark extends DocumentMark>(
  laid: readonly LaidStep<Mark>[],
  isWaiting: boolean,
): LaidStep<Mark> | null {
  const next = laid.find(isOpen) ?? null;
  // While the customer looks for what is missing there is nothing to answer yet.
  return isWaiting && next?.answers === true ? null : next;
}

/** Where the papers stand, from their steps and what is missing. */
export function stateOf(laid: readonly LaidStep[], missing: number): Exclude<DocumentState, 'ended'> {
  const open = laid.filter(isOpen);
  if (laid.some((step) => step.answers && isSettled(step)) && open.length === 0) return 'done';
  if (open.some((step) => !step.answers)) return 'due';
  if (missing > 0) return 'waiting';
  return open.length > 0 ? 'in_work' : 'done';
}
