import { describe, expect, it } from 'vitest';
import { cancelSubscription } from '../../../core/subscriptions/cancel-subscription.ts';
import { changePlan } from '../../../core/subscriptions/change-plan.ts';
import { consumeEntitlement } from '../../../core/subscriptions/consume-entitlement.ts';
import { pauseSubscription } from '../../../core/subscriptions/pause-subscription.ts';
import { resumeSubscription } from '../../../core/subscriptions/resume-subscription.ts';
import { component, fixedPrice, soldPlan, variantOf } from '../../support/billing-world.ts';
import { calls, deskOf, flat, plans, trialOf } from './catalog.ts';
import { type Desk, itemNamed } from './desk.ts';
import { Till } from './till.ts';

const carrying = { carryOver: { cap: { kind: 'none' }, once: false } } as const;

const consume = (desk: Desk, subscriptionId: string, quantity: string, at: string) =>
  desk.run(consumeEntitlement, { subscriptionId, featureId: 'f_calls', quantity, key: `${at}-${quantity}` }, at);

const allotments = async (desk: Desk, id: string): Promise<readonly string[]> =>
  (await desk.subscription(id)).grants[0]?.allotments.map(({ source, granted, used }) => `${source} ${used} of ${granted}`) ?? [];

describe('entitlements where a change begins a period', () => {
  it('[SUB-27] [ENT-19] another cycle at once resets the counters, as a new period does', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    await consume(desk, id, '40', '2026-06-05');
    await desk.run(changePlan, { subscriptionId: id, plan: { from: 'basic', to: 'basic' }, cycle: 'yearly' }, '2026-06-16');
    expect(await allotments(desk, id)).toEqual(['allowance 0 of 100']);
    expect((await desk.subscription(id)).grants[0]?.resetsAt).toBe('2027-06-15T23:00:00.000Z');
  });

  it('[ENT-29] [OR-7] a change that lands with a period renews by the new plan’s rules', async () => {
    const desk = deskOf([
      flat('basic', '50', '500', { entitlements: [calls('100')] }),
      flat('small', '40', '400', { entitlements: [calls('60', carrying)] }),
    ]);
    const id = await desk.create({}, '2026-06-01');
    await consume(desk, id, '70', '2026-06-05');
    await desk.run(changePlan, { subscriptionId: id, plan: { from: 'basic', to: 'small' }, when: { kind: 'period-end' } }, '2026-06-16');
    await desk.advance(id, '2026-07-01');
    expect(await allotments(desk, id)).toEqual(['carried-over 0 of 30', 'allowance 0 of 60']);
  });

  it('[ENT-28] [OR-7] an upgrade that lands with a period carries what was left of the old allowance, not of the new one', async () => {
    const desk = deskOf([
      flat('basic', '50', '500', { entitlements: [calls('100', carrying)] }),
      flat('pro', '100', '1200', { entitlements: [calls('1000', carrying)] }),
    ]);
    const id = await desk.create({}, '2026-06-01');
    await consume(desk, id, '70', '2026-06-05');
    const move = {
      subscriptionId: id,
      plan: { from: 'basic', to: 'pro' },
      when: { kind: 'period-end' },
      entitlements: 'with-change',
    } as const;
    await desk.run(changePlan, move, '2026-06-16');
    await desk.advance(id, '2026-07-01');
    expect(await allotments(desk, id)).toEqual(['carried-over 0 of 30', 'allowance 0 of 1000']);
  });

  it('[ENT-24] what was used of the new period before the change was noticed stays used, and nothing is carried twice', async () => {
    const desk = deskOf([
      flat('basic', '50', '500', { entitlements: [calls('100', carrying)] }),
      flat('small', '40', '400', { entitlements: [calls('60', carrying)] }),
    ]);
    const id = await desk.create({}, '2026-06-01');
    await consume(desk, id, '80', '2026-06-05');
    await desk.run(changePlan, { subscriptionId: id, plan: { from: 'basic', to: 'small' }, when: { kind: 'period-end' } }, '2026-06-16');
    // Entitlements may be asked for before anybody advances the subscription itself.
    await consume(desk, id, '25', '2026-07-02');
    await desk.advance(id, '2026-07-03');
    expect(await allotments(desk, id)).toEqual(['allowance 5 of 60', 'carried-over 20 of 20']);
  });
});

describe('what never began', () => {
  it('[BIL-14] [SUB-04] costs no setup fee and no instalment', async () => {
    const fee = { ...variantOf([component('base', fixedPrice('50'))]), setupFee: '99' };
    const course = soldPlan('course', [{ ...variantOf([component('base', fixedPrice('120'))]), instalmentTotal: '120' }], {
      kind: 'instalment',
      count: 3,
      interval: { unit: 'month', count: 1 },
      parts: [],
    });
    const sold = [soldPlan('fee', [fee]), course];
    const desk = deskOf(sold);
    for (const plan of ['fee', 'course']) {
      const tried = await desk.create({ plan, trial: { kind: 'days', days: 10 }, repeatTrial: true }, '2026-06-01');
      await desk.run(cancelSubscription, { subscriptionId: tried, reason: 'other', when: { kind: 'now' } }, '2026-06-05');
      expect(await new Till(desk, tried, sold).run('2026-12-01')).toEqual([]);
      const pending = await desk.create({ plan, startsOn: '2026-07-01' }, '2026-06-01');
      await desk.run(cancelSubscription, { subscriptionId: pending, reason: 'other' }, '2026-06-05');
      expect(await new Till(desk, pending, sold).run('2026-12-01')).toEqual([]);
    }
  });
});

describe('stubs and contracts', () => {
  it('[SUB-20] [CAT-20] an add-on in step with its base has the same stub', async () => {
    const desk = deskOf();
    for (const [stub, lines] of [
      ['free', []],
      ['full', ['basic: base 2026-06-16..2026-07-01 5000', 'storage: base 2026-06-16..2026-07-01 500']],
      ['prorated', ['basic: base 2026-06-16..2026-07-01 2500', 'storage: base 2026-06-16..2026-07-01 250']],
    ] as const) {
      const id = await desk.create(
        { stub, anchor: { kind: 'day-of-month', day: 1 }, addOns: [{ plan: 'storage', cycle: 'monthly' }] },
        '2026-06-16',
      );
      expect(await new Till(desk, id).run('2026-06-16')).toEqual(lines);
    }
  });

  it('[BIL-02] [OR-11] a frozen contract does not end before the days that were frozen are served', async () => {
    const desk = deskOf();
    const id = await desk.create({ contract: { periods: 1, autoRenew: false } }, '2026-06-01');
    await desk.run(pauseSubscription, { subscriptionId: id, when: { kind: 'now' } }, '2026-06-11');
    expect((await desk.advance(id, '2026-08-01')).state.kind).toBe('paused');
    await desk.run(resumeSubscription, { subscriptionId: id }, '2026-08-10');
    expect((await desk.subscription(id)).contract?.endsOn).toBe('2026-08-30');
    expect((await desk.advance(id, '2026-09-01')).state).toMatchObject({ kind: 'cancelled', on: '2026-08-30' });
  });

  it('[SUB-22] a trial of a plan with a fixed day still has its trial’s own stub', async () => {
    const desk = deskOf([flat('trying', '50', '500', { trial: trialOf() }), ...plans().filter(({ plan }) => plan.id !== 'trying')]);
    const id = await desk.create({ plan: 'trying', anchor: { kind: 'day-of-month', day: 1 }, stub: 'free' }, '2026-06-02');
    expect(itemNamed(await desk.subscription(id)).cadence).toMatchObject([{ from: '2026-06-16', stub: 'free' }]);
  });
});
