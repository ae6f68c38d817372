import type { MessageKind, MessageTemplate } from '#contract/messages.ts';
import type { Localised, Segment, StandardPack } from '#contract/standard-pack.ts';
import { branchBlanks } from '../standard/branch-blanks.ts';
import { type Blanks, inLanguage, plain, say } from '../standard/script.ts';

/** A text of the pack filled for a customer; gaps stay visible in it. */
export interface FilledTemplate {
  segments: Segment[];
  text: string;
  /** Blanks of it that nobody has filled. */
  missing: string[];
}

/**
 * Fills a script of the pack for a message, in the pack's own language unless told: the customer reads it, whatever
 * language the window is in. What the branch says of itself is filled in.
 * @throws RangeError for a script the pack does not have.
 */
export function fillTemplate(
  pack: StandardPack,
  branch: { institution: string; name: string; phone: string | null },
  template: string,
  blanks: Blanks,
  language: string = pack.language,
): FilledTemplate {
  const segments = say(pack, template, { ...branchBlanks(branch), ...blanks }, language);
  const missing = segments.flatMap((one) => (one.missing === true ? [one.blank ?? ''] : []));
  return { segments, text: plain(segments), missing: [...new Set(missing)] };
}

const BY_KIND: Record<string, MessageKind | undefined> = { sms: 'sms', email: 'email' };
const BOTH: MessageKind[] = ['sms', 'email'];

interface Found {
  script: string;
  clause: string;
  label: Localised;
  kinds: MessageKind[];
}

/** The kinds of message a clause may be kept by; both where it says nothing. */
function kindsOf(pack: StandardPack, clause: string): MessageKind[] {
  const found = pack.clauses.find((one) => one.id === clause);
  if (found?.kind !== 'notice') return BOTH;
  return found.by.flatMap((means) => BY_KIND[means] ?? []);
}

/** Said on the telephone, whatever the clause allows as well. */
const SPOKEN = new Set(['phone', 'in_person']);

function* textsOf(pack: StandardPack): Generator<Found> {
  for (const clause of pack.clauses) {
    if (clause.kind !== 'notice' || clause.says === undefined) continue;
    yield { script: clause.says, clause: clause.id, label: clause.title, kinds: kindsOf(pack, clause.id) };
  }
  for (const step of Object.values(pack.channels).flatMap((channel) => channel.steps)) {
    if (step.on !== 'notice') continue;
    const kinds = kindsOf(pack, step.clause);
    const spoken = step.choices.filter(({ id }) => SPOKEN.has(id)).map(({ says }) => says);
    const written = step.choices.filter(({ id }) => !SPOKEN.has(id)).flatMap(({ says }) => says ?? []);
    for (const script of [...step.says.map((one) => one.script), ...written]) {
      if (written.includes(script) || !spoken.includes(script))
        yield { script, clause: step.clause, label: step.label, kinds };
    }
  }
  for (const rule of Object.values(pack.promises)) {
    const [reported] = rule.reported_under;
    if (reported === undefined) continue;
    if (rule.interim?.says !== undefined)
      yield { script: rule.interim.says, clause: reported.clause, label: rule.label, kinds: BOTH };
  }
  const [callback] = pack.promises.callback?.reported_under ?? [];
  if (callback !== undefined && pack.promises.callback !== undefined) {
    const { label } = pack.promises.callback;
    yield { script: 'unreachable_text', clause: callback.clause, label, kinds: BOTH };
  }
}

/** Every text of the pack that may be sent, each once, in the order of the standard. */
export function templatesOf(pack: StandardPack, language: string): MessageTemplate[] {
  const found = new Map<string, MessageTemplate>();
  for (const { script, clause, label, kinds } of textsOf(pack)) {
    if (found.has(script) || kinds.length === 0) continue;
    found.set(script, { script, clause, kinds, label: inLanguage(label, language, pack.language) });
  }
  return [...found.values()];
}

/** Whether telling it by telephone counts for the clause as well. */
export function mayBePhoned(pack: StandardPack, clause: string): boolean {
  const found = pack.clauses.find((one) => one.id === clause);
  return found?.kind !== 'notice' || found.by.includes('phone');
}
