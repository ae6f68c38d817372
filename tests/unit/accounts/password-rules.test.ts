import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secret } from '#contract/accounts.ts';
import { isWeakPin, passwordFault, SHORTEST_PASSWORD } from '#core/accounts/password-rules.ts';

const LOGIN = 'jihun.lee';

describe('a password', () => {
  test.each([
    ['짧다', 'PASSWORD_SHORT'],
    ['123456789', 'PASSWORD_SHORT'],
    ['1234567890', 'PASSWORD_COMMON'],
    ['0987654321', 'PASSWORD_COMMON'],
    ['abcdefghijkl', 'PASSWORD_COMMON'],
    ['qwertyuiop', 'PASSWORD_COMMON'],
    ['Password2026', 'PASSWORD_COMMON'],
    ['P-a-s-s-w-o-r-d 1', 'PASSWORD_COMMON'],
    ['비밀번호2026!!!', 'PASSWORD_COMMON'],
    ['대한민국 1234567', 'PASSWORD_COMMON'],
    ['aaaaaaaaaaaa', 'PASSWORD_COMMON'],
    ['ababababab', 'PASSWORD_COMMON'],
    ['!!!!!!!!!!!!', 'PASSWORD_COMMON'],
    ['jihun.lee1234', 'PASSWORD_LIKE_LOGIN'],
    ['JIHUN-LEE-2026', 'PASSWORD_LIKE_LOGIN'],
  ])('%s is refused: %s', (password, fault) => {
    expect(passwordFault(password, LOGIN)).toBe(fault);
  });

  test.each([
    '창구에서 웃는 하루',
    'correct horse battery',
    'jihun.lee 오늘도 걷는다',
    '가나다라마바사아자차',
  ])('%s is taken: length counts, not kinds of letters', (password) => {
    expect(passwordFault(password, LOGIN)).toBeNull();
  });

  test('may not be the one before', () => {
    expect(passwordFault('창구에서 웃는 하루', LOGIN, '창구에서 웃는 하루')).toBe('PASSWORD_SAME');
  });

  test('is the same one however its Hangul was put together, so what is wrong with it is, too', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc
        .constantFrom('비밀번호', '대한민국', '사랑해', '맞이')
        .chain((word) =>
          fc.string({ unit: fc.constantFrom(...'0123456789!- '), maxLength: 12 }).map((rest) => word + rest),
        ),
      fc.string({ unit: fc.constantFrom(...'가각힣ㄱㅏ밣'), minLength: 1, maxLength: 14 }),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const [composed, apart] = [text.normalize('NFC'), text.normalize('NFD')];
        const read = (one: string) => secret.safeParse(one).data;
        expect(read(apart)).toBe(read(composed));
        const fault = (one: string) => passwordFault(read(one) ?? '', LOGIN);
        expect(fault(apart)).toBe(fault(composed));
        if (composed.length > 0 && [...composed].length < SHORTEST_PASSWORD) {
          expect(fault(composed)).toBe('PASSWORD_SHORT');
        }
      }),
      { numRuns: 500 },
    );
  });

  test('has to be text that can be stored, and not longer than anybody types', () => {
    for (const wrong of ['', '\ud800', 'x'.repeat(401), 7, null]) {
      expect(secret.safeParse(wrong).success).toBe(false);
    }
    expect(secret.safeParse(' 앞뒤의 빈칸도 비밀번호 ').data).toBe(' 앞뒤의 빈칸도 비밀번호 ');
  });
});

describe('a PIN', () => {
  test.each(['0000', '1111', '1234', '2345', '9876', '7890', '1212', '454545', '12345678'])(
    '%s is one that everybody tries',
    (pin) => {
      expect(isWeakPin(pin)).toBe(true);
    },
  );
  test.each(['2748', '1357', '482917', '19870423'])('%s is taken', (pin) => {
    expect(isWeakPin(pin)).toBe(false);
  });
});
