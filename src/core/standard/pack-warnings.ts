import { DOCUMENT_EVENTS, KNOWN_CHANNELS, OFFICER_CHOICES } from '#contract/standard-channels.ts';
import type { PromiseRule, StandardPack } from '#contract/standard-pack.ts';
import { OPTIONAL_SCRIPTS, REQUIRED_SCRIPTS } from '#contract/standard-scripts.ts';
import { BOOKED_CALL, CALLBACK } from '../promises/promise.ts';
import { type Finding, finding } from './pack-problems.ts';
import { textsIn } from './pack-references.ts';
import { blanksOf } from './script.ts';

/** What is odd in a pack that reads, and may yet be meant. */
export function oddities(pack: StandardPack): Finding[] {
  return [
    ...oddPlace(pack),
    ...oddClauses(pack),
    ...oddScripts(pack),
    ...oddChannels(pack),
    ...Object.entries(pack.promises).flatMap(([name, rule]) => oddPromise(pack, name, rule)),
    ...oddLanguages(pack),
  ];
}

function oddPlace(pack: StandardPack): Finding[] {
  const found: Finding[] = [];
  const language = pack.language.split('-')[0] ?? '';
  if (language !== 'ko' && language !== 'en')
    found.push(finding(['language'], 'unspoken_language', pack.language));
  if (pack.branch_defaults?.time_zone === undefined)
    found.push(
      finding([pack.branch_defaults === undefined ? 'id' : 'branch_defaults'], 'no_time_zone', '', true),
    );
  return found;
}

/** Every event some step or choice leaves behind, and those Maji itself says of papers. */
function recordedEvents(pack: StandardPack): Set<string> {
  const steps = Object.values(pack.channels).flatMap((channel) => channel.steps);
  return new Set<string>([
    ...DOCUMENT_EVENTS,
    ...steps.flatMap((step) => [
      step.records ?? step.id,
      ...step.choices.flatMap((choice) => choice.records),
    ]),
    ...Object.values(pack.promises).flatMap((rule) => [rule.starts_on, rule.fulfilled_by]),
  ]);
}

function oddClauses(pack: StandardPack): Finding[] {
  const events = recordedEvents(pack);
  const stepped = new Set(
    Object.values(pack.channels).flatMap(({ steps }) => steps.map(({ clause }) => clause)),
  );
  return pack.clauses.flatMap((clause, index) => {
    const here = ['clauses', index];
    if (clause.kind === 'promise') {
      const counted = pack.promises[clause.promise]?.reported_under.some((one) => one.clause === clause.id);
      return counted ? [] : [finding([...here, 'promise'], 'not_counted', clause.id)];
    }
    if (clause.kind === 'notice' && clause.deadline.counting === 'unstated')
      return [finding([...here, 'deadline'], 'unmeasured')];
    // What needs a signal is measured outside the steps.
    if (clause.kind !== 'step' || clause.needs_signal.length > 0) return [];
    const missing = clause.measured_by.filter((event) => !events.has(event));
    return [
      ...(stepped.has(clause.id) ? [] : [finding([...here, 'id'], 'clause_without_step', clause.id)]),
      ...missing.map((event) => finding([...here, 'measured_by'], 'event_never_recorded', event)),
    ];
  });
}

function oddScripts(pack: StandardPack): Finding[] {
  const steps = Object.values(pack.channels).flatMap((channel) => channel.steps);
  const used = new Set<string | undefined>([
    ...REQUIRED_SCRIPTS,
    ...OPTIONAL_SCRIPTS,
    ...steps.flatMap(({ says, choices }) => [
      ...says.map(({ script }) => script),
      ...choices.map((choice) => choice.says),
    ]),
    ...pack.clauses.map((clause) => (clause.kind === 'notice' ? clause.says : undefined)),
    ...Object.values(pack.promises).map((rule) => rule.interim?.says),
  ]);
  const blanks = new Set(
    Object.values(pack.scripts).flatMap((text) => Object.values(text).flatMap(blanksOf)),
  );
  return [
    ...Object.keys(pack.scripts)
      .filter((key) => !used.has(key))
      .map((key) => finding(['scripts', key], 'unused_script', key, true)),
    ...Object.keys(pack.blanks)
      .filter((name) => !blanks.has(name))
      .map((name) => finding(['blanks', name], 'unused_blank', name, true)),
  ];
}

function oddChannels(pack: StandardPack): Finding[] {
  const known: readonly string[] = KNOWN_CHANNELS;
  const choices: readonly string[] = OFFICER_CHOICES;
  const found = Object.keys(pack.channels)
    .filter((name) => !known.includes(name))
    .map((name) => finding(['channels', name], 'unknown_channel', name, true));
  for (const [index, step] of (pack.channels.visit?.steps ?? []).entries()) {
    for (const [at, choice] of step.choices.entries()) {
      if (step.on !== 'officer' || choices.includes(choice.id)) continue;
      const path = ['channels', 'visit', 'steps', index, 'choices', at, 'id'];
      found.push(finding(path, 'unknown_choice', choices.join(', ')));
    }
  }
  return found;
}

const MINUTES = { seconds: 1 / 60, minutes: 1, hours: 60, days: 24 * 60 } as const;

function oddPromise(pack: StandardPack, name: string, rule: PromiseRule): Finding[] {
  const here = ['promises', name];
  const { deadline } = rule;
  const found: Finding[] = [];
  // A promise may also count for a clause of another kind: bookings kept for the clause that offers them.
  const serves = pack.clauses.some((clause) =>
    clause.kind === 'promise'
      ? clause.promise === name
      : rule.reported_under.some((report) => report.clause === clause.id),
  );
  if (!serves) found.push(finding(here, 'unused_promise', name, true));
  if (deadline.counting === 'unstated') found.push(finding([...here, 'deadline'], 'unmeasured'));
  const unsaid = rule.reminders.findIndex(({ to }) => to === 'customer');
  const hasText = pack.channels.booking?.steps.some(({ on }) => on === 'notice') ?? false;
  if (unsaid >= 0 && !(name === BOOKED_CALL && hasText))
    found.push(finding([...here, 'reminders', unsaid, 'to'], 'nobody_reminds'));
  if (rule.interim !== undefined && (name === CALLBACK || name === BOOKED_CALL))
    found.push(finding([...here, 'interim'], 'no_word_of_calls'));
  const sources = rule.reported_under.map(({ source }) => source);
  for (const [index, source] of sources.entries()) {
    if (sources.indexOf(source) < index)
      found.push(finding([...here, 'reported_under', index, 'source'], 'source_twice', source));
  }
  if (deadline.counting !== 'elapsed') return found;
  const length = deadline.amount * MINUTES[deadline.unit];
  for (const [index, reminder] of rule.reminders.entries()) {
    if (reminder.when === 'before' && reminder.minutes >= length)
      found.push(
        finding([...here, 'reminders', index], 'warned_at_once', `${deadline.amount} ${deadline.unit}`),
      );
  }
  return found;
}

/** A language most texts have: those that lack it are probably forgotten. One that few have is no more than a help. */
function oddLanguages(pack: StandardPack): Finding[] {
  const texts = textsIn(pack, []);
  const others = new Set(
    texts.flatMap(({ text }) => Object.keys(text)).filter((tag) => tag !== pack.language),
  );
  return [...others].flatMap((tag) => {
    const without = texts.filter(({ text }) => !Object.hasOwn(text, tag));
    if (without.length * 2 > texts.length) return [];
    return without.map(({ path }) => finding(path, 'half_translated', tag, true));
  });
}
