import { personalFields, type SubjectEntity, subjectFields } from '#contract/fields.ts';
import { containsMarked, type Leaf, type Schema, walkerFor } from './reply-walk.ts';

const HIDDEN_LETTER = '○';
const HIDDEN_DIGIT = '*';
const ONE_UNIT_EACH = /^[가-힣一-鿿A-Za-z○ ]*$/u;
const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/**
 * A name as a list or a paper may show it: the first and the last letter stay, spaces stay, the rest is hidden.
 * 김민수 → 김○수, 남궁민수 → 남○○수, 김수 → 김○, 수 → ○, John Smith → J○○○ ○○○○h. Masking twice changes nothing.
 */
export function maskName(name: string): string {
  const composed = name.normalize('NFC').trim();
  // Taking a text apart by grapheme is slow and needed only where a letter may be several code points.
  const letters = ONE_UNIT_EACH.test(composed)
    ? [...composed]
    : Array.from(graphemes.segment(composed), (part) => part.segment);
  const last = letters.length - 1;
  const visible = letters.filter((letter) => letter.trim() !== '').length;
  let masked = '';
  for (const [index, letter] of letters.entries()) {
    const kept = letter.trim() === '' || (index === 0 && visible > 1) || (index === last && visible > 2);
    masked += kept ? letter : HIDDEN_LETTER;
  }
  return masked;
}

const NUMBER_AND_EXTENSION = /^([^a-z가-힣#;]*[\d*])(\s*(?:#|;?ext[.=]?|x|내선|구내)\s*[\d*]{1,6})?$/iu;

/**
 * A phone number as a list or a paper may show it: where it comes from and its last four digits.
 * 010-1234-2748 → 010-****-2748, 042-123-1190 → 042-***-1190, +82 10-1234-2748 → +82 10-****-2748,
 * 1588-1234 → 1588-****; five or six digits keep the last two, fewer keep none, an extension is hidden, and
 * words written beside the number are left out. Masking twice changes nothing.
 */
export function maskPhone(phone: string): string {
  const typed = phone.normalize('NFKC').trim();
  const parts = NUMBER_AND_EXTENSION.exec(typed);
  if (!parts) return maskDigits(typed.replace(/[^\d*]/g, ''));
  const [, number = '', extension = ''] = parts;
  return maskDigits(number) + extension.replace(/\d/g, HIDDEN_DIGIT);
}

const COUNTRY_AND_AREA = /^[^\d*+]*(?:\+82[^\d*]*0?[^\d*]*(?:2|[1-9]\d)|\+\d{1,3}|02|050\d|0\d{2})/;

function maskDigits(number: string): string {
  const length = countDigits(number);
  if (length <= 4) return hideAllBut(number, 0);
  if (length <= 6) return hideAllBut(number, 2);
  if (length > 15) return hideAllBut(number, 4);
  const front =
    length === 8 && /^1[568]\d\d/.test(number)
      ? number.slice(0, 4)
      : (COUNTRY_AND_AREA.exec(number)?.[0] ?? '');
  const rest = number.slice(front.length);
  // At least three digits are hidden, and a service number (1588-1234) shows nothing after its front.
  const kept = front.startsWith('1') ? 0 : Math.max(0, Math.min(4, countDigits(rest) - 3));
  return front + hideAllBut(rest, kept);
}

function countDigits(number: string): number {
  return number.replace(/[^\d*]/g, '').length;
}

/** Hides every digit but the last `kept`. */
function hideAllBut(number: string, kept: number): string {
  let left = countDigits(number) - kept;
  return number.replace(/[\d*]/g, (digit) => (left-- > 0 ? HIDDEN_DIGIT : digit));
}

/** `hong@example.kr` → `h***@example.kr`. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  const [first = ''] = address;
  return at < 1 ? '***' : `${first}***${address.slice(at)}`;
}

/** The middleware masks fields, not what stands inside a text: there the name and the number are masked here. */
export function maskedText(text: string, name: string, phone: string | null): string {
  const named = name === '' ? text : text.replaceAll(name, maskName(name));
  return phone === null || phone === '' ? named : named.replaceAll(phone, maskPhone(phone));
}

/** Keeps what was compiled from a schema: the middleware asks again at every call. */
function oncePerSchema<T>(compile: (schema: unknown) => T): (schema: unknown) => T {
  const known = new WeakMap<object, T>();
  return (schema) => {
    if (typeof schema !== 'object' || schema === null) return compile(schema);
    let compiled = known.get(schema);
    if (compiled === undefined) {
      compiled = compile(schema);
      known.set(schema, compiled);
    }
    return compiled;
  };
}

const identity = <T>(reply: T): T => reply;

/** Business names stay; free text stays in staff lists and is left out of what is printed by the reports themselves. */
const maskOf = { name: maskName, phone: maskPhone, email: maskEmail, business: null, text: null } as const;

const maskLeaf: Leaf<null> = (schema) => {
  const marked = personalFields.get(schema);
  const mask = marked ? maskOf[marked.kind] : null;
  if (!mask) return null;
  const apply = (value: unknown): unknown => {
    if (typeof value === 'string') return mask(value);
    return Array.isArray(value) ? value.map(apply) : value;
  };
  return apply;
};

/**
 * Compiles, from the output schema of a procedure, the function that masks its replies: names and phone numbers
 * marked with `personal(…)` are replaced, in a copy that shares every unchanged part. A reply of another kind
 * (an event iterator, or none) passes unchanged.
 */
export const maskerFor = oncePerSchema((outputSchema): (<T>(reply: T) => T) => {
  const walk = walkerFor(outputSchema, maskLeaf);
  return walk ? <T>(reply: T) => walk(reply, null) as T : identity;
});

/** One record about a person that a reply showed. */
export type Subject = { entity: SubjectEntity; id: string };

const subjectLeaf: Leaf<Map<string, Subject>> = (schema) => {
  const marked = subjectFields.get(schema);
  if (!marked) return null;
  const { entity } = marked;
  return (value, found) => {
    if (typeof value === 'string') found.set(`${entity} ${value}`, { entity, id: value });
    else if (Array.isArray(value)) for (const id of value) found.set(`${entity} ${id}`, { entity, id });
    return value;
  };
};

/** Compiles the function that lists, each once, the records about persons a reply shows (fields marked `subjectId`). */
export const subjectsIn = oncePerSchema((outputSchema): ((reply: unknown) => Subject[]) => {
  const walk = walkerFor(outputSchema, subjectLeaf);
  return (reply) => {
    const found = new Map<string, Subject>();
    walk?.(reply, found);
    return [...found.values()];
  };
});

/** Whether replies of this output schema can hold personal data of any kind: a reply that does must be logged. */
export const hasPersonalData = oncePerSchema((outputSchema): boolean =>
  containsMarked(outputSchema, (schema: Schema) => personalFields.get(schema) !== undefined),
);

/** Whether replies of this output schema say whose data they hold. */
export const namesSubjects = oncePerSchema((outputSchema): boolean =>
  containsMarked(outputSchema, (schema: Schema) => subjectFields.get(schema) !== undefined),
);
