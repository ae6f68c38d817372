import { describe, expect, test } from 'vitest';
import { inLanguage, plain, say } from '#core/standard/script.ts';
import { DAEJEON_PUBLISHED, daejeonPack } from './support.ts';

const pack = daejeonPack();
const squeeze = (text: string) => text.replace(/[\s•]+/g, '');
const published = squeeze(DAEJEON_PUBLISHED);

describe('the Daejeon standard as a pack', () => {
  test('holds all 23 clauses by id, each of its kind', () => {
    expect(pack.clauses.map((clause) => `${clause.id} ${clause.kind}`)).toEqual([
      ...['V1 display', 'V2 step', 'V3 step', 'V4 step', 'V5 step', 'V6 facility'],
      ...['S1 notice', 'S2 promise', 'S3 step', 'S4 step'],
      ...['P1 limit', 'P2 promise', 'P3 step', 'P4 step', 'P5 display'],
      ...['D1 notice', 'D2 notice', 'O1 display', 'Q1 periodic', 'Q2 periodic'],
      ...['C1 promise', 'C2 promise', 'C3 periodic'],
    ]);
  });

  test('repeats the published text word for word and leaves nothing of it out', () => {
    let rest = published.replace('고객응대서비스이행표준', '');
    for (const group of pack.groups) {
      const title = squeeze(group.title.ko ?? '');
      expect(rest).toContain(title);
      rest = rest.replace(title, '|');
    }
    for (const clause of pack.clauses) {
      for (const line of (clause.text.ko ?? '').split('\n')) {
        expect(rest, clause.id).toContain(squeeze(line));
        rest = rest.replace(squeeze(line), '|');
      }
    }
    expect(rest.replaceAll('|', '')).toBe('');
  });

  test.each([
    ['greeting', 'V2'],
    ['introduction', 'V2'],
    ['farewell', 'V5'],
    ['phone_answer', 'P1'],
    ['phone_farewell', 'P3'],
    ['callback_greeting', 'P4'],
    ['callback_introduction', 'P4'],
  ])('speaks %s exactly as %s prints it', (script, clauseId) => {
    const blanks = { department: '□□□부', name: '□□□', title: '(직책)' };
    const spoken = squeeze(plain(say(pack, script, blanks, 'ko')));
    const clause = pack.clauses.find((one) => one.id === clauseId);
    expect(squeeze(clause?.text.ko ?? '')).toContain(spoken);
  });

  test('has an English reading of every label, title and sentence, with the same blanks', () => {
    const particles = /\{[^{}]*\/[^{}]*\}/g;
    for (const [key, script] of Object.entries(pack.scripts)) {
      const blanks = (text: string) =>
        [...new Set(text.replace(particles, '').match(/\{[a-z_]+\}/g) ?? [])].sort();
      expect(blanks(script.en ?? ''), key).toEqual(blanks(script.ko ?? ''));
    }
    const untranslated: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('ko' in value && !('en' in value)) untranslated.push(path);
      for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`);
    };
    walk(pack, 'pack');
    expect(untranslated).toEqual([]);
  });

  test('drives the visit through six labelled steps', () => {
    const steps = pack.channels.visit?.steps ?? [];
    expect(steps.map((step) => inLanguage(step.label, 'ko', 'ko'))).toEqual([
      '인사',
      '소개',
      '용건',
      '담당 연결',
      '추가 용무',
      '끝인사',
    ]);
    expect(steps.map((step) => step.clause)).toEqual(['V2', 'V2', 'V2', 'V4', 'V5', 'V5']);
    expect(steps[0]?.on).toBe('open');
  });

  test('reports a walk-in memo apart from the hour promised on the telephone', () => {
    const rule = pack.promises.callback;
    expect(rule?.deadline).toEqual({ counting: 'elapsed', amount: 1, unit: 'hours' });
    expect(rule?.reported_under).toContainEqual({ source: 'visit', clause: 'V4', standing: 'in_house' });
    expect(rule?.reported_under).toContainEqual({ source: 'phone', clause: 'P2', standing: 'published' });
    expect(rule?.reported_under).toContainEqual({ source: 'direct', clause: 'P2', standing: 'published' });
  });
});
