import type { Currency } from '../money/currency.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { bareAmount } from './full-price.ts';
import type { ChargeTemplate, OwedSum } from './owed-types.ts';

/** INV-23, as far as billing looks at it. Signed minor units before tax. */
export type AdjustmentFacts = {
  readonly id: string;
  readonly currency: Currency;
  readonly amountMinor: number;
  readonly taxClass: string;
  readonly reason: string;
  readonly on: PlainDate;
  readonly state: { readonly kind: string };
};

const templateOf = (adjustment: AdjustmentFacts): ChargeTemplate => ({
  slot: adjustment.id,
  nature: 'adjustment',
  source: { kind: 'adjustment', adjustmentId: adjustment.id },
  currency: adjustment.currency,
  productId: null,
  planId: null,
  title: adjustment.reason,
  taxClass: adjustment.taxClass,
  taxInclusive: false,
  recognition: 'immediate',
  separateKey: '',
});

/** INV-23: a debit or credit that goes on the next document. A withdrawn one is owed nothing: what was billed of it goes back. */
export const owedAdjustment = (adjustment: AdjustmentFacts, before: PlainDate): readonly OwedSum[] => {
  if (adjustment.state.kind !== 'open' || adjustment.on >= before) return [];
  const steps = [{ dueOn: adjustment.on, period: null, amount: bareAmount(adjustment.amountMinor) }];
  return [{ kind: 'sum', slot: adjustment.id, componentId: '', scope: null, template: () => templateOf(adjustment), steps, grows: false }];
};
