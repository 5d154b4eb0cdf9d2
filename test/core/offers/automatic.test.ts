import { describe, expect, it } from 'vitest';
import { type AutomaticFacts, automaticRedemptions } from '../../../core/offers/automatic.ts';
import type { Offer, Target } from '../../../core/offers/types.ts';
import { offer } from './sample.ts';

const facts: AutomaticFacts = {
  subscriptionId: 'sub_1',
  startsOn: '2026-06-15',
  segments: ['partner'],
  country: 'DE',
  planIds: ['pln_main'],
  signedUpOn: '2026-05-01',
};
const anyone: Target = { segments: [], countries: [], planIds: [], signedUpFrom: null, signedUpBefore: null };
const automatic = (changes: Partial<Offer> = {}): Offer => offer({ reach: { kind: 'automatic' }, ...changes });
const targeted = (target: Partial<Target>, changes: Partial<Offer> = {}): Offer =>
  offer({ reach: { kind: 'targeted', target: { ...anyone, ...target } }, ...changes });
const granted = (offers: readonly Offer[], changed: Partial<AutomaticFacts> = {}): readonly string[] =>
  automaticRedemptions(offers, { ...facts, ...changed }).map(({ offerId }) => offerId);

describe('offers that apply by themselves', () => {
  it('[OFR-02] an automatic offer reaches every subscription, with its terms and from its first day', () => {
    const [running] = automaticRedemptions([automatic()], facts);
    expect(running).toMatchObject({
      offerId: 'off_1',
      name: 'Autumn campaign',
      value: offer().value,
      duration: offer().duration,
      startsOn: '2026-06-15',
      endsOn: null,
    });
  });

  it('[OFR-02] an offer by code, or one for a named customer, never applies by itself', () => {
    expect(granted([offer(), offer({ id: 'off_2', reach: { kind: 'negotiated', customerId: 'cus_1' } })])).toEqual([]);
  });

  it.each<[string, Partial<Target>, Partial<AutomaticFacts>]>([
    ['segment', { segments: ['partner', 'enterprise'] }, { segments: ['standard'] }],
    ['country', { countries: ['DE', 'AT'] }, { country: 'FR' }],
    ['plan', { planIds: ['pln_main'] }, { planIds: ['pln_other'] }],
    ['sign-up from', { signedUpFrom: '2026-05-01' }, { signedUpOn: '2026-04-30' }],
    ['sign-up before', { signedUpBefore: '2026-05-02' }, { signedUpOn: '2026-05-02' }],
  ])('[OFR-03] a targeted one asks for the %s', (_, target, other) => {
    expect(granted([targeted(target)])).toEqual(['off_1']);
    expect(granted([targeted(target)], other)).toEqual([]);
  });

  it('[OFR-03] all criteria that are given must hold', () => {
    expect(granted([targeted({ segments: ['partner'], countries: ['DE'] })])).toEqual(['off_1']);
    expect(granted([targeted({ segments: ['partner'], countries: ['FR'] })])).toEqual([]);
  });

  it('[OFR-08] counts where the offer was open on the day on which the subscription starts, both days inclusive', () => {
    const window = { redeemableFrom: '2026-06-01', redeemableThrough: '2026-06-15' };
    expect(granted([automatic(window)])).toEqual(['off_1']);
    expect(granted([automatic(window)], { startsOn: '2026-06-16' })).toEqual([]);
    expect(granted([automatic(window)], { startsOn: '2026-05-31' })).toEqual([]);
  });

  it('[OFR-08] an archived offer keeps running where it ran, and a draft never does', () => {
    expect(granted([automatic({ state: 'archived', redeemableFrom: '2026-01-01', redeemableThrough: '2026-06-30' })])).toEqual(['off_1']);
    expect(granted([automatic({ state: 'archived', redeemableFrom: '2026-01-01', redeemableThrough: null })])).toEqual([]);
    expect(granted([automatic({ state: 'draft' })])).toEqual([]);
  });

  it('[OFR-09] a first-purchase offer needs to know that it is the first purchase', () => {
    const first = automatic({ limits: { total: null, perCustomer: null, firstPurchaseOnly: true } });
    expect(granted([first], { firstPurchase: true })).toEqual(['off_1']);
    expect(granted([first], { firstPurchase: false })).toEqual([]);
    expect(granted([first])).toEqual([]);
  });

  it('[OFR-02] [OR-13] the same ids whoever asks, in whatever order, and older than anything that was redeemed', () => {
    const offers = [automatic({ id: 'off_b' }), automatic({ id: 'off_a' }), automatic({ id: 'off_c', redeemableFrom: '2026-01-01' })];
    const once = automaticRedemptions(offers, facts);
    expect(automaticRedemptions([...offers].reverse(), facts)).toEqual(once);
    expect(once.map(({ offerId, sequence }) => [offerId, sequence])).toEqual([
      ['off_a', -3],
      ['off_b', -2],
      ['off_c', -1],
    ]);
    expect(new Set(once.map(({ id }) => id)).size).toBe(3);
    expect(automaticRedemptions(offers.slice(0, 1), facts)[0]?.id).toBe(once[1]?.id);
    expect(automaticRedemptions(offers, { ...facts, subscriptionId: 'sub_2' }).map(({ id }) => id)).not.toContain(once[0]?.id);
  });
});
