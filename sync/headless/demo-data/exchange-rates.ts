import { daysAfter } from '../../../core/time/plain-date.ts';
import type { Random } from './random.ts';

export const exchangeRateHead = ['entity', 'from', 'to', 'date', 'rate', 'source'] as const;

/** Millionths of a pound for one unit, as the year began and as it ended. */
const pounds: Readonly<Record<string, readonly [start: number, end: number]>> = {
  GBP: [1_000_000, 1_000_000],
  EUR: [829_000, 873_000],
  USD: [799_000, 744_000],
  JPY: [5_090, 4_760],
};

const entityCurrencies = [
  ['UK', 'GBP'],
  ['DE', 'EUR'],
  ['US', 'USD'],
  ['JP', 'JPY'],
] as const;

/** Six decimals of a / b. */
const ratioText = (a: number, b: number): string => {
  const millionths = Math.round((a / b) * 1_000_000);
  return `${Math.floor(millionths / 1_000_000)}.${String(millionths % 1_000_000).padStart(6, '0')}`;
};

/** A rate for each pair on the Monday of every week. Rates of one week agree with each other. */
export const exchangeRates = (random: Random): readonly (readonly string[])[] =>
  Array.from({ length: 53 }, (_, week) => {
    const on = daysAfter('2024-12-30', week * 7);
    const inPounds = Object.fromEntries(
      Object.entries(pounds).map(([currency, [start, end]]) => {
        const drift = start + ((end - start) * week) / 52;
        return [currency, currency === 'GBP' ? drift : drift * (1 + (random.share() - 0.5) * 0.014)];
      }),
    );
    return entityCurrencies.flatMap(([entity, to]) =>
      Object.keys(pounds)
        .filter((from) => from !== to)
        .map((from) => [entity, from, to, on, ratioText(inPounds[from] ?? 1, inPounds[to] ?? 1), 'Northlight treasury']),
    );
  }).flat();
