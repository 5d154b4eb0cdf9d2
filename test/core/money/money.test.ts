import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantBroken } from '../../../core/kernel/invariant.ts';
import { currencies, type Currency, digitsOf } from '../../../core/money/currency.ts';
import { exact } from '../../../core/money/exact.ts';
import { majorText, minorOf, minorOfText, minus, type Money, money, plus, scaleOf } from '../../../core/money/money.ts';
import { halfAwayFromZero, maxMinor } from '../../../core/money/rounding.ts';

const anyCurrency = fc.constantFrom(...currencies);
const anyMinor = fc.oneof(fc.integer({ min: -100_000, max: 100_000 }), fc.integer({ min: -maxMinor, max: maxMinor }));

describe('amounts of one currency', () => {
  it('[CUR-04] are added and taken away', () => {
    expect(plus(money(1050, 'EUR'), money(-50, 'EUR'))).toEqual({ minor: 1000, currency: 'EUR' });
    expect(minus(money(1050, 'EUR'), money(50, 'EUR'))).toEqual({ minor: 1000, currency: 'EUR' });
    expect(Object.is(minus(money(0, 'EUR'), money(0, 'EUR')).minor, 0)).toBe(true);
  });

  it('[CUR-04] euros and dollars do not compile, and stop where only the run shows them', () => {
    // @ts-expect-error -- two literal currencies that differ are no sum
    expect(() => plus(money(1, 'EUR'), money(1, 'USD'))).toThrow(InvariantBroken);
    // @ts-expect-error -- nor a difference
    expect(() => minus(money(1, 'EUR'), money(1, 'USD'))).toThrow(InvariantBroken);
    const read = (currency: Currency): Money => ({ minor: 1, currency });
    expect(() => plus(read('EUR'), read('USD'))).toThrow(InvariantBroken);
  });

  it('are whole and stay in range', () => {
    for (const wrong of [0.5, Number.NaN, 2 ** 53]) expect(() => money(wrong, 'EUR')).toThrow(InvariantBroken);
    expect(() => plus(money(Number.MAX_SAFE_INTEGER, 'EUR'), money(1, 'EUR'))).toThrow(InvariantBroken);
  });
});

describe('major units as text', () => {
  it('[CUR-05] have exactly the digits of the currency: none, two, three, four', () => {
    const texts = (['JPY', 'EUR', 'KWD', 'CLF'] as const).map((currency) =>
      [-5, 0, 1230, 123_456].map((minor) => majorText(minor, currency)),
    );
    expect(texts).toEqual([
      ['-5', '0', '1230', '123456'],
      ['-0.05', '0.00', '12.30', '1234.56'],
      ['-0.005', '0.000', '1.230', '123.456'],
      ['-0.0005', '0.0000', '0.1230', '12.3456'],
    ]);
  });

  it('[CUR-05] give back every amount of every currency', () => {
    fc.assert(
      fc.property(anyMinor, anyCurrency, (minor, currency) => {
        const text = majorText(minor, currency);
        expect(minorOfText(text, currency)).toBe(minor);
        expect(text.replace(/^-?\d+\.?/, '')).toHaveLength(digitsOf(currency));
      }),
      { numRuns: 5000 },
    );
  });

  it('[CUR-05] reach to the greatest amount of every currency, and no further', () => {
    const greatest = currencies.map((currency) => minorOfText(majorText(maxMinor, currency), currency));
    expect(new Set(greatest)).toEqual(new Set([maxMinor]));
    const beyond = currencies.map((currency) => minorOfText(majorText(-maxMinor - 1, currency), currency));
    expect(new Set(beyond)).toEqual(new Set([null]));
  });

  it('[CUR-05] are refused, not rounded, where they are finer than the currency', () => {
    expect(minorOfText('12.345', 'EUR')).toBeNull();
    expect(minorOfText('12.340', 'EUR')).toBe(1234);
    expect(minorOfText('12.345', 'KWD')).toBe(12_345);
    expect(minorOfText('1.5', 'JPY')).toBeNull();
    expect(minorOfText('1.0', 'JPY')).toBe(1);
    expect(Object.is(minorOfText('-0.00', 'EUR'), 0)).toBe(true);
    const wrong = ['', '-', '1,5', '1e3', 'NaN', 'Infinity', ' 1', '0x1', '.5', '5.', '1'.repeat(16), '99999999999999.99', '+1'];
    expect(wrong.filter((text) => minorOfText(text, 'EUR') !== null)).toEqual([]);
  });

  it('become minor units by the scale of the currency, rounded once', () => {
    expect(minorOf(exact('10.005'), 'EUR', halfAwayFromZero)).toBe(1001);
    expect(minorOf(exact('10.0005'), 'KWD', halfAwayFromZero)).toBe(10_001);
    expect(minorOf(exact('10.5'), 'JPY', halfAwayFromZero)).toBe(11);
    expect(currencies.every((currency) => scaleOf(currency).eq(10 ** digitsOf(currency)))).toBe(true);
  });
});
