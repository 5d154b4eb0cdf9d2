import { describe, expect, it } from 'vitest';
import { advanceSubscriptions } from '../../../core/subscriptions/advance-subscriptions.ts';
import { changePlan } from '../../../core/subscriptions/change-plan.ts';
import { updateSubscription } from '../../../core/subscriptions/update-subscription.ts';
import { calls, deskOf, flat, plans } from './catalog.ts';
import { termsOf } from './desk.ts';
import { Till } from './till.ts';

describe('subscription.advance', () => {
  it('[BIL-02] [ENT-11] renews at each period’s end: a line on the timeline, counters reset, balances carried', async () => {
    const desk = deskOf([
      flat('basic', '50', '500', { entitlements: [calls('100', { carryOver: { cap: { kind: 'allowances', times: '1' }, once: false } })] }),
    ]);
    const id = await desk.create({}, '2026-01-31');
    const after = await desk.advance(id, '2026-04-30');
    expect(after.history.filter(({ kind }) => kind === 'renewed').map(({ on }) => on)).toEqual(['2026-02-28', '2026-03-31', '2026-04-30']);
    expect(after.renewedThrough).toBe('2026-04-30');
    expect(after.grants[0]?.allotments.map(({ source, granted }) => `${source} ${granted}`)).toEqual(['carried-over 100', 'allowance 100']);
    expect(after.grants[0]?.log.map(({ kind, at }) => `${kind} ${at.slice(0, 10)}`)).toEqual([
      'provisioned 2026-01-31',
      'renewed 2026-02-28',
      'renewed 2026-03-30',
      'renewed 2026-04-29',
    ]);
  });

  it('[OFF-06] writes nothing where nothing is due, and takes a batch', async () => {
    const desk = deskOf();
    const due = await desk.create({}, '2026-06-01');
    const idle = await desk.create({}, '2026-06-25');
    const change = await desk.run(advanceSubscriptions, { subscriptionIds: [due, idle, due] }, '2026-07-02');
    expect(change.writes.map(({ document }) => document.id)).toEqual([due]);
    const again = await desk.run(advanceSubscriptions, { subscriptionIds: [due, idle] }, '2026-07-02');
    expect(again.writes).toEqual([]);
  });

  it('names what is missing, and then changes nothing at all', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    expect(await desk.refused(advanceSubscriptions, { subscriptionIds: [id, 'sub_x'] }, '2026-07-02')).toEqual([
      { code: 'subscription.missing', subscriptionId: 'sub_x' },
    ]);
    const lacking = deskOf(plans().slice(1));
    lacking.put(await desk.subscription(id));
    expect(await lacking.refused(advanceSubscriptions, { subscriptionIds: [id] }, '2026-07-02')).toEqual([
      { code: 'catalog.version-missing', subscriptionId: id, versionId: 'basic@1' },
    ]);
  });

  it('comes before whatever a person asks: a command meets the subscription as it is at its moment', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    await desk.run(changePlan, { subscriptionId: id, plan: { from: 'basic', to: 'pro' }, when: { kind: 'period-end' } }, '2026-06-10');
    await desk.run(updateSubscription, { subscriptionId: id, metadata: { a: { from: null, to: 'b' } } }, '2026-07-05');
    expect(termsOf(await desk.subscription(id))).toEqual(['2026-06-01..2026-07-01 basic x1', '2026-07-01.. pro x1']);
    expect((await desk.subscription(id)).history.map(({ kind }) => kind).slice(-3)).toEqual(['upgraded', 'renewed', 'updated']);
  });

  it('days begin on the subscription’s own wall clock', async () => {
    const desk = deskOf(plans(), { zone: 'America/New_York' });
    const id = await desk.create({}, '2026-06-01T03:30:00.000Z');
    expect((await desk.subscription(id)).startsOn).toBe('2026-05-31');
    expect((await desk.advance(id, '2026-07-01T03:59:59.000Z')).renewedThrough).toBe('2026-06-30');
    expect((await desk.advance(id, '2026-07-31T03:59:59.000Z')).renewedThrough).toBe('2026-06-30');
    expect((await desk.advance(id, '2026-07-31T04:00:00.000Z')).renewedThrough).toBe('2026-07-31');
  });
});

describe('[BIL-02] a contract', () => {
  it('that renews itself goes on for as many periods again', async () => {
    const desk = deskOf();
    const id = await desk.create({ contract: { periods: 3, autoRenew: true } }, '2026-01-31');
    const after = await desk.advance(id, '2026-08-01');
    expect(after.contract).toEqual({ endsOn: '2026-10-31', autoRenew: true, periods: 3 });
    expect(
      after.history.filter(({ facts }) => 'contractEndsOn' in facts).map(({ on, facts }) => `${on} ${facts['contractEndsOn']}`),
    ).toEqual(['2026-04-30 2026-07-31', '2026-07-31 2026-10-31']);
  });

  it('that does not ends the subscription, and bills nothing more', async () => {
    const desk = deskOf();
    const id = await desk.create({ contract: { periods: 3, autoRenew: false } }, '2026-01-31');
    const ended = await desk.advance(id, '2026-08-01');
    expect(ended.state).toEqual({ kind: 'cancelled', on: '2026-04-30', reason: 'other', note: 'contract-end' });
    const lines = await new Till(desk, id).run('2026-08-01');
    expect(lines).toEqual([
      'basic: base 2026-01-31..2026-02-28 5000',
      'basic: base 2026-02-28..2026-03-31 5000',
      'basic: base 2026-03-31..2026-04-30 5000',
    ]);
  });

  it('whose end a cycle change left inside a period ends there, or is counted on from there', async () => {
    const desk = deskOf();
    for (const autoRenew of [true, false]) {
      const id = await desk.create({ contract: { periods: 3, autoRenew } }, '2026-01-01');
      await desk.run(changePlan, { subscriptionId: id, plan: { from: 'basic', to: 'basic' }, cycle: 'yearly' }, '2026-02-15');
      const after = await desk.advance(id, '2026-05-01');
      expect(after.contract?.endsOn).toBe(autoRenew ? '2029-04-01' : '2026-04-01');
      expect(after.state.kind).toBe(autoRenew ? 'active' : 'cancelled');
    }
  });
});
