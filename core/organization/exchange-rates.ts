import { must } from '../kernel/invariant.ts';
import { byText } from '../kernel/order.ts';
import type { Currency } from '../money/currency.ts';
import { type DecimalText, decimalText, Exact, exact } from '../money/exact.ts';
import { minorOf, scaleOf } from '../money/money.ts';
import { maxMinor, type Rounding } from '../money/rounding.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { ExchangeRateTable } from './types.ts';

type Entry = ExchangeRateTable['rates'][number];

/** A rate that a document freezes (OR-20): `rate` units of the wanted currency for one unit of the given one, the day it was published for, and by whom. */
export type FrozenRate = { readonly rate: DecimalText; readonly on: PlainDate; readonly source: string };

/** The tables of one entity, made ready for many questions. */
export type ExchangeRates = { readonly newest: (from: Currency, to: Currency, on: PlainDate) => Entry | null };

/** Where a table holds two rates of a day, the later entry counts: it was added to correct the first. */
export const exchangeRates = (tables: readonly ExchangeRateTable[]): ExchangeRates => {
  const byPair = new Map<string, Entry[]>();
  for (const entry of tables.flatMap((table) => table.rates)) {
    const key = `${entry.from}|${entry.to}`;
    const list = byPair.get(key);
    if (list === undefined) byPair.set(key, [entry]);
    else list.push(entry);
  }
  for (const list of byPair.values()) list.sort((a, b) => byText(a.on, b.on));
  return {
    newest: (from, to, on) => {
      const list = byPair.get(`${from}|${to}`) ?? [];
      let low = 0;
      let high = list.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (must(list[middle], 'the middle lies in the list').on <= on) low = middle + 1;
        else high = middle;
      }
      return list[low - 1] ?? null;
    },
  };
};

/** What a rate that is turned round keeps: far more digits than any published rate has. */
const inverseDigits = 15;

const inverseOf = (entry: Entry): FrozenRate => ({
  rate: decimalText(new Exact(1).div(entry.rate).toSignificantDigits(inverseDigits)),
  on: entry.on,
  source: `${entry.source === '' ? '' : `${entry.source}, `}1 ${entry.from} = ${entry.rate} ${entry.to}`,
});

/**
 * CUR-02, OR-20: the newest rate on or before a day, `null` where there is none. One that was published the other way round (the ECB's are) is turned when it
 * is newer than the direct one, to 15 significant digits; the published one stays in the source's words. The text is what counts: amounts come from
 * it, so that whoever reads the document gets the same ones.
 */
export const rateOn = (rates: ExchangeRates, from: Currency, to: Currency, on: PlainDate): FrozenRate | null => {
  if (from === to) return { rate: '1', on, source: '' };
  const direct = rates.newest(from, to, on);
  const inverse = rates.newest(to, from, on);
  if (direct !== null && (inverse === null || direct.on >= inverse.on)) return { rate: direct.rate, on: direct.on, source: direct.source };
  return inverse === null ? null : inverseOf(inverse);
};

/** Whether an amount in another currency is one that we handle. */
export const isConvertible = (amount: { readonly minor: number; readonly currency: Currency }, to: Currency, rate: DecimalText): boolean =>
  exact(Math.abs(amount.minor)).div(scaleOf(amount.currency)).times(exact(rate)).times(scaleOf(to)).lessThan(maxMinor);

/** An amount in another currency, rounded once. The rate is in major units, so that yen and dinars come out right (CUR-05). */
export const convertedMinor = (
  amount: { readonly minor: number; readonly currency: Currency },
  to: Currency,
  rate: DecimalText,
  rounding: Rounding,
): number => minorOf(exact(amount.minor).div(scaleOf(amount.currency)).times(exact(rate)), to, rounding);
