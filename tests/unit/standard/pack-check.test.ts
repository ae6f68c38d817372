import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPack, parseAdopted, parsePack } from '#core/standard/pack.ts';
import { DAEJEON_YAML, packYaml } from './support.ts';

const HARROWMERE = packYaml('harrowmere.en.yaml');
const SAESOL = packYaml('saesol.ko.yaml');

/** Line (from 1) of the first line holding `text`. */
const lineOf = (yaml: string, text: string) => yaml.split('\n').findIndex((line) => line.includes(text)) + 1;

function change(yaml: string, from: string, to: string) {
  if (!yaml.includes(from)) throw new Error(`not in the pack: ${from}`);
  return yaml.replace(from, to);
}

/** Without the block that begins with this line, up to the next line as far left. */
function without(yaml: string, head: string) {
  const lines = yaml.split('\n');
  const at = lines.indexOf(head);
  if (at < 0) throw new Error(`not in the pack: ${head}`);
  const indent = head.length - head.trimStart().length;
  const end = lines.findIndex(
    (line, index) => index > at && line.trim() !== '' && line.length - line.trimStart().length <= indent,
  );
  return [...lines.slice(0, at), ...lines.slice(end)].join('\n');
}

const inBothLanguages = (problem: { message: { ko: string; en: string } } | undefined) => {
  expect(problem?.message.ko).toMatch(/[가-힣]/);
  expect(problem?.message.en).toMatch(/^[^가-힣]+$/);
  expect(problem?.message.en).not.toMatch(/undefined|\[object/);
};

describe('what a pack cannot do without', () => {
  test.each([
    ['the counter', without(DAEJEON_YAML, '  visit:'), 'channels:', 'missing_channel'],
    ['the call back', without(DAEJEON_YAML, '  callback:'), 'channels:', 'missing_channel'],
    [
      'the promise of a memo',
      change(
        change(DAEJEON_YAML, 'promise: callback\n', 'promise: complaint_reply\n'),
        '  callback:\n    label: { ko: 전화 회신,',
        '  call:\n    label: { ko: 전화 회신,',
      ),
      'promises:',
      'missing_promise',
    ],
    [
      'a step that asks for the purpose',
      change(
        DAEJEON_YAML,
        '        on: purpose\n        by: reception',
        '        on: tick\n        by: reception',
      ),
      'steps:',
      'missing_step',
    ],
    [
      'a step that opens the visit, in the first place',
      change(
        change(DAEJEON_YAML, '        on: open\n', '        on: tick\n'),
        '        on: tick\n        by: whoever_takes\n        required: true\n        records: introduced\n        skip',
        '        on: open\n        by: whoever_takes\n        required: true\n        records: introduced\n        skip',
      ),
      'on: open',
      'opens_first',
    ],
    [
      'a figure for the memo',
      change(
        DAEJEON_YAML,
        'deadline: { counting: elapsed, amount: 1, unit: hours }',
        'deadline: { counting: unstated }',
      ),
      null,
      'needs_figure',
    ],
    [
      'a figure for the memo of a visitor',
      change(
        HARROWMERE,
        'standing: published, deadline: { counting: working_days, amount: 1, unit: days }',
        'standing: published, deadline: { counting: agreed }',
      ),
      'counting: agreed',
      'needs_figure',
    ],
    [
      'the group of a clause',
      change(SAESOL, '    group: outside\n', '    group: elsewhere\n'),
      'group: elsewhere',
      'unknown_group',
    ],
    [
      'a name of its own for every step',
      change(SAESOL, '{ id: arrive, clause: E1', '{ id: agree, clause: E1'),
      '{ id: agree, clause: E1, label: { ko: 도착 }',
      'duplicate_id',
    ],
    [
      'the sentence of a notice',
      change(DAEJEON_YAML, '    says: receipt_notice_text\n', '    says: no_such_text\n'),
      'says: no_such_text',
      'unknown_script',
    ],
    [
      'the sentence of an interim notice',
      change(SAESOL, 'says: complaint_interim }', 'says: no_such_text }'),
      'says: no_such_text',
      'unknown_script',
    ],
    [
      'a unit its counting knows',
      change(
        SAESOL,
        'counting: petition, amount: 5, unit: days',
        'counting: petition, amount: 5, unit: hours',
      ),
      'amount: 5, unit: hours',
      'not_allowed',
    ],
    [
      'a unit of a limit',
      change(SAESOL, '    unit: seconds\n', '    unit: heartbeats\n'),
      'heartbeats',
      'not_allowed',
    ],
    [
      'one length of a warning',
      change(HARROWMERE, 'when: before, hours: 2 }', 'when: before, hours: 2, days: 1 }'),
      'hours: 2, days: 1',
      'bad_value',
    ],
    [
      'a time zone there is',
      change(HARROWMERE, 'time_zone: Europe/London', 'time_zone: Europe/Harrowmere'),
      'Europe/Harrowmere',
      'bad_value',
    ],
    [
      'its own language in the boxes of a report',
      change(HARROWMERE, '    - { en: Prepared by }', '    - { ko: 작성 }'),
      '    - { ko: 작성 }',
      'own_language',
    ],
  ])('%s', (_what, yaml, at, code) => {
    const { pack, problems } = checkPack(yaml, 'test.yaml');
    expect(pack).toBeNull();
    const problem = problems.find((one) => one.code === code);
    expect(problem, JSON.stringify(problems, null, 1)).toBeDefined();
    if (at) expect(problem?.line).toBe(lineOf(yaml, at));
    else expect(problem?.line).toBeGreaterThan(1);
    inBothLanguages(problem);
    expect(parsePack(yaml, 'test.yaml').ok).toBe(false);
  });

  test('is not asked of a pack adopted before it was asked for', () => {
    const yaml = without(DAEJEON_YAML, '  visit:');
    expect(parsePack(yaml, 'old').ok).toBe(false);
    expect(parseAdopted(yaml, 'old').ok).toBe(true);
  });
});

describe('what is odd but legal', () => {
  test.each([
    [
      'a sentence nobody says',
      change(DAEJEON_YAML, '  farewell:\n', '  spare: { ko: 남는 문장, en: Spare }\n  farewell:\n'),
      '  spare:',
      'unused_script',
    ],
    [
      'a blank in no sentence',
      change(DAEJEON_YAML, 'blanks:\n', 'blanks:\n  link: { ko: 주소, en: link }\n'),
      '  link:',
      'unused_blank',
    ],
    [
      'a promise in no clause',
      change(
        change(SAESOL, '    promise: correction\n', '    promise: complaint\n'),
        'reported_under: [{ source: feedback, clause: C2,',
        'reported_under: [{ source: feedback, clause: C1,',
      ),
      '  correction:',
      'unused_promise',
    ],
    [
      'a promise that does not count for its clause',
      change(SAESOL, 'source: feedback, clause: C2,', 'source: feedback, clause: C1,'),
      'promise: correction',
      'not_counted',
    ],
    [
      'a customer to be reminded where no text says so',
      change(
        SAESOL,
        '      - { to: officer, when: before, minutes: 20 }',
        '      - { to: customer, when: before, minutes: 20 }',
      ),
      'to: customer',
      'nobody_reminds',
    ],
    [
      'word in between of a call',
      change(
        SAESOL,
        '    starts_on: memo_taken\n',
        '    starts_on: memo_taken\n    interim: { every: { counting: working_days, amount: 5, unit: days }, fulfilled_by: told }\n',
      ),
      'interim: { every: { counting: working_days, amount: 5, unit: days }, fulfilled_by: told }',
      'no_word_of_calls',
    ],
    [
      'a source given twice',
      change(SAESOL, '{ source: direct, clause: B3', '{ source: phone, clause: B3'),
      null,
      'source_twice',
    ],
    ['a promise without a figure', SAESOL, 'counting: unstated', 'unmeasured'],
    [
      'a clause without a step',
      change(SAESOL, 'clause: E2,', 'clause: E1,'),
      'id: E2',
      'clause_without_step',
    ],
    [
      'an event no step leaves',
      change(SAESOL, 'measured_by: [greeted, purpose_heard]', 'measured_by: [greeted, smiled]'),
      'smiled',
      'event_never_recorded',
    ],
    [
      'a channel without a screen',
      change(SAESOL, '  complaint:\n    label: { ko: 불만 }', '  grumble:\n    label: { ko: 불만 }'),
      '  grumble:',
      'unknown_channel',
    ],
    [
      'a choice the counter does not know',
      change(SAESOL, '{ id: come_back,', '{ id: vanish,'),
      'id: vanish',
      'unknown_choice',
    ],
    [
      'a warning longer than its promise',
      change(
        DAEJEON_YAML,
        '{ to: officer, when: before, minutes: 15 }',
        '{ to: officer, when: before, hours: 3 }',
      ),
      'hours: 3',
      'warned_at_once',
    ],
    [
      'a text forgotten in a language',
      change(
        DAEJEON_YAML,
        'slip_title: { ko: 전화 회신 약속, en: We will call you back }',
        'slip_title: { ko: 전화 회신 약속 }',
      ),
      'slip_title:',
      'half_translated',
    ],
    [
      'a language times cannot be said in',
      HARROWMERE.replaceAll('{ en:', '{ cy:').replace('language: en', 'language: cy'),
      'language: cy',
      'unspoken_language',
    ],
    ['no time zone', change(SAESOL, '  time_zone: Asia/Seoul\n', ''), 'branch_defaults:', 'no_time_zone'],
  ])('%s', (_what, yaml, at, code) => {
    const { pack, problems, warnings } = checkPack(yaml, 'test.yaml');
    expect(problems).toEqual([]);
    expect(pack).not.toBeNull();
    const warning = warnings.find((one) => one.code === code);
    expect(warning, JSON.stringify(warnings, null, 1)).toBeDefined();
    if (at) expect(warning?.line).toBe(lineOf(yaml, at));
    inBothLanguages(warning);
  });
});

// A whole pack takes some milliseconds to read, and on a busy machine many.
describe('a pack mangled anywhere', { timeout: 60_000 }, () => {
  const packs = fc.constantFrom(DAEJEON_YAML, HARROWMERE, SAESOL);
  const within = (nth: number, length: number) => nth % length;

  test('by cutting, doubling or typing over never crashes the checker', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('', '{', ']', '\n', ': ', '- ', '&a', '*a', '\t', '!!'),
    );
    fc.assert(
      fc.property(packs, fc.nat(), fc.nat(80), text, (yaml, nth, length, typed) => {
        const at = within(nth, yaml.length);
        const { pack, problems } = checkPack(yaml.slice(0, at) + typed + yaml.slice(at + length), 'x.yaml');
        expect(pack === null).toBe(problems.length > 0);
        for (const problem of problems) expect(problem.line).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });

  test('by losing or swapping whole lines never crashes the checker', () => {
    fc.assert(
      fc.property(packs, fc.nat(), fc.nat(), fc.boolean(), (yaml, nth, other, swap) => {
        const lines = yaml.split('\n');
        const [a, b] = [within(nth, lines.length), within(other, lines.length)];
        if (swap) [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
        else lines.splice(a, 1 + (b % 12));
        const { pack, problems, warnings } = checkPack(lines.join('\n'), 'x.yaml');
        expect(pack === null).toBe(problems.length > 0);
        for (const one of [...problems, ...warnings]) expect(one.column).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });
});
