import { unreachable } from '../kernel/invariant.ts';
import type { Currency } from '../money/currency.ts';
import type { DecimalText } from '../money/exact.ts';
import type { DiscountValue } from './types.ts';

/**
 * What the value says for a currency: the percentage, the amount or the price, as decimal text in major units. `null` where it gives nothing in that
 * currency (OFR-11): amounts are never converted.
 */
export const valueIn = (value: DiscountValue, currency: Currency): DecimalText | null => {
  switch (value.kind) {
    case 'percentage':
      return value.percent;
    case 'amount':
      return value.amounts.find((entry) => entry.currency === currency)?.amount ?? null;
    case 'override':
      return value.prices.find((entry) => entry.currency === currency)?.price ?? null;
    default:
      return unreachable(value);
  }
};
