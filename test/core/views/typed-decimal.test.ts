import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { majorText } from '../../../core/money/money.ts';
import { typedDecimal, typedMinor } from '../../../core/views/typed-decimal.ts';

const english = { decimal: '.', group: ',' };
const german = { decimal: ',', group: '.' };

describe('amounts as people type them', () => {
  it.each([
    ['1,234.50', english, '1234.5'],
    ['1.234,50', german, '1234.5'],
    ['12,5', english, '12.5'],
    ['12.5', german, '12.5'],
    ['1.234', german, '1234'],
    ['1,234', english, '1234'],
    [' −7 ', english, '-7'],
    ['.5', english, '0.5'],
    ['007', english, '7'],
    ['1 234,50', german, '1234.5'],
  ] as const)('[A17] %s is %s', (typed, signs, decimal) => {
    expect(typedDecimal(typed, signs)).toBe(decimal);
  });

  it.each(['', '-', 'abc', '1.2.3.4', '1,2,3', '12e3'])('[A17] %s is no number', (typed) => {
    expect(typedDecimal(typed, english)).toBeNull();
  });

  it('[CUR] more decimals than the currency has are no amount: nothing is rounded behind anybody’s back', () => {
    expect(typedMinor('1.005', 'GBP', english)).toBeNull();
    expect(typedMinor('1.5', 'JPY', english)).toBeNull();
    expect(typedMinor('1.005', 'KWD', english)).toBe(1005);
  });

  it('[A17] what is written as an amount is read as the same amount, in both languages', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), (minor) => {
        const text = majorText(minor, 'EUR');
        expect(typedMinor(text, 'EUR', english)).toBe(minor);
        expect(typedMinor(text.replace('.', ','), 'EUR', german)).toBe(minor);
      }),
    );
  });
});
