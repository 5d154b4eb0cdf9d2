import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exact, exact } from '../../../core/money/exact.ts';
import { epochMs } from '../../../core/time/zone.ts';
import { aggregated, aggregation } from '../../../core/usage/aggregate.ts';
import { msOf, msReader } from '../../../core/usage/moments.ts';
import { roundedQuotient, type Scaled, ScaledSum, scaledText, scan } from '../../../core/usage/scaled.ts';
import { supersededIds } from '../../../core/usage/trace.ts';
import type { Aggregation, UsageEvent } from '../../../core/usage/types.ts';
import { eventOf, january, metricOf } from './sample.ts';

const decimals = fc
  .tuple(
    fc.boolean(),
    fc.bigInt({ min: 0n, max: 10n ** 30n - 1n }),
    fc.integer({ min: 0, max: 29 }),
    fc.option(fc.stringMatching(/^\d{1,20}$/)),
  )
  .map(
    ([negative, whole, shift, fraction]) =>
      `${negative ? '-' : ''}${whole / 10n ** BigInt(shift)}${fraction === null ? '' : `.${fraction}`}`,
  );
const everyday = fc
  .tuple(fc.integer({ min: -99_999, max: 999_999_999 }), fc.integer({ min: 0, max: 3 }))
  .map(([digits, scale]) => scaledText(BigInt(digits), scale));
const texts = fc.oneof({ weight: 3, arbitrary: everyday }, { weight: 1, arbitrary: decimals });

/** Around January; often one of a few moments, so that ties are common. */
const instants = fc
  .oneof(
    fc.integer({ min: msOf(january.from) - 86_400_000, max: msOf(january.until) + 86_400_000 }),
    fc.integer({ min: 0, max: 3 }).map((days) => msOf(january.from) + days * 86_400_000),
  )
  .map((ms) => new Date(ms).toISOString());

const events: fc.Arbitrary<readonly UsageEvent[]> = fc
  .array(fc.record({ at: instants, receivedAt: instants, value: texts, corrects: fc.option(fc.nat(), { freq: 6 }), empty: fc.boolean() }), {
    maxLength: 60,
  })
  .map((rows) =>
    rows.map(({ at, receivedAt, value, corrects, empty }, index) => {
      const supersedes = corrects === null || index === 0 ? null : `use_${corrects % index}`;
      const properties: Record<string, string> = supersedes !== null && empty ? {} : { value };
      return eventOf(`use_${index}`, at, value, { receivedAt, supersedes, properties });
    }),
  );

const aggregations: fc.Arbitrary<Aggregation> = fc.oneof(
  fc.constantFrom<Aggregation>({ kind: 'sum' }, { kind: 'count' }, { kind: 'max' }, { kind: 'unique' }),
  fc.boolean().map((continuous): Aggregation => ({ kind: 'last', continuous })),
  fc.integer({ min: 1, max: 10_000 }).map((percent): Aggregation => ({ kind: 'percentile', percent: scaledText(BigInt(percent), 2) })),
  fc
    .tuple(fc.constantFrom('level' as const, 'change' as const), fc.boolean())
    .map(([each, continuous]): Aggregation => ({ kind: 'time-weighted', each, continuous })),
);

const shuffled = <T>(values: readonly T[]): fc.Arbitrary<readonly T[]> => fc.shuffledSubarray([...values], { minLength: values.length });

describe('for any events', () => {
  it('[USG-06] an aggregate does not depend on their order', () => {
    fc.assert(
      fc.property(
        aggregations,
        fc.option(texts),
        events.chain((all) => fc.tuple(fc.constant(all), shuffled(all))),
        (how, carried, [all, other]) => {
          const carriedIn = carried === null ? null : { value: carried };
          expect(aggregated(metricOf(how), other, january, carriedIn)).toEqual(aggregated(metricOf(how), all, january, carriedIn));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('[USG-06] counting parts apart and merging them gives the same as counting the whole', () => {
    fc.assert(
      fc.property(
        aggregations,
        fc.option(texts),
        events,
        fc.array(fc.nat({ max: 3 }), { minLength: 60, maxLength: 60 }),
        (how, carried, all, shares) => {
          const carriedIn = carried === null ? null : { value: carried };
          const superseded = supersededIds(all);
          const parts = [0, 1, 2, 3].map(() => aggregation(metricOf(how), january, superseded));
          for (const [index, event] of all.entries()) parts[shares[index] ?? 0]?.add(event);
          const whole = aggregation(metricOf(how), january, superseded);
          for (const part of parts) whole.merge(part);
          expect(whole.result(carriedIn)).toEqual(aggregated(metricOf(how), all, january, carriedIn));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('[USG-06] rows fed one by one give the same as documents', () => {
    fc.assert(
      fc.property(aggregations, events, (how, all) => {
        const plain = all.filter((event) => event.supersedes === null);
        const tally = aggregation(metricOf(how), january);
        for (const { properties, at, receivedAt, id } of plain) tally.addValue(properties['value'] ?? '', at, receivedAt, id);
        expect(tally.result()).toEqual(aggregated(metricOf(how), plain, january, null));
      }),
      { numRuns: 1000 },
    );
  });

  it('[USG-06] sums, maxima and percentiles are what exact decimals say', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 50 }), fc.integer({ min: 1, max: 100 }), (values, percent) => {
        const all = values.map((value, index) => eventOf(`use_${index}`, '5', value));
        const Wide = Exact.clone({ precision: 200 });
        const quantity = (how: Aggregation) => aggregated(metricOf(how), all, january, null).quantity;
        const sum = values.reduce((total, value) => total.plus(value), new Wide(0));
        expect(quantity({ kind: 'sum' })).toBe(sum.isZero() ? '0' : sum.toFixed());
        const ascending = values.map((value) => new Wide(value)).sort((a, b) => a.comparedTo(b));
        expect(new Wide(quantity({ kind: 'max' })).eq(ascending.at(-1) ?? 0)).toBe(true);
        const rank = Math.ceil((percent * values.length) / 100);
        expect(new Wide(quantity({ kind: 'percentile', percent: String(percent) })).eq(ascending[rank - 1] ?? 0)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('a time-weighted level lies between the least and the greatest level', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(instants, fc.integer({ min: 0, max: 1000 })), { minLength: 1, maxLength: 30 }), (rows) => {
        const all = rows.map(([at, value], index) => eventOf(`use_${index}`, at, String(value)));
        const { quantity } = aggregated(metricOf({ kind: 'time-weighted', each: 'level', continuous: true }), all, january, {
          value: '500',
        });
        const values = rows.map(([, value]) => value).concat(500);
        expect(exact(quantity).gte(Math.min(...values)) && exact(quantity).lte(Math.max(...values))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('exact decimals on plain integers', () => {
  const scanned = (text: string): Scaled | null => {
    const into: Scaled = { digits: 0, scale: 0 };
    return scan(text, into) ? into : null;
  };

  it('reading and writing a decimal keeps its value', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const value = scanned(text);
        expect(value).not.toBeNull();
        expect(exact(scaledText(BigInt(value?.digits ?? 0), value?.scale ?? 0)).eq(new (Exact.clone({ precision: 60 }))(text))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('takes only what is a decimal text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 20 }), fc.stringMatching(/^[-+]?[0-9.e ]{0,20}$/)), (text) => {
        expect(scanned(text) !== null).toBe(/^-?\d{1,30}(\.\d{1,20})?$/.test(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('sums past the safe integers without losing a digit', () => {
    const sum = new ScaledSum();
    for (let turn = 0; turn < 20; turn += 1) sum.add(999_999_999_999_999, 0);
    sum.add(123_456_789_012_345_678_901_234_567_890n, 2);
    sum.addTimes(999_999_999_999_999, 3, 2_678_400_000);
    const thousandths = 999_999_999_999_999n * 20_000n + 1_234_567_890_123_456_789_012_345_678_900n + 999_999_999_999_999n * 2_678_400_000n;
    expect(sum.text()).toBe(`${thousandths / 1000n}.${thousandths % 1000n}`.replace(/0+$/, ''));
    const other = new ScaledSum();
    other.add(-5, 1);
    other.absorb(sum);
    expect(exact(other.text()).plus('0.5').toString()).toBe(sum.text());
  });

  it('quotients are rounded half away from zero', () => {
    expect([7n, -7n, 5n, -5n, 6n, 0n].map((numerator) => roundedQuotient(numerator, 2n))).toEqual([4n, -4n, 3n, -3n, 3n, 0n]);
    expect([1n, 2n, -1n, -2n].map((numerator) => roundedQuotient(numerator, 3n))).toEqual([0n, 1n, 0n, -1n]);
  });

  it('milliseconds of an instant are those of the calendar', () => {
    const read = msReader();
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01T00:00:00.000Z'), max: new Date('2150-01-01T00:00:00.000Z'), noInvalidDate: true }),
        (date) => {
          const instant = date.toISOString();
          expect([msOf(instant), read(instant)]).toEqual([epochMs(instant), epochMs(instant)]);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
