import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Amounts,
  amountsOf,
  creditedByCharge,
  creditedByGross,
  differenceOf,
  grossOf,
  noAmounts,
  sumOf,
} from '../../../core/invoicing/credited-part.ts';

type TestLine = Parameters<typeof creditedByGross>[0];

const lineWith = (netMinor: number, taxesMinor: readonly number[], isInclusive: boolean): TestLine => ({
  chargedMinor: isInclusive ? taxesMinor.reduce((sum, minor) => sum + minor, netMinor) : netMinor,
  netMinor,
  taxes: taxesMinor.map((taxMinor, index) => ({ name: `Tax ${index}`, jurisdiction: 'XX', percent: '1', taxMinor })),
});

const minor = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 1_000_000 }));

/** A line of either sign with something credited of it already, in any proportion: notes that were withdrawn leave every kind. */
const cases = fc
  .record({
    sign: fc.constantFrom(1, -1),
    netMinor: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 1_000_000 })),
    taxesMinor: fc.array(minor, { maxLength: 3 }),
    isInclusive: fc.boolean(),
    gone: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
    wanted: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ sign, netMinor, taxesMinor, isInclusive, gone, wanted }) => {
    const share = (value: number, index: number): number => sign * Math.floor(value * (gone[index] ?? 0)) || 0;
    const line = lineWith(
      sign * netMinor,
      taxesMinor.map((value) => sign * value || 0),
      isInclusive,
    );
    const before: Amounts = { netMinor: share(netMinor, 0), taxesMinor: taxesMinor.map((value, index) => share(value, index + 1)) };
    return { line, before, left: differenceOf(amountsOf(line), before), wanted };
  });

const isWithin = (value: number, end: number): boolean => (end < 0 ? value <= 0 && value >= end : value >= 0 && value <= end);

const expectWithin = (part: Amounts, left: Amounts): void => {
  expect([part.netMinor, left.netMinor, isWithin(part.netMinor, left.netMinor)]).toEqual([part.netMinor, left.netMinor, true]);
  part.taxesMinor.forEach((value, index) => expect([value, isWithin(value, left.taxesMinor[index] ?? 0)]).toEqual([value, true]));
};

describe('a part of a line', () => {
  it('[INV-19] by gross: exactly the amount, within what is left of net and of each tax, whatever was credited before', () => {
    fc.assert(
      fc.property(cases, ({ line, before, left, wanted }) => {
        const leftMinor = grossOf(left);
        const grossMinor = Math.trunc(leftMinor * wanted) || 0;
        if (grossMinor === 0) return;
        const part = creditedByGross(line, before, grossMinor);
        expect(grossOf(part)).toBe(grossMinor);
        expectWithin(part, left);
      }),
      { numRuns: 10_000 },
    );
  });

  it('[INV-19] by charge: exactly the net of an exclusive price and the gross of an inclusive one, within what is left', () => {
    fc.assert(
      fc.property(cases, ({ line, before, left, wanted }) => {
        const isInclusive = line.chargedMinor !== line.netMinor;
        const chargedMinor = Math.trunc((isInclusive ? grossOf(left) : left.netMinor) * wanted) || 0;
        if (chargedMinor === 0) return;
        const part = creditedByCharge(line, before, chargedMinor);
        expect(isInclusive ? grossOf(part) : part.netMinor).toBe(chargedMinor);
        expectWithin(part, left);
      }),
      { numRuns: 10_000 },
    );
  });

  it('[BEY-07] by gross, the rest is taken exactly, and an exclusive line keeps a unit of net as long as it has tax', () => {
    fc.assert(
      fc.property(cases, ({ line, before, left, wanted }) => {
        const leftMinor = grossOf(left);
        expect(creditedByGross(line, before, leftMinor)).toEqual(left);
        const grossMinor = Math.trunc(leftMinor * wanted) || 0;
        if (grossMinor === 0 || grossMinor === leftMinor || line.chargedMinor !== line.netMinor || left.netMinor === 0) return;
        const after = sumOf(before, creditedByGross(line, before, grossMinor));
        const rest = differenceOf(amountsOf(line), after);
        expect(rest.netMinor === 0 && rest.taxesMinor.some((value) => value !== 0)).toBe(false);
      }),
      { numRuns: 10_000 },
    );
  });

  it("[TAX-15] follows the line's proportion cumulatively: 20 % of five parts of 0.33 is 0.07, 0.06, 0.07, 0.06, 0.07", () => {
    const line = lineWith(165, [33], false);
    let before = noAmounts(line);
    const taxes = [33, 33, 33, 33, 33].map((chargedMinor) => {
      const part = creditedByCharge(line, before, chargedMinor);
      before = sumOf(before, part);
      return part.taxesMinor[0];
    });
    expect(taxes).toEqual([7, 6, 7, 6, 7]);
  });

  it('[BEY-07] a line whose tax takes its net away is taken back whole', () => {
    const line = lineWith(100, [-100], false);
    expect(creditedByGross(line, noAmounts(line), 0)).toEqual({ netMinor: 100, taxesMinor: [-100] });
  });
});
