import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText, exact } from '../../../core/money/exact.ts';
import {
  blocksOf,
  compared,
  difference,
  figure,
  figureText,
  isNegative,
  isZero,
  negated,
  product,
  shifted,
  sum,
} from '../../../core/rating/figure.ts';

/** Short and long numbers, so that both ways of computing and the border between them are met. */
const text = fc
  .tuple(
    fc.boolean(),
    fc.oneof(fc.nat({ max: 999 }).map(String), fc.bigInt({ min: 0n, max: 10n ** 18n }).map(String)),
    fc.option(fc.stringMatching(/^\d{1,12}$/), { nil: '' }),
  )
  .map(([minus, whole, decimals]) => `${minus ? '-' : ''}${whole}${decimals === '' ? '' : `.${decimals}`}`);

describe('figures', () => {
  it('[PRC-13] compute what 40-digit decimals compute, to the same text', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(figureText(figure(a))).toBe(decimalText(exact(a).plus(0)).replace(/^-0$/, '0'));
        expect(figureText(sum(figure(a), figure(b)))).toBe(decimalText(exact(a).plus(exact(b))).replace(/^-0$/, '0'));
        expect(figureText(difference(figure(a), figure(b)))).toBe(decimalText(exact(a).minus(exact(b))).replace(/^-0$/, '0'));
        expect(exact(figureText(product(figure(a), figure(b)))).equals(exact(a).times(exact(b)))).toBe(true);
        expect(Math.sign(compared(figure(a), figure(b)))).toBe(exact(a).comparedTo(exact(b)));
        expect(isNegative(figure(a))).toBe(exact(a).lessThan(0));
        expect(isZero(figure(a))).toBe(exact(a).isZero());
        expect(exact(figureText(negated(figure(a)))).equals(exact(a).negated())).toBe(true);
        expect(exact(figureText(shifted(figure(a), 2))).equals(exact(a).div(100))).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('[PRC-13] a zero has no sign, trailing zeros go, nothing is written with an exponent', () => {
    const shown = ['-0', '0.000', '10.500', '0.000000000001', '999999999999999999', '-0.10'].map((value) => figureText(figure(value)));
    expect(shown).toEqual(['0', '0', '10.5', '0.000000000001', '999999999999999999', '-0.1']);
  });

  it('counts started blocks, whatever the decimals', () => {
    const blocks = (value: string, size: string): string => figureText(blocksOf(figure(value), figure(size)));
    expect([
      blocks('0', '10'),
      blocks('10', '10'),
      blocks('10.0000001', '10'),
      blocks('0.3', '0.1'),
      blocks('1000000000000000000000', '7'),
    ]).toEqual(['0', '1', '2', '3', '142857142857142857143']);
  });

  it('stops on text that is no number', () => {
    for (const bad of ['', '-', '.', '5.', '.5', '1.2.3', 'NaN', 'Infinity', '1e5', '1e1000000000000000', 'ten', '1,5', '--1', '0x10'])
      expect(() => figure(bad)).toThrow('decimal text');
  });
});
