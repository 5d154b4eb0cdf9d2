import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantBroken } from '../../../core/kernel/invariant.ts';
import { type TaxedLine, taxedLines } from '../../../core/tax/amounts.ts';
import { creditedShare } from '../../../core/tax/credited.ts';
import { selfCalculatedDecision, selfCalculatedLine } from '../../../core/tax/self-calculated.ts';
import { taxSummary } from '../../../core/tax/summary.ts';
import type { LineTax, TaxDecision } from '../../../core/tax/types.ts';
import { byLine, taxedAt } from './sample.ts';

const issued = (chargedMinor: number, percents: readonly string[], inclusive = false) => {
  const [line] = taxedLines([{ chargedMinor, inclusive, decision: taxedAt(...percents) }], byLine);
  if (line === undefined) throw new Error('a line gives a line');
  return { ...line, chargedMinor };
};

const total = (shares: readonly TaxedLine[]) => ({
  netMinor: shares.reduce((sum, share) => sum + share.netMinor, 0),
  taxMinor: shares.reduce((sum, share) => sum + share.taxMinor, 0),
  grossMinor: shares.reduce((sum, share) => sum + share.grossMinor, 0),
  taxes: shares[0]?.taxes.map((_, index) => shares.reduce((sum, share) => sum + (share.taxes[index]?.taxMinor ?? 0), 0)),
});

/** Credits that go from nothing to the whole charge, in any steps. */
const cutLines = fc
  .record({
    chargedMinor: fc.oneof(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })),
    percents: fc.array(fc.constantFrom('20', '19', '8.875', '1.25', '0'), { maxLength: 3 }),
    inclusive: fc.boolean(),
    cuts: fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 8 }),
  })
  .map(({ chargedMinor, percents, inclusive, cuts }) => {
    const stops = cuts.map((cut) => Math.floor((Math.abs(chargedMinor) * cut) / 1000)).sort((a, b) => a - b);
    const signed = [0, ...stops, Math.abs(chargedMinor)].map((stop) => (chargedMinor < 0 && stop !== 0 ? -stop : stop));
    return { line: issued(chargedMinor, percents, inclusive), stops: signed };
  });

describe('a credit of an issued line', () => {
  it('[TAX-15] [BEY-07] in any number of steps sums to the line exactly, tax by tax', () => {
    fc.assert(
      fc.property(cutLines, ({ line, stops }) => {
        const shares = stops.slice(1).map((to, index) => creditedShare(line, stops[index] ?? 0, to));
        expect(total(shares)).toEqual({
          netMinor: line.netMinor,
          taxMinor: line.taxMinor,
          grossMinor: line.grossMinor,
          taxes: line.taxes.map((tax) => tax.taxMinor),
        });
      }),
      { numRuns: 4000 },
    );
  });

  it('[TAX-15] [INV-19] credits exactly what was charged of it, with its tax in proportion', () => {
    fc.assert(
      fc.property(cutLines, ({ line, stops }) => {
        stops.slice(1).forEach((to, index) => {
          const from = stops[index] ?? 0;
          const share = creditedShare(line, from, to);
          expect(share.netMinor + share.taxMinor).toBe(share.grossMinor);
          expect(line.chargedMinor === line.netMinor ? share.netMinor : share.grossMinor).toBe(to - from);
          share.taxes.forEach((tax, at) => {
            const off = BigInt(tax.taxMinor) * BigInt(line.chargedMinor) - BigInt(line.taxes[at]?.taxMinor ?? 0) * BigInt(to - from);
            const whole = BigInt(Math.abs(line.chargedMinor));
            expect(off <= whole && -off <= whole).toBe(true);
          });
        });
      }),
      { numRuns: 3000 },
    );
  });

  it('[TAX-15] reuses the rates of the line, whatever the rate is today', () => {
    const line = { ...issued(4999, ['19']), netMinor: 4999 };
    expect(creditedShare(line, 0, 4999).taxes).toEqual([{ name: 'VAT', jurisdiction: 'GB', percent: '19', taxMinor: 950 }]);
    expect(creditedShare(line, 0, 2500)).toMatchObject({ netMinor: 2500, taxMinor: 475, grossMinor: 2975 });
    expect(creditedShare(line, 2500, 4999)).toMatchObject({ netMinor: 2499, taxMinor: 475, grossMinor: 2974 });
  });

  it('[BEY-07] the last of three credits of 0.10 at 20 % absorbs the rounding', () => {
    const line = issued(10, ['20']);
    expect(line.taxMinor).toBe(2);
    const shares = [creditedShare(line, 0, 3), creditedShare(line, 3, 6), creditedShare(line, 6, 10)];
    expect(shares.map((share) => [share.netMinor, share.taxMinor])).toEqual([
      [3, 1],
      [3, 0],
      [4, 1],
    ]);
  });

  it('[TAX-15] of a line that the caller or a provider taxed keeps that tax', () => {
    const taxes: readonly LineTax[] = [{ name: 'Own', jurisdiction: 'GB', percent: '20', taxMinor: 777 }];
    const line = { chargedMinor: 10_000, ...selfCalculatedLine({ chargedMinor: 10_000, inclusive: false }, taxes) };
    expect(creditedShare(line, 0, 10_000)).toMatchObject({ netMinor: 10_000, taxMinor: 777, grossMinor: 10_777 });
    expect(creditedShare(line, 0, 5000).taxMinor + creditedShare(line, 5000, 10_000).taxMinor).toBe(777);
  });

  it('[INV-19] never goes past the charge, back, or over to the other sign', () => {
    const line = issued(1000, ['20']);
    for (const [from, to] of [
      [0, 1001],
      [-1, 10],
      [10, 5],
      [0, -10],
    ] as const)
      expect(() => creditedShare(line, from, to)).toThrow(InvariantBroken);
    const credit = issued(-1000, ['20']);
    expect(creditedShare(credit, 0, -1000)).toMatchObject({ netMinor: -1000, taxMinor: -200 });
    expect(() => creditedShare(credit, 0, 10)).toThrow(InvariantBroken);
    expect(() => creditedShare({ ...line, chargedMinor: 900 }, 0, 900)).toThrow(InvariantBroken);
    expect(creditedShare(issued(0, ['20']), 0, 0)).toMatchObject({ netMinor: 0, taxMinor: 0, grossMinor: 0, taxes: [{ taxMinor: 0 }] });
  });
});

describe('the summary of a document', () => {
  const reverse: TaxDecision = { outcome: 'reverse-charge', jurisdiction: 'DE', components: [], reason: 'reverse_charge' };
  const line = (netMinor: number, decision: TaxDecision, ...amounts: readonly number[]) => ({
    netMinor,
    decision,
    taxes: decision.components.map(({ name, percent }, index) => ({
      name,
      percent,
      jurisdiction: decision.jurisdiction,
      taxMinor: amounts[index] ?? 0,
    })),
  });
  const lines = [line(1000, taxedAt('5'), 50), line(2000, taxedAt('20'), 400), line(500, reverse), line(1000, taxedAt('20'), 200)];

  it('[TAX-10] [INV-07] has one row for each rate and each reason, the highest rate first', () => {
    expect(taxSummary(lines)).toEqual([
      { name: '', jurisdiction: 'DE', percent: '0', outcome: 'reverse-charge', reason: 'reverse_charge', netMinor: 500, taxMinor: 0 },
      { name: 'VAT', jurisdiction: 'GB', percent: '20', outcome: 'taxed', reason: '', netMinor: 3000, taxMinor: 600 },
      { name: 'VAT', jurisdiction: 'GB', percent: '5', outcome: 'taxed', reason: '', netMinor: 1000, taxMinor: 50 },
    ]);
  });

  it('[INV-07] is the same whatever the order of the lines, and its taxes sum to theirs', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: 4 }), (shuffled) => {
        expect(taxSummary(shuffled)).toEqual(taxSummary(lines));
      }),
      { numRuns: 100 },
    );
    expect(taxSummary(lines).reduce((sum, row) => sum + row.taxMinor, 0)).toBe(650);
    expect(taxSummary([])).toEqual([]);
  });

  it('[TAX-04] counts the net of a line in each of its components, and takes any percentage that a caller states', () => {
    const both = taxSummary([line(1000, taxedAt('6', '1.25'), 60, 13)]);
    expect(both.map((row) => [row.name, row.netMinor, row.taxMinor])).toEqual([
      ['VAT', 1000, 60],
      ['Tax 2', 1000, 13],
    ]);
    const odd = { ...taxedAt('-1.123456789', '3'), outcome: 'self-calculated' as const };
    expect(taxSummary([line(1000, odd, 1, 2)])).toHaveLength(2);
  });
});

describe('self-calculated tax', () => {
  const taxes: readonly LineTax[] = [
    { name: 'Own A', jurisdiction: 'GB', percent: '99', taxMinor: 1 },
    { name: 'Own B', jurisdiction: 'GB', percent: '', taxMinor: 776 },
  ];

  it('[TAX-03] stands as the caller sent it, unchecked, on exclusive and inclusive charges', () => {
    expect(selfCalculatedLine({ chargedMinor: 10_000, inclusive: false }, taxes)).toEqual({
      netMinor: 10_000,
      taxMinor: 777,
      grossMinor: 10_777,
      taxes,
    });
    expect(selfCalculatedLine({ chargedMinor: 10_000, inclusive: true }, taxes)).toEqual({
      netMinor: 9223,
      taxMinor: 777,
      grossMinor: 10_000,
      taxes,
    });
    expect(selfCalculatedLine({ chargedMinor: 10_000, inclusive: false }, [])).toEqual({
      netMinor: 10_000,
      taxMinor: 0,
      grossMinor: 10_000,
      taxes: [],
    });
  });

  it('[TAX-03] pins what the caller called it', () => {
    expect(selfCalculatedDecision({ jurisdiction: 'US-NY', taxes })).toEqual({
      outcome: 'self-calculated',
      jurisdiction: 'US-NY',
      components: [
        { name: 'Own A', percent: '99' },
        { name: 'Own B', percent: '' },
      ],
      reason: '',
    });
  });
});
