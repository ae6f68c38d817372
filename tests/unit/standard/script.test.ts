import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sayAbsence } from '#core/standard/absence-sentence.ts';
import { chooseParticle, PARTICLES } from '#core/standard/particle.ts';
import { sayDate, sayLength, sayTime } from '#core/standard/say-time.ts';
import { fillScript, plain, say } from '#core/standard/script.ts';
import { daejeonPack, seoul, seoulCalendar } from './support.ts';

const pack = daejeonPack();
const calendar = seoulCalendar();
const PARK = { officer: '박서연', officer_title: '대리' };

describe('a sentence', () => {
  test('is filled so that each blank can be told from the words around it', () => {
    const blanks = { ...PARK, reason: '외근', until: '오후 3시 30분' };
    expect(say(pack, 'officer_absent_during_return', blanks, 'ko')).toEqual([
      { text: '박서연', blank: 'officer' },
      { text: ' ' },
      { text: '대리', blank: 'officer_title' },
      { text: '는 지금 ' },
      { text: '외근', blank: 'reason' },
      { text: ' 중이며 ' },
      { text: '오후 3시 30분', blank: 'until' },
      { text: '에 돌아올 예정입니다.' },
    ]);
  });

  test('is spoken word for word', () => {
    expect(plain(say(pack, 'greeting', {}, 'ko'))).toBe('안녕하세요? 실례지만 어떤일로 오셨습니까?');
    expect(
      plain(say(pack, 'phone_answer', { department: '보증부', name: '이지훈', title: '주임' }, 'ko')),
    ).toBe('감사합니다. 대전신용보증재단 보증부 이지훈 주임입니다.');
  });

  test('shows a gap for what is not given, and both forms of its particle', () => {
    const segments = fillScript('{officer}{은/는} {until}에 옵니다', { until: '   ' });
    expect(segments[0]).toEqual({ text: '□□□', blank: 'officer', missing: true });
    expect(plain(segments)).toBe('□□□은(는) □□□에 옵니다');
  });

  test('never reads a filled-in value as a template, nor a name of Object as a blank', () => {
    expect(plain(fillScript('{customer}{이/가}', { customer: '{officer}{은/는}' }))).toContain(
      '{officer}{은/는}',
    );
    expect(plain(fillScript('{constructor} {toString}', {}))).toBe('□□□ □□□');
  });

  test('keeps every filled-in value whole, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const [segment] = fillScript('{officer}{은/는} 갑니다', { officer: value });
        const shown = value.normalize('NFC').replace(/\s+/gu, ' ').trim();
        expect(segment?.text).toBe(shown === '' ? '□□□' : shown);
      }),
    );
  });

  test('falls back to the language of the pack', () => {
    expect(plain(say(pack, 'farewell', {}, 'fr'))).toBe('감사합니다. 안녕히가십시오.');
    expect(plain(say(pack, 'farewell', {}, 'en'))).toBe('Thank you. Goodbye.');
  });

  test('that the pack does not have is an error of the program', () => {
    expect(() => say(pack, 'constructor', {}, 'ko')).toThrow(RangeError);
  });
});

describe('particles', () => {
  test.each([
    ['박서연', '은 이 을 과 으로 이나 이라'],
    ['대리', '는 가 를 와 로 나 라'],
    ['교실', '은 이 을 과 로 이나 이라'],
    ['상담실 1', '은 이 을 과 로 이나 이라'],
    ['상담실 2', '는 가 를 와 로 나 라'],
    ['창구 3', '은 이 을 과 으로 이나 이라'],
    ['042-380-3810', '은 이 을 과 으로 이나 이라'],
    ['042-380-3897', '은 이 을 과 로 이나 이라'],
    ['Kim', '은 이 을 과 으로 이나 이라'],
    ['Smith', '는 가 를 와 로 나 라'],
    ['Apple', '은 이 을 과 로 이나 이라'],
    ['SMS', '는 가 를 와 로 나 라'],
    ['PDF 10', '은 이 을 과 으로 이나 이라'],
    ['FM', '은 이 을 과 으로 이나 이라'],
    ['100%', '는 가 를 와 로 나 라'],
    ['박서연(대리)', '은 이 을 과 으로 이나 이라'],
    ['“대리”', '는 가 를 와 로 나 라'],
    ['박서연'.normalize('NFD'), '은 이 을 과 으로 이나 이라'],
    ['金', '은(는) 이(가) 을(를) 와(과) (으)로 (이)나 (이)라'],
    ['김○', '은(는) 이(가) 을(를) 와(과) (으)로 (이)나 (이)라'],
  ])('after %s are %s', (word, expected) => {
    expect(PARTICLES.map((particle) => chooseParticle(word, particle)).join(' ')).toBe(expected);
  });
});

describe('a time said to a customer', () => {
  const now = seoul('2026-11-20 14:32');
  test.each([
    ['2026-11-20 15:30', '오후 3시 30분', '3:30 pm'],
    ['2026-11-20 09:00', '오전 9시', '9:00 am'],
    ['2026-11-20 12:00', '낮 12시', '12:00 pm'],
    ['2026-11-20 12:05', '오후 12시 5분', '12:05 pm'],
    ['2026-11-20 00:10', '오전 0시 10분', '12:10 am'],
    ['2026-11-21 10:00', '내일 오전 10시', '10:00 am tomorrow'],
    ['2026-11-24 09:00', '11월 24일 (화) 오전 9시', '9:00 am on Tuesday 24 November'],
    ['2027-01-04 09:00', '2027년 1월 4일 (월) 오전 9시', '9:00 am on Monday 4 January 2027'],
  ])('%s is “%s”, in English “%s”', (at, ko, en) => {
    expect(sayTime(seoul(at), now, calendar, 'ko')).toBe(ko);
    expect(sayTime(seoul(at), now, calendar, 'en')).toBe(en);
  });

  test('is never later than what is due', () => {
    expect(sayTime(seoul('2026-11-20 15:44:59'), now, calendar, 'ko')).toBe('오후 3시 44분');
  });

  test('goes by the day of the branch, not of the machine', () => {
    // 00:30 in Seoul is still the day before in UTC.
    expect(sayTime(new Date('2026-11-20T15:30:00Z'), now, calendar, 'ko')).toBe('내일 오전 0시 30분');
    expect(sayDate(new Date('2026-11-20T14:59:00Z'), now, calendar, 'ko')).toBe('오늘');
  });

  test('as a length', () => {
    expect([
      sayLength(1, 'years', 'ko'),
      sayLength(1, 'years', 'en'),
      sayLength(15, 'minutes', 'en'),
    ]).toEqual(['1년', '1 year', '15 minutes']);
  });
});

describe('what is told about an officer who is away (V4)', () => {
  const now = seoul('2026-11-23 14:32');
  const officer = { name: '박서연', title: '대리' };
  const told = (absence: Parameters<typeof sayAbsence>[2], language: 'ko' | 'en' = 'ko') =>
    plain(sayAbsence(pack, officer, absence, now, calendar, language).segments);

  test.each([
    [
      'outside',
      undefined,
      '2026-11-23 15:30',
      '박서연 대리는 지금 외근 중이며 오후 3시 30분에 돌아올 예정입니다.',
    ],
    ['meeting', undefined, null, '박서연 대리는 지금 회의 중이며 돌아오는 시각은 아직 정해지지 않았습니다.'],
    [
      'private',
      '병원',
      '2026-11-23 15:30',
      '박서연 대리는 지금 자리를 비웠으며 오후 3시 30분에 돌아올 예정입니다.',
    ],
    [
      'other',
      '은행 업무',
      '2026-11-24 09:30',
      '박서연 대리는 지금 은행 업무로 자리를 비웠으며 내일 오전 9시 30분에 돌아올 예정입니다.',
    ],
    [
      'other',
      ' ',
      null,
      '박서연 대리는 지금 다른 업무로 자리를 비웠으며 돌아오는 시각은 아직 정해지지 않았습니다.',
    ],
    [
      'no_such_reason',
      '병원',
      null,
      '박서연 대리는 지금 자리를 비웠으며 돌아오는 시각은 아직 정해지지 않았습니다.',
    ],
  ])('%s (%s) until %s', (reason, ownWords, returns, sentence) => {
    expect(told({ reason, ownWords, returnsAt: returns ? seoul(returns) : null })).toBe(sentence);
  });

  test('never includes a private reason, in any language', () => {
    for (const language of ['ko', 'en'] as const) {
      expect(told({ reason: 'private', ownWords: '병원 진료', returnsAt: null }, language)).not.toContain(
        '병원',
      );
    }
  });

  test('leaves out a return time that has passed', () => {
    expect(told({ reason: 'outside', returnsAt: seoul('2026-11-23 14:00') })).toContain(
      '아직 정해지지 않았습니다',
    );
  });
});
