import { describe, expect, it } from 'vitest';
import { oneTrialPerCustomer, trialReminderOn } from '../../../core/offers/trial.ts';

describe('trials', () => {
  const earlier = [{ subscriptionId: 'sub_1', productId: 'prd_1', startedOn: '2026-03-01' }];

  it('[OFR-19] one trial per customer', () => {
    expect(oneTrialPerCustomer({ subscriptionId: 'sub_2', productId: 'prd_2', earlier, rule: 'customer' })).toEqual({
      code: 'trial.already-had',
      subscriptionId: 'sub_1',
      startedOn: '2026-03-01',
    });
    expect(oneTrialPerCustomer({ subscriptionId: 'sub_2', productId: 'prd_2', earlier: [], rule: 'customer' })).toBeNull();
  });

  it('[OFR-19] or one for each product; the trial of the subscription itself is no second one', () => {
    expect(oneTrialPerCustomer({ subscriptionId: 'sub_2', productId: 'prd_2', earlier, rule: 'product' })).toBeNull();
    expect(oneTrialPerCustomer({ subscriptionId: 'sub_2', productId: 'prd_1', earlier, rule: 'product' })?.subscriptionId).toBe('sub_1');
    expect(oneTrialPerCustomer({ subscriptionId: 'sub_1', productId: 'prd_1', earlier, rule: 'customer' })).toBeNull();
  });

  it('[OFR-18] [OFR-19] notice 3 days before the end by default, never before the trial starts', () => {
    expect(trialReminderOn({ startsOn: '2026-02-15', endsOn: '2026-03-01' })).toBe('2026-02-26');
    expect(trialReminderOn({ startsOn: '2026-02-15', endsOn: '2026-03-01' }, 7)).toBe('2026-02-22');
    expect(trialReminderOn({ startsOn: '2026-02-15', endsOn: '2026-02-17' })).toBe('2026-02-15');
  });
});
