import type { DecimalText } from '../money/exact.ts';
import type { PriceWorking } from '../rating/types.ts';
import { decimalText, exact } from '../money/exact.ts';
import type { FullAmount } from './owed-types.ts';

/** A price that no model computes: an agreed amount, a fee, a pack. `quantity x unitPrice`. */
export const plainPrice = (quantity: DecimalText, unitPrice: DecimalText, source: PriceWorking['source']): PriceWorking => {
  const amount = decimalText(exact(quantity).times(unitPrice));
  return {
    model: 'per-unit',
    quantity,
    included: '0',
    billable: quantity,
    shares: [{ from: '0', upTo: null, units: quantity, unitPrice, flat: '0', amount, rule: null }],
    exact: amount,
    source,
  };
};

/** An amount in minor units that stands for itself. */
export const bareAmount = (fullMinor: number): FullAmount => ({ price: null, fullMinor, discounts: [] });
