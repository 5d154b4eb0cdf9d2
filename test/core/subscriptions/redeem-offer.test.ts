import { describe, expect, it } from 'vitest';
import type { Offer } from '../../../core/offers/types.ts';
import { redeemOffer } from '../../../core/subscriptions/redeem-offer.ts';
import type { Subscription } from '../../../core/subscriptions/types.ts';
import { command, customer, entity } from '../customers/sample.ts';
import { offer } from '../offers/sample.ts';
import { subscription, worldOf } from '../offers/subscription-sample.ts';

type World = Parameters<typeof worldOf>[0];
type Given = { readonly world?: World; readonly code?: string; readonly offerId?: string; readonly startsOn?: string };

const redeem = async ({ world = {}, code = 'AUTUMN20', offerId, startsOn = '2026-11-20' }: Given) => {
  const named = offerId === undefined ? ({ kind: 'code', code } as const) : ({ kind: 'offer', offerId } as const);
  const given = command('subscription.redeem-offer', { subscriptionId: 'sub_1', offer: named, startsOn });
  const source = worldOf({ subscription: [subscription()], offer: [offer()], ...world });
  return redeemOffer.plan(given, await redeemOffer.gather(given, source));
};
const codes = async (given: Given): Promise<readonly string[]> => {
  const outcome = await redeem(given);
  return outcome.ok ? [] : outcome.problems.map(({ code }) => code);
};
const written = async (given: Given): Promise<readonly [Subscription, Offer]> => {
  const outcome = await redeem(given);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value.writes.map(({ document }) => document) as unknown as readonly [Subscription, Offer];
};
const limited = (limits: Partial<Offer['limits']>, changes: Partial<Offer> = {}): readonly Offer[] => [
  offer({ limits: { total: null, perCustomer: null, firstPurchaseOnly: false, ...limits }, ...changes }),
];
const another = (changes: Partial<Subscription>): readonly Subscription[] => [subscription(), subscription({ id: 'sub_0', ...changes })];

describe('subscription.redeem-offer', () => {
  it('[OFR-02] [OFR-09] writes the terms of the offer into the subscription, a line into its history, and counts', async () => {
    const [sold, counted] = await written({ code: ' autumn20' });
    expect(sold.redemptions).toEqual([
      {
        id: expect.stringMatching(/^red_[0-9a-f]{30}$/) as string,
        offerId: 'off_1',
        name: 'Autumn campaign',
        code: 'AUTUMN20',
        value: offer().value,
        duration: offer().duration,
        scope: { kind: 'any' },
        stackable: true,
        appliesToUsage: false,
        startsOn: '2026-11-20',
        endsOn: null,
        sequence: 1,
      },
    ]);
    expect(sold.history).toMatchObject([
      {
        kind: 'offer-redeemed',
        on: '2026-11-20',
        commandId: 'cmd_1',
        facts: { offerId: 'off_1', name: 'Autumn campaign', code: 'AUTUMN20' },
      },
    ]);
    expect([sold.rev, counted.rev, counted.redeemed]).toEqual([5, 3, 1]);
  });

  it('[OR-13] each redemption is newer than those before it', async () => {
    const [once] = await written({});
    const second = offer({ id: 'off_2', reach: { kind: 'code', code: 'MORE' } });
    const [twice] = await written({ world: { subscription: [once], offer: [second] }, code: 'more' });
    expect(twice.redemptions.map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it('[OFR-09] two stations that redeem the same code for the same subscription make the same redemption', async () => {
    const [one] = await written({});
    const [other] = await written({ startsOn: '2026-11-21' });
    expect(one.redemptions[0]?.id).toBe(other.redemptions[0]?.id);
    expect(await codes({ world: { subscription: [one] } })).toEqual(['offer.already-redeemed']);
  });

  it('[OFR-08] the day of entering counts in the zone of the subscription: at 09:30 UTC it is the 20th in New York too, at 03:00 still the 19th', async () => {
    const last = [offer({ redeemableThrough: '2026-11-19' })];
    expect(await codes({ world: { offer: last } })).toEqual(['offer.expired']);
    const early = {
      ...command('subscription.redeem-offer', {
        subscriptionId: 'sub_1',
        offer: { kind: 'code', code: 'AUTUMN20' } as const,
        startsOn: '2026-11-19',
      }),
      at: '2026-11-20T03:00:00.000Z',
    };
    const source = worldOf({ subscription: [subscription()], offer: last });
    expect(redeemOffer.plan(early, await redeemOffer.gather(early, source)).ok).toBe(true);
  });

  it("[OFR-02] a code that nobody knows, that is a draft's, or that is over says so", async () => {
    expect(await codes({ code: 'NOPE' })).toEqual(['offer.code-unknown']);
    expect(await codes({ world: { offer: [offer({ state: 'draft' })] } })).toEqual(['offer.code-unknown']);
    expect(await codes({ world: { offer: [offer({ state: 'archived', redeemableThrough: '2026-01-01' })] } })).toEqual([
      'offer.not-active',
    ]);
    const again = [offer({ id: 'off_0', state: 'archived', redeemableThrough: '2026-01-01' }), offer()];
    expect(await codes({ world: { offer: again } })).toEqual([]);
  });

  it('[OFR-01] an offer for one customer is picked by hand, and only for that one', async () => {
    const negotiated = (customerId: string): readonly Offer[] => [offer({ reach: { kind: 'negotiated', customerId } })];
    expect(await codes({ world: { offer: negotiated('cus_1') }, offerId: 'off_1' })).toEqual([]);
    expect(await codes({ world: { offer: negotiated('cus_2') }, offerId: 'off_1' })).toEqual(['offer.for-another-customer']);
    expect(await codes({ offerId: 'off_9' })).toEqual(['offer.missing']);
  });

  it('[OFR-03] what applies by itself is not redeemed on top; a campaign may be given to a subscription that it came too late for', async () => {
    const automatic = offer({ reach: { kind: 'automatic' }, redeemableFrom: '2026-06-01' });
    expect(await codes({ world: { offer: [automatic] }, offerId: 'off_1' })).toEqual(['offer.already-redeemed']);
    expect(await codes({ world: { offer: [{ ...automatic, redeemableFrom: '2026-11-01' }] }, offerId: 'off_1' })).toEqual([]);
  });

  it("[OFR-09] the limit per customer counts all of the customer's subscriptions, ended redemptions too", async () => {
    const [redeemed] = await written({});
    const before = another({ redemptions: redeemed.redemptions.map((each) => ({ ...each, endsOn: '2026-07-01' })) });
    expect(await codes({ world: { subscription: before, offer: limited({ perCustomer: 2 }) } })).toEqual([]);
    expect(await codes({ world: { subscription: before, offer: limited({ perCustomer: 1 }) } })).toEqual(['offer.used-up-by-customer']);
    const others = [subscription(), subscription({ id: 'sub_0', customerId: 'cus_2', redemptions: redeemed.redemptions })];
    expect(await codes({ world: { subscription: others, offer: limited({ perCustomer: 1 }) } })).toEqual([]);
    expect(await codes({ world: { offer: limited({ total: 7 }, { redeemed: 7 }) } })).toEqual(['offer.used-up']);
  });

  it('[OFR-09] first purchase only: for the first subscription, from its first billed period', async () => {
    const first = limited({ firstPurchaseOnly: true });
    const given = (world: World, startsOn = '2026-06-15') => codes({ world: { offer: first, ...world }, startsOn });
    expect(await given({})).toEqual([]);
    expect(await given({}, '2026-06-16')).toEqual(['offer.not-first-purchase']);
    expect(await given({ subscription: another({ startsOn: '2026-01-01' }) })).toEqual(['offer.not-first-purchase']);
    expect(await given({ subscription: another({ startsOn: '2026-07-01' }) })).toEqual([]);
    const trial = { kind: 'cancelled', on: '2026-02-01', reason: 'trial_ended', note: '' } as const;
    expect(await given({ subscription: another({ startsOn: '2026-01-01', state: trial }) })).toEqual([]);
    const placed = { id: 'ord_1', customerId: 'cus_1', placedOn: '2026-06-14', state: { kind: 'placed' } } as NonNullable<
      World['order']
    >[number];
    expect(await given({ order: [placed] })).toEqual(['offer.not-first-purchase']);
    expect(await given({ order: [{ ...placed, placedOn: '2026-06-15' }] })).toEqual([]);
    expect(await given({ subscription: another({}) })).toEqual(['offer.not-first-purchase']);
    expect(await given({ subscription: [subscription(), subscription({ id: 'sub_2' })] })).toEqual([]);
    expect(await given({ order: [{ ...placed, state: { kind: 'cancelled', on: '2026-06-14', reason: '' } }] })).toEqual([]);
  });

  it('[SUB-29] not before the subscription, not in locked books, not on a cancelled one, not for nobody', async () => {
    expect(await codes({ startsOn: '2026-06-14' })).toEqual(['offer.starts-before-subscription']);
    expect(await codes({ world: { entity: [entity('uk', { booksLockedBefore: '2026-11-21' })] } })).toEqual(['books.locked']);
    const cancelled = { kind: 'cancelled', on: '2026-10-01', reason: 'customer_request', note: '' } as const;
    expect(await codes({ world: { subscription: [subscription({ state: cancelled })] } })).toEqual(['subscription.cancelled']);
    expect(await codes({ world: { subscription: [] } })).toEqual(['subscription.missing']);
    expect(await codes({ world: { customer: [] } })).toEqual(['customer.missing']);
    expect(await codes({ world: { entity: [] } })).toEqual(['entity.missing']);
  });

  it("[OFR-03] [CAT-26] asks the customer's segments", async () => {
    const target = { segments: ['enterprise'], countries: [], planIds: [], signedUpFrom: null, signedUpBefore: null };
    const offers = [offer({ reach: { kind: 'targeted', target }, redeemableFrom: '2026-11-01' })];
    expect(await codes({ world: { offer: offers }, offerId: 'off_1' })).toEqual(['offer.target-missed']);
    expect(await codes({ world: { offer: offers, customer: [customer({ segments: ['enterprise'] })] }, offerId: 'off_1' })).toEqual([]);
  });
});
