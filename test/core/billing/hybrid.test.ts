import { describe, expect, it } from 'vitest';
import { missingParts, wrongPairs } from '../../../core/catalog/billing-combinations.ts';
import {
  bill,
  component,
  countMetric,
  fixedPrice,
  item,
  linesOf,
  perUnit,
  sampleSubscription,
  soldPlan,
  term,
  used,
  variantOf,
  worldOf,
} from '../../support/billing-world.ts';

const base = component('base', fixedPrice('100'));
const seats = component('seats', perUnit('5'), { quantity: { kind: 'subscription' }, timing: 'arrears' });
const calls = component('calls', perUnit('0.01'), { quantity: { kind: 'usage', metricId: 'calls' }, timing: 'arrears' });
const hybrid = { kind: 'hybrid', graceDays: 0 } as const;

const world = () =>
  worldOf(
    [soldPlan('plan', [variantOf([base, seats, calls])], hybrid)],
    {
      subscriptions: [sampleSubscription([item([term('plan', '2025-01-01', { quantity: '3' })])])],
      usage: [used('calls', '2025-01-10', '2000'), used('calls', '2025-02-10', '500')],
    },
    { metrics: [countMetric('calls')] },
  );

describe('a hybrid plan', () => {
  it('[BIL-07] bills its base in advance and its seats and use in arrears, from the second period on together on one invoice', () => {
    const company = world();
    expect(linesOf(bill(company, '2025-01-01', '2025-01-02'))).toEqual(['plan: base 2025-01-01..2025-02-01 10000']);
    const february = bill(company, '2025-02-01', '2025-02-02');
    expect(february.documents).toHaveLength(1);
    expect([...linesOf(february)].sort()).toEqual([
      'plan: base 2025-02-01..2025-03-01 10000',
      'plan: calls 2025-01-01..2025-02-01 2000',
      'plan: seats 2025-01-01..2025-02-01 1500',
    ]);
    expect([...linesOf(bill(company, '2025-03-01', '2025-03-02'))].sort()).toEqual([
      'plan: base 2025-03-01..2025-04-01 10000',
      'plan: calls 2025-02-01..2025-03-01 500',
      'plan: seats 2025-02-01..2025-03-01 1500',
    ]);
  });

  it('[BIL-07] has what recurs and what is used: one of them alone is another model', () => {
    const parts = (components: Parameters<typeof variantOf>[0]) => missingParts(hybrid, [variantOf(components)]);
    expect(parts([base, calls])).toEqual([]);
    expect(parts([base, seats])).toMatchObject([{ code: 'billing.part-missing', part: 'usage' }]);
    expect(parts([calls])).toMatchObject([{ code: 'billing.part-missing', part: 'recurring' }]);
    expect(wrongPairs(hybrid, [variantOf([base, seats, calls])])).toEqual([]);
  });
});
