import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../renderer/ui/form/date-field.tsx';
import { decimalOf, typedOf } from '../../../renderer/ui/form/number-field.tsx';

describe('[A17] a number that was typed', () => {
  it.each([
    ['1,234.5', 'en-GB', '1234.5'],
    ['1.234,5', 'de-DE', '1234.5'],
    ['1 234,5', 'fr-FR', '1234.5'],
    ['1’234.50', 'de-CH', '1234.50'],
    ['0,005', 'de-DE', '0.005'],
    ['1.234.567', 'de-DE', '1234567'],
    ['1.234.567,89', 'de-DE', '1234567.89'],
    ['−12,50', 'de-DE', '-12.50'],
    ['1234.56', 'en-US', '1234.56'],
  ])('%s in %s is %s', (typed, locale, expected) => {
    expect(decimalOf(typed.replaceAll('’', "'"), locale)).toBe(expected);
  });

  it.each([
    ['12,50', 'en-GB'],
    ['1,2,3', 'de-DE'],
    ['zwölf', 'de-DE'],
    ['', 'en-GB'],
    ['1e5', 'en-GB'],
    ['1.2.3', 'en-GB'],
  ])('%s in %s is none', (typed, locale) => {
    expect(decimalOf(typed, locale)).toBeNull();
  });

  it('comes back with every digit', () => {
    const digits = fc.stringMatching(/^[1-9]\d{0,14}(?:\.\d{1,12})?$/);
    fc.assert(
      fc.property(digits, fc.constantFrom('en-GB', 'de-DE', 'fr-FR', 'ja-JP'), (value, locale) => {
        expect(decimalOf(typedOf(value, locale), locale)).toBe(value);
      }),
    );
  });
});

describe('[A17] a day that was typed', () => {
  it.each([
    ['2026-11-20', 'en-GB', '2026-11-20'],
    ['20/11/2026', 'en-GB', '2026-11-20'],
    ['11/20/2026', 'en-US', '2026-11-20'],
    ['20.11.26', 'de-DE', '2026-11-20'],
    ['1.2.2026', 'de-DE', '2026-02-01'],
  ])('%s in %s is %s', (typed, locale, expected) => {
    expect(dayOf(typed, locale)).toBe(expected);
  });

  it.each([
    ['20/11/2026', 'en-US'],
    ['tomorrow', 'en-GB'],
    ['2026', 'en-GB'],
  ])('%s in %s is none', (typed, locale) => {
    expect(dayOf(typed, locale)).toBeNull();
  });
});
