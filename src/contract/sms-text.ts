/**
 * How Korean carriers read a text message: in EUC-KR as they extend it (CP949), a Hangul syllable as two bytes and an
 * ASCII letter as one. What has no place in it cannot be sent. One rule for the host and for the window that
 * counts while somebody types.
 */

/** A short message. */
export const SMS_BYTES = 90;
/** A long one; nothing longer goes. */
export const LMS_BYTES = 2000;

let sendable: ReadonlySet<string> | undefined;

/** The rows of the Korean standard's table; what was added to them later (€, ®) older telephones do not show. */
const TABLE = { first: 0xa1, last: 0xfe, added: [0xa2e6, 0xa2e7, 0xa2e8] };

/** No character, or one that everybody may give a meaning of his own. */
const NOBODYS = /[\ufffd\ue000-\uf8ff]/u;

/**
 * Every two-byte character but Hangul, all of whose syllables CP949 has. Browsers and Node know the table, but only
 * for reading, and only the part the Korean standard has is the same in both: so each pair of that part is read once.
 */
function twoByteCharacters(): ReadonlySet<string> {
  if (sendable !== undefined) return sendable;
  const found = new Set<string>();
  const decoder = new TextDecoder('euc-kr');
  for (let lead = TABLE.first; lead <= TABLE.last; lead++) {
    for (let trail = TABLE.first; trail <= TABLE.last; trail++) {
      if (TABLE.added.includes(lead * 256 + trail)) continue;
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if ([...text].length === 1 && text > '\u007f' && !NOBODYS.test(text)) found.add(text);
    }
  }
  sendable = found;
  return found;
}

/** 1 or 2; null for a character that carriers have no place for. */
function bytesOfCharacter(character: string): 1 | 2 | null {
  if (character === '\n' || (character >= ' ' && character <= '~')) return 1;
  if (character >= '가' && character <= '힣') return 2;
  return twoByteCharacters().has(character) ? 2 : null;
}

/** What is written often and has a neighbour carriers know. */
const NEIGHBOURS: Record<string, string> = {
  '\u00a0': ' ',
  '\t': ' ',
  '–': '-',
  '—': '-',
  '−': '-',
  '‑': '-',
  '•': '·',
  '₩': '￦',
  '€': '유로',
  '〜': '～',
  '✓': '○',
  '✔': '○',
  '☑': '■',
  '☐': '□',
  '©': '(c)',
  '™': '(TM)',
  '®': '(R)',
};

/** What may stand in its place: a neighbour, the letter without its accent, or nothing. */
function replacementFor(character: string): string {
  const neighbour = NEIGHBOURS[character];
  if (neighbour !== undefined) return neighbour;
  const plain = character.normalize('NFKD').replace(/\p{M}/gu, '');
  if (plain === character || plain === '') return '';
  return [...plain].every((one) => bytesOfCharacter(one) !== null) ? plain : '';
}

export interface UnsendableCharacter {
  character: string;
  /** What is put in its place with the person's consent; empty: it is left out. */
  replacement: string;
  /** How often it stands in the text. */
  times: number;
}

export interface CountedText {
  /** As carriers count it; a character they have no place for counts as two. */
  bytes: number;
  /** Which message it makes; null when it is too long for either. */
  form: 'sms' | 'lms' | null;
  unsendable: UnsendableCharacter[];
}

/** A character with what belongs to it, so that a flag or a family of emoji is named once. */
const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** Counts a text as carriers do. Line breaks count one byte. */
export function countText(text: string): CountedText {
  let bytes = 0;
  const unsendable = new Map<string, UnsendableCharacter>();
  for (const { segment } of graphemes.segment(text.normalize('NFC'))) {
    for (const character of segment === '\r\n' ? '\n' : segment) {
      const count = bytesOfCharacter(character);
      bytes += count ?? 2;
      if (count !== null) continue;
      const known = unsendable.get(segment);
      if (known === undefined) {
        unsendable.set(segment, { character: segment, replacement: replaced(segment), times: 1 });
      } else if (character === [...segment][0]) known.times += 1;
    }
  }
  const form = bytes <= SMS_BYTES ? 'sms' : bytes <= LMS_BYTES ? 'lms' : null;
  return { bytes, form, unsendable: [...unsendable.values()] };
}

function replaced(segment: string): string {
  return [...segment].map((one) => (bytesOfCharacter(one) === null ? replacementFor(one) : one)).join('');
}

/** The text with its unsendable characters replaced, as the person agreed. */
export function sendableText(text: string): string {
  return Array.from(graphemes.segment(text.normalize('NFC')), ({ segment }) => replaced(segment)).join('');
}
