import { describe, expect, it } from 'vitest';
import { type ChangePlan, changePlan } from '../../../core/subscriptions/change-plan.ts';
import { sampleEntity, withPolicies } from '../../support/billing-world.ts';
import { calls, deskOf, flat, plans } from './catalog.ts';
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
