import { describe, expect, it } from 'vitest';
import { activateSubscription } from '../../../core/subscriptions/activate-subscription.ts';
import { createSubscription } from '../../../core/subscriptions/create-subscription.ts';
import { servicePeriods } from '../../../core/subscriptions/periods.ts';
import type { CreateSubscription } from '../../../core/subscriptions/create-subscription.ts';
import { component, fixedPrice, sampleCustomer, sampleEntity, soldPlan, variantOf, withPolicies } from '../../support/billing-world.ts';
import { offer } from '../offers/sample.ts';
import { addOn, calls, deskOf, documentsOf, flat, plans } from './catalog.ts';
import { Desk, itemNamed, kinds, openTermOf, termsOf } from './desk.ts';

type Body = CreateSubscription['body'];
const wanted = (changes: Partial<Body> = {}): Body => ({ customerId: 'cus_1', plan: 'basic', cycle: 'monthly', ...changes });
const codes = (problems: readonly { readonly code: string }[]): readonly string[] => problems.map(({ code }) => code);
/** The starts of the first `count` periods of an item. */
const starts = async (desk: Desk, id: string, count: number, itemId = 'base') =>
  servicePeriods(itemNamed(await desk.subscription(id), itemId), '2040-01-01')
    .slice(0, count)
    .map(({ period }) => period.start);

describe('a new subscription', () => {
  it('[SUB-02] is active at once, its first period begins today, and the country is the customer’s', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-10');
    const subscription = await desk.subscription(id);
    expect(subscription.state).toEqual({ kind: 'active', since: '2026-06-10', cancelsOn: null });
    expect(subscription.country).toBe('GB');
    expect(termsOf(subscription)).toEqual(['2026-06-10.. basic x1']);
    expect(kinds(subscription)).toEqual(['created', 'activated']);
    expect(await starts(desk, id, 2)).toEqual(['2026-06-10', '2026-07-10']);
    expect(subscription.grants.map(({ limit, state }) => [limit, state.kind])).toEqual([['100', 'active']]);
  });

  it('[SUB-02] names plan and cycle by id, code or name', async () => {
    const desk = deskOf();
    const basic = plans()[0];
    desk.put({ ...(basic?.plan ?? never()), code: 'starter' });
    const byName = await desk.create({ plan: 'starter', cycle: 'yearly' }, '2026-06-10');
    const byId = await desk.create({ plan: 'basic', cycle: '1-year' }, '2026-06-10');
    expect(openTermOf(await desk.subscription(byName)).variantId).toBe('gbp-y');
    expect(openTermOf(await desk.subscription(byId)).variantId).toBe('gbp-y');
  });

  it('[SUB-02] takes another country where one is given', async () => {
    const desk = deskOf();
    expect((await desk.subscription(await desk.create({ country: 'FR' }, '2026-06-10'))).country).toBe('FR');
  });

  it('[SUB-03] [PHS-03] names everything that is missing at once', async () => {
    const empty = new Desk([]);
    expect(await empty.refused(createSubscription, wanted(), '2026-06-10')).toEqual([
      { code: 'prerequisite.missing', missing: 'customer', wanted: 'cus_1' },
      { code: 'prerequisite.missing', missing: 'entity', wanted: '' },
      { code: 'prerequisite.missing', missing: 'plan', wanted: 'basic' },
    ]);
    const { plan, product, version } = plans()[0] ?? never();
    const unpublished = new Desk([sampleEntity(), sampleCustomer(), plan, { ...version, state: { kind: 'draft' } }]);
    expect(await unpublished.refused(createSubscription, wanted({ customerId: 'cus_9' }), '2026-06-10')).toEqual([
      { code: 'prerequisite.missing', missing: 'customer', wanted: 'cus_9' },
      { code: 'prerequisite.missing', missing: 'product', wanted: product.id },
      { code: 'prerequisite.missing', missing: 'published-plan', wanted: 'basic' },
    ]);
  });

  it('[CF-11] the manual gateway is a gateway; without any, or without a payment method, the missing thing is named', async () => {
    const desk = deskOf();
    expect(await desk.refused(createSubscription, wanted({ collection: 'manual' }), '2026-06-10')).toEqual([]);
    expect(await desk.refused(createSubscription, wanted({ collection: 'none' }), '2026-06-10')).toEqual([
      { code: 'prerequisite.missing', missing: 'gateway', wanted: 'basic' },
    ]);
    expect(await desk.refused(createSubscription, wanted({ collection: 'gateway-without-method' }), '2026-06-10')).toEqual([
      { code: 'prerequisite.missing', missing: 'payment-method', wanted: 'cus_1' },
    ]);
    expect(
      await desk.refused(createSubscription, wanted({ collection: 'gateway-without-method', firstPayment: 'awaited' }), '2026-06-10'),
    ).toEqual([]);
  });

  it('[CAT-15] a missing price is an error that lists what there is, never a silent default', async () => {
    const [problem] = await deskOf().refused(createSubscription, wanted({ cycle: 'weekly' }), '2026-06-10');
    expect(problem).toMatchObject({ code: 'variant.no-match', cycle: 'weekly', currency: 'GBP' });
  });

  it('[CAT-24] [CAT-13] sells only what is on sale to whom it is on sale', async () => {
    const closed = flat('closed', '50', '500', {}, { restrictions: { countries: ['FR'], segments: ['partner'] } });
    const desk = deskOf([closed, flat('gone', '50', '500', {}, { state: 'grandfathered' })]);
    expect(codes(await desk.refused(createSubscription, wanted({ plan: 'closed' }), '2026-06-10'))).toEqual([
      'plan.not-in-country',
      'plan.not-for-segment',
    ]);
    expect(codes(await desk.refused(createSubscription, wanted({ plan: 'gone' }), '2026-06-10'))).toEqual(['plan.not-active']);
    desk.put(sampleCustomer({ state: 'archived' }));
    expect(codes(await desk.refused(createSubscription, wanted({ plan: 'gone' }), '2026-06-10'))).toEqual([
      'customer.archived',
      'plan.not-active',
    ]);
  });

  it('[BIL-01] what is sold once is ordered, and an add-on is no base plan', async () => {
    const desk = deskOf();
    expect(codes(await desk.refused(createSubscription, wanted({ plan: 'onboarding' }), '2026-06-10'))).toEqual([
      'product.not-base',
      'plan.sold-once',
    ]);
    expect(codes(await desk.refused(createSubscription, wanted({ plan: 'storage' }), '2026-06-10'))).toEqual(['product.not-base']);
  });

  it('[CAT-12] [SUB-18] holds the quantity within the plan’s bounds, and asks that it can be priced', async () => {
    const stepped = component(
      'seats',
      { kind: 'stair-step', steps: [{ upTo: '10', price: '100' }] },
      { quantity: { kind: 'subscription' } },
    );
    const desk = deskOf([...plans(), soldPlan('steps', [variantOf([stepped])])]);
    expect(await desk.refused(createSubscription, wanted({ plan: 'team', quantity: '51' }), '2026-06-10')).toEqual([
      { code: 'quantity.out-of-bounds', planId: 'team', quantity: '51', minimum: '1', maximum: '50' },
    ]);
    expect(codes(await desk.refused(createSubscription, wanted({ plan: 'steps', quantity: '11' }), '2026-06-10'))).toEqual([
      'rating.no-step-for-quantity',
    ]);
    expect(termsOf(await desk.subscription(await desk.create({ plan: 'team', quantity: '3.5' }, '2026-06-10')))).toEqual([
      '2026-06-10.. team x3.5',
    ]);
  });

  it('[OPE-05] [CUR-04] pins entity, currency, zone, policies and rounding', async () => {
    const policies = withPolicies({ prorationBasis: 'thirty-day-month', roundingMode: 'half-even' });
    const desk = deskOf(
      plans(),
      { policies, rounding: [{ currency: 'GBP', increment: 5 }] },
      sampleEntity({ id: 'ent_fr', code: 'FR', servesCountries: ['FR'], isFallback: false, zone: 'Europe/Paris' }),
    );
    const own = await desk.subscription(await desk.create({}, '2026-06-10'));
    expect(own).toMatchObject({
      entityId: 'ent_uk',
      currency: 'GBP',
      zone: 'Europe/London',
      policies,
      rounding: { mode: 'half-even', increment: 5 },
    });
    expect((await desk.subscription(await desk.create({ country: 'FR' }, '2026-06-10'))).entityId).toBe('ent_fr');
    expect((await desk.subscription(await desk.create({ country: 'FR', entityId: 'ent_uk' }, '2026-06-10'))).entityId).toBe('ent_uk');
    desk.put(sampleEntity({ policies: withPolicies({}) }));
    expect((await desk.subscription(own.id)).policies.prorationBasis).toBe('thirty-day-month');
    expect(codes(await desk.refused(createSubscription, wanted({ entityId: 'ent_x' }), '2026-06-10'))).toEqual(['entity.missing']);
    expect(codes(await desk.refused(createSubscription, wanted({ currency: 'EUR' }), '2026-06-10'))).toEqual(['variant.no-match']);
  });

  it('[CAT-27] is sold the newest published version and keeps it', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-10');
    const { plan, version } = plans()[0] ?? never();
    desk.put({ ...plan, currentVersion: 2 }, { ...version, id: 'basic@2', version: 2 });
    expect(openTermOf(await desk.advance(id, '2026-09-15')).planVersion).toBe(1);
    expect(openTermOf(await desk.subscription(await desk.create({}, '2026-09-15'))).planVersion).toBe(2);
  });

  it('[SUB-17] takes prices, ramps and a contract of its own', async () => {
    const desk = deskOf();
    const ramp = {
      componentId: 'base',
      steps: [
        { from: { kind: 'period', index: 0 }, price: '30' },
        { from: { kind: 'period', index: 3 }, price: '40' },
      ],
    } as const;
    const id = await desk.create(
      { negotiated: [{ componentId: 'base', price: '45' }], ramps: [ramp], contract: { periods: 12, autoRenew: false } },
      '2026-06-10',
    );
    const subscription = await desk.subscription(id);
    expect(openTermOf(subscription)).toMatchObject({ negotiated: [{ componentId: 'base', price: '45' }], ramps: [ramp] });
    expect(subscription.contract).toEqual({ endsOn: '2027-06-10', autoRenew: false, periods: 12 });
    expect(
      codes(
        await desk.refused(
          createSubscription,
          wanted({ negotiated: [{ componentId: 'x', price: '1' }], ramps: [{ ...ramp, componentId: 'y' }] }),
          '2026-06-10',
        ),
      ),
    ).toEqual(['price.component-missing', 'ramp.component-missing']);
    const banded = soldPlan('banded', [
      variantOf([
        component('base', { kind: 'volume', bands: [{ upTo: null, unitPrice: '1', flat: '0' }] }, { quantity: { kind: 'subscription' } }),
      ]),
    ]);
    desk.put(...documentsOf([banded]));
    const twice = [
      { componentId: 'base', price: '1' },
      { componentId: 'base', price: '2' },
    ];
    expect(codes(await desk.refused(createSubscription, wanted({ negotiated: twice }), '2026-06-10'))).toEqual(['price.agreed-twice']);
    expect(codes(await desk.refused(createSubscription, wanted({ plan: 'banded', negotiated: twice.slice(1) }), '2026-06-10'))).toEqual([
      'price.component-has-no-single-price',
    ]);
  });

  it('[OFR-02] [OFR-03] gets the offers that apply by themselves, written down as they are that day', async () => {
    const automatic = offer({ id: 'off_auto', reach: { kind: 'automatic' } });
    const desk = deskOf(plans(), {}, automatic, offer({ id: 'off_code' }));
    const subscription = await desk.subscription(await desk.create({}, '2026-11-20'));
    expect(subscription.redemptions.map(({ offerId }) => offerId)).toEqual(['off_auto']);
    expect(kinds(subscription)).toEqual(['created', 'offer-redeemed', 'activated']);
  });
});

describe('add-ons at creation', () => {
  it('[SUB-16] [CAT-20] [CAT-21] come with the base plan, each with its cadence and way of invoicing', async () => {
    const desk = deskOf();
    const id = await desk.create(
      {
        addOns: [
          { plan: 'storage', cycle: 'monthly', quantity: '2' },
          { plan: 'insight', cycle: 'yearly' },
        ],
        anchor: { kind: 'day-of-month', day: 1 },
      },
      '2026-06-10',
    );
    const [base, storage, insight] = (await desk.subscription(id)).items;
    expect([base?.invoicing, storage?.invoicing, insight?.invoicing]).toEqual(['consolidated', 'consolidated', 'separate']);
    expect(await starts(desk, id, 3, storage?.id)).toEqual(['2026-06-10', '2026-07-01', '2026-08-01']);
    expect(insight?.cadence[0]).toMatchObject({ interval: { unit: 'year', count: 1 }, anchor: '2026-07-01' });
    const others = await desk.create({}, '2026-06-10');
    expect(others).not.toBe(id);
  });

  it('[CAT-19] are refused where they are not linked', async () => {
    const lonely = addOn('lonely', [variantOf([component('base', fixedPrice('5'))])]);
    const desk = deskOf([...plans(), lonely]);
    expect(
      codes(
        await desk.refused(
          createSubscription,
          wanted({
            addOns: [
              { plan: 'lonely', cycle: 'monthly' },
              { plan: 'nothing', cycle: 'monthly' },
            ],
          }),
          '2026-06-10',
        ),
      ),
    ).toEqual(['add-on.not-linked', 'prerequisite.missing']);
    expect(
      codes(await desk.refused(createSubscription, wanted({ plan: 'plus', addOns: [{ plan: 'insight', cycle: 'yearly' }] }), '2026-06-10')),
    ).toEqual(['add-on.not-linked']);
  });
});

describe('anchors', () => {
  it('[SUB-19] the start day, a standard day for everyone, or a date', async () => {
    const desk = deskOf();
    expect(await starts(desk, await desk.create({}, '2026-06-15'), 3)).toEqual(['2026-06-15', '2026-07-15', '2026-08-15']);
    expect(await starts(desk, await desk.create({ anchor: { kind: 'day-of-month', day: 1 } }, '2026-06-15'), 3)).toEqual([
      '2026-06-15',
      '2026-07-01',
      '2026-08-01',
    ]);
    expect(await starts(desk, await desk.create({ anchor: { kind: 'date', on: '2026-01-20' } }, '2026-06-15'), 3)).toEqual([
      '2026-06-15',
      '2026-06-20',
      '2026-07-20',
    ]);
    expect(await starts(desk, await desk.create({ anchor: { kind: 'day-of-month', day: 15 } }, '2026-06-15'), 2)).toEqual([
      '2026-06-15',
      '2026-07-15',
    ]);
  });

  it('[SUB-19] a day of the month needs an interval that knows months', async () => {
    const weekly = soldPlan('weekly', [
      variantOf([component('base', fixedPrice('5'))], { cycle: { name: 'weekly', interval: { unit: 'week', count: 1 } } }),
    ]);
    const body = wanted({ plan: 'weekly', cycle: 'weekly', anchor: { kind: 'day-of-month', day: 1 } });
    expect(await deskOf([weekly]).refused(createSubscription, body, '2026-06-15')).toEqual([
      { code: 'anchor.not-for-interval', planId: 'weekly', interval: { unit: 'week', count: 1 } },
    ]);
  });

  it('[SUB-20] the first period is a stub that is prorated, free or paid in full', async () => {
    const desk = deskOf();
    for (const stub of ['prorated', 'free', 'full'] as const) {
      const id = await desk.create({ anchor: { kind: 'day-of-month', day: 1 }, stub }, '2026-06-15');
      const [first, second] = servicePeriods(itemNamed(await desk.subscription(id)), '2026-08-01');
      expect(first).toMatchObject({
        stub,
        period: { start: '2026-06-15', end: '2026-07-01' },
        nominal: { start: '2026-06-01', end: '2026-07-01' },
      });
      expect(second).toMatchObject({ stub: null, period: { start: '2026-07-01', end: '2026-08-01' } });
    }
    expect(servicePeriods(itemNamed(await desk.subscription(await desk.create({}, '2026-06-15'))), '2026-06-16')[0]?.stub).toBeNull();
  });

  it('[SUB-21] a standard day of 29 to 31 is the last of a shorter month and comes back, wherever it starts', async () => {
    const desk = deskOf();
    const rule = { kind: 'day-of-month', day: 31 } as const;
    expect(await starts(desk, await desk.create({ anchor: rule }, '2026-02-10'), 4)).toEqual([
      '2026-02-10',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
    ]);
    expect(await starts(desk, await desk.create({ anchor: rule }, '2026-04-30'), 3)).toEqual(['2026-04-30', '2026-05-31', '2026-06-30']);
    expect(await starts(desk, await desk.create({}, '2026-01-31'), 4)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
    const quarterly = soldPlan('quarterly', [
      variantOf([component('base', fixedPrice('5'))], { cycle: { name: 'quarterly', interval: { unit: 'quarter', count: 1 } } }),
    ]);
    const yearly = await desk.create({ anchor: { kind: 'day-of-month', day: 30 }, cycle: 'yearly' }, '2026-02-01');
    expect(await starts(desk, yearly, 4)).toEqual(['2026-02-01', '2026-02-28', '2027-02-28', '2028-02-29']);
    desk.put(...documentsOf([quarterly]));
    const fourths = await desk.create({ plan: 'quarterly', cycle: 'quarterly', anchor: { kind: 'day-of-month', day: 31 } }, '2026-02-10');
    expect(await starts(desk, fourths, 4)).toEqual(['2026-02-10', '2026-02-28', '2026-05-31', '2026-08-31']);
  });
});

describe('starts that wait', () => {
  it('[SUB-01] a future start is pending with nothing provisioned, until its day', async () => {
    const desk = deskOf();
    const id = await desk.create({ startsOn: '2026-07-01' }, '2026-06-10');
    expect(await desk.subscription(id)).toMatchObject({ state: { kind: 'pending', startsOn: '2026-07-01', awaits: 'start' }, grants: [] });
    expect((await desk.advance(id, '2026-06-30')).state.kind).toBe('pending');
    const started = await desk.advance(id, '2026-07-03');
    expect(started.state).toEqual({ kind: 'active', since: '2026-07-01', cancelsOn: null });
    expect(started.grants[0]?.log[0]?.at).toBe('2026-06-30T23:00:00.000Z');
    expect(kinds(started)).toEqual(['created', 'activated']);
  });

  it('[SUB-01] one that awaits its first payment starts when that is made', async () => {
    const desk = deskOf();
    const id = await desk.create({ firstPayment: 'awaited' }, '2026-06-10');
    expect(await desk.advance(id, '2026-06-20')).toMatchObject({ state: { kind: 'pending', awaits: 'payment' }, grants: [] });
    await desk.run(activateSubscription, { subscriptionId: id }, '2026-06-21');
    const active = await desk.subscription(id);
    expect(active.state).toEqual({ kind: 'active', since: '2026-06-21', cancelsOn: null });
    expect(active.grants).toHaveLength(1);
    expect(await starts(desk, id, 1)).toEqual(['2026-06-10']);
  });

  it('[SUB-01] a payment made before the start day lets it wait for that day', async () => {
    const desk = deskOf();
    const id = await desk.create({ firstPayment: 'awaited', startsOn: '2026-07-01' }, '2026-06-10');
    await desk.run(activateSubscription, { subscriptionId: id }, '2026-06-21');
    expect((await desk.subscription(id)).state).toEqual({ kind: 'pending', startsOn: '2026-07-01', awaits: 'start' });
    expect(codes(await desk.refused(activateSubscription, { subscriptionId: id }, '2026-06-22'))).toEqual(['subscription.awaits-start']);
    expect((await desk.advance(id, '2026-07-01')).state.kind).toBe('active');
  });

  it('[SUB-29] one that started before it was entered is brought up to the present, and never inside closed books', async () => {
    const desk = deskOf(plans(), { booksLockedBefore: '2026-03-01' });
    const id = await desk.create({ startsOn: '2026-03-10' }, '2026-06-12');
    const subscription = await desk.subscription(id);
    expect(kinds(subscription)).toEqual(['created', 'activated', 'renewed', 'renewed', 'renewed']);
    expect(subscription.history.map(({ on }) => on)).toEqual(['2026-03-10', '2026-03-10', '2026-04-10', '2026-05-10', '2026-06-10']);
    expect(await desk.refused(createSubscription, wanted({ startsOn: '2026-02-28' }), '2026-06-12')).toEqual([
      { code: 'books.locked', entityId: 'ent_uk', on: '2026-02-28', lockedBefore: '2026-03-01' },
    ]);
  });

  it('[BIL-02] a contract counts whole periods from the first one, a stub comes on top, and a trial before', async () => {
    const desk = deskOf([flat('term', '50', '500', { term: { periods: 3, autoRenew: true }, entitlements: [calls('1')] })]);
    const plain = await desk.subscription(await desk.create({ plan: 'term' }, '2026-01-31'));
    expect(plain.contract).toEqual({ endsOn: '2026-04-30', autoRenew: true, periods: 3 });
    const stub = await desk.subscription(await desk.create({ plan: 'term', anchor: { kind: 'day-of-month', day: 1 } }, '2026-01-15'));
    expect(stub.contract?.endsOn).toBe('2026-05-01');
    const open = await desk.subscription(await desk.create({ plan: 'term', contract: null }, '2026-01-15'));
    expect(open.contract).toBeNull();
    const tried = await desk.subscription(await desk.create({ plan: 'term', trial: { kind: 'days', days: 10 } }, '2026-01-01'));
    expect(tried.contract?.endsOn).toBe('2026-04-11');
  });

  it('[BIL-06] keeps the settings of automatic top-ups', async () => {
    const topUp = { packId: 'p1', below: '10', monthlyCap: 3 };
    const desk = deskOf();
    expect(await desk.subscription(await desk.create({ topUp, metadata: { po: '7' }, netTermsDays: 14 }, '2026-01-15'))).toMatchObject({
      topUp,
      metadata: { po: '7' },
      netTermsDays: 14,
    });
  });
});

function never(): never {
  throw new Error('the sample has it');
}
