import { describe, expect, it } from 'vitest';
import { cancelSubscription } from '../../../core/subscriptions/cancel-subscription.ts';
import { type ChangePlan, changePlan } from '../../../core/subscriptions/change-plan.ts';
import { changeQuantity } from '../../../core/subscriptions/change-quantity.ts';
import { plannedSubscription } from '../../../core/subscriptions/subscription-facts.ts';
import type { TimelineChange } from '../../../core/subscriptions/types.ts';
import { withdrawChange } from '../../../core/subscriptions/withdraw-change.ts';
import { offer } from '../offers/sample.ts';
import { deskOf, flat, plans } from './catalog.ts';
import { type Desk, itemNamed, kinds, termsOf } from './desk.ts';
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
const limits = async (desk: Desk, id: string) =>
  (await desk.subscription(id)).grants.filter(({ state }) => state.kind !== 'revoked').map(({ limit }) => limit);

describe('[SUB-07] upgrade or downgrade', () => {
  it('is told by the recurring price per day, whatever the cycle', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    const directionTo = async (plan: string, cycle: string): Promise<string> => {
      const change = await desk.preview(changePlan, to(id, plan, { cycle }), '2026-06-10');
      if (!change.ok) throw new Error(JSON.stringify(change.problems));
      return plannedSubscription(change.value).history.at(-1)?.kind ?? '';
    };
    expect(await directionTo('plus', 'monthly')).toBe('upgraded');
    // 50 a month is 600 a year: 500 a year is less, 600 the same, 1,200 more.
    expect(await directionTo('basic', 'yearly')).toBe('downgraded');
    expect(await directionTo('plus', 'yearly')).toBe('sidegraded');
    expect(await directionTo('pro', 'yearly')).toBe('upgraded');
  });

  it('counts the subscription’s discounts, its quantity and its own prices, and no usage', async () => {
    const dear = flat('dear', '55', '550');
    const desk = deskOf(
      [...plans(), dear],
      {},
      offer({
        id: 'off_half',
        reach: { kind: 'automatic' },
        value: { kind: 'percentage', percent: '50' },
        duration: { kind: 'lifetime' },
        scope: { kind: 'plans', planIds: ['dear'] },
      }),
    );
    const direction = async (id: string, body: Partial<Body>, plan = 'dear'): Promise<string> => {
      await desk.run(changePlan, to(id, plan, { ...nextPeriod, ...body }), '2026-11-25');
      return (await plannedMove(desk, id)).direction;
    };
    // 55 less half is less than 50.
    expect(await direction(await desk.create({}, '2026-11-20'), {})).toBe('downgrade');
    expect(await direction(await desk.create({ negotiated: [{ componentId: 'base', price: '20' }] }, '2026-11-20'), {})).toBe('upgrade');
    expect(await direction(await desk.create({}, '2026-11-20'), { quantity: '6' }, 'team')).toBe('upgrade');
    expect(await direction(await desk.create({}, '2026-11-20'), { quantity: '4' }, 'team')).toBe('downgrade');
    expect(await direction(await desk.create({}, '2026-11-20'), { quantity: '5' }, 'team')).toBe('sidegrade');
  });

  it('an equal price on another plan is treated as an upgrade', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    await desk.run(changePlan, to(id, 'team', { ...nextPeriod, quantity: '5' }), '2026-06-10');
    expect(await plannedMove(desk, id)).toMatchObject({ direction: 'sidegrade', entitlementsFrom: 'now', unusedPart: 'credited' });
  });
});

describe('[SUB-27] another cycle', () => {
  it('closes the period at the change and starts a new one with a new anchor', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    const till = new Till(desk, id);
    await till.run('2026-06-01');
    await desk.run(changePlan, to(id, 'basic', { cycle: 'yearly' }), '2026-06-16');
    expect(itemNamed(await desk.subscription(id)).cadence).toMatchObject([
      { from: '2026-06-01', until: '2026-06-16', interval: { unit: 'month' } },
      { from: '2026-06-16', until: null, anchor: '2026-06-16', interval: { unit: 'year' } },
    ]);
    expect(await till.run('2026-06-16')).toEqual(['basic: base 2026-06-16..2026-07-01 -2500', 'basic: base 2026-06-16..2027-06-16 50000']);
    await desk.advance(id, '2026-08-01');
    expect(await till.run('2026-08-01')).toEqual([]);
    expect(kinds(await desk.subscription(id))).toEqual(['created', 'activated', 'downgraded']);
  });

  it('keeps a standard day for everyone, with a stub before it', async () => {
    const desk = deskOf();
    const id = await desk.create({ anchor: { kind: 'day-of-month', day: 1 } }, '2026-06-01');
    await desk.run(changePlan, to(id, 'basic', { cycle: 'yearly' }), '2026-06-16');
    expect(itemNamed(await desk.subscription(id)).cadence.at(-1)).toMatchObject({
      from: '2026-06-16',
      anchor: '2026-07-01',
      stub: 'prorated',
    });
  });

  it('scheduled begins where the period ends; its entitlements are renewed once', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    await desk.run(changePlan, to(id, 'pro', { cycle: 'yearly', when: { kind: 'period-end' }, entitlements: 'with-change' }), '2026-06-16');
    const landed = await desk.advance(id, '2026-07-05');
    expect(itemNamed(landed).cadence.map(({ from, until }) => `${from}..${until ?? ''}`)).toEqual([
      '2026-06-01..2026-07-01',
      '2026-07-01..',
    ]);
    expect(landed.grants[0]).toMatchObject({
      limit: '1000',
      resetsAt: '2027-06-30T23:00:00.000Z',
      allotments: [{ source: 'allowance', granted: '1000' }],
    });
    expect(landed.grants[0]?.log.filter(({ kind }) => kind === 'renewed')).toHaveLength(1);
  });
});

describe('[SUB-13] a planned change', () => {
  it('is withdrawn before it lands, with what rose ahead of it', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    await desk.run(changePlan, to(id, 'pro', nextPeriod), '2026-06-16');
    const changeId = (await desk.subscription(id)).planned[0]?.id ?? '';
    await desk.run(withdrawChange, { subscriptionId: id, changeId }, '2026-06-20');
    expect(await limits(desk, id)).toEqual(['100']);
    const after = await desk.advance(id, '2026-07-02');
    expect(after.planned).toEqual([]);
    expect(termsOf(after)).toEqual(['2026-06-01.. basic x1']);
    expect(kinds(after)).toEqual(['created', 'activated', 'change-scheduled', 'change-withdrawn', 'renewed']);
    expect(codes(await desk.refused(withdrawChange, { subscriptionId: id, changeId }, '2026-07-03'))).toEqual([
      'subscription.change-missing',
    ]);
  });

  it('cannot be withdrawn once it has landed, also where nobody advanced the subscription yet', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    await desk.run(changePlan, to(id, 'pro', nextPeriod), '2026-06-16');
    const changeId = (await desk.subscription(id)).planned[0]?.id ?? '';
    expect(codes(await desk.refused(withdrawChange, { subscriptionId: id, changeId }, '2026-07-01'))).toEqual([
      'subscription.change-missing',
    ]);
  });

  it('stands alone: another change of the same item, or one past the end, is refused with the one that is in its way', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    await desk.run(changePlan, to(id, 'pro', nextPeriod), '2026-06-16');
    const [planned] = (await desk.subscription(id)).planned;
    const clash = { code: 'subscription.change-conflicts', changeId: planned?.id, kind: 'plan', on: '2026-07-01' };
    expect(await desk.refused(changePlan, to(id, 'plus'), '2026-06-17')).toEqual([clash]);
    expect(await desk.refused(changeQuantity, { subscriptionId: id, quantity: { from: '1', to: '2' } }, '2026-06-17')).toEqual([clash]);
    const leaving = await desk.create({}, '2026-06-01');
    await desk.run(cancelSubscription, { subscriptionId: leaving, reason: 'other' }, '2026-06-16');
    expect(await desk.refused(changePlan, to(leaving, 'plus', nextPeriod), '2026-06-17')).toMatchObject([
      { code: 'subscription.change-conflicts', kind: 'cancel' },
    ]);
    expect(await desk.refused(changePlan, to(leaving, 'plus'), '2026-06-17')).toEqual([]);
  });
});

describe('[SUB-14] a preview', () => {
  it('is the same plan, not committed: the whole subscription as it would be, and nothing kept', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    const before = await desk.subscription(id);
    const preview = await desk.preview(changePlan, to(id, 'pro'), '2026-06-16');
    if (!preview.ok) throw new Error('refused');
    expect(await desk.subscription(id)).toBe(before);
    expect(termsOf(plannedSubscription(preview.value))).toEqual(['2026-06-01..2026-06-16 basic x1', '2026-06-16.. pro x1']);
    desk.put(plannedSubscription(preview.value));
    expect(await new Till(desk, id).run('2026-06-16')).toHaveLength(2);
  });
});
