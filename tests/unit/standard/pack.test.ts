import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePack } from '#core/standard/pack.ts';
import { DAEJEON_YAML } from './support.ts';

/** Line (from 1) of the first line holding `text`. */
const lineOf = (yaml: string, text: string) => yaml.split('\n').findIndex((line) => line.includes(text)) + 1;

function problemsOf(yaml: string) {
  const parsed = parsePack(yaml, 'test.yaml');
  if (parsed.ok) throw new Error('the pack was accepted');
  return parsed.problems;
}

function change(from: string, to: string) {
  if (!DAEJEON_YAML.includes(from)) throw new Error(`not in the pack: ${from}`);
  return DAEJEON_YAML.replace(from, to);
}

describe('a standard pack', () => {
  test('is accepted with the hash of its text', () => {
    const parsed = parsePack(DAEJEON_YAML, 'daejeon.ko.yaml');
    expect(parsed).toMatchObject({
      ok: true,
      hash: createHash('sha256').update(DAEJEON_YAML).digest('hex'),
      pack: { id: 'daejeon.ko', language: 'ko' },
    });
  });

  test('with broken YAML is refused at the line', () => {
    const yaml = change('  greeting:\n', '  greeting: [\n');
    const [problem] = problemsOf(yaml);
    expect(problem).toMatchObject({ file: 'test.yaml', code: 'syntax' });
    expect(problem?.line).toBeGreaterThanOrEqual(lineOf(yaml, 'greeting: ['));
    expect(problem?.message.en).not.toContain('\n');
  });

  test.each([
    ['a wrong value', 'kind: facility', 'kind: nonsense', 'kind: nonsense', 'not_allowed', 'clauses.5.kind'],
    ['a wrong type', 'at_most: 2\n', 'at_most: two\n', 'at_most: two', 'wrong_type', 'clauses.10.at_most'],
    [
      'an unknown entry',
      'promise: callback\n',
      'promise: callback\n    promis: x\n',
      'promis: x',
      'unknown_key',
      'clauses.11.promis',
    ],
    ['a missing entry', '    where: entrance\n', '', '- id: V1', 'missing', 'clauses.0.where'],
    ['a bad date', "'2026-01-01'", "'2026-02-30'", 'in_force_from', 'bad_value', 'in_force_from'],
    [
      'a wrong counting',
      'counting: elapsed',
      'counting: guessed',
      'counting: guessed',
      'not_allowed',
      'promises.callback.deadline.counting',
    ],
    ['a clause id used twice', '- id: V5', '- id: V4', null, 'duplicate_clause', 'clauses.4.id'],
    [
      'an unknown clause',
      'clause: V5',
      'clause: V9',
      'clause: V9',
      'unknown_clause',
      'channels.visit.steps.4.clause',
    ],
    [
      'an unknown script',
      'says: [{ script: farewell }]',
      'says: [{ script: fare_well }]',
      'script: fare_well',
      'unknown_script',
      'channels.visit.steps.5.says.0.script',
    ],
    [
      'an unknown promise',
      'promise: complaint_reply',
      'promise: complaint',
      'promise: complaint',
      'unknown_promise',
      'clauses.21.promise',
    ],
    [
      'an unknown blank',
      '저는 {name} {title}입니다',
      '저는 {nmae} {title}입니다',
      '{nmae}',
      'unknown_blank',
      'scripts.introduction.ko',
    ],
    [
      'a brace left open',
      '저는 {name} {title}입니다',
      '저는 {name {title}입니다',
      '{name {title}',
      'broken_blank',
      'scripts.introduction.ko',
    ],
    [
      'a needed sentence left out',
      '  slip_title: { ko: 전화 회신 약속, en: We will call you back }\n',
      '',
      'scripts:',
      'missing_script',
      'scripts',
    ],
    [
      'its own language left out',
      'slip_title: { ko: 전화 회신 약속, en:',
      'slip_title: { en:',
      'slip_title:',
      'own_language',
      'scripts.slip_title',
    ],
    ['another format', 'maji-standard/1', 'maji-standard/9', 'format:', 'not_allowed', 'format'],
  ])('with %s is refused with its place and reason', (_what, from, to, at, code, path) => {
    const yaml = change(from, to);
    const problem = problemsOf(yaml).find((one) => one.code === code);
    expect(problem).toMatchObject({ file: 'test.yaml', code, path });
    if (at) expect(problem?.line).toBe(lineOf(yaml, at));
    expect(problem?.column).toBeGreaterThan(0);
    expect(problem?.message.ko).toMatch(/[가-힣]/);
    expect(problem?.message.en).not.toMatch(/undefined|\[object/);
  });

  test('with an entry given twice is refused at the second one', () => {
    const yaml = change('  farewell:\n', '  greeting:\n');
    const second = yaml.split('\n').lastIndexOf('  greeting:') + 1;
    expect(problemsOf(yaml)).toMatchObject([
      { code: 'duplicate_key', path: 'scripts.greeting', line: second },
    ]);
  });

  test('tells every problem at once, in the order of the file', () => {
    const yaml = change('kind: facility', 'kind: nonsense').replace('counting: elapsed', 'counting: guessed');
    const lines = problemsOf(yaml).map((problem) => problem.line);
    expect(lines.length).toBe(2);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  test('with an alias is refused, so that none can multiply', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      'b: &b [*a, *a, *a, *a, *a, *a]',
      'c: [*b, *b, *b]',
    ].join('\n');
    expect(problemsOf(bomb).map((problem) => problem.code)).toContain('alias');
    expect(problemsOf(`format: &f maji-standard/1\nid: *f\n`)[0]).toMatchObject({ code: 'alias', line: 1 });
  });

  test.each(['__proto__', 'constructor', 'prototype'])('with a key named %s is refused', (name) => {
    const yaml = change('scripts:\n', `scripts:\n  ${name}: { ko: 가, en: a }\n`);
    expect(problemsOf(yaml)[0]).toMatchObject({ code: 'forbidden_key', line: lineOf(yaml, `${name}:`) });
    expect(({} as Record<string, unknown>).ko).toBeUndefined();
  });

  test.each([
    ['ten megabytes', `name: ${'가'.repeat(4_000_000)}`, 'too_large'],
    ['brackets without end', '['.repeat(200_000), 'too_deep'],
    ['brackets on lines of their own', '[\n'.repeat(100_000), 'too_deep'],
    ['brackets nested and closed again', '[\n'.repeat(20_000) + ']\n'.repeat(20_000), 'too_deep'],
    ['dashes without end', '- '.repeat(100_000), 'too_deep'],
    ['nothing', '', 'not_a_map'],
    ['a list', '- a\n- b\n', 'not_a_map'],
    ['two documents', 'a: 1\n---\nb: 2\n', 'syntax'],
    ['a tag of its own', 'format: !!js/function "x"\n', 'missing'],
    ['a map as a key', '? { a: 1 }\n: 2\n', 'forbidden_key'],
  ])('of %s is refused cleanly', (_what, yaml, code) => {
    expect(problemsOf(yaml).map((problem) => problem.code)).toContain(code);
  });

  test('never throws, whatever the text', () => {
    const piece = fc.constantFrom(
      'a: ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '&x ',
      '*x',
      '\n',
      '  ',
      '"',
      "'",
      '|\n',
      '!t ',
      '? ',
      ': ',
      '\u0000',
      '가',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
        ),
        (text) => {
          expect(parsePack(text, 'x.yaml').ok).toBe(false);
        },
      ),
    );
  });

  test('cut or changed anywhere never throws', () => {
    fc.assert(
      fc.property(fc.nat(DAEJEON_YAML.length - 1), fc.nat(60), (at, length) => {
        const parsed = parsePack(DAEJEON_YAML.slice(0, at) + DAEJEON_YAML.slice(at + length), 'x.yaml');
        if (!parsed.ok) expect(parsed.problems[0]?.line).toBeGreaterThan(0);
      }),
      { numRuns: 25 },
    );
  });
});
