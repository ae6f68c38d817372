import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deadlineFor, type StandardPack } from '#contract/standard-pack.ts';
import { checkPack } from '#core/standard/pack.ts';
import { packSchemaText } from '#core/standard/pack-schema.ts';
import { previewPage } from '#core/standard/preview/preview.ts';
import { GAP, plain, say } from '#core/standard/script.ts';
import { spokenLanguage } from '#core/standard/spoken-language.ts';
import { packYaml } from './support.ts';

const folder = join(import.meta.dirname, '../../../assets/standards');
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

function packIn(file: string): StandardPack {
  const { pack, problems } = checkPack(packYaml(file), file);
  if (pack === null) throw new Error(JSON.stringify(problems, null, 2));
  return pack;
}

test('three packs ship, each of another institution', () => {
  expect(files).toEqual(['daejeon.ko.yaml', 'harrowmere.en.yaml', 'saesol.ko.yaml']);
  expect(new Set(files.map((file) => packIn(file).id)).size).toBe(3);
});

test('the schema for editors is the one the format gives (npm run pack:schema)', () => {
  expect(readFileSync(join(folder, 'standard-pack.schema.json'), 'utf8')).toBe(packSchemaText());
});

describe.each(files)('%s', (file) => {
  const pack = packIn(file);
  const steps = Object.values(pack.channels).flatMap((channel) => channel.steps);

  test('names its schema and is odd only where it gives no figure', () => {
    expect(packYaml(file).split('\n')[0]).toBe('# yaml-language-server: $schema=./standard-pack.schema.json');
    const { warnings } = checkPack(packYaml(file), file);
    expect(warnings.filter(({ code }) => code !== 'unmeasured')).toEqual([]);
  });

  test('every step and every choice says something whole in its own language', () => {
    for (const step of steps) {
      for (const { script } of step.says) expect(pack.scripts[script]?.[pack.language], script).toBeTruthy();
    }
    const blanks = Object.fromEntries(Object.keys(pack.blanks).map((name) => [name, '가나']));
    for (const script of Object.keys(pack.scripts)) {
      const said = plain(say(pack, script, blanks, pack.language));
      expect(said, script).not.toContain(GAP);
      expect(said, script).not.toMatch(/[{}]/);
    }
  });

  test('every published clause is somewhere: a step, a promise that counts for it, or evidence of its own', () => {
    const stepped = new Set(steps.map(({ clause }) => clause));
    for (const clause of pack.clauses) {
      if (clause.kind === 'promise')
        expect(pack.promises[clause.promise]?.reported_under.map((one) => one.clause)).toContain(clause.id);
      else if (clause.kind === 'step' && clause.needs_signal.length === 0)
        expect(stepped.has(clause.id), clause.id).toBe(true);
    }
  });

  test.each(['ko', 'en'] as const)(
    'is shown whole on its preview (%s), which asks nothing of a network',
    (language) => {
      const page = previewPage(pack, language, new Date('2026-11-23T01:00:00Z'));
      for (const { id } of pack.clauses) expect(page).toContain(`<b>${id}</b>`);
      expect(page).not.toMatch(/undefined|\[object|NaN|<script|src=|<link|@import|url\(/);
      const lang = spokenLanguage(pack, language);
      for (const step of steps) expect(page).toContain((step.label[lang] ?? '').replaceAll("'", '&#39;'));
    },
  );
});

test('what a pack says cannot become markup of its preview', () => {
  const yaml = packYaml('saesol.ko.yaml').replace(
    'label: { ko: 맞이 }',
    "label: { ko: '<img src=x onerror=1>' }",
  );
  const { pack } = checkPack(yaml, 'x.yaml');
  if (pack === null) throw new Error('refused');
  expect(previewPage(pack, 'ko', new Date())).not.toContain('<img');
});

test('the figures each institution publishes', () => {
  const figure = (file: string, promise: string, source: Parameters<typeof deadlineFor>[1]) => {
    const rule = packIn(file).promises[promise];
    const deadline = rule && deadlineFor(rule, source);
    return deadline ? `${deadline.amount} ${deadline.unit} ${deadline.counting}` : null;
  };
  expect(figure('daejeon.ko.yaml', 'callback', 'phone')).toBe('1 hours elapsed');
  expect(figure('daejeon.ko.yaml', 'callback', 'visit')).toBe('1 hours elapsed');
  expect(figure('saesol.ko.yaml', 'callback', 'phone')).toBe('1 days working_days');
  expect(figure('saesol.ko.yaml', 'callback', 'visit')).toBe('1 hours elapsed');
  expect(figure('saesol.ko.yaml', 'complaint', 'feedback')).toBe('5 days petition');
  expect(figure('saesol.ko.yaml', 'correction', 'feedback')).toBeNull();
  expect(figure('harrowmere.en.yaml', 'callback', 'voicemail')).toBe('24 hours elapsed');
  expect(figure('harrowmere.en.yaml', 'letter_acknowledgement', 'letter')).toBe('3 days working_days');
  expect(figure('harrowmere.en.yaml', 'letter_answer', 'letter')).toBe('10 days working_days');
  expect(figure('harrowmere.en.yaml', 'email_acknowledgement', 'email')).toBe('2 days working_days');
  expect(figure('harrowmere.en.yaml', 'email_answer', 'email')).toBe('5 days working_days');
});

test('sentences of an English-only pack are said in English at a Korean window, times and all', () => {
  expect(spokenLanguage(packIn('harrowmere.en.yaml'), 'ko')).toBe('en');
  expect(spokenLanguage(packIn('saesol.ko.yaml'), 'en')).toBe('ko');
  expect(spokenLanguage(packIn('daejeon.ko.yaml'), 'en')).toBe('en');
});
