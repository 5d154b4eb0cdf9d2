import { describe, expect, it } from 'vitest';
import { outstanding, type OutstandingTerms } from '../../../core/billing/outstanding.ts';
import type { ChargeTemplate, FullAmount, Interval, OwedSpread, OwedSum } from '../../../core/billing/owed-types.ts';
import type { BilledLine, OutstandingCharge } from '../../../core/billing/types.ts';
import { halfAwayFromZero } from '../../../core/money/rounding.ts';

const template: ChargeTemplate = {
  slot: 'sub_1/base/2025-05-01/base',
  nature: 'recurring',
  source: { kind: 'subscription', subscriptionId: 'sub_1', itemId: 'base', componentId: 'base' },
  currency: 'GBP',
  productId: 'prd_1',
  planId: 'pln_1',
  title: 'Plan',
  taxClass: 'standard',
  taxInclusive: false,
  recognition: 'straight-line',
  separateKey: '',
};
const terms: OutstandingTerms = { before: '2025-06-01', currency: 'GBP', rounding: halfAwayFromZero, keepZeroLines: false };
const amount = (fullMinor: number): FullAmount => ({ price: null, fullMinor, discounts: [] });

const spread = (intervals: readonly Interval[]): OwedSpread => ({
  kind: 'spread',
  scope: { itemId: 'base', periodStart: '2025-05-01', priceKey: '' },
  template,
  of: 31,
  unit: 'day',
  intervals,
  full: () => amount(31_00),
});
const interval = (from: number, to: number): Interval => {
  const day = (position: number): string => `2025-05-${String(position + 1).padStart(2, '0')}`;
  return { from, to, fromDate: day(from), untilDate: to === 31 ? '2025-06-01' : day(to), dueOn: day(from) };
};

const billed = (charges: readonly OutstandingCharge[]): readonly BilledLine[] =>
  charges.map((charge) => ({ ...charge, documentId: 'inv_1', customerId: 'cus_1', isVoid: false, taxOutcome: 'taxed', netMinor: charge.chargedMinor }) as BilledLine);

describe('what is owed in one slot', () => {
  it('[SUB-12] of one period twice, since it was cancelled and reactivated, is charged once each under ids of their own', () => {
    const owed = [spread([interval(0, 1)]), spread([interval(23, 31)])];
    const { charges } = outstanding(owed, [], terms);
    expect(charges.map(({ id, coverage, chargedMinor }) => [id, coverage?.from, coverage?.to, chargedMinor])).toEqual([
      [`${template.slot}#0`, 0, 1, 100],
      [`${template.slot}#1`, 23, 31, 800],
    ]);
    expect(outstanding(owed, billed(charges), terms).charges).toEqual([]);
    expect(outstanding(owed, billed(charges.slice(0, 1)), terms).charges).toEqual(charges.slice(1));
  });

  it('[USG-10] that was credited later is not credited again when the earlier month is run again', () => {
    const sum = (fullMinor: number): OwedSum => ({
      kind: 'sum',
      scope: null,
      template,
      steps: [{ dueOn: '2025-05-24', period: null, amount: amount(fullMinor) }],
      grows: false,
    });
    const first = outstanding([sum(10_00)], [], terms).charges;
    const credits = outstanding([sum(8_00)], billed(first), { ...terms, before: '2025-07-01' }).charges.map((credit) => ({ ...credit, dueOn: '2025-06-09' }));
    expect(credits.map(({ chargedMinor }) => chargedMinor)).toEqual([-2_00]);
    expect(outstanding([sum(8_00)], billed([...first, ...credits]), terms).charges).toEqual([]);
  });
});
