import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sliceOf } from '../../../core/money/allocation.ts';
import type { RoundingMode } from '../../../core/money/rounding.ts';
import { amountOf } from '../../../core/rating/priced.ts';
import { recomputed, workingFaults, workingHolds } from '../../../core/rating/recomputed.ts';
import type { Working } from '../../../core/rating/types.ts';
import { bandsB, question, workingOf } from './questions.ts';

const rounding = { mode: 'half-away-from-zero', increment: 1, digits: 2 } as const;
const tiered = workingOf(question({ kind: 'graduated', bands: bandsB }, '600'));
const whole: Working = { price: tiered, fullMinor: 48_000, discounts: [], slice: null, rounding, alreadyMinor: 0 };

const discount = (fullMinor: number): Working['discounts'][number] => ({
  redemptionId: 'red_1',
  offerId: 'off_1',
  name: 'Spring',
  kind: 'percentage',
  value: '25',
  fullMinor,
});

/** A working with every sign turned: a credit of the same thing. */
const turned = (working: Working): Working => ({
  ...working,
  fullMinor: -working.fullMinor,
  discounts: working.discounts.map((entry) => ({ ...entry, fullMinor: -entry.fullMinor })),
  alreadyMinor: -working.alreadyMinor,
});

const negative = (value: number): number => (value === 0 ? 0 : -value);

describe('a line, computed again from its working', () => {
  it('[BEY-03] [PRC-16] the whole amount', () => {
    expect(recomputed(whole)).toEqual({ listMinor: 48_000, discountMinor: 0, chargedMinor: 48_000 });
    expect(workingHolds(whole)).toBe(true);
  });

  it('[BEY-03] discounts, a slice and what was billed before', () => {
    const working: Working = {
      ...whole,
      discounts: [discount(12_000)],
      slice: { from: 10, to: 30, of: 30, unit: 'day' },
      alreadyMinor: 1_000,
    };
    expect(recomputed(working)).toEqual({ listMinor: 31_000, discountMinor: 8_000, chargedMinor: 23_000 });
    expect(workingHolds(working)).toBe(true);
  });

  it('[BEY-03] the amount comes from the shares, not from what is stored beside them', () => {
    const [first, ...rest] = tiered.shares;
    if (first === undefined) throw new Error('three shares');
    const forged: Working = { ...whole, price: { ...tiered, shares: [{ ...first, units: '90' }, ...rest] } };
    expect(recomputed(forged).listMinor).toBe(47_000);
    expect(workingFaults(forged)).toEqual([
      { code: 'working.share-amount', index: 0 },
      { code: 'working.shares-sum' },
      { code: 'working.shares-units' },
      { code: 'working.full-amount' },
    ]);
  });

  it('[BEY-03] names what does not add up', () => {
    expect(workingFaults({ ...whole, fullMinor: 48_001 })).toEqual([{ code: 'working.full-amount' }]);
    expect(workingFaults({ ...whole, price: { ...tiered, exact: '481' } })).toEqual([{ code: 'working.shares-sum' }]);
    expect(workingFaults({ ...whole, price: { ...tiered, included: '1' } })).toEqual([{ code: 'working.billable' }]);
    expect(workingFaults({ ...whole, discounts: [discount(40_000), discount(8_001)] })).toEqual([{ code: 'working.discount', index: 1 }]);
    expect(workingFaults({ ...whole, discounts: [discount(-1)] })).toEqual([{ code: 'working.discount', index: 0 }]);
    expect(workingFaults({ ...whole, slice: { from: 5, to: 4, of: 30, unit: 'day' } })).toEqual([{ code: 'working.slice' }]);
  });

  it('[BEY-03] without a price the full amount stands for itself', () => {
    expect(recomputed({ ...whole, price: null, fullMinor: -2_500, discounts: [] })).toEqual({
      listMinor: -2_500,
      discountMinor: 0,
      chargedMinor: -2_500,
    });
  });

  it('[BEY-03] the amount of any price, in any currency and rounding, as charge and as credit', () => {
    const modes: readonly RoundingMode[] = ['half-away-from-zero', 'half-even', 'half-up'];
    const currencies = [
      ['JPY', 0],
      ['GBP', 2],
      ['KWD', 3],
    ] as const;
    fc.assert(
      fc.property(
        fc.nat({ max: 2_000_000 }),
        fc.constantFrom(...modes),
        fc.constantFrom(...currencies),
        fc.constantFrom(1, 5),
        fc.tuple(fc.nat({ max: 31 }), fc.nat({ max: 31 })),
        fc.nat({ max: 100 }),
        (thousandths, mode, [currency, digits], increment, [a, b], percent) => {
          const price = workingOf(
            question(
              { kind: 'graduated', bands: bandsB },
              `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`,
            ),
          );
          const fullMinor = amountOf(price, currency, { mode, increment });
          const off = Math.floor((fullMinor * percent) / 100);
          const [from, to] = a < b ? [a, b] : [b, a];
          const working: Working = {
            price,
            fullMinor,
            discounts: off === 0 ? [] : [discount(off)],
            slice: { from, to, of: 31, unit: 'day' },
            rounding: { mode, increment, digits },
            alreadyMinor: 0,
          };
          const found = recomputed(working);
          expect(workingHolds(working)).toBe(true);
          expect(found.listMinor).toBe(sliceOf(fullMinor, from, to, 31, { mode, increment }));
          expect(found.chargedMinor).toBe(found.listMinor - found.discountMinor);
          const credit = recomputed(turned(working));
          expect(credit).toEqual({
            listMinor: negative(found.listMinor),
            discountMinor: negative(found.discountMinor),
            chargedMinor: negative(found.chargedMinor),
          });
          expect(workingHolds(turned(working))).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
