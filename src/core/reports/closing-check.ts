import type { StandardPack } from '#contract/standard-pack.ts';
import { inLanguage } from '../standard/script.ts';

/** Whether an open promise must say why it is late before the day is closed (§6: late needs a reason). */
export function needsReason(
  pack: StandardPack,
  promise: { rule: string; dueAt: Date; lateReason: string | null },
  now: Date,
): boolean {
  const asked = pack.promises[promise.rule]?.late_needs_reason ?? false;
  return asked && promise.dueAt < now && promise.lateReason === null;
}

/**
 * The label of the first step of a visit that is neither done nor skipped; null when all are. After a hand-over
 * a repeated step ends in `.again` and stands for its original.
 */
export function nextStepLabel(
  pack: StandardPack,
  channel: string,
  settled: ReadonlySet<string>,
  language: string,
): string | null {
  const next = pack.channels[channel]?.steps.find(
    ({ id }) => !settled.has(id) && !settled.has(`${id}.again`),
  );
  return next === undefined ? null : inLanguage(next.label, language, pack.language);
}
