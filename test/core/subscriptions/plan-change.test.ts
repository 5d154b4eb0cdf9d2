import { describe, expect, it } from 'vitest';
import { attachAddOn } from '../../../core/subscriptions/attach-add-on.ts';
import { cancelSubscription } from '../../../core/subscriptions/cancel-subscription.ts';
import { type ChangePlan, changePlan } from '../../../core/subscriptions/change-plan.ts';
import { changeQuantity } from '../../../core/subscriptions/change-quantity.ts';
import { plannedSubscription } from '../../../core/subscriptions/subscription-facts.ts';
import type { TimelineChange } from '../../../core/subscriptions/types.ts';
import { withdrawChange } from '../../../core/subscriptions/withdraw-change.ts';
import { component, fixedPrice, sampleEntity, soldPlan, variantOf, withPolicies } from '../../support/billing-world.ts';
import { offer } from '../offers/sample.ts';
import { addOn, calls, deskOf, documentsOf, flat, plans } from './catalog.ts';
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
const limits = async (desk: Desk, id: string) =>
  (await desk.subscription(id)).grants.filter(({ state }) => state.kind !== 'revoked').map(({ limit }) => limit);

describe('an upgrade', () => {
  it('[SUB-05] [SUB-08] [ENT-28] at once ends the old term, starts the new one and raises entitlements', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    await desk.run(changePlan, to(id, 'pro'), '2026-06-16');
    const subscription = await desk.subscription(id);
    expect(termsOf(subscription)).toEqual(['2026-06-01..2026-06-16 basic x1', '2026-06-16.. pro x1']);
    expect(subscription.history.at(-1)).toMatchObject({
      kind: 'upgraded',
      on: '2026-06-16',
      facts: { planFrom: 'basic', planTo: 'pro', direction: 'upgrade' },
    });
    expect(await limits(desk, id)).toEqual(['1000']);
    expect(await new Till(desk, id).run('2026-06-16')).toEqual([
      'basic: base 2026-06-01..2026-06-16 2500',
      'pro: base 2026-06-16..2026-07-01 5000',
    ]);
  });

  it('[SUB-23] [SUB-24] [G-PRO-1] credits the unused days of the old price and charges those of the new one', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    const till = new Till(desk, id);
    expect(await till.run('2026-06-01')).toEqual(['basic: base 2026-06-01..2026-07-01 5000']);
    await desk.run(changePlan, to(id, 'pro'), '2026-06-16');
    expect(await till.run('2026-06-16')).toEqual(['basic: base 2026-06-16..2026-07-01 -2500', 'pro: base 2026-06-16..2026-07-01 5000']);
    expect(await till.run('2026-06-30')).toEqual([]);
  });

  it('[SUB-05] scheduled waits for the next period and prorates nothing', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    const till = new Till(desk, id);
    await till.run('2026-06-01');
    await desk.run(changePlan, to(id, 'pro', nextPeriod), '2026-06-16');
    expect(await desk.subscription(id)).toMatchObject({ planned: [{ on: '2026-07-01', change: { kind: 'plan', direction: 'upgrade' } }] });
    expect(termsOf(await desk.subscription(id))).toEqual(['2026-06-01.. basic x1']);
    expect(await till.run('2026-06-30')).toEqual([]);
    expect(termsOf(await desk.advance(id, '2026-07-02'))).toEqual(['2026-06-01..2026-07-01 basic x1', '2026-07-01.. pro x1']);
    expect(await till.run('2026-07-02')).toEqual(['pro: base 2026-07-01..2026-08-01 10000']);
    expect(kinds(await desk.subscription(id)).slice(-3)).toEqual(['change-scheduled', 'upgraded', 'renewed']);
  });

  it('[CF-7] [OR-12] raises entitlements when it is asked for, whatever the invoice timing; or waits where it is told to', async () => {
    const desk = deskOf();
    const eager = await desk.create({}, '2026-06-01');
    await desk.run(changePlan, to(eager, 'pro', nextPeriod), '2026-06-16');
    expect(await limits(desk, eager)).toEqual(['1000']);
    const patient = await desk.create({}, '2026-06-01');
    await desk.run(changePlan, to(patient, 'pro', { ...nextPeriod, entitlements: 'with-change' }), '2026-06-16');
    expect(await limits(desk, patient)).toEqual(['100']);
    const landed = await desk.advance(patient, '2026-07-01');
    expect(landed.grants[0]).toMatchObject({
      limit: '1000',
      resetsAt: '2026-07-31T23:00:00.000Z',
      allotments: [{ granted: '1000', used: '0' }],
    });
  });

  it.each([
    { upgradeCredit: 'unused-part', unusedPart: 'credited', minor: [-2500, 5000] },
    { upgradeCredit: 'whole-charge', unusedPart: 'whole-credited', minor: [-5000, 5000] },
    { upgradeCredit: 'none', unusedPart: 'kept', minor: [5000] },
  ] as const)('[POL-04] gives back the $upgradeCredit', async ({ upgradeCredit, unusedPart, minor }) => {
    const policies = withPolicies({ upgradeCredit });
    const desk = deskOf(plans(), { policies });
    const id = await desk.create({}, '2026-06-01');
    const till = new Till(desk, id, plans(), sampleEntity({ policies }));
    await till.run('2026-06-01');
    await desk.run(changePlan, to(id, 'pro'), '2026-06-16');
    expect(itemNamed(await desk.subscription(id)).terms[0]?.unusedPart).toBe(unusedPart);
    const amounts = (await till.run('2026-06-16')).map((line) => Number(line.split(' ').at(-1)));
    expect(amounts.sort((a, b) => a - b)).toEqual([...minor]);
  });

  it('[POL-02] counts the second of the day where the policy counts seconds, and days otherwise', async () => {
    const bySecond = deskOf(plans(), { policies: withPolicies({ prorationBasis: 'seconds' }) });
    const id = await bySecond.create({}, '2026-06-01');
    await bySecond.run(changePlan, to(id, 'pro'), '2026-06-16T11:00:05.000Z');
    expect(itemNamed(await bySecond.subscription(id)).terms).toMatchObject([
      { until: '2026-06-16', untilSecond: 43_205 },
      { from: '2026-06-16', fromSecond: 43_205 },
    ]);
    await bySecond.run(changePlan, { subscriptionId: id, plan: { from: 'pro', to: 'plus' } }, '2026-06-16T12:00:05.000Z');
    expect(itemNamed(await bySecond.subscription(id)).terms.map(({ fromSecond }) => fromSecond)).toEqual([0, 43_205, 46_805]);
    expect(
      codes(await bySecond.refused(changePlan, { subscriptionId: id, plan: { from: 'plus', to: 'pro' } }, '2026-06-16T11:30:00.000Z')),
    ).toEqual(['subscription.later-change']);
    const byDay = deskOf();
    const other = await byDay.create({}, '2026-06-01');
    await byDay.run(changePlan, to(other, 'pro'), '2026-06-16T11:00:05.000Z');
    expect(openTermOf(await byDay.subscription(other)).fromSecond).toBe(0);
  });

  it('[POL-03] the day of the change belongs to the new plan, or still to the old one', async () => {
    const policies = withPolicies({ changeDay: 'old-plan' });
    const desk = deskOf(plans(), { policies });
    const id = await desk.create({}, '2026-06-01');
    await desk.run(changePlan, to(id, 'pro'), '2026-06-16');
    expect(openTermOf(await desk.subscription(id)).from).toBe('2026-06-16');
    const lines = await new Till(desk, id, plans(), sampleEntity({ policies })).run('2026-06-17');
    expect(lines.map((line) => Number(line.split(' ').at(-1)))).toEqual([2667, 4667]);
  });

  it('[SUB-23] without proration the old charge stands and the new price begins with the next period', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    const till = new Till(desk, id);
    await till.run('2026-06-01');
    await desk.run(changePlan, to(id, 'pro', { proration: 'none' }), '2026-06-16');
    expect(await till.run('2026-06-30')).toEqual([]);
    expect(await limits(desk, id)).toEqual(['1000']);
    await desk.advance(id, '2026-07-01');
    expect(await till.run('2026-07-01')).toEqual(['pro: base 2026-07-01..2026-08-01 10000']);
  });

  it('[SUB-28] several changes of one day leave only the last, several of one period each take their own slice', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    await desk.run(changePlan, to(id, 'pro'), '2026-06-11');
    await desk.run(changePlan, { subscriptionId: id, plan: { from: 'pro', to: 'plus' } }, '2026-06-11');
    await desk.run(changePlan, { subscriptionId: id, plan: { from: 'plus', to: 'pro' } }, '2026-06-21');
    expect(termsOf(await desk.subscription(id))).toEqual([
      '2026-06-01..2026-06-11 basic x1',
      '2026-06-11..2026-06-21 plus x1',
      '2026-06-21.. pro x1',
    ]);
    const lines = await new Till(desk, id).run('2026-06-21');
    expect(lines.map((line) => Number(line.split(' ').at(-1)))).toEqual([1667, 2000, 3333]);
  });

  it('[G-PRO-14] on the first day of a period gives the whole old price back and charges the whole new one', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    const till = new Till(desk, id);
    await till.run('2026-06-01');
    await desk.run(changePlan, to(id, 'pro'), '2026-06-01T18:00:00.000Z');
    expect(await till.run('2026-06-01')).toEqual(['basic: base 2026-06-01..2026-07-01 -5000', 'pro: base 2026-06-01..2026-07-01 10000']);
  });
});

describe('a downgrade', () => {
  const pro = (id: string, plan: string, changes: Partial<Body> = {}): Body => ({
    subscriptionId: id,
    plan: { from: 'pro', to: plan },
    ...changes,
  });

  it('[SUB-06] [SUB-26] at once leaves a credit', async () => {
    const desk = deskOf();
    const id = await desk.create({ plan: 'pro' }, '2026-06-01');
    const till = new Till(desk, id);
    await till.run('2026-06-01');
    await desk.run(changePlan, pro(id, 'basic'), '2026-06-16');
    expect((await desk.subscription(id)).history.at(-1)?.kind).toBe('downgraded');
    expect(await till.run('2026-06-16')).toEqual(['basic: base 2026-06-16..2026-07-01 2500', 'pro: base 2026-06-16..2026-07-01 -5000']);
    expect(till.record.creditNotes).toHaveLength(1);
  });

  it('[SUB-06] [G-PRO-13] scheduled gives no credit and has the new price from the next period on', async () => {
    const desk = deskOf();
    const id = await desk.create({ plan: 'pro' }, '2026-06-01');
    const till = new Till(desk, id);
    await till.run('2026-06-01');
    await desk.run(changePlan, pro(id, 'basic', nextPeriod), '2026-06-16');
    expect(await till.run('2026-06-30')).toEqual([]);
    await desk.advance(id, '2026-07-01');
    expect(await till.run('2026-07-01')).toEqual(['basic: base 2026-07-01..2026-08-01 5000']);
    expect(till.record.creditNotes).toEqual([]);
  });

  it('[ENT-29] [OR-9] lowers entitlements now or with the next period, as the definition says, and keeps what was used', async () => {
    const late = flat('late', '100', '1200', { entitlements: [calls('1000', { onDowngrade: 'next-period' })] });
    const desk = deskOf([...plans(), late]);
    const now = await desk.create({ plan: 'pro' }, '2026-06-01');
    await desk.run(changePlan, pro(now, 'basic'), '2026-06-16');
    expect(await limits(desk, now)).toEqual(['100']);
    const next = await desk.create({ plan: 'late' }, '2026-06-01');
    await desk.run(changePlan, { subscriptionId: next, plan: { from: 'late', to: 'basic' } }, '2026-06-16');
    expect(await limits(desk, next)).toEqual(['1000']);
    expect((await desk.advance(next, '2026-07-01')).grants[0]).toMatchObject({ limit: '100', allotments: [{ granted: '100', used: '0' }] });
  });

  it('[ENT-29] [SUB-06] scheduled lowers them with the change, or when it is asked for', async () => {
    const desk = deskOf();
    const id = await desk.create({ plan: 'pro' }, '2026-06-01');
    await desk.run(changePlan, pro(id, 'basic', nextPeriod), '2026-06-16');
    expect(await limits(desk, id)).toEqual(['1000']);
    expect((await desk.advance(id, '2026-07-01')).grants.filter(({ state }) => state.kind === 'active')).toMatchObject([
      { limit: '100', allotments: [{ granted: '100' }] },
    ]);
    const early = await desk.create({ plan: 'pro' }, '2026-06-01');
    await desk.run(changePlan, pro(early, 'basic', { ...nextPeriod, entitlements: 'now' }), '2026-06-16');
    expect(await limits(desk, early)).toEqual(['100']);
    expect((await desk.advance(early, '2026-07-01')).grants.filter(({ state }) => state.kind === 'active')).toMatchObject([
      { limit: '100', resetsAt: '2026-07-31T23:00:00.000Z' },
    ]);
  });
});

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
