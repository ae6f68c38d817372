import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countText, sendableText } from '#contract/sms-text.ts';

describe('counting as Korean carriers do', () => {
  test.each([
    ['', 0],
    ['abc 123', 7],
    ['가나다', 6],
    ['안녕하세요.\n김민수입니다', 24],
    ['한글\r\n줄', 7],
    // Hangul outside the 2,350 of the older table, and a full-width sign.
    ['똠방각하 펲시', 13],
    ['～￦「」…“”', 14],
    ['保證', 4],
  ])('%j is %i bytes', (text, bytes) => {
    expect(countText(text)).toMatchObject({ bytes, unsendable: [] });
  });

  test('90 bytes are a short message, 2,000 a long one, more is none', () => {
    expect(countText('가'.repeat(45)).form).toBe('sms');
    expect(countText(`${'가'.repeat(45)}a`).form).toBe('lms');
    expect(countText('가'.repeat(1000)).form).toBe('lms');
    expect(countText(`${'가'.repeat(1000)}a`).form).toBeNull();
  });

  test('what has no place is named once, with what may stand for it', () => {
    expect(countText('é 😀 — 😀 👨‍👩‍👧 ₩5').unsendable).toEqual([
      { character: 'é', replacement: 'e', times: 1 },
      { character: '😀', replacement: '', times: 2 },
      { character: '—', replacement: '-', times: 1 },
      { character: '👨‍👩‍👧', replacement: '', times: 1 },
      { character: '₩', replacement: '￦', times: 1 },
    ]);
  });

  test('a letter taken apart counts as the letter it makes', () => {
    expect(countText('한글'.normalize('NFD')).bytes).toBe(4);
  });
});

test('what was replaced can be sent, and what could be sent is not touched', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const sendable = sendableText(text);
      expect(countText(sendable).unsendable).toEqual([]);
      expect(sendableText(sendable)).toBe(sendable);
      if (countText(text).unsendable.length === 0)
        expect(sendable).toBe(text.normalize('NFC').replaceAll('\r\n', '\n'));
    }),
  );
});
