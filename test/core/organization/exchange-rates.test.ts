import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shaped } from '../../../core/kernel/shape.ts';
import { halfAwayFromZero } from '../../../core/money/rounding.ts';
import { addExchangeRates } from '../../../core/organization/add-exchange-rates.ts';
import { convertedMinor, exchangeRates, isConvertible, rateOn } from '../../../core/organization/exchange-rates.ts';
import { documentSchemas } from '../../../core/organization/schema.ts';
import type { ExchangeRateTable } from '../../../core/organization/types.ts';
import { planned, refusals, written } from '../../support/held-documents.ts';
import { british, stored } from './sample.ts';

type Entry = ExchangeRateTable['rates'][number];

const entry = (from: Entry['from'], to: Entry['to'], on: string, rate: string, source = 'ECB'): Entry => ({ from, to, on, rate, source });
const table = (rates: readonly Entry[]): ExchangeRateTable => ({ id: 't', kind: 'rate-table', rev: 1, entityId: 'ent-uk', rates });
const ratesOf = (...rates: readonly Entry[]) => exchangeRates([table(rates)]);

describe('the rate of a day', () => {
  it('[CUR-02] [OR-20] is the newest on or before it, whatever the order of entry', () => {
    const rates = ratesOf(
      entry('EUR', 'GBP', '2026-11-18', '0.86'),
      entry('EUR', 'GBP', '2026-11-10', '0.85'),
      entry('EUR', 'GBP', '2026-11-21', '0.87'),
    );
    const on = (day: string) => rateOn(rates, 'EUR', 'GBP', day)?.rate ?? null;
    expect(['2026-11-09', '2026-11-10', '2026-11-17', '2026-11-18', '2026-11-20', '2026-11-21', '2027-01-01'].map(on)).toEqual([
      null,
      '0.85',
      '0.85',
      '0.86',
      '0.86',
      '0.87',
      '0.87',
    ]);
    expect(rateOn(rates, 'EUR', 'GBP', '2026-11-20')).toEqual({ rate: '0.86', on: '2026-11-18', source: 'ECB' });
  });

  it('[CUR-02] of two entries for one day is the later one: it corrects the first', () => {
    expect(
      rateOn(ratesOf(entry('EUR', 'GBP', '2026-11-18', '8.6'), entry('EUR', 'GBP', '2026-11-18', '0.86')), 'EUR', 'GBP', '2026-11-18')
        ?.rate,
    ).toBe('0.86');
  });

  it('[CUR-02] published the other way round is turned, and says so', () => {
    const rates = ratesOf(entry('EUR', 'USD', '2026-11-18', '1.0834'));
    expect(rateOn(rates, 'USD', 'EUR', '2026-11-20')).toEqual({
      rate: '0.923020121838656',
      on: '2026-11-18',
      source: 'ECB, 1 EUR = 1.0834 USD',
    });
  });

  it('[CUR-02] is the direct one where both are as new, else the newer', () => {
    const direct = entry('USD', 'EUR', '2026-11-18', '0.92');
    expect(rateOn(ratesOf(entry('EUR', 'USD', '2026-11-18', '1.1'), direct), 'USD', 'EUR', '2026-11-20')?.rate).toBe('0.92');
    expect(rateOn(ratesOf(entry('EUR', 'USD', '2026-11-19', '1.25'), direct), 'USD', 'EUR', '2026-11-20')).toMatchObject({
      rate: '0.8',
      on: '2026-11-19',
    });
  });

  it('[CUR-02] of a currency to itself is one; where there is none, there is none', () => {
    expect(rateOn(ratesOf(), 'EUR', 'EUR', '2026-11-20')).toMatchObject({ rate: '1' });
    expect(rateOn(ratesOf(entry('EUR', 'GBP', '2026-11-18', '0.86')), 'EUR', 'USD', '2026-11-20')).toBeNull();
  });
});

describe('an amount in another currency', () => {
  it('[CUR-02] [CUR-05] is rounded once, by the decimals of both currencies', () => {
    const converted = (minor: number, from: Entry['from'], to: Entry['to'], rate: string) =>
      convertedMinor({ minor, currency: from }, to, rate, halfAwayFromZero);
    expect(converted(10_000, 'EUR', 'GBP', '0.86')).toBe(8600);
    expect(converted(10_000, 'JPY', 'EUR', '0.0061')).toBe(6100);
    expect(converted(6100, 'EUR', 'JPY', '163.93')).toBe(10_000);
    expect(converted(1234, 'EUR', 'KWD', '0.3333')).toBe(4113);
    expect(converted(-10_001, 'EUR', 'GBP', '0.5')).toBe(-5001);
  });

  it('[CUR-02] by a turned rate equals division by the published one, to half a billion in major units', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50_000_000_000, max: 50_000_000_000 }),
        fc.integer({ min: 1000, max: 99_999 }),
        (minor, tenThousandths) => {
          const published = `${Math.floor(tenThousandths / 10_000)}.${String(tenThousandths % 10_000).padStart(4, '0')}`;
          const frozen = rateOn(ratesOf(entry('EUR', 'USD', '2026-11-18', published)), 'USD', 'EUR', '2026-11-18');
          const converted = convertedMinor({ minor, currency: 'USD' }, 'EUR', frozen?.rate ?? '', halfAwayFromZero);
          // |converted - minor / rate| is at most half a unit, and the digits that were cut off.
          expect(Math.abs(converted * tenThousandths - minor * 10_000)).toBeLessThanOrEqual(tenThousandths / 2 + 1);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

it('[CUR-02] an amount is convertible as long as what it comes to is one that we handle', () => {
  const euros = (minor: number, rate: string): boolean => isConvertible({ minor, currency: 'EUR' }, 'GBP', rate);
  expect([euros(100_000_000, '0.85'), euros(99_999, '1000000000'), euros(1_000_000, '1000000000')]).toEqual([true, true, false]);
  expect([euros(-1_000_000, '1000000000'), euros(0, '1000000000')]).toEqual([false, true]);
  expect(isConvertible({ minor: 99_999_999_999, currency: 'JPY' }, 'KWD', '10')).toBe(true);
  expect(isConvertible({ minor: 100_000_000_000, currency: 'JPY' }, 'KWD', '10')).toBe(false);
});

describe('adding rates', () => {
  const uk = stored(british());
  const added = (rates: readonly Entry[], documents: readonly ExchangeRateTable[] = []) =>
    planned(addExchangeRates, { entityId: uk.id, rates }, [uk, ...documents]);

  it('[CUR-02] makes one table for each year, and goes on in it', async () => {
    const tables = written(
      await added([entry('EUR', 'GBP', '2025-12-31', '0.85'), entry('EUR', 'GBP', '2026-01-02', '0.86')]),
    ) as readonly ExchangeRateTable[];
    expect(tables.map((made) => made.rates.map((row) => row.on))).toEqual([['2025-12-31'], ['2026-01-02']]);
    expect(tables.every((made) => shaped(documentSchemas['rate-table'], made).ok)).toBe(true);
    const more = written(await added([entry('EUR', 'GBP', '2026-01-05', '0.87')], tables)) as readonly ExchangeRateTable[];
    expect(more).toHaveLength(1);
    expect(more[0]).toMatchObject({ id: tables[1]?.id, rev: 2, rates: [{ on: '2026-01-02' }, { on: '2026-01-05' }] });
    expect(written(await added([entry('EUR', 'GBP', '2026-01-02', '0.86')], tables))).toEqual([]);
  });

  it('[CUR-02] refuses what is no rate, with the row', async () => {
    const outcome = await added([
      entry('EUR', 'GBP', '2026-01-02', '0.86'),
      entry('EUR', 'GBP', '2026-01-02', '0'),
      entry('EUR', 'EUR', '2026-01-02', '1'),
      entry('BGN', 'EUR', '2026-01-02', '0.51'),
    ]);
    expect(outcome).toEqual({
      ok: false,
      problems: [
        { code: 'exchange-rate.not-positive', row: 1, rate: '0' },
        { code: 'exchange-rate.same-currency', row: 2, currency: 'EUR' },
        { code: 'exchange-rate.currency-not-in-use', row: 3, currency: 'BGN', on: '2026-01-02' },
      ],
    });
    expect(refusals(await planned(addExchangeRates, { entityId: 'ent-x', rates: [entry('EUR', 'GBP', '2026-01-02', '1')] }, []))).toEqual([
      'entity.missing',
    ]);
  });
});
