import type { StandardPack } from '#contract/standard-pack.ts';

/** Whether an open promise must say why it is late before the day is closed (§6: late needs a reason). */
export function needsReason(
  pack: StandardPack,
  promise: { rule: string; dueAt: Date; lateReason: string | null },
  now: Date,
): boolean {
  const asked = pack.promises[promise.rule]?.late_needs_reason ?? false;
  return asked && promise.dueAt < now && promise.lateReason === null;
}
