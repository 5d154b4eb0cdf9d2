import { describe, expect, it } from 'vitest';
import { currencies, digitsOf } from '../../../core/money/currency.ts';
import { formatsOf } from '../../../renderer/print/formats.ts';

const british = formatsOf('en-GB');
const german = formatsOf('de-DE');
const french = formatsOf('fr-FR');
const japanese = formatsOf('ja-JP');

/** Locales put different spaces between figures; a test should not depend on which. */
const spaced = (text: string): string => text.replaceAll(/[\u00a0\u202f\u2009]/g, ' ');

describe('amounts on documents', () => {
  it('[CUR-05] show the decimals of their currency: none for yen, three for dinars', () => {
    expect(british.amount(1_234_567, 'JPY')).toBe('1,234,567');
    expect(british.amount(1_234_567, 'GBP')).toBe('12,345.67');
    expect(british.amount(1_234_567, 'KWD')).toBe('1,234.567');
    expect(british.amount(5, 'KWD')).toBe('0.005');
  });

  it('[CUR-05] hold for every currency, though Intl shows fewer decimals for some', () => {
    const shown = currencies.map((currency) => [currency, british.amount(123_456, currency).split('.')[1]?.length ?? 0]);
    expect(shown).toEqual(currencies.map((currency) => [currency, digitsOf(currency)]));
  });

  it('[INV-11] follow the locale of the document', () => {
    expect(german.amount(-123_456_789, 'EUR')).toBe('−1.234.567,89');
    expect(spaced(french.amount(123_456_789, 'EUR'))).toBe('1 234 567,89');
    expect(spaced(german.money(209_237, 'EUR'))).toBe('2.092,37 €');
    expect(british.money(209_237, 'EUR')).toBe('€2,092.37');
    expect(japanese.money(1_471_656, 'JPY')).toBe('¥1,471,656');
  });

  it('make a sign that several countries share unmistakable abroad', () => {
    expect(formatsOf('en-US').money(100, 'USD')).toBe('$1.00');
    expect(british.money(100, 'USD')).toBe('US$1.00');
    expect(spaced(british.money(100_000, 'KWD'))).toBe('KWD 100.000');
  });

  it('[CUR-03] lose no digit: the greatest amount that we handle is written in full', () => {
    expect(british.amount(1_000_000_000_000_000, 'GBP')).toBe('10,000,000,000,000.00');
    expect(british.amount(-999_999_999_999_999, 'JPY')).toBe('−999,999,999,999,999');
  });

  it('[PRC-13] prices keep all their decimals, and have at least those of the currency', () => {
    expect(british.price('0.00009192', 'GBP')).toBe('0.00009192');
    expect(british.price('12.5', 'GBP')).toBe('12.50');
    expect(british.price('12', 'JPY')).toBe('12');
    expect(british.price('123456789012345678.123456789012', 'GBP')).toBe('123,456,789,012,345,678.123456789012');
  });

  it('digits are 0 to 9 in every locale', () => {
    expect(formatsOf('ar-EG').amount(123_456, 'EGP')).toMatch(/^[\d.,\u066b\u066c\u200e\u200f]+$/);
    expect(formatsOf('hi-IN-u-nu-deva').number('1234')).toBe('1,234');
  });

  it('percentages stand as the locale writes them', () => {
    expect(british.percent('8.875')).toBe('8.875%');
    expect(spaced(german.percent('19'))).toBe('19 %');
  });
});

describe('days on documents', () => {
  it('[INV-11] follow the locale', () => {
    expect(british.day('2026-11-30')).toBe('30 November 2026');
    expect(german.day('2026-11-30')).toBe('30. November 2026');
    expect(french.day('2026-11-30')).toBe('30 novembre 2026');
    expect(japanese.day('2026-11-30')).toBe('2026年11月30日');
    expect(formatsOf('en-US').day('2026-11-30')).toBe('November 30, 2026');
  });

  it('[INV-07] a half-open period is written with its last day', () => {
    expect(spaced(british.period({ start: '2026-11-01', end: '2026-12-01' })).replaceAll(' ', '')).toBe('1–30Nov2026');
    expect(british.period({ start: '2026-11-16', end: '2026-11-17' })).toBe('16 Nov 2026');
    expect(british.period({ start: '2025-12-15', end: '2026-01-15' })).toContain('14 Jan 2026');
  });

  it('years are those of the Gregorian calendar everywhere', () => {
    expect(formatsOf('th-TH').day('2026-11-30')).toContain('2026');
    expect(formatsOf('fa-IR').day('2026-11-30')).toContain('2026');
  });

  it('a locale that is none falls back to English instead of stopping the run', () => {
    expect(formatsOf('not a locale').day('2026-11-30')).toBe('30 November 2026');
    expect(formatsOf('').amount(100, 'GBP')).toBe('1.00');
  });
});
