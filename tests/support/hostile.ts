import type { FieldCode } from '#contract/fields.ts';

/** What a text field does with a text: keeps it as `stored`, or refuses it with a code. */
export type Verdict = { stored: string } | { refused: FieldCode };

export type HostileText = {
  title: string;
  text: string;
  /** In a field of one line, at most 200 characters. */
  oneLine: Verdict;
  /** In a field of several lines, at most 4,000 characters. */
  lines: Verdict;
};

const kept = (title: string, text: string, stored = text, lines = stored): HostileText => ({
  title,
  text,
  oneLine: { stored },
  lines: { stored: lines },
});

const refused = (title: string, text: string, code: FieldCode): HostileText => ({
  title,
  text,
  oneLine: { refused: code },
  lines: { refused: code },
});

/**
 * Texts that break careless programs, with what Maji's text fields do with each (R11, R28). Any screen, call,
 * import or print may be run over them: nothing is executed, nothing crashes, and what is kept is kept exactly.
 */
export const hostileTexts: readonly HostileText[] = [
  kept('Hangul taken apart (NFD)', '김민수'.normalize('NFD'), '김민수'),
  kept('Hangul as the file names of a Mac', '대전테크노파크'.normalize('NFD'), '대전테크노파크'),
  kept('single consonants', 'ㄱㅁㅅ'),
  kept('single vowels', 'ㅏㅑㅓ'),
  kept('old Hangul', '\u1112\u119e\u11ab글'),
  kept('hanja', '洪吉童'),
  kept('a compatibility hanja', '\uf9e1', '李'),
  kept('a hanja outside the basic plane', '𠮷野家'),
  kept('an accent written apart', 'Nguye\u0302\u0303n', 'Nguy\u1ec5n'),
  kept('a family as one emoji', '👨‍👩‍👧‍👦'),
  kept('a flag and a skin tone', '🏴󠁧󠁢󠁥󠁮󠁧󠁿👍🏽'),
  kept('many accents on one letter', `a${'\u0301\u0302\u0303\u0304'.repeat(8)}`.normalize('NFC')),
  kept('right-to-left letters', 'שלום עולם'),
  kept('SQL', "Robert'); DROP TABLE customers;--"),
  kept('SQL with a wildcard', "%' OR '1'='1"),
  kept('a picture that runs a script', '<img src=x onerror="alert(1)">'),
  kept('a script', '</textarea><script>alert(document.domain)</script>'),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: hostile on purpose
  kept('a template', '{{constructor.constructor("return 1")()}} ${7*7} #{7*7}'),
  kept('a formula of a spreadsheet', '=HYPERLINK("http://127.0.0.1","click")'),
  kept('a formula by sign', '+1+cmd|calc'),
  kept('a formula by at', '@SUM(1)'),
  kept('a path out of the folder', '../../etc/passwd'),
  kept('names of a prototype', '__proto__'),
  kept('a word of JSON', '{"a":[1,null]}'),
  kept('words that look empty', 'null'),
  kept('a number that is none', 'NaN'),
  kept('Turkish i', 'İstanbul ıI'),
  kept('a zero-width space inside', '김\u200b민수'),
  kept('white space around', '\u3000 김민수\u00a0\n', '김민수'),
  kept('line breaks of three kinds', '가\r\n나\u2028다\r라', '가 나 다 라', '가\n나\n다\n라'),
  kept('a tab', '가\t나', '가 나', '가\t나'),
  kept('a masked registration number', '900101-1******'),
  kept('a date with a number beside', '20260101-1234567'),
  kept('thirteen digits with no date in front', '9913321234567'),
  refused('nothing', '', 'EMPTY'),
  refused('white space alone', ' \u3000\n', 'EMPTY'),
  refused('invisible letters alone', '\u200b\u2060\u3164\ufeff', 'EMPTY'),
  refused('NUL', '김\u0000민수', 'CONTROL_CHARACTER'),
  refused('a bell', '김\u0007', 'CONTROL_CHARACTER'),
  refused('an escape sequence', '\u001b[31m김', 'CONTROL_CHARACTER'),
  refused('delete', 'a\u007f', 'CONTROL_CHARACTER'),
  refused('an old control character', 'a\u0085b', 'CONTROL_CHARACTER'),
  refused('a code point that is no character', 'a\uffff', 'CONTROL_CHARACTER'),
  refused('an override of direction', 'a\u202egpj.exe', 'BIDI_CONTROL'),
  refused('an isolate', '\u2066abc\u2069', 'BIDI_CONTROL'),
  refused('half of an emoji in front', '\ud83d김', 'LONE_SURROGATE'),
  refused('half of an emoji at the end', '김\ude00', 'LONE_SURROGATE'),
  refused('a megabyte', '가'.repeat(1_000_000), 'TEXT_TOO_LONG'),
  refused('a megabyte taken apart', 'ㅤ'.repeat(1_048_576), 'TEXT_TOO_LONG'),
  refused('a resident registration number', '900101-1234567', 'RESIDENT_NUMBER'),
  refused('one without a hyphen', '주민번호 0002294123456입니다', 'RESIDENT_NUMBER'),
  refused('one of a foreigner', '850315-5123456', 'RESIDENT_NUMBER'),
  refused('one in full-width digits', '９００１０１－２２３４５６７', 'RESIDENT_NUMBER'),
  refused('one with a space', '900101 - 1234567', 'RESIDENT_NUMBER'),
  refused('one cut by an invisible space', '9001\u200b01-1234567', 'RESIDENT_NUMBER'),
];
