import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalBytes } from '../../../core/kernel/canonical-bytes.ts';
import { canonical } from '../../../core/kernel/canonical.ts';
import { digestOf, digestOfSequence, digestOfText } from '../../../core/kernel/digest.ts';
import { derivedId } from '../../../core/kernel/ids.ts';
import { InvariantBroken } from '../../../core/kernel/invariant.ts';

describe('the canonical text', () => {
  it('[BEY-04] of the example of RFC 8785, section 3.2.2, is the one printed there', () => {
    const input = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonical(input)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('[BEY-04] sorts keys by code unit, as in RFC 8785, section 3.2.3', () => {
    const input = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonical(input)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
  });

  it('is the same whatever the order of the keys', () => {
    const key = fc.string({ maxLength: 5 });
    fc.assert(
      fc.property(fc.dictionary(key, fc.jsonValue({ maxDepth: 3 })), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonical(turned)).toBe(canonical(value));
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 2000 },
    );
  });

  it('[BEY-02] has the bytes that are written without it, whatever was written before', () => {
    const text = new TextEncoder();
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }), (value) => {
        expect([...canonicalBytes(value)]).toEqual([...text.encode(canonical(value))]);
      }),
      { numRuns: 1000 },
    );
    const long = { list: Array.from({ length: 5000 }, (_, index) => [index, undefined, 'ä'.repeat(index % 40)]), none: undefined };
    expect([...canonicalBytes(long)]).toEqual([...text.encode(canonical(long))]);
  });

  it('leaves out what JSON leaves out, and writes no negative zero', () => {
    expect(canonical({ a: undefined, b: [undefined, 1] })).toBe('{"b":[null,1]}');
    expect(canonical(-0)).toBe('0');
  });

  it('stops at what is no plain data', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, { a: Number.NaN }, 1n, () => 1, Symbol('x'), undefined]) {
      expect(() => canonical(value)).toThrow(InvariantBroken);
      expect(() => canonicalBytes(value)).toThrow(InvariantBroken);
    }
  });
});

describe('a digest', () => {
  it('[BEY-02] is SHA-256 of FIPS 180-4', () => {
    expect(digestOfText('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(digestOfText('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(digestOfText('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe(
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    );
    expect(digestOfText('€')).toBe('c4cc90ed3d26f12d4b08a75140970a7904035c31cbb4515a83f19b9003c00d1d');
  });

  it('[BEY-02] of equal data is equal, of other data another', () => {
    expect(digestOf({ a: 1, b: [2, 3] })).toBe(digestOf({ b: [2, 3], a: 1 }));
    expect(digestOf({ a: 1 })).toBe(digestOfText('{"a":1}'));
    expect(digestOf({ a: 1 })).not.toBe(digestOf({ a: '1' }));
  });

  it('of a sequence tells where one text ends', () => {
    expect(digestOfSequence(['a', 'b'])).toBe(digestOfText('a\nb\n'));
    expect(digestOfSequence(['ab'])).not.toBe(digestOfSequence(['a', 'b']));
    expect(digestOfSequence([])).toBe(digestOfText(''));
  });
});

it('a derived id is the same for the same parts, and another for others', () => {
  const id = derivedId('inv', 'cmd-1', 7);
  expect(id).toBe(derivedId('inv', 'cmd-1', 7));
  expect(id).toMatch(/^inv_[0-9a-f]{30}$/);
  expect(new Set([id, derivedId('inv', 'cmd-1', 8), derivedId('inv', 'cmd-17'), derivedId('cn', 'cmd-1', 7)]).size).toBe(4);
});
