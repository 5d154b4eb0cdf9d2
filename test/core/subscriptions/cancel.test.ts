import { describe, expect, it } from 'vitest';
import { type CancelSubscription, cancelSubscription } from '../../../core/subscriptions/cancel-subscription.ts';
import { changePlan } from '../../../core/subscriptions/change-plan.ts';
import { changeQuantity } from '../../../core/subscriptions/change-quantity.ts';
import { pauseSubscription } from '../../../core/subscriptions/pause-subscription.ts';
import { withdrawChange } from '../../../core/subscriptions/withdraw-change.ts';
import { calls, deskOf, flat, plans } from './catalog.ts';
import { type Desk, kinds, termsOf } from './desk.ts';
import { Till } from './till.ts';

const now = { when: { kind: 'now' } } as const;
const cancel = (desk: Desk, subscriptionId: string, at: string, changes: Partial<CancelSubscription['body']> = {}) =>
  desk.run(cancelSubscription, { subscriptionId, reason: 'customer_request', ...changes }, at);
const codes = (problems: readonly { readonly code: string }[]): readonly string[] => problems.map(({ code }) => code);

/** A monthly subscription at 90 from 1 June, billed for June. */
const opened = async (
  body: Parameters<Desk['create']>[0] = {},
  desk = deskOf([
    flat('basic', '90', '900', { entitlements: [calls('100')] }, { addOns: plans()[0]?.plan.addOns ?? [] }),
    ...plans().slice(1),
  ]),
) => {
  const id = await desk.create(body, '2026-06-01');
  const till = new Till(desk, id, [flat('basic', '90', '900'), ...plans().slice(1)]);
  await till.run('2026-06-01');
  return { desk, id, till };
};

describe('a scheduled cancel', () => {
  it('[SUB-10] is the default: it runs to the period’s end, says so, and is not renewed', async () => {
    const { desk, id, till } = await opened();
    await cancel(desk, id, '2026-06-10', { note: 'moves on' });
    const leaving = await desk.subscription(id);
    expect(leaving.state).toEqual({ kind: 'active', since: '2026-06-01', cancelsOn: '2026-07-01' });
    expect(leaving.planned).toMatchObject([{ on: '2026-07-01', change: { kind: 'cancel', reason: 'customer_request', note: 'moves on' } }]);
    expect((await desk.advance(id, '2026-06-30')).state.kind).toBe('active');
    const ended = await desk.advance(id, '2026-07-10');
    expect(ended.state).toEqual({ kind: 'cancelled', on: '2026-07-01', reason: 'customer_request', note: 'moves on' });
    expect(termsOf(ended)).toEqual(['2026-06-01..2026-07-01 basic x1']);
    expect(kinds(ended)).toEqual(['created', 'activated', 'cancel-scheduled', 'cancelled']);
    expect(await till.run('2026-12-01')).toEqual([]);
  });

  it('[SUB-13] is undone until then', async () => {
    const { desk, id, till } = await opened();
    await cancel(desk, id, '2026-06-10');
    await desk.run(withdrawChange, { subscriptionId: id, changeId: (await desk.subscription(id)).planned[0]?.id ?? '' }, '2026-06-30');
    expect((await desk.subscription(id)).state).toEqual({ kind: 'active', since: '2026-06-01', cancelsOn: null });
    await desk.advance(id, '2026-07-01');
    expect(await till.run('2026-07-01')).toEqual(['basic: base 2026-07-01..2026-08-01 9000']);
  });

  it('[SUB-10] on a day inside a period gives back what is not served, or keeps it', async () => {
    for (const [credit, lines] of [
      ['prorated', ['basic: base 2026-06-20..2026-07-01 -3300']],
      ['none', []],
    ] as const) {
      const { desk, id, till } = await opened();
      await cancel(desk, id, '2026-06-10', { when: { kind: 'on', date: '2026-06-20' }, credit });
      await desk.advance(id, '2026-06-20');
      expect(await till.run('2026-06-20')).toEqual(lines);
    }
  });

  it('drops what was planned after it, and a second one has to wait for the first', async () => {
    const { desk, id } = await opened({ plan: 'pro' });
    await desk.run(
      changePlan,
      { subscriptionId: id, plan: { from: 'pro', to: 'plus' }, when: { kind: 'on', date: '2026-08-01' } },
      '2026-06-05',
    );
    await cancel(desk, id, '2026-06-10');
    expect(codes(await desk.refused(cancelSubscription, { subscriptionId: id, reason: 'other' }, '2026-06-11'))).toEqual([
      'subscription.change-conflicts',
    ]);
    expect(await desk.advance(id, '2026-08-05')).toMatchObject({ state: { kind: 'cancelled', on: '2026-07-01' }, planned: [] });
  });

  it('[CAT-29] [CXL-12] credits what an add-on of a longer cadence does not serve any more', async () => {
    const { desk, id, till } = await opened({ addOns: [{ plan: 'insight', cycle: 'yearly' }] });
    await cancel(desk, id, '2026-06-10');
    await desk.advance(id, '2026-07-01');
    expect(await till.run('2026-07-01')).toEqual(['insight: base 2026-07-01..2027-06-01 -11014']);
  });
});

describe('an immediate cancel', () => {
  it.each([
    { credit: 'none', lines: [] },
    { credit: 'prorated', lines: ['basic: base 2026-06-20..2026-07-01 -3300'] },
    { credit: 'full', lines: ['basic: base 2026-06-01..2026-07-01 -9000'] },
  ] as const)('[CXL-12] [G-PRO-12] with credit $credit', async ({ credit, lines }) => {
    const { desk, id, till } = await opened();
    await cancel(desk, id, '2026-06-20', { ...now, credit });
    expect((await desk.subscription(id)).state).toMatchObject({ kind: 'cancelled', on: '2026-06-20' });
    expect(await till.run('2026-06-20')).toEqual(lines);
    expect(await till.run('2026-09-01')).toEqual([]);
  });

  it('[CXL-12] prorated is what happens where nobody says', async () => {
    const { desk, id, till } = await opened();
    await cancel(desk, id, '2026-06-20', now);
    expect(await till.run('2026-06-20')).toEqual(['basic: base 2026-06-20..2026-07-01 -3300']);
  });

  it('[CXL-12] full takes back every charge of the running period, whatever changed in it', async () => {
    const { desk, id, till } = await opened({ plan: 'team', quantity: '3' });
    await desk.run(changeQuantity, { subscriptionId: id, quantity: { from: '3', to: '6' } }, '2026-06-11');
    await till.run('2026-06-11');
    await cancel(desk, id, '2026-06-20', { ...now, credit: 'full' });
    const lines = await till.run('2026-06-20');
    expect(lines.map((line) => Number(line.split(' ').at(-1))).reduce((a, b) => a + b, 0)).toBe(-1000 - 4000);
  });

  it('[CXL-12] without credit on the first day of a period keeps the charge of that period', async () => {
    const { desk, id, till } = await opened();
    await desk.advance(id, '2026-07-01');
    expect(await till.run('2026-07-01')).toEqual(['basic: base 2026-07-01..2026-08-01 9000']);
    await cancel(desk, id, '2026-07-01', { ...now, credit: 'none' });
    expect(await till.run('2026-07-02')).toEqual([]);
    const other = await opened();
    await other.desk.advance(other.id, '2026-07-01');
    await other.till.run('2026-07-01');
    await cancel(other.desk, other.id, '2026-07-01', { ...now, credit: 'prorated' });
    expect(await other.till.run('2026-07-01')).toEqual(['basic: base 2026-07-01..2026-08-01 -9000']);
  });

  it('[SUB-10] takes the place of a scheduled one', async () => {
    const { desk, id } = await opened();
    await cancel(desk, id, '2026-06-10');
    await cancel(desk, id, '2026-06-15', now);
    expect(await desk.subscription(id)).toMatchObject({ state: { kind: 'cancelled', on: '2026-06-15' }, planned: [] });
  });

  it('[SUB-11] carries its reason: a payment failure is told from a customer’s wish, with words for those who ask why', async () => {
    const { desk, id } = await opened();
    await cancel(desk, id, '2026-06-15', { ...now, reason: 'payment_failure', note: 'five attempts' });
    const subscription = await desk.subscription(id);
    expect(subscription.state).toMatchObject({ reason: 'payment_failure', note: 'five attempts' });
    expect(subscription.history.at(-1)?.facts).toEqual({ reason: 'payment_failure', note: 'five attempts', from: 'active' });
  });

  it('[SUB-29] may have happened before it was entered', async () => {
    const { desk, id, till } = await opened();
    await cancel(desk, id, '2026-06-25', { when: { kind: 'on', date: '2026-06-20' } });
    expect(await till.run('2026-06-25')).toEqual(['basic: base 2026-06-20..2026-07-01 -3300']);
    const other = await opened({ plan: 'pro' });
    await other.desk.run(changePlan, { subscriptionId: other.id, plan: { from: 'pro', to: 'plus' } }, '2026-06-18');
    expect(
      await other.desk.refused(
        cancelSubscription,
        { subscriptionId: other.id, reason: 'other', when: { kind: 'on', date: '2026-06-15' } },
        '2026-06-25',
      ),
    ).toEqual([{ code: 'subscription.later-change', on: '2026-06-15', laterOn: '2026-06-18', kind: 'downgraded' }]);
  });
});

describe('[OR-30] a cancel while paused', () => {
  it('is immediate and gives back the frozen days', async () => {
    const { desk, id, till } = await opened();
    await desk.run(pauseSubscription, { subscriptionId: id, ...now }, '2026-06-20');
    await cancel(desk, id, '2026-08-10');
    const subscription = await desk.subscription(id);
    expect(subscription.state).toMatchObject({ kind: 'cancelled', on: '2026-08-10' });
    expect(subscription.pauses).toMatchObject([{ from: '2026-06-20', until: '2026-08-10' }]);
    const lines = await till.run('2026-08-10');
    expect(lines.map((line) => Number(line.split(' ').at(-1)))).toEqual([-3300]);
  });

  it('has nothing to give back where the billing dates were kept', async () => {
    const { desk, id, till } = await opened();
    await desk.run(pauseSubscription, { subscriptionId: id, ...now, billing: 'keep-anchor' }, '2026-06-20');
    expect(await desk.refused(cancelSubscription, { subscriptionId: id, reason: 'other', credit: 'full' }, '2026-06-25')).toEqual([
      { code: 'subscription.nothing-to-credit', since: '2026-06-20' },
    ]);
    await cancel(desk, id, '2026-06-25');
    expect(await till.run('2026-09-01')).toEqual([]);
    const ended = await opened();
    await ended.desk.run(pauseSubscription, { subscriptionId: ended.id }, '2026-06-20');
    await ended.desk.advance(ended.id, '2026-07-20');
    await cancel(ended.desk, ended.id, '2026-08-01');
    expect(await ended.till.run('2026-09-01')).toEqual([]);
  });
});

describe('a pending one', () => {
  it('is cancelled without a trace in billing, and still says what it was', async () => {
    const desk = deskOf();
    const id = await desk.create({ startsOn: '2026-07-01' }, '2026-06-01');
    await cancel(desk, id, '2026-06-10');
    const subscription = await desk.subscription(id);
    expect(subscription.state).toMatchObject({ kind: 'cancelled', on: '2026-06-10' });
    expect(termsOf(subscription)).toEqual(['2026-07-01..2026-07-01 basic x1']);
    expect(await new Till(desk, id).run('2026-12-01')).toEqual([]);
  });
});

describe('[ENT-27] entitlements of a cancel', () => {
  it.each([
    { onCancel: { kind: 'now' }, at: '2026-06-20', state: 'revoked' },
    { onCancel: { kind: 'period-end' }, at: '2026-06-30', state: 'active' },
    { onCancel: { kind: 'period-end' }, at: '2026-07-01', state: 'revoked' },
    { onCancel: { kind: 'later', days: 20 }, at: '2026-07-10T08:59:59.000Z', state: 'active' },
    { onCancel: { kind: 'later', days: 20 }, at: '2026-07-10T09:00:00.000Z', state: 'revoked' },
  ] as const)('end $onCancel.kind: on $at they are $state', async ({ onCancel, at, state }) => {
    const desk = deskOf([flat('basic', '50', '500', { entitlements: [calls('100', { onCancel })] })]);
    const id = await desk.create({}, '2026-06-01');
    await cancel(desk, id, '2026-06-20', now);
    expect((await desk.advance(id, at)).grants[0]?.state.kind).toBe(state);
  });

  it('a scheduled cancel changes nothing before its day', async () => {
    const { desk, id } = await opened();
    await cancel(desk, id, '2026-06-20');
    expect((await desk.subscription(id)).grants[0]?.state.kind).toBe('active');
    expect((await desk.advance(id, '2026-07-01')).grants[0]).toMatchObject({ state: { kind: 'revoked', at: '2026-06-30T23:00:00.000Z' } });
  });
});
