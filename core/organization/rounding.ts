import type { Currency } from '../money/currency.ts';
import type { Rounding } from '../money/rounding.ts';
import type { OperatingEntity } from './types.ts';

/** CUR-03, POL-07: how the entity rounds amounts of a currency: its mode, and whole minor units unless the currency has an increment of its own. */
export const roundingFor = (entity: Pick<OperatingEntity, 'policies' | 'rounding'>, currency: Currency): Rounding => ({
  mode: entity.policies.roundingMode,
  increment: entity.rounding.find((row) => row.currency === currency)?.increment ?? 1,
});
