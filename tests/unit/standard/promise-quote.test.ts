import { describe, expect, test } from 'vitest';
import { type PromiseQuestion, type PromiseQuote, quotePromise } from '#core/standard/promise-quote.ts';
import { plain, say } from '#core/standard/script.ts';
import { daejeonPack, seoul, seoulCalendar } from './support.ts';

const pack = daejeonPack();
const rule = pack.promises.callback;
if (!rule) throw new Error('the pack has no callback promise');

const PARK = { id: 'park', name: '박서연', title: '대리', department: '보증부' };
const LEE = { id: 'lee', name: '이지훈', title: '주임', department: '보증부' };
const CHOI = { id: 'choi', name: '최민호', title: '과장', department: '보증부' };

const ask = (over: Partial<PromiseQuestion> = {}) =>
  quotePromise({
    now: seoul('2026-11-23 14:00'),
    rule,
    calendar: seoulCalendar(),
    officer: PARK,
    absence: null,
    present: [LEE, CHOI],
    ...over,
  });
function quoted(over: Partial<PromiseQuestion> = {}): PromiseQuote {
  const answer = ask(over);
  if (!answer.ok) throw new Error(answer.problem.code);
  return answer;
}
const sentence = (quote: PromiseQuote, language = 'ko') =>
  plain(say(pack, quote.scriptKey, quote.blanks, language));
const back = (local: string | null) => ({ returnsAt: local ? seoul(`2026-11-23 ${local}`) : null });

describe('the promise of a call', () => {
  test('is one hour, by the officer who is in', () => {
    const quote = quoted();
    expect(quote).toMatchObject({ dueReason: 'standard', callerId: 'park', substituted: false, offers: [] });
    expect(quote.dueAt).toEqual(seoul('2026-11-23 15:00'));
    expect(quote.originalDueAt).toEqual(quote.dueAt);
    expect(sentence(quote)).toBe('용건을 메모해 두겠습니다. 박서연 대리가 오후 3시까지 전화드리겠습니다.');
  });

  test.each<[string | null, string]>([
    ['14:30', 'park'],
    ['14:45', 'park'],
    ['14:46', 'lee'],
    ['15:00', 'lee'],
    ['16:10', 'lee'],
    [null, 'lee'],
    // Should have been back already and is not: nobody knows.
    ['13:50', 'lee'],
  ])('with the officer back at %s is made for %s', (returns, caller) => {
    const quote = quoted({ absence: back(returns) });
    expect(quote.callerId).toBe(caller);
    expect(quote.substituted).toBe(caller !== 'park');
    expect(quote.dueAt).toEqual(seoul('2026-11-23 15:00'));
  });

  test('says honestly who will call instead', () => {
    expect(sentence(quoted({ absence: back('15:30') }))).toBe(
      '박서연 대리는 오후 3시 30분에 돌아올 예정이어서, 이지훈 주임이 대신 오후 3시까지 전화드리겠습니다.',
    );
    expect(sentence(quoted({ absence: back(null) }))).toBe(
      '박서연 대리가 언제 돌아올지 정해지지 않아, 이지훈 주임이 대신 오후 3시까지 전화드리겠습니다.',
    );
    expect(sentence(quoted({ absence: back('15:30'), language: 'en' }), 'en')).toBe(
      '박서연, 대리, is expected back at 3:30 pm, so 이지훈, 주임, will call you instead by 3:00 pm.',
    );
  });

  test('stays with the officer when nobody else is in, and says so', () => {
    for (const present of [[], [PARK]]) {
      const quote = quoted({ absence: back(null), present });
      expect(quote).toMatchObject({ callerId: 'park', substituted: false, nobodyPresent: true });
      expect(sentence(quote)).toContain('대신 전화드릴 직원이 없어');
    }
    expect(quoted({ absence: back('14:10'), present: [] }).nobodyPresent).toBe(false);
  });

  test('never names the intended officer as a substitute for himself', () => {
    expect(quoted({ absence: back(null), present: [PARK, CHOI] }).callerId).toBe('choi');
  });
});

describe('a preferred time', () => {
  test('becomes the due time and keeps the original', () => {
    const quote = quoted({ preferredAt: seoul('2026-11-23 16:30') });
    expect(quote).toMatchObject({ dueReason: 'preferred', callerId: 'park', offers: [] });
    expect(quote.dueAt).toEqual(seoul('2026-11-23 16:30'));
    expect(quote.originalDueAt).toEqual(seoul('2026-11-23 15:00'));
  });

  test('decides who can call: later the officer can, sooner he cannot', () => {
    const absence = back('16:00');
    expect(quoted({ absence, preferredAt: seoul('2026-11-23 16:15') }).callerId).toBe('park');
    const sooner = quoted({ absence, preferredAt: seoul('2026-11-23 16:14') });
    expect(sooner.callerId).toBe('lee');
    expect(sentence(sooner)).toBe(
      '원하시는 시각에는 박서연 대리가 전화드리기 어려워, 이지훈 주임이 대신 오후 4시 14분까지 전화드리겠습니다.',
    );
  });

  test('outside office hours is allowed and pointed out', () => {
    expect(quoted({ preferredAt: seoul('2026-11-23 19:00') }).outsideHours).toBe(true);
    expect(quoted({ preferredAt: seoul('2026-11-23 17:00') }).outsideHours).toBe(false);
  });

  test.each([
    ['in the past', seoul('2026-11-23 13:59'), 'preferred_in_past'],
    ['this very moment', seoul('2026-11-23 14:00'), 'preferred_in_past'],
    ['next year', seoul('2027-11-23 10:00'), 'preferred_too_far'],
    ['no time at all', new Date('nonsense'), 'preferred_not_a_time'],
  ])('%s is refused with a reason', (_what, preferredAt, code) => {
    expect(ask({ preferredAt })).toMatchObject({ ok: false, problem: { code } });
  });

  test('is refused where the pack does not let it move the due time', () => {
    const answer = ask({
      rule: { ...rule, preferred_time: undefined },
      preferredAt: seoul('2026-11-23 16:00'),
    });
    expect(answer).toEqual({ ok: false, problem: { code: 'preferred_not_supported' } });
  });
});

describe('due after closing', () => {
  const late = { now: seoul('2026-11-20 17:30') };

  test('offers before closing or the next working morning', () => {
    const quote = quoted(late);
    expect(quote.dueAt).toEqual(seoul('2026-11-20 18:30'));
    expect(quote.offers.map(({ choice, dueAt }) => [choice, dueAt])).toEqual([
      ['before_closing', seoul('2026-11-20 18:00')],
      ['next_morning', seoul('2026-11-23 10:00')],
    ]);
    expect(sentence(quote)).toBe(
      '오늘 업무를 마치기 전 오후 6시까지, 또는 11월 23일 (월) 오전 10시까지 전화드릴 수 있습니다. 언제가 편하십니까?',
    );
  });

  test('takes the choice, keeps the original and judges the caller by what was agreed', () => {
    const absence = { returnsAt: seoul('2026-11-23 09:10') };
    const before = quoted({ ...late, absence, choice: 'before_closing' });
    expect(before).toMatchObject({ dueReason: 'before_closing', callerId: 'lee', offers: [] });
    const morning = quoted({ ...late, absence, choice: 'next_morning' });
    expect(morning).toMatchObject({ dueReason: 'next_morning', callerId: 'park' });
    expect(morning.originalDueAt).toEqual(seoul('2026-11-20 18:30'));
    expect(quoted({ ...late, absence }).offers.map((offer) => offer.callerId)).toEqual(['lee', 'park']);
  });

  test('offers only the morning when closing is too near, past, or the day is a holiday', () => {
    for (const now of ['2026-11-20 17:51', '2026-11-20 18:20', '2026-11-21 11:00']) {
      const quote = quoted({ now: seoul(now) });
      expect(quote.offers.map((offer) => offer.choice)).toEqual(['next_morning']);
      expect(quote.scriptKey).toBe('memo_next_morning_only');
      expect(quote.offers[0]?.dueAt).toEqual(seoul('2026-11-23 10:00'));
    }
  });

  test('before opening means this morning', () => {
    expect(quoted({ now: seoul('2026-11-23 06:00') }).offers[0]?.dueAt).toEqual(seoul('2026-11-23 10:00'));
  });

  test('due exactly at closing offers nothing', () => {
    expect(quoted({ now: seoul('2026-11-20 17:00') }).offers).toEqual([]);
  });

  test('refuses a choice that was not offered', () => {
    expect(ask({ choice: 'next_morning' })).toEqual({
      ok: false,
      problem: { code: 'choice_not_offered', offered: [] },
    });
    expect(ask({ now: seoul('2026-11-20 17:55'), choice: 'before_closing' })).toMatchObject({
      problem: { code: 'choice_not_offered', offered: ['next_morning'] },
    });
  });

  test('a rule without a figure cannot be quoted', () => {
    expect(ask({ rule: { ...rule, deadline: { counting: 'agreed' } } })).toMatchObject({
      problem: { code: 'no_deadline' },
    });
  });
});
