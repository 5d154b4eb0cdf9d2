import { describe, expect, it } from 'vitest';
import { attachAddOn } from '../../../core/subscriptions/attach-add-on.ts';
import { cancelSubscription } from '../../../core/subscriptions/cancel-subscription.ts';
import { changePlan } from '../../../core/subscriptions/change-plan.ts';
import { changeQuantity } from '../../../core/subscriptions/change-quantity.ts';
import { detachAddOn } from '../../../core/subscriptions/detach-add-on.ts';
import { negotiatePrice } from '../../../core/subscriptions/negotiate-price.ts';
import { pauseSubscription } from '../../../core/subscriptions/pause-subscription.ts';
import { updateSubscription } from '../../../core/subscriptions/update-subscription.ts';
import { component, sampleEntity, seats, soldPlan, variantOf, withPolicies } from '../../support/billing-world.ts';
import { calls, deskOf, plans } from './catalog.ts';
import { type Desk, itemNamed, kinds, openTermOf, termsOf } from './desk.ts';
import { Till } from './till.ts';

const codes = (problems: readonly { readonly code: string }[]): readonly string[] => problems.map(({ code }) => code);
const nextPeriod = { when: { kind: 'period-end' } } as const;

describe('quantity', () => {
  it('[SUB-08] [SUB-18] [G-PRO-11] is prorated from the day of the change on, and entitlements per unit follow', async () => {
    const desk = deskOf();
    const id = await desk.create({ plan: 'team', quantity: '3' }, '2026-06-01');
    const till = new Till(desk, id);
    expect(await till.run('2026-06-01')).toEqual(['team: seats 2026-06-01..2026-07-01 3000']);
    await desk.run(changeQuantity, { subscriptionId: id, quantity: { from: '3', to: '5' } }, '2026-06-21');
    expect(termsOf(await desk.subscription(id))).toEqual(['2026-06-01..2026-06-21 team x3', '2026-06-21.. team x5']);
    expect(await till.run('2026-06-21')).toEqual(['team: seats 2026-06-21..2026-07-01 -1000', 'team: seats 2026-06-21..2026-07-01 1667']);
    expect((await desk.subscription(id)).grants[0]?.limit).toBe('50');
  });

  it('[SUB-08] without proration it is charged from the next period on, in either direction', async () => {
    const desk = deskOf();
    for (const to of ['5', '2']) {
      const id = await desk.create({ plan: 'team', quantity: '3' }, '2026-06-01');
      const till = new Till(desk, id);
      await till.run('2026-06-01');
      await desk.run(changeQuantity, { subscriptionId: id, quantity: { from: '3', to }, proration: 'none' }, '2026-06-21');
      expect(await till.run('2026-06-30')).toEqual([]);
      await desk.advance(id, '2026-07-01');
      expect(await till.run('2026-07-01')).toEqual([`team: seats 2026-07-01..2026-08-01 ${to}000`]);
    }
  });

  it('[SUB-08] scheduled it waits for the next period or for a day', async () => {
    const desk = deskOf();
    const id = await desk.create({ plan: 'team', quantity: '3' }, '2026-06-01');
    await desk.run(changeQuantity, { subscriptionId: id, quantity: { from: '3', to: '2' }, ...nextPeriod }, '2026-06-21');
    expect((await desk.subscription(id)).grants[0]?.limit).toBe('30');
    const landed = await desk.advance(id, '2026-07-01');
    expect(termsOf(landed)).toEqual(['2026-06-01..2026-07-01 team x3', '2026-07-01.. team x2']);
    expect(landed.grants[0]).toMatchObject({
      limit: '20',
      allotments: [{ granted: '20', used: '0' }],
      resetsAt: '2026-07-31T23:00:00.000Z',
    });
    await desk.run(
      changeQuantity,
      { subscriptionId: id, quantity: { from: '2', to: '4' }, when: { kind: 'on', date: '2026-07-10' } },
      '2026-07-02',
    );
    expect(termsOf(await desk.advance(id, '2026-07-11')).at(-1)).toBe('2026-07-10.. team x4');
  });

  it('[POL-10] the highest of the period, or the one at its end, is what the seats cost', async () => {
    for (const [seatChanges, minor] of [
      ['highest', 5000],
      ['value-at-end', 2000],
    ] as const) {
      const policies = withPolicies({ seatChanges });
      const desk = deskOf(plans(), { policies });
      const id = await desk.create({ plan: 'team', quantity: '3' }, '2026-06-01');
      const till = new Till(desk, id, plans(), sampleEntity({ policies }));
      await desk.run(changeQuantity, { subscriptionId: id, quantity: { from: '3', to: '5' } }, '2026-06-11');
      await desk.run(changeQuantity, { subscriptionId: id, quantity: { from: '5', to: '2' } }, '2026-06-21');
      const lines = await till.run('2026-06-21');
      expect(lines.map((line) => Number(line.split(' ').at(-1))).reduce((a, b) => a + b, 0)).toBe(minor);
    }
  });

  it('is refused out of bounds, unpriceable, unchanged, or where it is another by now', async () => {
    const stepped = component(
      'seats',
      { kind: 'stair-step', steps: [{ upTo: '10', price: '100' }] },
      { quantity: { kind: 'subscription' } },
    );
    const desk = deskOf([...plans(), soldPlan('steps', [variantOf([stepped])])]);
    const id = await desk.create({ plan: 'team', quantity: '3' }, '2026-06-01');
    const ask = (from: string, to: string) => desk.refused(changeQuantity, { subscriptionId: id, quantity: { from, to } }, '2026-06-05');
    expect(codes(await ask('3', '0.5'))).toEqual(['quantity.out-of-bounds']);
    expect(codes(await ask('3', '3.0'))).toEqual(['subscription.nothing-to-change']);
    expect(await ask('2', '5')).toEqual([{ code: 'edit.conflict', path: '/items/base/quantity', expected: '2', found: '3' }]);
    const other = await desk.create({ plan: 'steps', quantity: '3' }, '2026-06-01');
    expect(codes(await desk.refused(changeQuantity, { subscriptionId: other, quantity: { from: '3', to: '11' } }, '2026-06-05'))).toEqual([
      'rating.no-step-for-quantity',
    ]);
    expect(
      codes(await desk.refused(changeQuantity, { subscriptionId: id, itemId: 'x', quantity: { from: '3', to: '4' } }, '2026-06-05')),
    ).toEqual(['item.missing']);
  });
});

describe('prices of its own', () => {
  it('[SUB-17] [CAT-27] hold from the next period on, or from a day, and leave the past alone', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    const till = new Till(desk, id);
    await till.run('2026-06-01');
    await desk.run(negotiatePrice, { subscriptionId: id, prices: { from: [], to: [{ componentId: 'base', price: '40' }] } }, '2026-06-16');
    expect(await till.run('2026-06-30')).toEqual([]);
    await desk.advance(id, '2026-07-01');
    expect(await till.run('2026-07-01')).toEqual(['basic: base 2026-07-01..2026-08-01 4000']);
    expect(kinds(await desk.subscription(id)).slice(-2)).toEqual(['price-negotiated', 'renewed']);
    await desk.run(
      negotiatePrice,
      { subscriptionId: id, prices: { from: [{ componentId: 'base', price: '40' }], to: [] }, when: { kind: 'now' } },
      '2026-07-16',
    );
    expect(await till.run('2026-07-16')).toEqual(['basic: base 2026-07-16..2026-08-01 -2065', 'basic: base 2026-07-16..2026-08-01 2581']);
  });

  it('[OFR-14] a ramp is agreed for one subscription, in place of the plan’s', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    const ramp = { componentId: 'base', steps: [{ from: { kind: 'date', on: '2026-09-01' }, price: '45' }] } as const;
    await desk.run(negotiatePrice, { subscriptionId: id, ramps: { from: [], to: [ramp] } }, '2026-06-16');
    const lines = await new Till(desk, id).runBefore('2026-06-01', '2026-06-02');
    expect(lines).toEqual(['basic: base 2026-06-01..2026-07-01 5000']);
    await desk.advance(id, '2026-09-02');
    expect((await new Till(desk, id).run('2026-09-02')).at(-1)).toBe('basic: base 2026-09-01..2026-10-01 4500');
  });

  it('are refused for what is not there, unchanged, or where they are others by now', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    const ask = (from: { componentId: string; price: string }[], to: { componentId: string; price: string }[]) =>
      desk.refused(negotiatePrice, { subscriptionId: id, prices: { from, to } }, '2026-06-05');
    expect(codes(await ask([], [{ componentId: 'x', price: '1' }]))).toEqual(['price.component-missing']);
    expect(codes(await ask([], []))).toEqual(['subscription.nothing-to-change']);
    expect(codes(await ask([{ componentId: 'base', price: '1' }], []))).toEqual(['edit.conflict']);
    expect(
      codes(
        await desk.refused(
          negotiatePrice,
          { subscriptionId: id, ramps: { from: [{ componentId: 'base', steps: [] }], to: [] } },
          '2026-06-05',
        ),
      ),
    ).toEqual(['edit.conflict']);
  });
});

describe('[CAT-29] an add-on', () => {
  const storage = { plan: 'storage', cycle: 'monthly' };
  const addOnId = async (desk: Desk, id: string): Promise<string> => (await desk.subscription(id)).items.at(-1)?.id ?? '';

  it('[SUB-16] joins mid-period in step with its base and is prorated like a quantity', async () => {
    const desk = deskOf();
    const id = await desk.create({ anchor: { kind: 'day-of-month', day: 1 } }, '2026-06-01');
    const till = new Till(desk, id);
    await till.run('2026-06-01');
    await desk.run(attachAddOn, { subscriptionId: id, addOn: { ...storage, quantity: '2' } }, '2026-06-16');
    expect(await till.run('2026-06-16')).toEqual(['storage: base 2026-06-16..2026-07-01 250']);
    await desk.advance(id, '2026-07-01');
    expect(await till.run('2026-07-01')).toEqual(['basic: base 2026-07-01..2026-08-01 5000', 'storage: base 2026-07-01..2026-08-01 500']);
    expect(kinds(await desk.subscription(id))).toEqual(['created', 'activated', 'add-on-attached', 'renewed']);
    expect((await desk.subscription(id)).history.at(-1)?.facts['items']).toBe(`base ${await addOnId(desk, id)}`);
  });

  it('[CAT-20] with another interval counts from its own start, or from the base where that is wanted', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    await desk.run(attachAddOn, { subscriptionId: id, addOn: { plan: 'insight', cycle: 'yearly' } }, '2026-06-16');
    expect(itemNamed(await desk.subscription(id), await addOnId(desk, id)).cadence).toMatchObject([
      { from: '2026-06-16', anchor: '2026-06-16', interval: { unit: 'year' } },
    ]);
    const other = await desk.create({}, '2026-06-01');
    await desk.run(attachAddOn, { subscriptionId: other, addOn: { plan: 'insight', cycle: 'yearly', anchor: 'base' } }, '2026-06-16');
    expect(itemNamed(await desk.subscription(other), await addOnId(desk, other)).cadence).toMatchObject([
      { from: '2026-06-16', anchor: '2026-06-01' },
    ]);
  });

  it('[CAT-21] is invoiced as the link says, or as was agreed', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    await desk.run(attachAddOn, { subscriptionId: id, addOn: { plan: 'insight', cycle: 'yearly' } }, '2026-06-16');
    expect(itemNamed(await desk.subscription(id), await addOnId(desk, id)).invoicing).toBe('separate');
    await desk.run(attachAddOn, { subscriptionId: id, addOn: { ...storage, invoicing: 'separate' } }, '2026-06-16');
    expect(itemNamed(await desk.subscription(id), await addOnId(desk, id)).invoicing).toBe('separate');
  });

  it('without proration is free until the first whole period, and scheduled comes with the next', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    const till = new Till(desk, id);
    await till.run('2026-06-01');
    await desk.run(attachAddOn, { subscriptionId: id, addOn: storage, proration: 'none' }, '2026-06-16');
    expect(await till.run('2026-06-30')).toEqual([]);
    const later = await desk.create({}, '2026-06-01');
    await desk.run(attachAddOn, { subscriptionId: later, addOn: storage, ...nextPeriod }, '2026-06-16');
    expect((await desk.subscription(later)).items).toHaveLength(1);
    expect(termsOf(await desk.advance(later, '2026-07-02'), await addOnId(desk, later))).toEqual(['2026-07-01.. storage x1']);
  });

  it('[CAT-19] is refused where it is not linked, is no add-on, or is there already', async () => {
    const desk = deskOf();
    const id = await desk.create({ plan: 'plus' }, '2026-06-01');
    const ask = (plan: string) =>
      desk.refused(attachAddOn, { subscriptionId: id, addOn: { plan, cycle: plan === 'insight' ? 'yearly' : 'monthly' } }, '2026-06-05');
    expect(await ask('insight')).toEqual([{ code: 'add-on.not-linked', planId: 'plus', addOnPlanId: 'insight' }]);
    expect(codes(await ask('pro'))).toEqual(['add-on.not-an-add-on', 'add-on.not-linked']);
    await desk.run(attachAddOn, { subscriptionId: id, addOn: storage }, '2026-06-05');
    expect(await ask('storage')).toEqual([{ code: 'add-on.already-attached', planId: 'storage', itemId: await addOnId(desk, id) }]);
    const waiting = await desk.create({ plan: 'plus' }, '2026-06-01');
    await desk.run(attachAddOn, { subscriptionId: waiting, addOn: storage, ...nextPeriod }, '2026-06-05');
    expect(codes(await desk.refused(attachAddOn, { subscriptionId: waiting, addOn: storage }, '2026-06-06'))).toEqual([
      'add-on.already-attached',
    ]);
  });

  it('leaves and gives back its unused days, or keeps what was charged, or stays until its own period ends', async () => {
    const desk = deskOf();
    for (const [options, lines] of [
      [{}, ['storage: base 2026-06-16..2026-07-01 -250']],
      [{ proration: 'none' }, []],
      [nextPeriod, []],
    ] as const) {
      const id = await desk.create({ addOns: [storage] }, '2026-06-01');
      const till = new Till(desk, id);
      await till.run('2026-06-01');
      await desk.run(detachAddOn, { subscriptionId: id, itemId: await addOnId(desk, id), ...options }, '2026-06-16');
      expect(await till.run('2026-06-16')).toEqual(lines);
      const after = await desk.advance(id, '2026-07-01');
      expect(itemNamed(after, await addOnId(desk, id)).terms.at(-1)?.until).toBe('when' in options ? '2026-07-01' : '2026-06-16');
      expect(await till.run('2026-07-01')).toEqual(['basic: base 2026-07-01..2026-08-01 5000']);
    }
    const id = await desk.create({}, '2026-06-01');
    expect(codes(await desk.refused(detachAddOn, { subscriptionId: id, itemId: 'base' }, '2026-06-16'))).toEqual(['item.is-base']);
  });

  it('[SUB-25] that was charged once is never prorated', async () => {
    const desk = deskOf();
    const charged = await desk.create({ addOns: [{ plan: 'onboarding', cycle: 'monthly' }] }, '2026-06-01');
    const till = new Till(desk, charged);
    expect(await till.run('2026-06-01')).toEqual(['basic: base 2026-06-01..2026-07-01 5000', 'onboarding: base 2026-06-01.. 30000']);
    const onboarding = await addOnId(desk, charged);
    const more = { subscriptionId: charged, itemId: onboarding, quantity: { from: '1', to: '2' } };
    expect(await desk.refused(changeQuantity, more, '2026-06-05')).toEqual([{ code: 'plan.sold-once', planId: 'onboarding' }]);
    const other = { subscriptionId: charged, itemId: onboarding, plan: { from: 'onboarding', to: 'onboarding' }, quantity: '2' };
    expect(await desk.refused(changePlan, other, '2026-06-05')).toEqual([{ code: 'plan.sold-once', planId: 'onboarding' }]);
    await desk.run(detachAddOn, { subscriptionId: charged, itemId: onboarding }, '2026-06-16');
    expect(await till.run('2026-06-16')).toEqual([]);
    const id = await desk.create({ addOns: [{ plan: 'onboarding', cycle: 'monthly' }] }, '2026-06-01');
    await desk.run(detachAddOn, { subscriptionId: id, itemId: await addOnId(desk, id) }, '2026-06-16');
    expect(itemNamed(await desk.subscription(id), await addOnId(desk, id)).terms.at(-1)?.unusedPart).toBe('kept');
    const cancelled = await desk.create({ addOns: [{ plan: 'onboarding', cycle: 'monthly' }, storage] }, '2026-06-01');
    await desk.run(
      cancelSubscription,
      { subscriptionId: cancelled, reason: 'other', when: { kind: 'now' }, credit: 'prorated' },
      '2026-06-16',
    );
    expect((await desk.subscription(cancelled)).items.map(({ terms }) => terms.at(-1)?.unusedPart)).toEqual([
      'credited',
      'kept',
      'credited',
    ]);
  });

  it('[CXL-12] that was charged once goes back only with everything, and one that waits for a day or a milestone is ordered', async () => {
    const desk = deskOf();
    for (const [credit, lines] of [
      ['prorated', ['basic: base 2026-06-16..2026-07-01 -2500']],
      ['full', ['basic: base 2026-06-01..2026-07-01 -5000', 'onboarding: base 2026-06-01.. -30000']],
    ] as const) {
      const id = await desk.create({ addOns: [{ plan: 'onboarding', cycle: 'monthly' }] }, '2026-06-01');
      const till = new Till(desk, id);
      await till.run('2026-06-01');
      await desk.run(cancelSubscription, { subscriptionId: id, reason: 'other', when: { kind: 'now' }, credit }, '2026-06-16');
      expect(await till.run('2026-06-16')).toEqual(lines);
    }
    const late = plans().map((sold) =>
      sold.plan.id === 'onboarding'
        ? { ...sold, version: { ...sold.version, billing: { kind: 'one-off', trigger: 'milestone' } as const } }
        : sold,
    );
    const waiting = deskOf(late);
    const id = await waiting.create({}, '2026-06-01');
    expect(
      await waiting.refused(attachAddOn, { subscriptionId: id, addOn: { plan: 'onboarding', cycle: 'monthly' } }, '2026-06-05'),
    ).toEqual([{ code: 'plan.waits-for-trigger', planId: 'onboarding', trigger: 'milestone' }]);
  });

  it('is cancelled and paused at the same moment as its base', async () => {
    const desk = deskOf();
    const cancelled = await desk.create({ addOns: [storage, { plan: 'insight', cycle: 'yearly' }] }, '2026-06-01');
    await desk.run(cancelSubscription, { subscriptionId: cancelled, reason: 'other' }, '2026-06-16');
    expect((await desk.advance(cancelled, '2026-07-01')).items.map(({ terms }) => terms.at(-1)?.until)).toEqual([
      '2026-07-01',
      '2026-07-01',
      '2026-07-01',
    ]);
    const paused = await desk.create({ addOns: [storage] }, '2026-06-01');
    const till = new Till(desk, paused);
    await till.run('2026-06-01');
    await desk.run(pauseSubscription, { subscriptionId: paused }, '2026-06-16');
    await desk.advance(paused, '2026-09-05');
    expect(await till.run('2026-09-05')).toEqual([]);
  });

  it('[CAT-18] grants what its plan defines, while it is attached', async () => {
    const extra = soldPlan('extra', [variantOf([seats('1')])], { kind: 'recurring' }, { type: 'add-on' });
    const granting = { ...extra, version: { ...extra.version, entitlements: [calls('50')] } };
    const [basic, ...rest] = plans();
    if (basic === undefined) throw new Error('the sample has it');
    const desk = deskOf([
      { ...basic, plan: { ...basic.plan, addOns: [{ planId: 'extra', invoicing: 'consolidated' }] } },
      ...rest,
      granting,
    ]);
    const id = await desk.create({}, '2026-06-01');
    await desk.run(attachAddOn, { subscriptionId: id, addOn: { plan: 'extra', cycle: 'monthly' } }, '2026-06-16');
    const itemId = await addOnId(desk, id);
    expect((await desk.subscription(id)).grants.map((grant) => [grant.itemId, grant.limit])).toEqual([
      ['base', '100'],
      [itemId, '50'],
    ]);
    await desk.run(detachAddOn, { subscriptionId: id, itemId }, '2026-06-20');
    expect((await desk.subscription(id)).grants.map(({ state }) => state.kind)).toEqual(['active', 'revoked']);
  });
});

describe('subscription.update', () => {
  it('[SUB-18] [SUB-08] changes named fields in place, each with what it was', async () => {
    const desk = deskOf();
    const id = await desk.create({ metadata: { po: '1', old: 'x' }, contract: { periods: 12, autoRenew: true } }, '2026-06-01');
    await desk.run(
      updateSubscription,
      {
        subscriptionId: id,
        fields: { netTermsDays: { from: null, to: 14 }, topUp: { from: null, to: { packId: 'p', below: '5', monthlyCap: 2 } } },
        autoRenew: { from: true, to: false },
        metadata: { po: { from: '1', to: '2' }, old: { from: 'x', to: null }, fresh: { from: null, to: 'y' } },
      },
      '2026-06-05',
    );
    const subscription = await desk.subscription(id);
    expect(subscription).toMatchObject({ netTermsDays: 14, topUp: { packId: 'p' }, contract: { autoRenew: false } });
    expect(subscription.metadata).toEqual({ po: '2', fresh: 'y' });
    expect(openTermOf(subscription).from).toBe('2026-06-01');
    expect(subscription.history.at(-1)).toMatchObject({
      kind: 'updated',
      facts: { fields: 'netTermsDays topUp autoRenew metadata.po metadata.old metadata.fresh' },
    });
  });

  it('refuses fields that somebody else changed meanwhile, and merges the others', async () => {
    const desk = deskOf();
    const id = await desk.create({ metadata: { a: '1', b: '1' } }, '2026-06-01');
    await desk.run(updateSubscription, { subscriptionId: id, metadata: { a: { from: '1', to: '2' } } }, '2026-06-05');
    await desk.run(updateSubscription, { subscriptionId: id, metadata: { b: { from: '1', to: '3' } } }, '2026-06-06');
    expect((await desk.subscription(id)).metadata).toEqual({ a: '2', b: '3' });
    expect(
      await desk.refused(
        updateSubscription,
        { subscriptionId: id, fields: { netTermsDays: { from: 7, to: 8 } }, metadata: { a: { from: '1', to: '9' } } },
        '2026-06-07',
      ),
    ).toEqual([
      { code: 'edit.conflict', path: '/netTermsDays', expected: 7, found: null },
      { code: 'edit.conflict', path: '/metadata/a', expected: '1', found: '2' },
    ]);
    expect(await desk.refused(updateSubscription, { subscriptionId: id, autoRenew: { from: true, to: false } }, '2026-06-07')).toEqual([
      { code: 'subscription.no-contract', subscriptionId: id },
    ]);
  });
});
