import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, sha256 } from '#core/reports/canonical-json.ts';

describe('the canonical form', () => {
  it('sorts keys by code unit, at every depth, and writes no white space', () => {
    expect(
      canonicalJson({ b: [{ z: 1, a: null }], a: true, '€': 1, '\r': 2, ö: 3, '😀': 4, '\ufb33': 5 }),
    ).toBe('{"\\r":2,"a":true,"b":[{"a":null,"z":1}],"ö":3,"€":1,"😀":4,"\ufb33":5}');
  });

  it('writes numbers and texts as the standard’s own examples do', () => {
    expect(
      canonicalJson([Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0]),
    ).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27,0]');
    expect(canonicalJson('€$\u000F\nA\'B"\\\\"/')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  });

  it('writes an instant as its fixed-width text', () => {
    expect(canonicalJson({ at: new Date('2026-11-20T09:04:00Z') })).toBe('{"at":"2026-11-20T09:04:00.000Z"}');
  });

  it.each([
    ['nothing', { a: undefined }],
    ['not a number', [Number.NaN]],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a function', { a: () => 1 }],
    ['a big integer', 1n],
    ['half a character', '\ud800'],
    ['half a character in a key', { '\udc00': 1 }],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it('is one text for one value, whatever the order it was put together in', () => {
    const value = fc.jsonValue({ noUnicodeString: false } as never).filter((one) => {
      return JSON.stringify(one).isWellFormed();
    });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), (object) => {
        const turned = Object.fromEntries(Object.entries(object).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(object));
        const read = JSON.parse(canonicalJson(object));
        expect(canonicalJson(read)).toBe(canonicalJson(object));
        expect(read).toEqual(JSON.parse(JSON.stringify(object)));
      }),
    );
  });

  it('is hashed in UTF-8', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256('맞이')).toBe(sha256(new TextEncoder().encode('맞이')));
  });
});
