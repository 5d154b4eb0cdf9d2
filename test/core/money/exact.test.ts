import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimalText, exact, isDecimalText } from '../../../core/money/exact.ts';

it('[PRC-13] arithmetic keeps 40 digits, where a float and the package as it comes lose them', () => {
  expect(decimalText(exact('12345678901234567.89').times('1.000001'))).toBe('12345691246913469.12456789');
  expect(decimalText(exact('0.1').plus('0.2'))).toBe('0.3');
  expect(decimalText(exact(1).div(3))).toBe(`0.${'3'.repeat(40)}`);
});

it('text never has an exponent', () => {
  expect(decimalText(exact('0.00000000000000000001'))).toBe('0.00000000000000000001');
  expect(decimalText(exact('1').times('10000000000').times('10000000000').times('10000000000'))).toBe(`1${'0'.repeat(30)}`);
});

it('decimal text goes in and comes out as the same number', () => {
  const texts = fc
    .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.stringMatching(/^\d{0,15}$/))
    .map(([negative, whole, decimals]) => `${negative ? '-' : ''}${whole}${decimals === '' ? '' : `.${decimals}`}`);
  fc.assert(
    fc.property(texts, (text) => {
      expect(isDecimalText(text)).toBe(true);
      const written = decimalText(exact(text));
      expect(isDecimalText(written)).toBe(true);
      expect(exact(written).eq(exact(text))).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

it('only plain decimals are decimal text', () => {
  expect(['0', '-1', '1.50', '0.000001', '007'].every(isDecimalText)).toBe(true);
  const wrong = [
    '',
    '-',
    '.5',
    '5.',
    '1e3',
    '1E3',
    '+1',
    '1,5',
    '1 000',
    'NaN',
    'Infinity',
    '0x10',
    '--1',
    '1.2.3',
    '１',
    `1${'0'.repeat(30)}`,
    `0.${'0'.repeat(21)}`,
  ];
  expect(wrong.filter(isDecimalText)).toEqual([]);
});
