import { REQUIRED_CHANNELS, REQUIRED_PROMISES } from '#contract/standard-channels.ts';
import { deadlineFor, type StandardPack } from '#contract/standard-pack.ts';
import type { PromiseSource } from '#contract/standard-promises.ts';
import { type Finding, finding } from './pack-problems.ts';

/** What the counter does in a visit, each in one step of the pack. */
const VISIT_STEPS = ['open', 'purpose', 'officer'] as const;
const MEMO_SOURCES: readonly PromiseSource[] = ['visit', 'phone', 'direct'];

/**
 * Checks what the front desk cannot do without: the counter, the call back, and a figure for the memo's due time. Asked
 * of a pack to be put in force, not of one that already is.
 */
export function checkRequired(pack: StandardPack): Finding[] {
  const channels = REQUIRED_CHANNELS.filter((name) => !Object.hasOwn(pack.channels, name));
  const promises = REQUIRED_PROMISES.filter((name) => !Object.hasOwn(pack.promises, name));
  return [
    ...channels.map((name) => finding(['channels'], 'missing_channel', name, true)),
    ...promises.map((name) => finding(['promises'], 'missing_promise', name, true)),
    ...checkVisit(pack),
    ...checkCallback(pack),
  ];
}

function checkVisit(pack: StandardPack): Finding[] {
  const steps = pack.channels.visit?.steps;
  if (steps === undefined) return [];
  const found = VISIT_STEPS.filter((event) => steps.filter(({ on }) => on === event).length !== 1).map(
    (event) => finding(['channels', 'visit', 'steps'], 'missing_step', event, true),
  );
  const opening = steps.findIndex(({ on }) => on === 'open');
  return opening > 0
    ? [...found, finding(['channels', 'visit', 'steps', opening, 'on'], 'opens_first')]
    : found;
}

function checkCallback(pack: StandardPack): Finding[] {
  const rule = pack.promises.callback;
  if (rule === undefined) return [];
  return MEMO_SOURCES.filter((source) => deadlineFor(rule, source) === null).map((source) => {
    const own = rule.reported_under.findIndex((one) => one.source === source && one.deadline !== undefined);
    const place = own < 0 ? ['deadline'] : ['reported_under', own, 'deadline'];
    return finding(['promises', 'callback', ...place], 'needs_figure', source);
  });
}
