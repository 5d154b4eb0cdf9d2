import type { ComponentEntry, VariantEntry } from '../import/catalog-file.ts';

/** One price in the company's four currencies: pounds, euros, dollars, yen. None is computed from another (CUR-01). */
export type Amounts = readonly [gbp: string, eur: string, usd: string, jpy: string];

const priceCurrencies = ['GBP', 'EUR', 'USD', 'JPY'] as const;

/** Picks the amount of the variant's currency. */
export type At = (amounts: Amounts) => string;

/** One variant for each currency; `terms` says what it costs. */
export const inEachCurrency = (cycle: string, terms: (at: At) => Omit<VariantEntry, 'currency' | 'cycle'>): VariantEntry[] =>
  priceCurrencies.map((currency, index) => ({ currency, cycle, ...terms((amounts) => amounts[index as 0 | 1 | 2 | 3]) }));

type Price = ComponentEntry['price'];

export const fixed = (amount: string): Price => ({ kind: 'fixed', amount });
export const perUnit = (unitPrice: string): Price => ({ kind: 'per-unit', unitPrice });

/** Bands by their upper bounds; the last one has none. */
export const banded = (
  kind: 'volume' | 'graduated',
  at: At,
  ...bands: readonly (readonly [upTo: string | null, prices: Amounts])[]
): Price => ({
  kind,
  bands: bands.map(([upTo, prices]) => ({ upTo, unitPrice: at(prices), flat: '0' })),
});

export const stepped = (at: At, ...steps: readonly (readonly [upTo: string | null, prices: Amounts])[]): Price => ({
  kind: 'stair-step',
  steps: steps.map(([upTo, prices]) => ({ upTo, price: at(prices) })),
});

export const base = (amount: string, name = 'Platform fee'): ComponentEntry => ({
  id: 'base',
  name,
  quantity: 'one',
  price: fixed(amount),
});

export const seats = (price: Price): ComponentEntry => ({ id: 'seats', name: 'Seats', quantity: 'subscription', price });

export const used = (id: string, name: string, metric: string, price: Price, included = '0'): ComponentEntry => ({
  id,
  name,
  quantity: { metric },
  price,
  timing: 'arrears',
  ...(included === '0' ? {} : { included }),
});
