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

/**
 * A sentence of the pack with its blanks filled; `institution` comes from the pack unless given.
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
  return fillScript(inLanguage(template, language, pack.language), { institution, ...blanks });
}
