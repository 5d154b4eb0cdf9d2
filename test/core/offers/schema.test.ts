import { describe, expect, it } from 'vitest';
import { shaped } from '../../../core/kernel/shape.ts';
import {
  createOfferSchema,
  documentSchemas,
  editOfferSchema,
  grantPromotionalCreditSchema,
  migrations,
  offerSchema,
  promotionalCreditSchema,
  redemptionSchema,
  redeemOfferSchema,
  version,
} from '../../../core/offers/schema.ts';
import { amount, offer, override, percentage, redemption } from './sample.ts';

const { id: _id, kind: _kind, rev: _rev, redeemed: _redeemed, state: _state, ...terms } = offer();

describe('the form of offers', () => {
  it('takes every kind of offer, redemption and credit', () => {
    const target = { segments: ['partner'], countries: ['GB'], planIds: [], signedUpFrom: '2026-01-01', signedUpBefore: null };
    const reaches = [offer().reach, { kind: 'automatic' }, { kind: 'negotiated', customerId: 'cus_1' }, { kind: 'targeted', target }];
    for (const reach of reaches) expect(shaped(offerSchema, { ...offer(), reach }).ok).toBe(true);
    for (const value of [percentage('33.333333'), amount('5'), override('0')])
      expect(shaped(redemptionSchema, redemption(-3, value)).ok).toBe(true);
    const credit = {
      customerId: 'cus_1',
      entityId: 'ent_1',
      currency: 'GBP',
      amountMinor: 1,
      reason: 'x',
      grantedOn: '2026-01-01',
      expiresOn: null,
    };
    expect(
      shaped(promotionalCreditSchema, { ...credit, id: 'pcr_1', kind: 'promotional-credit', rev: 1, state: { kind: 'granted' } }).ok,
    ).toBe(true);
    expect([version, migrations, Object.keys(documentSchemas)]).toEqual([1, [], ['offer', 'promotional-credit']]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['more than 100 %', { value: percentage('100.01') }],
    ['less than nothing off', { value: percentage('-5') }],
    ['a percentage that is no number', { value: percentage('NaN') }],
    ['an amount with an exponent', { value: amount('1e3') }],
    ['a negative amount', { value: amount('-5') }],
    ['a currency that does not exist', { value: { kind: 'amount', amounts: [{ currency: 'XYZ', amount: '5' }] } }],
    ['no periods', { duration: { kind: 'periods', count: 0 } }],
    ['half a period', { duration: { kind: 'periods', count: 1.5 } }],
    ['a limit of nothing', { limits: { total: 0, perCustomer: null, firstPurchaseOnly: false } }],
    ['30 February', { redeemableThrough: '2026-02-30' }],
    ['a state', { state: 'active' }],
  ])('refuses %s', (_, changes) => {
    expect(shaped(createOfferSchema, { ...terms, ...changes }).ok).toBe(false);
    expect(shaped(createOfferSchema, terms).ok).toBe(true);
  });

  it('refuses edits of what no edit may change, credits of nothing, and a redemption of nothing named', () => {
    expect(shaped(editOfferSchema, { offerId: 'off_1', fields: { redeemed: { from: 0, to: 5 } } }).ok).toBe(false);
    expect(shaped(editOfferSchema, { offerId: 'off_1', fields: { name: { from: 'a', to: 'b' } } }).ok).toBe(true);
    const credit = { customerId: 'cus_1', entityId: 'ent_1', currency: 'GBP', reason: 'x', grantedOn: '2026-01-01', expiresOn: null };
    for (const amountMinor of [0, -1, 1.5, 10 ** 30])
      expect(shaped(grantPromotionalCreditSchema, { ...credit, amountMinor }).ok).toBe(false);
    expect(shaped(redeemOfferSchema, { subscriptionId: 'sub_1', offer: { kind: 'code', code: '' }, startsOn: '2026-01-01' }).ok).toBe(
      false,
    );
    expect(shaped(redeemOfferSchema, { subscriptionId: 'sub_1', offer: { kind: 'code', code: 'A1' }, startsOn: '2026-01-01' }).ok).toBe(
      true,
    );
  });
});
