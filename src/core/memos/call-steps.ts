import type { Language, Sentence } from '#contract/rules.ts';
import type { ChannelStep, StandardPack } from '#contract/standard-pack.ts';
import { fromInstant } from '#storage/codecs.ts';
import type { MemoEventRow } from '#storage/schema.ts';
import { sayLength } from '../standard/say-time.ts';
import { type Blanks, inLanguage, say } from '../standard/script.ts';

/** The callback checklist of a pack (P4). */
export function callSteps(pack: StandardPack): readonly ChannelStep[] {
  return pack.channels.callback?.steps ?? [];
}

/** A call that ended: what is ticked belongs to the next one. */
const ENDS_A_CALL = new Set(['attempt', 'interim', 'reopened']);

/** When each line was ticked in the call in hand, by step id. */
export function ticked(events: readonly MemoEventRow[]): Map<string, Date> {
  const done = new Map<string, Date>();
  for (const event of events) {
    if (ENDS_A_CALL.has(event.kind)) done.clear();
    if (event.kind !== 'call_step') continue;
    const { step } = JSON.parse(event.data) as { step?: unknown };
    if (typeof step === 'string') done.set(step, fromInstant(event.at));
  }
  return done;
}

/** What makes a time agreed before count no more. */
const AGREES_ANEW = new Set(['interim', 'reopened', 'rebooked']);

/** When the customer was tried for the time that is agreed now, the first try first. */
export function triesOf(events: readonly MemoEventRow[]): Date[] {
  const since = events.findLastIndex(({ kind }) => AGREES_ANEW.has(kind));
  return events
    .slice(since + 1)
    .filter(({ kind }) => kind === 'call_step' || kind === 'attempt')
    .map(({ at }) => fromInstant(at));
}

export interface CallLine {
  id: string;
  clause: string;
  label: string;
  say: Sentence;
  doneAt: Date | null;
}

/** The lines of the call in hand with their sentences; the apology only while it is late. */
export function callLines(
  pack: StandardPack,
  done: ReadonlyMap<string, Date>,
  late: boolean,
  blanks: Blanks,
  language: Language,
): CallLine[] {
  const fits = (when: string | undefined) => when === undefined || (when === 'late' && late);
  return callSteps(pack).flatMap((step) => {
    const said = step.says.find((one) => fits(one.when));
    // A line already said stays, though the answer may have made it untrue since.
    if (said === undefined || !(fits(step.when) || done.has(step.id))) return [];
    return [
      {
        id: step.id,
        clause: step.clause,
        label: inLanguage(step.label, language, pack.language),
        say: say(pack, said.script, blanks, language),
        doneAt: done.get(step.id) ?? null,
      },
    ];
  });
}

const MINUTE_MS = 60_000;

/** How late a call is, as it is said: 4분, 1시간 5분, 2일. Part of a minute counts as one. */
export function sayLateBy(dueAt: Date, now: Date, language: Language): string {
  const minutes = Math.max(1, Math.ceil((now.getTime() - dueAt.getTime()) / MINUTE_MS));
  if (minutes < 60) return sayLength(minutes, 'minutes', language);
  if (minutes >= 24 * 60) return sayLength(Math.floor(minutes / (24 * 60)), 'days', language);
  const hours = sayLength(Math.floor(minutes / 60), 'hours', language);
  return minutes % 60 === 0 ? hours : `${hours} ${sayLength(minutes % 60, 'minutes', language)}`;
}
