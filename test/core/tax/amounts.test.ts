import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TaxableLine, taxedLines, type TaxTerms } from '../../../core/tax/amounts.ts';
import { roundedByDefinition, roundingModes } from '../../support/exact-rounding.ts';
import { byLine, taxedAt } from './sample.ts';

const line = (chargedMinor: number, percents: readonly string[], inclusive = false): TaxableLine => ({
  chargedMinor,
  inclusive,
  decision: taxedAt(...percents),
});
const untaxed: TaxableLine = {
  chargedMinor: 5000,
  inclusive: true,
  decision: { outcome: 'reverse-charge', jurisdiction: 'DE', components: [], reason: 'reverse_charge' },
};
const taxes = (lines: readonly TaxableLine[], terms: Partial<TaxTerms> = {}) =>
  taxedLines(lines, { ...byLine, ...terms }).map((taxed) => taxed.taxMinor);

const percents = fc.constantFrom('20', '19', '8.1', '7.7', '25.5', '5', '4', '0', '8.875', '1.25', '0.000001', '100');
const anyLine = fc
  .record({
    chargedMinor: fc.oneof(fc.integer({ min: -100_000, max: 100_000 }), fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 })),
    percents: fc.array(percents, { maxLength: 3 }),
    inclusive: fc.boolean(),
  })
  .map((made) => line(made.chargedMinor, made.percents, made.inclusive));
const anyTerms = fc.record<TaxTerms>({
  policy: fc.constantFrom<TaxTerms['policy']>('line', 'rate', 'document'),
  rounding: fc.record({ mode: fc.constantFrom(...roundingModes), increment: fc.constantFrom(1, 1, 5) }),
  spare: fc.constantFrom<TaxTerms['spare']>('largest-remainder', 'first', 'last', 'largest-part'),
});

const percentRatio = (percent: string): readonly [bigint, bigint] => {
  const [whole = '', decimals = ''] = percent.split('.');
  return [BigInt(whole + decimals), 10n ** BigInt(decimals.length + 2)];
};

describe('a taxed line', () => {
  it('[TAX-09] [OR-16] net and tax are its gross, and the taxes its tax, under any policy', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 8 }), anyTerms, (lines, terms) => {
        taxedLines(lines, terms).forEach((taxed, index) => {
          const asked = lines[index];
          expect(taxed.netMinor + taxed.taxMinor).toBe(taxed.grossMinor);
          expect(taxed.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0)).toBe(taxed.taxMinor);
          expect(asked?.inclusive ? taxed.grossMinor : taxed.netMinor).toBe(asked?.chargedMinor);
          expect(taxed.taxes.map((tax) => tax.name)).toEqual(asked?.decision.components.map((component) => component.name));
        });
      }),
      { numRuns: 4000 },
    );
  });

  it('[TAX-11] by line each component is rounded once, as the rational number is', () => {
    fc.assert(
      fc.property(anyLine, fc.constantFrom(...roundingModes), (asked, mode) => {
        fc.pre(!asked.inclusive);
        const [taxed] = taxedLines([asked], { ...byLine, rounding: { mode, increment: 1 } });
        const expected = asked.decision.components.map(({ percent }) => {
          const [numerator, denominator] = percentRatio(percent);
          return Number(roundedByDefinition(BigInt(asked.chargedMinor) * numerator, denominator, mode));
        });
        expect(taxed?.taxes.map((tax) => tax.taxMinor)).toEqual(expected);
      }),
      { numRuns: 3000 },
    );
  });

  it('[TAX-09] [OR-16] of an inclusive price the net is gross / (1 + rate), rounded, whatever the components', () => {
    fc.assert(
      fc.property(anyLine, (asked) => {
        fc.pre(asked.inclusive);
        const scale = 10n ** 8n;
        const sum = asked.decision.components.reduce((total, { percent }) => {
          const [numerator, denominator] = percentRatio(percent);
          return total + (numerator * scale) / denominator;
        }, 0n);
        const net = roundedByDefinition(BigInt(asked.chargedMinor) * scale, scale + sum, 'half-away-from-zero');
        expect(taxedLines([asked], byLine)[0]?.netMinor).toBe(Number(net));
      }),
      { numRuns: 3000 },
    );
  });

  it('[TAX-04] several components of an inclusive price share its tax in proportion', () => {
    const [taxed] = taxedLines([line(10_725, ['6', '1.25'], true)], byLine);
    expect(taxed).toMatchObject({ netMinor: 10_000, taxMinor: 725, grossMinor: 10_725 });
    expect(taxed?.taxes.map((tax) => tax.taxMinor)).toEqual([600, 125]);
    const [odd] = taxedLines([line(100, ['5', '5'], true)], byLine);
    expect(odd?.taxes.map((tax) => tax.taxMinor)).toEqual([5, 4]);
  });

  it('[TAX-15] a credit mirrors its charge to the unit', () => {
    const symmetric = anyTerms.filter((terms) => terms.rounding.mode !== 'half-up');
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 6 }), symmetric, (lines, terms) => {
        fc.pre(terms.policy === 'line');
        const charges = taxedLines(lines, terms);
        const credits = taxedLines(
          lines.map((asked) => ({ ...asked, chargedMinor: asked.chargedMinor === 0 ? 0 : -asked.chargedMinor })),
          terms,
        );
        expect(
          credits.map((credit, index) => [
            credit.netMinor + (charges[index]?.netMinor ?? 0),
            credit.taxMinor + (charges[index]?.taxMinor ?? 0),
          ]),
        ).toEqual(charges.map(() => [0, 0]));
      }),
      { numRuns: 2000 },
    );
  });

  it('[TAX-10] without a tax is net and gross at once', () => {
    for (const policy of ['line', 'rate', 'document'] as const) {
      expect(taxedLines([untaxed], { ...byLine, policy })).toEqual([{ netMinor: 5000, taxMinor: 0, grossMinor: 5000, taxes: [] }]);
    }
    expect(taxedLines([line(5000, ['0'])], byLine)[0]).toMatchObject({ taxMinor: 0, taxes: [{ percent: '0', taxMinor: 0 }] });
  });

  it('[CUR-05] has the whole units of its currency: yen and dinars', () => {
    expect(taxes([line(1999, ['10'])])).toEqual([200]);
    expect(taxes([line(12_345, ['5'])])).toEqual([617]);
  });

  it('[TAX-10] [CUR-03] of a zero rate never gets a tax from rounding', () => {
    const odd = [line(3333, ['0', '0'], true), line(3333, ['0'], true), line(3333, ['0'])];
    for (const policy of ['line', 'rate', 'document'] as const) {
      const taxed = taxedLines(odd, { ...byLine, policy, rounding: { mode: 'half-away-from-zero', increment: 5 } });
      expect(taxed.map(({ netMinor, taxMinor, taxes: own }) => [netMinor, taxMinor, own.length])).toEqual([
        [3333, 0, 2],
        [3333, 0, 1],
        [3333, 0, 1],
      ]);
    }
  });

  it('[CUR-03] rounds its tax to the increment of the currency', () => {
    expect(taxes([line(1999, ['8.1'])], { rounding: { mode: 'half-away-from-zero', increment: 5 } })).toEqual([160]);
  });
});

describe('rounding over the document', () => {
  const small = [line(33, ['20']), line(33, ['20']), line(33, ['20'])];

  it('[POL-06] [OR-15] by line, by rate and by document give what each says', () => {
    expect(taxes(small, { policy: 'line' })).toEqual([7, 7, 7]);
    expect(taxes(small, { policy: 'rate' })).toEqual([7, 7, 6]);
    expect(taxes(small, { policy: 'document' })).toEqual([7, 7, 6]);
    // 32 at 20 % and 47 at 4.5 % are 6.4 and 2.115: 6 + 2 by rate, 8.515 and so 9 by document; 6.4 lost more by going down.
    expect(taxes([line(32, ['20']), line(47, ['4.5'])], { policy: 'rate' })).toEqual([6, 2]);
    expect(taxes([line(32, ['20']), line(47, ['4.5'])], { policy: 'document' })).toEqual([7, 2]);
  });

  it('[POL-08] the spare unit goes to whom the entity says', () => {
    expect(taxes(small, { policy: 'document', spare: 'first' })).toEqual([8, 6, 6]);
    expect(taxes(small, { policy: 'document', spare: 'last' })).toEqual([6, 6, 8]);
    expect(taxes([line(33, ['20']), line(83, ['20']), line(33, ['20'])], { policy: 'document', spare: 'largest-part' })).toEqual([
      6, 18, 6,
    ]);
  });

  it('[POL-06] by document the tax of exclusive lines is the exact sum, rounded once', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 8 }), fc.constantFrom(...roundingModes), (lines, mode) => {
        const exclusive = lines.filter((asked) => !asked.inclusive);
        const scale = 10n ** 8n;
        const exactSum = exclusive.reduce(
          (sum, { chargedMinor, decision }) =>
            decision.components.reduce((inner, { percent }) => {
              const [numerator, denominator] = percentRatio(percent);
              return inner + (BigInt(chargedMinor) * numerator * scale) / denominator;
            }, sum),
          0n,
        );
        const total = taxes(exclusive, { policy: 'document', rounding: { mode, increment: 1 } }).reduce((a, b) => a + b, 0);
        expect(BigInt(total)).toBe(roundedByDefinition(exactSum, scale, mode));
      }),
      { numRuns: 3000 },
    );
  });

  it('[POL-06] by rate the tax of each rate is the exact sum of its lines, rounded once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -9999, max: 9999 }), fc.constantFrom('20', '8.1', '4.5')), { minLength: 1, maxLength: 8 }),
        (rows) => {
          const lines = rows.map(([chargedMinor, percent]) => line(chargedMinor, [percent]));
          const taxed = taxes(lines, { policy: 'rate' });
          for (const percent of ['20', '8.1', '4.5']) {
            const [numerator, denominator] = percentRatio(percent);
            const own = rows.map(([, other], index) => (other === percent ? index : -1)).filter((index) => index >= 0);
            const net = own.reduce((sum, index) => sum + (rows[index]?.[0] ?? 0), 0);
            const total = own.reduce((sum, index) => sum + (taxed[index] ?? 0), 0);
            expect(BigInt(total)).toBe(roundedByDefinition(BigInt(net) * numerator, denominator, 'half-away-from-zero'));
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('[POL-06] [OR-16] inclusive lines are rounded on the sum of their nets, and keep their gross', () => {
    const inclusive = [line(100, ['19'], true), line(100, ['19'], true), line(100, ['19'], true)];
    // 100 / 1.19 is 84.03: by line 84 three times; together 252.10, the same; by 4 % 96.15, together 288.46.
    expect(taxes(inclusive, { policy: 'document' })).toEqual([16, 16, 16]);
    const shop = Array.from({ length: 4 }, () => line(299, ['4'], true));
    expect(taxes(shop, { policy: 'line' })).toEqual([11, 11, 11, 11]);
    expect(taxes(shop, { policy: 'rate' })).toEqual([11, 11, 12, 12]);
    expect(taxes(shop, { policy: 'document' }).reduce((a, b) => a + b, 0)).toBe(46);
  });

  it('[POL-06] by document inclusive lines of several rates share one sum', () => {
    // 100 / 1.2 is 83.33 and 100 / 1.05 is 95.24: 83 + 95 by rate, 178.57 and so 179 by document.
    const mixed = [line(100, ['20'], true), line(100, ['5'], true)];
    expect(taxes(mixed, { policy: 'rate' })).toEqual([17, 5]);
    expect(taxes(mixed, { policy: 'document' })).toEqual([16, 5]);
  });

  it('[POL-06] lines of other jurisdictions are other rates', () => {
    const german = { ...line(33, ['20']), decision: { ...taxedAt('20'), jurisdiction: 'DE' } };
    expect(taxes([line(33, ['20']), german], { policy: 'rate' })).toEqual([7, 7]);
    expect(taxes([line(33, ['20']), line(33, ['20'])], { policy: 'rate' })).toEqual([7, 6]);
  });
});
