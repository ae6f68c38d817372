import type { Localised, Segment, StandardPack } from '#contract/standard-pack.ts';
import type { BlankName, ScriptKey } from '#contract/standard-scripts.ts';
import { chooseParticle, isParticle } from './particle.ts';

/** The gap the published standard itself prints where a name belongs. */
export const GAP = '□□□';

const BLANK = /\{([^{}]*)\}/g;

export type Blanks = Partial<Record<BlankName, string>>;

/** The blanks a template names, in order, particles left out. */
export function blanksOf(template: string): string[] {
  return [...template.matchAll(BLANK)].map((match) => match[1] ?? '').filter((name) => !isParticle(name));
}

/**
 * Fills a sentence. `{name}` takes its blank, `{은/는}` the particle that fits what stands before it. A blank that
 * is not given stays a visible gap (`missing`), never an empty or odd word. What is filled in is never read
 * as a template itself.
 */
export function fillScript(
  template: string,
  blanks: Readonly<Record<string, string | undefined>>,
): Segment[] {
  const segments: Segment[] = [];
  let spoken = '';
  let gapBefore = false;
  const add = (segment: Segment) => {
    const previous = segments.at(-1);
    if (previous && !previous.blank && !segment.blank) previous.text += segment.text;
    else if (segment.text !== '') segments.push(segment);
    spoken += segment.text;
  };

  let from = 0;
  for (const match of template.matchAll(BLANK)) {
    const between = template.slice(from, match.index);
    if (between !== '') {
      add({ text: between });
      gapBefore = false;
    }
    from = match.index + match[0].length;
    const name = match[1] ?? '';
    if (isParticle(name)) {
      add({ text: chooseParticle(gapBefore ? '' : spoken, name) });
      continue;
    }
    const value = Object.hasOwn(blanks, name)
      ? (blanks[name] ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim()
      : '';
    gapBefore = value === '';
    add(gapBefore ? { text: GAP, blank: name, missing: true } : { text: value, blank: name });
  }
  if (from < template.length) add({ text: template.slice(from) });
  return segments;
}

/** The sentence as plain text, gaps included. */
export function plain(segments: readonly Segment[]): string {
  return segments.map((segment) => segment.text).join('');
}

/** The text in `language`, or in the pack's own where it has no such reading. */
export function inLanguage(text: Localised, language: string, packLanguage: string): string {
  if (Object.hasOwn(text, language)) return text[language] ?? '';
  return Object.hasOwn(text, packLanguage) ? (text[packLanguage] ?? '') : (Object.values(text)[0] ?? '');
}

/** What a branch need not have told Maji: whatever needs it is left out, never said with a gap. */
const MAY_BE_UNKNOWN: ReadonlySet<string> = new Set<BlankName>(['branch_phone']);

/** A text without those of its sentences that need what is not known. */
function withoutUnknown(segments: Segment[]): Segment[] {
  const isUnknown = ({ blank, missing }: Segment) => missing === true && MAY_BE_UNKNOWN.has(blank ?? '');
  if (!segments.some(isUnknown)) return segments;
  const sentences: Segment[][] = [[]];
  for (const segment of segments) {
    const pieces = segment.blank === undefined ? segment.text.split(/(?<=[.!?])(?=\s)/u) : [segment.text];
    for (const [index, text] of pieces.entries()) {
      if (index > 0) sentences.push([]);
      sentences.at(-1)?.push({ ...segment, text });
    }
  }
  const [first, ...others] = sentences.filter((sentence) => !sentence.some(isUnknown)).flat();
  return first === undefined ? [] : [{ ...first, text: first.text.trimStart() }, ...others];
}

/**
 * A text of the pack with its blanks filled; `institution` comes from the pack unless given. Sentences that need
 * the branch's telephone number are left out where it has none: then the text may be empty.
 * @throws RangeError for a script the pack does not have (a checked pack has every `ScriptKey`).
 */
export function say(
  pack: StandardPack,
  script: ScriptKey | (string & {}),
  blanks: Blanks,
  language: string,
): Segment[] {
  const template = Object.hasOwn(pack.scripts, script) ? pack.scripts[script] : undefined;
  if (!template) throw new RangeError(`the standard pack ${pack.id} has no script ${script}`);
  const institution = inLanguage(pack.institution, language, pack.language);
  return withoutUnknown(
    fillScript(inLanguage(template, language, pack.language), { institution, ...blanks }),
  );
}
