import { describe, expect, it } from 'vitest';
import { attachAddOn } from '../../../core/subscriptions/attach-add-on.ts';
import { type ChangePlan, changePlan } from '../../../core/subscriptions/change-plan.ts';
import { changeQuantity } from '../../../core/subscriptions/change-quantity.ts';
import type { TimelineChange } from '../../../core/subscriptions/types.ts';
import { component, fixedPrice, soldPlan, variantOf } from '../../support/billing-world.ts';
import { addOn, deskOf, documentsOf, flat, plans } from './catalog.ts';
import { type Desk, itemNamed, kinds, openTermOf, termsOf } from './desk.ts';
import { Till } from './till.ts';

type Body = ChangePlan['body'];
const to = (subscriptionId: string, plan: string, changes: Partial<Body> = {}): Body => ({
  subscriptionId,
  plan: { from: 'basic', to: plan },
  ...changes,
});
const codes = (problems: readonly { readonly code: string }[]): readonly string[] => problems.map(({ code }) => code);
const nextPeriod = { when: { kind: 'period-end' } } as const;

/** The planned plan change. */
const plannedMove = async (desk: Desk, id: string): Promise<Extract<TimelineChange, { kind: 'plan' }>> => {
  const found = (await desk.subscription(id)).planned.map(({ change }) => change).find((change) => change.kind === 'plan');
  if (found?.kind !== 'plan') throw new Error('no planned plan change');
  return found;
};

describe('where a plan may lead', () => {
  it('[CAT-25] to the paths it names, or to any plan of its product', async () => {
    const elsewhere = soldPlan('elsewhere', [variantOf([component('base', fixedPrice('70'))])]);
    const gated = flat('gated', '50', '500', {}, { upgradePaths: ['elsewhere'] });
    const desk = deskOf([...plans(), elsewhere, gated]);
    const open = await desk.create({}, '2026-06-01');
    expect(await desk.refused(changePlan, to(open, 'elsewhere'), '2026-06-10')).toEqual([
      { code: 'plan.not-on-upgrade-path', from: 'basic', to: 'elsewhere', paths: [] },
    ]);
    const id = await desk.create({ plan: 'gated' }, '2026-06-01');
    expect(codes(await desk.refused(changePlan, { subscriptionId: id, plan: { from: 'gated', to: 'pro' } }, '2026-06-10'))).toEqual([
      'plan.not-on-upgrade-path',
    ]);
    await desk.run(changePlan, { subscriptionId: id, plan: { from: 'gated', to: 'elsewhere' } }, '2026-06-10');
    expect(itemNamed(await desk.subscription(id)).productId).toBe('prd_elsewhere');
  });

  it('[OFR-20] [CAT-13] a grandfathered or archived plan takes nobody new and keeps renewing those that it has', async () => {
    for (const state of ['grandfathered', 'archived'] as const) {
      const desk = deskOf();
      const id = await desk.create({}, '2026-06-01');
      const other = await desk.create({ plan: 'pro' }, '2026-06-01');
      desk.put({ ...(plans()[0]?.plan ?? never()), state });
      const till = new Till(desk, id);
      await till.run('2026-06-01');
      const renewed = await desk.advance(id, '2026-07-01');
      expect(kinds(renewed)).toEqual(['created', 'activated', 'renewed']);
      expect(await till.run('2026-07-01')).toEqual(['basic: base 2026-07-01..2026-08-01 5000']);
      expect(codes(await desk.refused(changePlan, { subscriptionId: other, plan: { from: 'pro', to: 'basic' } }, '2026-07-02'))).toEqual([
        'plan.not-active',
      ]);
      await desk.run(changePlan, to(id, 'basic', { cycle: 'yearly' }), '2026-07-02');
      expect(openTermOf(await desk.subscription(id)).variantId).toBe('gbp-y');
    }
  });

  it('[OFR-21] whoever is on a grandfathered plan moves off it by an ordinary change, also to its successor', async () => {
    const heir = soldPlan('heir', [variantOf([component('base', fixedPrice('70'))])]);
    const desk = deskOf([...plans(), heir]);
    const id = await desk.create({}, '2026-06-01');
    desk.put({ ...(plans()[0]?.plan ?? never()), state: 'grandfathered', successorPlanId: 'heir' });
    await desk.run(changePlan, to(id, 'heir'), '2026-06-10');
    expect(openTermOf(await desk.subscription(id)).planId).toBe('heir');
  });

  it('[CAT-27] to the newest version of its own plan, when somebody says so', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    expect(codes(await desk.refused(changePlan, to(id, 'basic'), '2026-06-10'))).toEqual(['subscription.nothing-to-change']);
    const dearer = flat('basic', '52', '520');
    desk.put({ ...dearer.plan, currentVersion: 2 }, { ...dearer.version, id: 'basic@2', version: 2 });
    await desk.run(changePlan, to(id, 'basic', nextPeriod), '2026-06-10');
    expect((await plannedMove(desk, id)).direction).toBe('upgrade');
    expect(openTermOf(await desk.advance(id, '2026-07-01')).planVersion).toBe(2);
  });

  it('[CAT-19] refuses where add-ons do not go with the new plan, or detaches them', async () => {
    const desk = deskOf();
    const id = await desk.create(
      {
        addOns: [
          { plan: 'storage', cycle: 'monthly' },
          { plan: 'insight', cycle: 'yearly' },
        ],
      },
      '2026-06-01',
    );
    expect(await desk.refused(changePlan, to(id, 'plus'), '2026-06-10')).toEqual([
      { code: 'add-on.not-linked', planId: 'plus', addOnPlanId: 'insight' },
    ]);
    await desk.run(changePlan, to(id, 'plus', { unlinkedAddOns: 'detach' }), '2026-06-10');
    const subscription = await desk.subscription(id);
    expect(subscription.items.map(({ terms }) => terms.at(-1)?.until)).toEqual([null, null, '2026-06-10']);
    expect(kinds(subscription).slice(-2)).toEqual(['add-on-detached', 'upgraded']);
    const scheduled = await desk.create({ addOns: [{ plan: 'insight', cycle: 'yearly' }] }, '2026-06-01');
    await desk.run(changePlan, to(scheduled, 'plus', { ...nextPeriod, unlinkedAddOns: 'detach' }), '2026-06-10');
    expect((await desk.subscription(scheduled)).planned.map(({ on, change }) => `${on} ${change.kind}`)).toEqual([
      '2026-07-01 add-on-detach',
      '2026-07-01 plan',
    ]);
  });

  it('an add-on changes its plan too, where the base plan goes with the new one', async () => {
    const big = addOn('storage-big', [variantOf([component('base', fixedPrice('9'))])]);
    const big2 = {
      ...big,
      product: { ...big.product, id: 'prd_storage' },
      plan: { ...big.plan, productId: 'prd_storage' },
      version: { ...big.version, productId: 'prd_storage' },
    };
    const basic = flat(
      'basic',
      '50',
      '500',
      {},
      {
        addOns: [
          { planId: 'storage', invoicing: 'consolidated' },
          { planId: 'storage-big', invoicing: 'consolidated' },
        ],
      },
    );
    const desk = deskOf([basic, ...plans().slice(1)]);
    desk.put(...documentsOf([big2]).filter(({ kind }) => kind !== 'product'));
    const id = await desk.create({ addOns: [{ plan: 'storage', cycle: 'monthly' }] }, '2026-06-01');
    const itemId = (await desk.subscription(id)).items[1]?.id ?? '';
    await desk.run(changePlan, { subscriptionId: id, itemId, plan: { from: 'storage', to: 'storage-big' } }, '2026-06-16');
    expect(termsOf(await desk.subscription(id), itemId)).toEqual(['2026-06-01..2026-06-16 storage x1', '2026-06-16.. storage-big x1']);
    expect(
      codes(
        await desk.refused(changePlan, { subscriptionId: id, itemId: 'itm_x', plan: { from: 'storage', to: 'storage-big' } }, '2026-06-16'),
      ),
    ).toEqual(['item.missing']);
  });

  it('[BEY-10] refuses where the plan is another by now than its author saw', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    await desk.run(changePlan, to(id, 'plus'), '2026-06-10');
    expect(await desk.refused(changePlan, to(id, 'pro'), '2026-06-11')).toEqual([
      { code: 'edit.conflict', path: '/items/base/planId', expected: 'basic', found: 'plus' },
    ]);
  });

  it('[SUB-17] [OR-14] ends the prices and ramps that were agreed for the old plan, and takes new ones', async () => {
    const desk = deskOf();
    const ramps = [{ componentId: 'base', steps: [{ from: { kind: 'period', index: 0 }, price: '30' }] }] as const;
    const id = await desk.create({ negotiated: [{ componentId: 'base', price: '45' }], ramps }, '2026-06-01');
    await desk.run(changePlan, to(id, 'pro', { quantity: '2' }), '2026-06-10');
    expect(openTermOf(await desk.subscription(id))).toMatchObject({ negotiated: [], ramps: [], quantity: '2' });
    await desk.run(
      changePlan,
      { subscriptionId: id, plan: { from: 'pro', to: 'plus' }, negotiated: [{ componentId: 'base', price: '55' }] },
      '2026-06-12',
    );
    expect(openTermOf(await desk.subscription(id)).negotiated).toEqual([{ componentId: 'base', price: '55' }]);
  });

  it('[CAT-29] a change whose item has ended meanwhile is dropped, and the timeline says so', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    await desk.run(attachAddOn, { subscriptionId: id, addOn: { plan: 'insight', cycle: 'yearly' } }, '2026-06-05');
    const itemId = (await desk.subscription(id)).items[1]?.id ?? '';
    await desk.run(
      changeQuantity,
      { subscriptionId: id, itemId, quantity: { from: '1', to: '2' }, when: { kind: 'on', date: '2026-07-10' } },
      '2026-06-06',
    );
    const before = await desk.subscription(id);
    const ended = {
      ...before,
      items: before.items.map((item) =>
        item.id === itemId ? { ...item, terms: item.terms.map((term) => ({ ...term, until: '2026-06-08' })) } : item,
      ),
    };
    desk.put(ended);
    const after = await desk.advance(id, '2026-07-11');
    expect(after.planned).toEqual([]);
    expect(after.history.find(({ kind }) => kind === 'change-withdrawn')?.facts).toMatchObject({ change: 'quantity', why: 'item-ended' });
  });
});

function never(): never {
  throw new Error('the sample has it');
}
