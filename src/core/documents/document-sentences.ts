import type { Means, StepMeans } from '#contract/documents.ts';
import type { Language, Sentence } from '#contract/rules.ts';
import type { StaffRef } from '#contract/staff.ts';
import type { StandardPack } from '#contract/standard-pack.ts';
import type { DocumentItemRow } from '#storage/schema-documents.ts';
import type { WorkCalendar } from '../standard/calendar.ts';
import { sayTime } from '../standard/say-time.ts';
import { type Blanks, inLanguage, say } from '../standard/script.ts';
import { ownLanguage, spokenLanguage } from '../standard/spoken-language.ts';
import type { LaidStep } from './document-steps.ts';
import { isWritten } from './ways.ts';

/** What a sentence about papers is about. */
export interface Saying {
  pack: StandardPack;
  now: Date;
  calendar: WorkCalendar;
  branch: Blanks;
  /** Who says it. */
  speaker: StaffRef;
  officer: StaffRef;
  customer: string;
  phone: string;
  title: string;
  duty: string;
  items: readonly DocumentItemRow[];
  receivedAt: Date;
  /** By when they will be answered; null where nothing is promised. */
  due: Date | null;
  /** What came of it; empty while nobody has said. */
  result: string;
}

/** What the papers are called to the customer: their title, what came, or what they are about. */
function nameOf({ title, items, duty, pack }: Saying, language: Language): string {
  if (title !== '') return title;
  const came = items.filter((item) => item.came_at !== null).map((item) => item.name);
  const [first] = came;
  // A text message has room for two names.
  if (first !== undefined && came.length > 2) {
    return language === 'ko' ? `${first} 등 ${came.length}건` : `${first} and ${came.length - 1} more`;
  }
  if (first !== undefined) return came.join(', ');
  if (duty !== '') return duty;
  return inLanguage(pack.channels.document?.label ?? {}, language, pack.language);
}

function blanksFor(saying: Saying, language: Language): Blanks {
  const { pack, now, calendar, speaker, officer, items } = saying;
  const spoken = spokenLanguage(pack, language);
  const missing = items.filter((item) => item.came_at === null);
  // The sentence has a full stop of its own.
  const prepared = missing
    .map((item) => ({ name: item.name, how: item.how.replace(/[.。]\s*$/u, '') }))
    .filter((item) => item.how !== '');
  const how =
    missing.length === 1
      ? prepared.map((item) => item.how)
      : // Nothing carriers have no place for: it goes by text message.
        prepared.map((item) => `${item.name}: ${item.how}`);
  return {
    ...saying.branch,
    name: speaker.name,
    title: speaker.title,
    department: speaker.department,
    officer: officer.name,
    officer_title: officer.title,
    officer_department: officer.department,
    customer: saying.customer,
    phone: saying.phone,
    purpose: saying.duty,
    documents: nameOf(saying, spoken),
    missing_items: missing.map((item) => item.name).join(', '),
    how_to_prepare: how.join('; '),
    received_at: sayTime(saying.receivedAt, now, calendar, spoken),
    result: saying.result,
    ...(saying.due === null ? {} : { due: sayTime(saying.due, now, calendar, spoken) }),
  };
}

/** The script said at a step: that of the means chosen, else the step's own. */
export function scriptOf({ rule }: Pick<LaidStep, 'rule'>, means: Means | null): string | null {
  const chosen = rule?.choices.find(({ id }) => id === means)?.says;
  return chosen ?? rule?.says[0]?.script ?? null;
}

/** The sentence of a step, blanks filled. What is written goes in the pack's own language: the customer reads it. */
export function sentenceOf(
  step: Pick<LaidStep, 'rule'>,
  means: Means | null,
  saying: Saying,
  language: Language,
): Sentence {
  const script = scriptOf(step, means);
  if (script === null) return [];
  const isText = means !== null && means !== 'phone' && means !== 'in_person';
  const spoken = isText ? spokenLanguage(saying.pack, ownLanguage(saying.pack)) : language;
  return say(saying.pack, script, blanksFor(saying, spoken), spoken);
}

/** Whether the sentence of a step has a blank for what came of it. */
export function needsResult({ rule }: Pick<LaidStep, 'rule'>, pack: StandardPack): boolean {
  if (rule === null) return false;
  const scripts = [
    ...rule.says.map(({ script }) => script),
    ...rule.choices.flatMap(({ says }) => says ?? []),
  ];
  return scripts.some((script) =>
    Object.values(pack.scripts[script] ?? {}).some((template) => template.includes('{result}')),
  );
}

/** Each way the customer may be told at a step, with what is said or written. */
export function choicesOf(
  step: Pick<LaidStep, 'rule'>,
  possible: readonly Means[],
  saying: Saying,
  language: Language,
): StepMeans[] {
  return possible.map((means) => {
    const label = step.rule?.choices.find(({ id }) => id === means)?.label;
    return {
      means,
      label: label === undefined ? null : inLanguage(label, language, saying.pack.language),
      written: isWritten(means),
      say: sentenceOf(step, means, saying, language),
    };
  });
}
