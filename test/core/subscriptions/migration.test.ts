import { describe, expect, it } from 'vitest';
import type { Subscription } from '../../../core/subscriptions/types.ts';
import {
  type ApplyMigration,
  applyMigration,
  gatherMigration,
  inCohort,
  migrationBatches,
  migrationBatchSize,
  migrationRows,
} from '../../../core/subscriptions/apply-migration.ts';
import { attachAddOn } from '../../../core/subscriptions/attach-add-on.ts';
import { cancelSubscription } from '../../../core/subscriptions/cancel-subscription.ts';
import { changeQuantity } from '../../../core/subscriptions/change-quantity.ts';
import { pauseSubscription } from '../../../core/subscriptions/pause-subscription.ts';
import { withdrawChange } from '../../../core/subscriptions/withdraw-change.ts';
import { offer } from '../offers/sample.ts';
import { deskOf, flat, plans } from './catalog.ts';
import { type Desk, termsOf } from './desk.ts';
import { Till } from './till.ts';

type Body = ApplyMigration['body'];
const terms = (subscriptionIds: readonly string[], changes: Partial<Body> = {}): Body => ({
  migrationId: 'mig_1',
  from: 'basic',
  to: 'plus',
  when: 'next-period',
  subscriptionIds,
  ...changes,
});

const dryRun = async (desk: Desk, body: Body, at: string) => {
  const command = desk.command<ApplyMigration>('migration.apply', body, at);
  return migrationRows(command, await gatherMigration(command, desk.source));
};

/** Grandfathered basic with its successor plus, as in a migration. */
const grandfathered = (desk: Desk): void => desk.put({ ...(plans()[0]?.plan ?? never()), state: 'grandfathered', successorPlanId: 'plus' });

describe('[OFR-22] a bulk migration', () => {
  it('moves a cohort with its next period, and billing follows', async () => {
    const desk = deskOf();
    const ids = [await desk.create({}, '2026-06-01'), await desk.create({}, '2026-06-10')];
    grandfathered(desk);
    const till = new Till(desk, ids[0] ?? '');
    await till.run('2026-06-01');
    const change = await desk.run(applyMigration, terms(ids), '2026-06-15');
    expect(change.writes).toHaveLength(2);
    const planned = await Promise.all(ids.map(async (id) => (await desk.subscription(id)).planned));
    expect(planned.map(([first]) => [first?.on, first?.migrationId])).toEqual([
      ['2026-07-01', 'mig_1'],
      ['2026-07-10', 'mig_1'],
    ]);
    const moved = await desk.advance(ids[0] ?? '', '2026-07-01');
    expect(termsOf(moved)).toEqual(['2026-06-01..2026-07-01 basic x1', '2026-07-01.. plus x1']);
    expect(moved.history.find(({ kind }) => kind === 'migrated')).toMatchObject({
      on: '2026-07-01',
      facts: { migrationId: 'mig_1', direction: 'upgrade', planTo: 'plus' },
    });
    expect(await till.run('2026-07-01')).toEqual(['plus: base 2026-07-01..2026-08-01 6000']);
  });

  it('moves now with proration, or without', async () => {
    for (const [proration, lines] of [
      ['prorate', ['basic: base 2026-06-16..2026-07-01 -2500', 'plus: base 2026-06-16..2026-07-01 3000']],
      ['none', []],
    ] as const) {
      const desk = deskOf();
      const id = await desk.create({}, '2026-06-01');
      const till = new Till(desk, id);
      await till.run('2026-06-01');
      await desk.run(applyMigration, terms([id], { when: 'now', proration }), '2026-06-16');
      expect(await till.run('2026-06-16')).toEqual(lines);
    }
  });

  it('[BEY-09] keeps a notice: nobody moves before its day', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-10');
    const on = async (changes: Partial<Body>) =>
      (await dryRun(desk, terms([id], changes), '2026-06-15')).map((row) => ('on' in row ? row.on : row.outcome));
    expect(await on({ notBefore: '2026-07-11' })).toEqual(['2026-08-10']);
    expect(await on({ notBefore: '2026-08-10' })).toEqual(['2026-08-10']);
    expect(await on({ when: 'now', notBefore: '2026-07-01' })).toEqual(['2026-07-01']);
    expect(await on({ when: 'now', notBefore: '2026-06-01' })).toEqual(['2026-06-15']);
  });

  it('softens the new price with an offer, within the offer’s limits, and takes it back with the move', async () => {
    const soft = offer({
      id: 'off_soft',
      name: 'Loyal',
      value: { kind: 'percentage', percent: '10' },
      duration: { kind: 'periods', count: 3 },
      scope: { kind: 'any' },
      limits: { total: 1, perCustomer: null, firstPurchaseOnly: false },
      redeemableFrom: null,
      redeemableThrough: null,
    });
    const desk = deskOf(plans(), {}, soft);
    const ids = [await desk.create({}, '2026-11-01'), await desk.create({}, '2026-11-01')].sort();
    const rows = await dryRun(desk, terms(ids, { offerId: 'off_soft' }), '2026-11-15');
    expect(rows.map((row) => row.outcome)).toEqual(['moves', 'stays']);
    expect(rows[1]).toMatchObject({ why: [{ code: 'offer.used-up' }] });
    await desk.run(applyMigration, terms(ids, { offerId: 'off_soft' }), '2026-11-15');
    expect((await desk.source.get('offer', 'off_soft'))?.redeemed).toBe(1);
    const [first = ''] = ids;
    const till = new Till(desk, first);
    await till.run('2026-11-15');
    await desk.advance(first, '2026-12-01');
    expect(await till.run('2026-12-01')).toEqual(['plus: base 2026-12-01..2027-01-01 5400']);
    expect(await dryRun(desk, terms(ids, { offerId: 'off_none' }), '2026-12-02')).toMatchObject([
      { outcome: 'moved-before' },
      { outcome: 'stays', why: [{ code: 'offer.missing' }] },
    ]);
    const undone = deskOf(plans(), {}, soft);
    const id = await undone.create({}, '2026-11-01');
    await undone.run(applyMigration, terms([id], { offerId: 'off_soft' }), '2026-11-15');
    await undone.run(withdrawChange, { subscriptionId: id, changeId: (await undone.subscription(id)).planned[0]?.id ?? '' }, '2026-11-20');
    expect((await undone.subscription(id)).redemptions).toEqual([]);
  });
});

describe('[OFR-23] its safety', () => {
  it('[BEY-09] the dry run says each customer’s effect, and who will not change and why', async () => {
    const desk = deskOf();
    const at = '2026-06-01';
    const moves = await desk.create({}, at);
    const yearly = await desk.create({ cycle: 'yearly' }, at);
    const agreed = await desk.create({ negotiated: [{ componentId: 'base', price: '45' }] }, at);
    const bound = await desk.create({ contract: { periods: 12, autoRenew: true } }, at);
    const elsewhere = await desk.create({ plan: 'pro' }, at);
    const withAddOn = await desk.create({ addOns: [{ plan: 'insight', cycle: 'yearly' }] }, at);
    const paused = await desk.create({}, at);
    await desk.run(pauseSubscription, { subscriptionId: paused, when: { kind: 'now' } }, '2026-06-05');
    const leaving = await desk.create({}, at);
    await desk.run(cancelSubscription, { subscriptionId: leaving, reason: 'other' }, '2026-06-05');
    const changing = await desk.create({}, at);
    await desk.run(
      changeQuantity,
      { subscriptionId: changing, quantity: { from: '1', to: '2' }, when: { kind: 'period-end' } },
      '2026-06-05',
    );
    const all = [moves, yearly, agreed, bound, elsewhere, withAddOn, paused, leaving, changing, 'sub_x'];
    const rows = await dryRun(desk, terms(all), '2026-06-10');
    expect(rows.map((row) => (row.outcome === 'stays' ? row.why.map(({ code }) => code).join(' ') : row.outcome))).toEqual([
      'moves',
      'moves',
      'migration.has-agreed-prices',
      'migration.under-contract',
      'migration.not-on-plan',
      'add-on.not-linked',
      'subscription.transition-refused',
      'subscription.change-conflicts',
      'subscription.change-conflicts',
      'subscription.missing',
    ]);
    expect(rows[0]).toEqual({
      subscriptionId: moves,
      customerId: 'cus_1',
      outcome: 'moves',
      on: '2026-07-01',
      direction: 'upgrade',
      currency: 'GBP',
      beforeMinor: 5000,
      afterMinor: 6000,
    });
    expect(rows[1]).toMatchObject({ on: '2027-06-01', beforeMinor: 50_000, afterMinor: 60_000 });
    expect((await desk.subscription(moves)).planned).toEqual([]);
    const willing = await dryRun(
      desk,
      terms([agreed, bound, withAddOn], { agreedPrices: 'lose', contracts: 'move', unlinkedAddOns: 'detach' }),
      '2026-06-10',
    );
    expect(willing.map(({ outcome }) => outcome)).toEqual(['moves', 'moves', 'moves']);
    expect(willing[0]).toMatchObject({ beforeMinor: 4500, afterMinor: 6000 });
  });

  it('applied again it goes on where it stopped and moves nobody twice', async () => {
    const desk = deskOf();
    const ids = [await desk.create({}, '2026-06-01'), await desk.create({}, '2026-06-01')];
    await desk.run(applyMigration, terms(ids.slice(0, 1)), '2026-06-10');
    const second = await desk.run(applyMigration, terms(ids), '2026-06-11');
    expect(second.writes.map(({ document }) => document.id)).toEqual([ids[1]]);
    expect((await desk.run(applyMigration, terms(ids), '2026-06-12')).writes).toEqual([]);
    await desk.advance(ids[0] ?? '', '2026-07-02');
    expect((await dryRun(desk, terms(ids), '2026-07-02')).map(({ outcome }) => outcome)).toEqual(['moved-before', 'moved-before']);
  });

  it('is undone for one customer before its day, and then leaves that one alone', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    await desk.run(applyMigration, terms([id]), '2026-06-10');
    await desk.run(withdrawChange, { subscriptionId: id, changeId: (await desk.subscription(id)).planned[0]?.id ?? '' }, '2026-06-12');
    expect(await dryRun(desk, terms([id]), '2026-06-13')).toMatchObject([
      { outcome: 'stays', why: [{ code: 'migration.withdrawn', migrationId: 'mig_1' }] },
    ]);
    expect((await dryRun(desk, terms([id], { migrationId: 'mig_2' }), '2026-06-13'))[0]?.outcome).toBe('moves');
    expect(termsOf(await desk.advance(id, '2026-07-02'))).toEqual(['2026-06-01.. basic x1']);
  });

  it('is cut into batches whose ids come from what they move', () => {
    const ids = Array.from({ length: 250 }, (_, index) => `sub_${String(index).padStart(3, '0')}`);
    const batches = migrationBatches('mig_1', ids);
    expect(batches.map(({ subscriptionIds }) => subscriptionIds.length)).toEqual([migrationBatchSize, 100, 50]);
    expect(migrationBatches('mig_1', [...ids].reverse())).toEqual(batches);
    expect(migrationBatches('mig_2', ids)[0]?.commandId).not.toBe(batches[0]?.commandId);
    expect(new Set(batches.map(({ commandId }) => commandId)).size).toBe(3);
  });

  it('picks its cohort by plan, version, currency, country and customer', async () => {
    const desk = deskOf();
    const subscription = await desk.subscription(await desk.create({}, '2026-06-01'));
    expect(inCohort(subscription, { planId: 'basic' })).toBe(true);
    expect(inCohort(subscription, { planId: 'basic', versions: [1], currencies: ['GBP'], countries: ['GB'], customerIds: ['cus_1'] })).toBe(
      true,
    );
    expect(inCohort(subscription, { planId: 'pro' })).toBe(false);
    expect(inCohort(subscription, { planId: 'basic', versions: [2] })).toBe(false);
    expect(inCohort(subscription, { planId: 'basic', countries: ['FR'] })).toBe(false);
    const gone: Subscription = { ...subscription, state: { kind: 'cancelled', on: '2026-06-02', reason: 'other', note: '' } };
    expect(inCohort(gone, { planId: 'basic' })).toBe(false);
  });

  it('[CAT-27] also takes a cohort to the newest version of its own plan', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    const dearer = flat('basic', '52', '520');
    desk.put({ ...dearer.plan, currentVersion: 2 }, { ...dearer.version, id: 'basic@2', version: 2 });
    expect(await dryRun(desk, terms([id], { to: 'basic' }), '2026-06-10')).toMatchObject([
      { outcome: 'moves', beforeMinor: 5000, afterMinor: 5200 },
    ]);
  });

  it('grants of different subscriptions are different grants, though one command moved them', async () => {
    const desk = deskOf([...plans(), flat('bare', '40', '400')]);
    const ids = [await desk.create({ plan: 'bare' }, '2026-06-01'), await desk.create({ plan: 'bare' }, '2026-06-01')];
    await desk.run(applyMigration, terms(ids, { from: 'bare', when: 'now' }), '2026-06-10');
    const grants = await Promise.all(ids.map(async (id) => (await desk.subscription(id)).grants.map((grant) => grant.id)));
    expect(grants.map((each) => each.length)).toEqual([1, 1]);
    expect(grants[0]).not.toEqual(grants[1]);
    await desk.run(attachAddOn, { subscriptionId: ids[0] ?? '', addOn: { plan: 'storage', cycle: 'monthly' } }, '2026-06-11');
  });
});

function never(): never {
  throw new Error('the sample has it');
}
