import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fieldCodes, personName } from '#contract/fields.ts';
import { refusals } from '#contract/rules.ts';
import { errorKey, isErrorKey } from '#renderer/i18n/error-text.ts';
import { createFormat } from '#renderer/i18n/format.ts';
import { i18n } from '#renderer/i18n/i18n.ts';
import { withParticle } from '#renderer/i18n/particles.ts';
import { en, ko } from '#renderer/i18n/resources.ts';

const korean = createFormat('ko', 'Asia/Seoul');
const english = createFormat('en', 'Asia/Seoul');
const at = '2026-11-20T05:32:00.000Z';
const later = (minutes: number) => Date.parse(at) + minutes * 60_000;

/** Every text by its path: `errors.BUSY` → `…`. */
function texts(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : texts(value, `${path}${key}.`),
  );
}
const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1]).sort();

test('both languages have every text, and each fills in the same things', () => {
  const english = new Map(texts(en));
  for (const [path, text] of texts(ko)) {
    const other = english.get(path);
    expect(other, path).toBeDefined();
    // Only what is said by nothing in Korean may be said by nothing in English.
    expect(other?.trim() === '', path).toBe(text.trim() === '');
    expect(blanks(other ?? ''), path).toEqual(blanks(text));
  }
  const extra = [...english.keys()].filter((path) => !texts(ko).some(([one]) => one === path));
  expect(extra.filter((path) => !path.endsWith('_one'))).toEqual([]);
});

test('every refusal says what happened, what was kept and what to do: three sentences', () => {
  for (const [code, text] of [...Object.entries(ko.errors), ...Object.entries(en.errors)]) {
    expect(text.split(/\.(?:\s|$)/).filter(Boolean).length, code).toBeGreaterThanOrEqual(3);
  }
});

test('particles follow the last sound of the word', () => {
  expect(withParticle('박서연', 'iga')).toBe('박서연이');
  expect(withParticle('이지호', 'iga')).toBe('이지호가');
  expect(withParticle('김하늘', 'euro')).toBe('김하늘로');
  expect(withParticle('3', 'eunneun')).toBe('3은');
  expect(withParticle('2', 'eunneun')).toBe('2는');
  expect(withParticle('LG', 'eulreul')).toBe('LG를');
  expect(withParticle('민수네(본점)', 'gwawa')).toBe('민수네(본점)와');
  expect(withParticle('김○', 'iga')).toBe('김○가');
  expect(withParticle('', 'iga')).toBe('');
});

test('a translation asks for its particle by name', () => {
  i18n.addResource('ko', 'test' as 'common', 'back', '{{name, iga}} 돌아왔습니다');
  const t = i18n.getFixedT('ko') as unknown as (key: string, values: object) => string;
  expect(t('test:back', { name: '박서연 대리' })).toBe('박서연 대리가 돌아왔습니다');
});

test('English counts one and many, Korean needs no plural', () => {
  const english = i18n.getFixedT('en');
  const korean = i18n.getFixedT('ko');
  expect(english('counts.people', { count: 1 })).toBe('1 person');
  expect(english('counts.people', { count: 1284 })).toBe('1,284 people');
  expect(korean('counts.people', { count: 1 })).toBe('1명');
});

test('dates and times are written in the zone of the branch', () => {
  expect(korean.dateTime(at)).toBe('11월 20일 (금) 14:32');
  expect(english.dateTime(at)).toBe('Fri 20 Nov 14:32');
  expect(korean.yearDate(at)).toBe('2026년 11월 20일 (금)');
  expect(createFormat('ko', 'UTC').time(at)).toBe('05:32');
  expect(korean.businessDate('2026-11-20')).toBe('2026년 11월 20일 (금)');
  expect(english.month('2026-11')).toBe('November 2026');
  expect(korean.timeOrDateTime(at, later(60))).toBe('14:32');
  expect(korean.timeOrDateTime(at, later(24 * 60))).toBe('11월 20일 (금) 14:32');
});

test('a time that is spoken leaves out empty minutes', () => {
  expect(korean.spokenTime('2026-11-20T06:30:00.000Z')).toBe('오후 3시 30분');
  expect(korean.spokenTime('2026-11-20T06:00:00.000Z')).toBe('오후 3시');
  expect(english.spokenTime('2026-11-20T06:30:00.000Z')).toBe('3:30 pm');
  expect(korean.spokenTime('2026-11-20T03:05:00.000Z')).toBe('오후 12시 5분');
});

test('what is left never looks like a time of day, and is never rounded up', () => {
  expect(korean.remaining(later(22), at)).toBe('22분 남음');
  expect(korean.remaining(later(22) + 59_999, at)).toBe('22분 남음');
  expect(korean.remaining(later(65), at)).toBe('1시간 5분 남음');
  expect(korean.remaining(later(60), at)).toBe('1시간 남음');
  expect(korean.remaining(later(-4), at)).toBe('4분 지남');
  expect(korean.remaining(at, at)).toBe('1분 미만 남음');
  expect(english.remaining(later(25 * 60), at)).toBe('1 day 1 h left');
  expect(english.remaining(later(-61), at)).toBe('1 h 1 min overdue');
});

test('figures: thousands, shares, lengths, and nothing instead of a share of nothing', () => {
  expect(korean.number(1284)).toBe('1,284');
  expect(korean.percent(31 / 32)).toBe('96.9%');
  expect(korean.percent(null)).toBe('–');
  expect(korean.duration(24)).toBe('24분');
  expect(english.duration(0)).toBe('0 min');
});

test('the exact reason wins over the code, and nothing raw reaches the person', () => {
  expect(errorKey({ code: 'CONFLICT' })).toEqual({ key: 'CONFLICT', field: null });
  expect(errorKey({ code: 'REFUSED', data: { reason: 'TEXT_TOO_LONG', field: 'inquiry' } })).toEqual({
    key: 'TEXT_TOO_LONG',
    field: 'inquiry',
  });
  expect(errorKey({ code: 'STORE', data: { reason: 'DISK_FULL' } }).key).toBe('DISK_FULL');
  expect(errorKey({ code: 'BAD_REQUEST' }).key).toBe('INVALID');
  expect(errorKey(new Error('SQLITE_IOERR at 0x7f')).key).toBe('UNKNOWN');
  expect(errorKey({ code: 'toString' }).key).toBe('UNKNOWN');
  expect(errorKey(null).key).toBe('UNKNOWN');
});

test('an input the schema refused says which field and why', () => {
  const issues = [{ message: 'Invalid input' }, { message: 'EMPTY', path: ['staff', 0, 'name'] }];
  expect(errorKey({ code: 'BAD_REQUEST', data: { issues } })).toEqual({
    key: 'EMPTY',
    field: 'staff.0.name',
  });
  const name = personName.safeParse('김\u202e수');
  expect(errorKey({ code: 'BAD_REQUEST', data: { issues: name.error?.issues } }).key).toBe('BIDI_CONTROL');
});

/** Every reason that the source of the front desk can answer with. */
function reasonsInSource(): Set<string> {
  const found = new Set<string>([...fieldCodes, ...Object.keys(refusals), 'OFFLINE', 'TIMEOUT']);
  for (const layer of ['src/core', 'src/contract', 'src/renderer/host']) {
    for (const file of readdirSync(layer, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts')) continue;
      const text = readFileSync(join(layer, file), 'utf8');
      for (const [, reason] of text.matchAll(answered)) found.add(reason as string);
    }
  }
  for (const reason of refusals.STORE.data.shape.reason.options) found.add(reason);
  return found;
}
const answered = /\b(?:(?:refuse|refused|refuseActor|no)\(\s*|reason: |error: )'([A-Z]{2}[A-Z_]+)'/g;

test('every refusal of the front desk has its text in both languages', () => {
  const reasons = reasonsInSource();
  expect(reasons.size).toBeGreaterThan(40);
  expect([...reasons].filter((reason) => !isErrorKey(reason)).sort()).toEqual([]);
});
