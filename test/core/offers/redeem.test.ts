import { describe, expect, it } from 'vitest';
import { codeKey, isOfferCode } from '../../../core/offers/code.ts';
import { type RedeemFacts, redemptionProblems } from '../../../core/offers/redeem.ts';
import type { Offer } from '../../../core/offers/types.ts';
import { amount, offer, percentage, redemption } from './sample.ts';

const facts: RedeemFacts = {
  customerId: 'cus_1',
  currency: 'GBP',
  sold: [{ productId: 'prd_main', planId: 'pln_main' }],
  on: '2026-11-20',
  segments: [],
  country: 'GB',
  signedUpOn: '2026-11-01',
  redemptions: [],
  redeemedByCustomer: 0,
  firstPurchase: true,
};
const codes = (changes: Partial<Offer>, changed: Partial<RedeemFacts> = {}): readonly string[] =>
  redemptionProblems(offer(changes), { ...facts, ...changed }).map(({ code }) => code);
const unlimited = { total: null, perCustomer: null, firstPurchaseOnly: false };

describe('who may redeem what, and when', () => {
  it('[OFR-02] an active offer without limits may be redeemed', () => {
    expect(codes({})).toEqual([]);
  });

  it('[OFR-08] [G-DIS-8] on its last day still, the day after no more', () => {
    expect(codes({ redeemableThrough: '2026-11-20' })).toEqual([]);
    expect(redemptionProblems(offer({ redeemableThrough: '2026-11-19' }), facts)).toEqual([
      { code: 'offer.expired', offerId: 'off_1', through: '2026-11-19', on: '2026-11-20' },
    ]);
  });

  it('[OFR-08] not before its first day, not as a draft, not when it is archived', () => {
    expect(codes({ redeemableFrom: '2026-11-20' })).toEqual([]);
    expect(codes({ redeemableFrom: '2026-11-21' })).toEqual(['offer.not-yet-redeemable']);
    expect(codes({ state: 'draft' })).toEqual(['offer.not-active']);
    expect(codes({ state: 'archived', redeemableThrough: '2026-11-01' })).toEqual(['offer.not-active']);
  });

  it('[OFR-09] total, per customer and first purchase only', () => {
    const limits = { ...unlimited, total: 100 };
    expect(codes({ limits, redeemed: 99 })).toEqual([]);
    expect(codes({ limits, redeemed: 100 })).toEqual(['offer.used-up']);
    expect(codes({ limits: { ...unlimited, perCustomer: 2 } }, { redeemedByCustomer: 1 })).toEqual([]);
    expect(codes({ limits: { ...unlimited, perCustomer: 2 } }, { redeemedByCustomer: 2 })).toEqual(['offer.used-up-by-customer']);
    expect(codes({ limits: { ...unlimited, firstPurchaseOnly: true } })).toEqual([]);
    expect(codes({ limits: { ...unlimited, firstPurchaseOnly: true } }, { firstPurchase: false })).toEqual(['offer.not-first-purchase']);
  });

  it('[OFR-01] what was negotiated with one customer is for that one', () => {
    expect(codes({ reach: { kind: 'negotiated', customerId: 'cus_1' } })).toEqual([]);
    expect(codes({ reach: { kind: 'negotiated', customerId: 'cus_2' } })).toEqual(['offer.for-another-customer']);
  });

  it('[OFR-03] a targeted offer names the criteria that do not hold', () => {
    const target = { segments: ['partner'], countries: ['GB'], planIds: [], signedUpFrom: '2026-11-02', signedUpBefore: null };
    expect(redemptionProblems(offer({ reach: { kind: 'targeted', target } }), facts)).toEqual([
      { code: 'offer.target-missed', offerId: 'off_1', criteria: ['segment', 'sign-up'] },
    ]);
  });

  it('[OFR-06] something on the subscription must be in its scope', () => {
    expect(codes({ scope: { kind: 'plans', planIds: ['pln_main'] } })).toEqual([]);
    expect(codes({ scope: { kind: 'plans', planIds: ['pln_other'] } })).toEqual(['offer.nothing-in-scope']);
    expect(codes({ scope: { kind: 'products', productIds: ['prd_other'] } })).toEqual(['offer.nothing-in-scope']);
  });

  it('[OFR-11] an amount in another currency cannot be redeemed', () => {
    expect(codes({ value: amount('5', 'EUR') })).toEqual(['offer.no-amount-in-currency']);
    expect(codes({ value: amount('5', 'EUR') }, { currency: 'EUR' })).toEqual([]);
  });

  it('[OFR-09] not twice on one subscription, unless the first one ended', () => {
    const earlier = redemption(1, percentage('20'), { offerId: 'off_1' });
    expect(codes({}, { redemptions: [earlier] })).toEqual(['offer.already-redeemed']);
    expect(codes({}, { redemptions: [{ ...earlier, endsOn: '2026-11-20' }] })).toEqual([]);
    expect(codes({}, { redemptions: [{ ...earlier, endsOn: '2026-12-01' }] })).toEqual(['offer.already-redeemed']);
  });

  it('[OFR-09] says everything that is wrong at once', () => {
    expect(codes({ redeemableThrough: '2026-01-01', limits: { ...unlimited, total: 1 }, redeemed: 1, value: amount('5', 'EUR') })).toEqual([
      'offer.expired',
      'offer.used-up',
      'offer.no-amount-in-currency',
    ]);
  });

  it('[OFR-02] a code is the same in any case; it has 2 to 40 letters, digits, hyphens and underscores', () => {
    expect(codeKey('  Autumn20 ')).toBe('AUTUMN20');
    expect(['A1', 'BLACK-FRIDAY_26', 'X'.repeat(40)].every(isOfferCode)).toBe(true);
    expect(['', 'A', '-A', 'A B', 'ÄPFEL', 'A;B', 'X'.repeat(41)].some(isOfferCode)).toBe(false);
  });
});
