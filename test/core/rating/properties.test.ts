import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Band, PriceModel } from '../../../core/catalog/price-model.ts';
import { defaultPolicies } from '../../../core/organization/policies.ts';
import { priced } from '../../../core/rating/priced.ts';
import { workingFaults } from '../../../core/rating/recomputed.ts';
import { question, rule, workingOf } from './questions.ts';

/** The reference: whole numbers of 10^-12 for prices and quantities, of 10^-24 for amounts. No decimal library, no numbers with a point. */
const one = 10n ** 12n;
const scaled = (text: string, decimals = 12): bigint => {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const value = BigInt(whole) * 10n ** BigInt(decimals) + BigInt(fraction.padEnd(decimals, '0'));
  return text.startsWith('-') ? -value : value;
};
const amountIn24 = (exact: string): bigint => scaled(exact, 24);

const textOf = (value: bigint): string => {
  const digits = String(value).padStart(13, '0');
  return `${digits.slice(0, -12)}.${digits.slice(-12)}`.replace(/\.?0+$/, '');
};

const price = fc.oneof(
  fc.bigInt({ min: 0n, max: 100n * one }),
  fc.nat({ max: 500 }).map((cents) => (BigInt(cents) * one) / 100n),
);
const quantity = fc.oneof(
  fc.bigInt({ min: 0n, max: 3_000_000n * one }),
  fc.nat({ max: 3_000 }).map((units) => BigInt(units) * one),
);

type Table = { readonly bounds: readonly bigint[]; readonly rates: readonly bigint[] };

const table: fc.Arbitrary<Table> = fc.uniqueArray(fc.bigInt({ min: 1n, max: 5_000n }), { minLength: 1, maxLength: 6 }).chain((bounds) =>
  fc.record({
    bounds: fc.constant([...bounds].sort((a, b) => (a < b ? -1 : 1)).map((bound) => bound * one)),
    rates: fc.array(price, { minLength: bounds.length + 1, maxLength: bounds.length + 1 }),
  }),
);

const bandsOf = ({ bounds, rates }: Table): readonly Band[] =>
  rates.map((rate, index) => ({ upTo: bounds[index] === undefined ? null : textOf(bounds[index]), unitPrice: textOf(rate), flat: '0' }));

const graduatedReference = ({ bounds, rates }: Table, units: bigint): bigint => {
  let total = 0n;
  let from = 0n;
  for (const [index, rate] of rates.entries()) {
    const upTo = bounds[index] ?? units;
    const reached = units < upTo ? units : upTo;
    if (reached > from) total += (reached - from) * rate;
    from = upTo;
  }
  return total;
};

const rateAt = ({ bounds, rates }: Table, units: bigint): bigint =>
  rates[bounds.findIndex((bound) => units <= bound)] ?? rates.at(-1) ?? 0n;

const exactOf = (model: PriceModel, units: bigint): string => workingOf(question(model, textOf(units))).exact;

describe('prices, against whole-number arithmetic', () => {
  it('[PRC-04] [PRC-13] graduated: the sum over the bands, to the last decimal', () => {
    fc.assert(
      fc.property(table, quantity, (given, units) => {
        const found = amountIn24(exactOf({ kind: 'graduated', bands: bandsOf(given) }, units));
        expect(found).toBe(graduatedReference(given, units));
      }),
      { numRuns: 3000 },
    );
  });

  it('[PRC-03] [PRC-13] volume: quantity times the rate of its band, to the last decimal', () => {
    fc.assert(
      fc.property(table, quantity, (given, units) => {
        expect(amountIn24(exactOf({ kind: 'volume', bands: bandsOf(given) }, units))).toBe(units * rateAt(given, units));
      }),
      { numRuns: 3000 },
    );
  });

  it('[PRC-02] [PRC-13] per unit: quantity times rate, to the last decimal', () => {
    fc.assert(
      fc.property(price, quantity, (rate, units) => {
        expect(amountIn24(exactOf({ kind: 'per-unit', unitPrice: textOf(rate) }, units))).toBe(units * rate);
      }),
      { numRuns: 3000 },
    );
  });

  it('spec 16: packages: started blocks', () => {
    fc.assert(
      fc.property(price, quantity, fc.bigInt({ min: one / 100n, max: 10_000n * one }), (rate, units, size) => {
        const blocks = (units + size - 1n) / size;
        expect(amountIn24(exactOf({ kind: 'package', size: textOf(size), price: textOf(rate) }, units))).toBe(blocks * rate * one);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the shape of prices', () => {
  it('[PRC-04] graduated never falls, and has no cliff at an edge', () => {
    fc.assert(
      fc.property(table, quantity, fc.bigInt({ min: 1n, max: 100n * one }), (given, units, more) => {
        const model: PriceModel = { kind: 'graduated', bands: bandsOf(given) };
        expect(amountIn24(exactOf(model, units + more))).toBeGreaterThanOrEqual(amountIn24(exactOf(model, units)));
        for (const [index, bound] of given.bounds.entries()) {
          const step = amountIn24(exactOf(model, bound + 1n)) - amountIn24(exactOf(model, bound));
          expect(step).toBe(given.rates[index + 1] ?? 0n);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('[PRC-04] a quantity split at a band edge costs the same in its parts', () => {
    fc.assert(
      fc.property(table, quantity, (given, units) => {
        const bands = bandsOf(given);
        for (const [index, bound] of given.bounds.entries()) {
          if (bound >= units) continue;
          const rest = bands
            .slice(index + 1)
            .map((band) => ({ ...band, upTo: band.upTo === null ? null : textOf(scaled(band.upTo) - bound) }));
          const whole = amountIn24(exactOf({ kind: 'graduated', bands }, units));
          const parts =
            amountIn24(exactOf({ kind: 'graduated', bands }, bound)) +
            amountIn24(exactOf({ kind: 'graduated', bands: rest }, units - bound));
          expect(parts).toBe(whole);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('[PRC-10] included units are units that were never used', () => {
    fc.assert(
      fc.property(table, quantity, quantity, (given, units, free) => {
        const model: PriceModel = { kind: 'graduated', bands: bandsOf(given) };
        const left = units > free ? units - free : 0n;
        expect(workingOf(question(model, textOf(units), { included: textOf(free) })).exact).toBe(exactOf(model, left));
      }),
      { numRuns: 1000 },
    );
  });

  it('[BEY-03] the shares of every model sum to its exact price, and its units to what was priced', () => {
    const peak: PriceModel = {
      kind: 'dynamic',
      yields: 'unit-price',
      rules: [rule('peak', '0.3', [{ kind: 'hours', from: '07:00', until: '19:00' }])],
      fallback: rule('off', '0.1'),
    };
    const fee: PriceModel = { kind: 'percentage', percent: '2.9', perEvent: '0.3', minimumPerEvent: '0.5', maximumPerEvent: '10' };
    const part = fc.record({
      at: fc
        .integer({ min: 0, max: 30 * 24 - 1 })
        .map((hour) => `2026-11-${String(1 + Math.floor(hour / 24)).padStart(2, '0')}T${String(hour % 24).padStart(2, '0')}:30:00.000Z`),
      quantity: fc.bigInt({ min: -50n * one, max: 900n * one }).map((units) => (units < 0n ? `-${textOf(-units)}` : textOf(units))),
    });
    const models = fc.oneof(
      fc.constantFrom<PriceModel>(
        peak,
        { ...peak, yields: 'total' },
        fee,
        { kind: 'fixed', amount: '12.5' },
        { kind: 'package', size: '7', price: '3' },
      ),
      table.map((given): PriceModel => ({ kind: 'graduated', bands: bandsOf(given).map((band) => ({ ...band, flat: '1.25' })) })),
      table.map((given): PriceModel => ({ kind: 'volume', bands: bandsOf(given) })),
      table.map(
        (given): PriceModel => ({ kind: 'stair-step', steps: bandsOf(given).map(({ upTo, unitPrice }) => ({ upTo, price: unitPrice })) }),
      ),
    );
    fc.assert(
      fc.property(models, fc.array(part, { maxLength: 12 }), quantity, (model, parts, free) => {
        const total = parts.reduce((sum, { quantity: units }) => sum + scaled(units), 0n);
        const text = total < 0n ? `-${textOf(-total)}` : textOf(total);
        const perEvent = model.kind === 'dynamic' || model.kind === 'percentage';
        const outcome = priced(question(model, text, { included: textOf(free), parts: perEvent ? parts : [], policies: defaultPolicies }));
        if (!outcome.ok) throw new Error('every model here has an open end');
        const working = outcome.value;
        const rounding = { mode: 'half-away-from-zero', increment: 1, digits: 2 } as const;
        const fullMinor = Number((amountIn24(working.exact) / 10n ** 21n + 5n) / 10n);
        expect(workingFaults({ price: working, fullMinor, discounts: [], slice: null, rounding, alreadyMinor: 0 })).toEqual([]);
        expect(amountIn24(working.exact)).toBeGreaterThanOrEqual(0n);
      }),
      { numRuns: 3000 },
    );
  });
});
