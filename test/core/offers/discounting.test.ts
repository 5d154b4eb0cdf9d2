import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Discountable, discounts } from '../../../core/offers/discounting.ts';
import type { DiscountValue, Redemption } from '../../../core/offers/types.ts';
import { amount, charge, left, override, percentage, redemption, terms } from './sample.ts';

describe('what a discount takes', () => {
  it('[OFR-04] a percentage, an amount and a price in place of the listed one', () => {
    expect(left([charge('a', 10_000)], [redemption(1, percentage('12.5'))])).toEqual([8_750]);
    expect(left([charge('a', 10_000)], [redemption(1, amount('12.34'))])).toEqual([8_766]);
    expect(left([charge('a', 10_000)], [redemption(1, override('59.99'))])).toEqual([5_999]);
  });

  it('[OFR-04] a percentage is rounded once for each charge, so that what is shown sums', () => {
    expect(left([charge('a', 333), charge('b', 335)], [redemption(1, percentage('10'))])).toEqual([300, 301]);
    expect(left([charge('a', 5)], [redemption(1, percentage('10'))], { rounding: { mode: 'half-even', increment: 1 } })).toEqual([5]);
    expect(left([charge('a', 9_999_999_999)], [redemption(1, percentage('33.333333333333333333'))])).toEqual([6_666_666_666]);
  });

  it('[CUR-03] percentages are rounded to the multiple of the currency, and a hundred of them leave nothing', () => {
    const rounding = { mode: 'half-away-from-zero', increment: 5 } as const;
    expect(left([charge('a', 1_030)], [redemption(1, percentage('10'))], { rounding })).toEqual([925]);
    expect(left([charge('a', 1_032)], [redemption(1, percentage('100'))], { rounding })).toEqual([0]);
  });

  it('[OFR-04] an override is the price of the whole plan, not of each of its components, and never raises a price', () => {
    const parts = [charge('base', 7_500), charge('seats', 2_500), charge('extra', 4_000, { planId: 'pln_extra' })];
    expect(left(parts, [redemption(1, override('60.00'))])).toEqual([4_500, 1_500, 4_000]);
    expect(left([charge('a', 5_000)], [redemption(1, override('60.00'))])).toEqual([5_000]);
  });

  it('[OFR-04] of two overrides the lower price holds, and only that one is shown', () => {
    const workings = discounts([charge('a', 10_000)], [redemption(2, override('70')), redemption(1, override('60'))], terms);
    expect(workings.get('a')).toEqual([
      { redemptionId: 'red_1', offerId: 'off_1', name: 'Offer 1', kind: 'override', value: '60', fullMinor: 4_000 },
    ]);
  });

  it('[OFR-06] reaches the named plans, the named products, or any plan', () => {
    const charges = [charge('a', 1_000), charge('b', 1_000, { planId: 'pln_b', productId: 'prd_b' })];
    const half = percentage('50');
    expect(left(charges, [redemption(1, half, { scope: { kind: 'plans', planIds: ['pln_b'] } })])).toEqual([1_000, 500]);
    expect(left(charges, [redemption(1, half, { scope: { kind: 'products', productIds: ['prd_main'] } })])).toEqual([500, 1_000]);
    expect(left(charges, [redemption(1, half)])).toEqual([500, 500]);
    expect(left([charge('c', 1_000, { planId: null })], [redemption(1, half, { scope: { kind: 'plans', planIds: ['pln_b'] } })])).toEqual([
      1_000,
    ]);
  });

  it('[OFR-06] usage only where the offer says so, setup fees and other one-time charges never', () => {
    const charges = [charge('fee', 5_000, { nature: 'other' }), charge('base', 1_000), charge('calls', 2_000, { nature: 'usage' })];
    expect(left(charges, [redemption(1, percentage('10'))])).toEqual([5_000, 900, 2_000]);
    expect(left(charges, [redemption(1, percentage('10'), { appliesToUsage: true })])).toEqual([5_000, 900, 1_800]);
    expect(left(charges, [redemption(1, override('1.00'), { appliesToUsage: true })])).toEqual([5_000, 100, 2_000]);
  });

  it('[OFR-10] an amount is taken once from the lines together, in proportion, and the parts are the whole', () => {
    expect(left([charge('a', 6_000), charge('b', 3_000), charge('c', 1_000)], [redemption(1, amount('10.01'))])).toEqual([
      5_399, 2_700, 900,
    ]);
  });

  it('[OFR-10] [POL-08] the spare unit goes to the largest line, or as the policy says', () => {
    const charges = [charge('a', 1_667), charge('b', 5_000), charge('c', 3_333)];
    const off = [redemption(1, amount('0.02'))];
    expect(left([charge('a', 1_000), charge('b', 3_000)], off)).toEqual([1_000, 2_998]);
    expect(left(charges, off, { spare: 'largest-part' })).toEqual([1_667, 4_998, 3_333]);
    expect(left(charges, off, { spare: 'first' })).toEqual([1_666, 4_999, 3_333]);
    expect(left(charges, off, { spare: 'last' })).toEqual([1_667, 4_999, 3_332]);
    expect(left(charges, off, { spare: 'largest-remainder' })).toEqual([1_667, 4_999, 3_332]);
  });

  it('[OFR-10] a small line that would have to take every spare unit stops at zero', () => {
    const charges = [charge('a', 1), charge('b', 1_000), charge('c', 1_000)];
    expect(left(charges, [redemption(1, amount('20.00'))], { spare: 'first' })).toEqual([0, 0, 1]);
  });

  it('[OFR-11] an amount holds in its own currency alone, and gives nothing in another', () => {
    const value: DiscountValue = {
      kind: 'amount',
      amounts: [
        { currency: 'GBP', amount: '5' },
        { currency: 'JPY', amount: '700' },
      ],
    };
    expect(left([charge('a', 10_000)], [redemption(1, value)])).toEqual([9_500]);
    expect(left([charge('a', 10_000)], [redemption(1, value)], { currency: 'JPY' })).toEqual([9_300]);
    expect(left([charge('a', 10_000)], [redemption(1, value)], { currency: 'EUR' })).toEqual([10_000]);
    expect(left([charge('a', 10_000)], [redemption(1, percentage('5'))], { currency: 'EUR' })).toEqual([9_500]);
  });
});

describe('several discounts', () => {
  it('[OFR-07] [OR-13] [POL-05] staged: override, then percentages, then amounts, each on what is left', () => {
    const three = [redemption(1, amount('10')), redemption(2, percentage('10')), redemption(3, override('80'))];
    expect(left([charge('a', 10_000)], three)).toEqual([6_200]);
    const kinds = discounts([charge('a', 10_000)], three, terms)
      .get('a')
      ?.map(({ kind, fullMinor }) => [kind, fullMinor]);
    expect(kinds).toEqual([
      ['override', 2_000],
      ['percentage', 800],
      ['amount', 1_000],
    ]);
  });

  it('[POL-05] as applied: in the order in which they were redeemed', () => {
    const three = [redemption(1, amount('10')), redemption(2, percentage('10')), redemption(3, override('80'))];
    expect(left([charge('a', 10_000)], three, { order: 'as-applied' })).toEqual([8_000]);
    expect(left([charge('a', 10_000)], [redemption(1, percentage('10')), redemption(2, amount('10'))], { order: 'as-applied' })).toEqual([
      8_000,
    ]);
    expect(left([charge('a', 10_000)], [redemption(2, percentage('10')), redemption(1, amount('10'))], { order: 'as-applied' })).toEqual([
      8_100,
    ]);
  });

  it('[POL-05] best single: the one that leaves the lowest total, whether stackable or not', () => {
    const three = [redemption(1, amount('10')), redemption(2, percentage('25')), redemption(3, override('80'), { stackable: false })];
    expect(left([charge('a', 10_000)], three, { order: 'best-single' })).toEqual([7_500]);
  });

  it('[OFR-07] a non-stackable one is left out where the others together give more', () => {
    const stack = [redemption(1, percentage('30')), redemption(2, percentage('30')), redemption(3, percentage('50'), { stackable: false })];
    expect(left([charge('a', 10_000)], stack)).toEqual([4_900]);
    const names = discounts([charge('a', 10_000)], stack, terms)
      .get('a')
      ?.map(({ offerId }) => offerId);
    expect(names).toEqual(['off_1', 'off_2']);
  });

  it('[OFR-07] two non-stackable ones never combine with each other either', () => {
    const two = [redemption(1, percentage('30'), { stackable: false }), redemption(2, percentage('40'), { stackable: false })];
    expect(left([charge('a', 10_000)], two)).toEqual([6_000]);
  });

  it('[OR-13] a tie goes to the newest', () => {
    const chosen = (redemptions: readonly Redemption[]): readonly string[] =>
      (discounts([charge('a', 10_000)], redemptions, terms).get('a') ?? []).map(({ redemptionId }) => redemptionId);
    const older = redemption(1, percentage('20'), { stackable: false });
    const newer = redemption(2, amount('20'), { stackable: false });
    expect(chosen([newer, older])).toEqual(['red_2']);
    expect(chosen([redemption(3, percentage('20')), newer])).toEqual(['red_3']);
    expect(chosen([redemption(1, percentage('20')), newer])).toEqual(['red_2']);
  });

  it('[OR-13] what reaches none of the charges does not decide a tie', () => {
    const elsewhere = redemption(9, percentage('90'), { scope: { kind: 'plans', planIds: ['pln_other'] } });
    const set = [redemption(1, percentage('20')), elsewhere, redemption(2, percentage('20'), { stackable: false })];
    expect(
      discounts([charge('a', 10_000)], set, terms)
        .get('a')
        ?.map(({ redemptionId }) => redemptionId),
    ).toEqual(['red_2']);
  });

  it('every charge has an answer, also where nothing is taken', () => {
    expect(discounts([charge('a', 0), charge('b', 100)], [], terms)).toEqual(
      new Map([
        ['a', []],
        ['b', []],
      ]),
    );
    expect(discounts([charge('a', 0)], [redemption(1, percentage('50'))], terms).get('a')).toEqual([]);
  });
});

describe('properties', () => {
  const text = (minor: number): string => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
  const value: fc.Arbitrary<DiscountValue> = fc.oneof(
    fc.integer({ min: 1, max: 10_000 }).map((basisPoints) => percentage(text(basisPoints))),
    fc.integer({ min: 1, max: 500_000 }).map((minor) => amount(text(minor))),
    fc.integer({ min: 0, max: 500_000 }).map((minor) => override(text(minor))),
  );
  const redemptions: fc.Arbitrary<readonly Redemption[]> = fc
    .array(fc.record({ value, stackable: fc.boolean(), appliesToUsage: fc.boolean(), plan: fc.constantFrom(null, 'pln_0', 'pln_1') }), {
      maxLength: 5,
    })
    .map((all) =>
      all.map(({ value: given, stackable, appliesToUsage, plan }, index) =>
        redemption(index + 1, given, {
          stackable,
          appliesToUsage,
          scope: plan === null ? { kind: 'any' } : { kind: 'plans', planIds: [plan] },
        }),
      ),
    );
  const charges: fc.Arbitrary<readonly Discountable[]> = fc
    .array(
      fc.record({
        fullMinor: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 1_000_000_000 })),
        nature: fc.constantFrom('recurring' as const, 'usage' as const, 'other' as const),
        plan: fc.constantFrom('pln_0', 'pln_1', 'pln_2'),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((all) => all.map(({ fullMinor, nature, plan }, index) => charge(`c${index}`, fullMinor, { nature, planId: plan })));
  const order = fc.constantFrom('staged' as const, 'as-applied' as const, 'best-single' as const);
  const spare = fc.constantFrom('largest-remainder' as const, 'first' as const, 'last' as const, 'largest-part' as const);
  const rounding = fc.record({
    mode: fc.constantFrom('half-away-from-zero' as const, 'half-even' as const, 'half-up' as const),
    increment: fc.constantFrom(1, 5, 50),
  });

  const sumOf = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

  it('[OFR-07] [POL-05] no charge falls below zero or rises, and no working is zero', () => {
    fc.assert(
      fc.property(charges, redemptions, order, spare, rounding, (given, running, discountOrder, spareUnit, round) => {
        const changed = { order: discountOrder, spare: spareUnit, rounding: round };
        left(given, running, changed).forEach((minor, index) => {
          expect(minor).toBeGreaterThanOrEqual(0);
          expect(minor).toBeLessThanOrEqual(given[index]?.fullMinor ?? 0);
        });
        for (const workings of discounts(given, running, { ...terms, ...changed }).values()) {
          expect(workings.every(({ fullMinor }) => fullMinor > 0)).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('[OFR-10] what is spread is the whole amount, or everything that there was', () => {
    fc.assert(
      fc.property(charges, fc.integer({ min: 1, max: 2_000_000_000 }), spare, (given, offMinor, spareUnit) => {
        const recurring = given.filter(({ nature }) => nature === 'recurring');
        const off =
          sumOf(given.map(({ fullMinor }) => fullMinor)) -
          sumOf(left(given, [redemption(1, amount(text(offMinor)))], { spare: spareUnit }));
        expect(off).toBe(Math.min(offMinor, sumOf(recurring.map(({ fullMinor }) => fullMinor))));
      }),
      { numRuns: 3_000 },
    );
  });

  it('[OR-13] the order in which redemptions are given plays no part', () => {
    fc.assert(
      fc.property(charges, redemptions, order, fc.infiniteStream(fc.nat()), (given, running, discountOrder, keys) => {
        const shuffled = running
          .map((each) => [keys.next().value ?? 0, each] as const)
          .sort(([a], [b]) => a - b)
          .map(([, each]) => each);
        const changed = { ...terms, order: discountOrder };
        expect(discounts(given, shuffled, changed)).toEqual(discounts(given, running, changed));
      }),
      { numRuns: 2_000 },
    );
  });

  it('[POL-05] best single is never worse than any single one', () => {
    fc.assert(
      fc.property(charges, redemptions, (given, running) => {
        const best = sumOf(left(given, running, { order: 'best-single' }));
        for (const one of running) expect(best).toBeLessThanOrEqual(sumOf(left(given, [one])));
      }),
      { numRuns: 2_000 },
    );
  });

  it('[OR-13] staged is never worse than any non-stackable one alone', () => {
    fc.assert(
      fc.property(charges, redemptions, (given, running) => {
        const total = sumOf(left(given, running));
        for (const one of running.filter(({ stackable }) => !stackable)) expect(total).toBeLessThanOrEqual(sumOf(left(given, [one])));
      }),
      { numRuns: 2_000 },
    );
  });
});
