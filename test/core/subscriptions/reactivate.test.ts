import { describe, expect, it } from 'vitest';
import { type CancelSubscription, cancelSubscription } from '../../../core/subscriptions/cancel-subscription.ts';
import { detachAddOn } from '../../../core/subscriptions/detach-add-on.ts';
import { pauseSubscription } from '../../../core/subscriptions/pause-subscription.ts';
import { type ReactivateSubscription, reactivateSubscription } from '../../../core/subscriptions/reactivate-subscription.ts';
import { calls, deskOf, flat, plans, trialOf } from './catalog.ts';
import { type Desk, itemNamed, kinds, termsOf } from './desk.ts';
import { Till } from './till.ts';

const now = { when: { kind: 'now' } } as const;
const cancel = (desk: Desk, subscriptionId: string, at: string, changes: Partial<CancelSubscription['body']> = {}) =>
  desk.run(cancelSubscription, { subscriptionId, reason: 'customer_request', ...now, ...changes }, at);
const reactivate = (desk: Desk, subscriptionId: string, at: string, changes: Partial<ReactivateSubscription['body']> = {}) =>
  desk.run(reactivateSubscription, { subscriptionId, mode: 'same', ...changes }, at);
const codes = (problems: readonly { readonly code: string }[]): readonly string[] => problems.map(({ code }) => code);

/** A monthly subscription from 1 June, billed for June and, where wanted, paid. */
const opened = async (options: { readonly paid?: boolean; readonly body?: Parameters<Desk['create']>[0] } = {}, desk = deskOf()) => {
  const id = await desk.create(options.body ?? {}, '2026-06-01');
  const till = new Till(desk, id);
  await till.run('2026-06-01');
  for (const invoice of till.record.invoices) {
    const settlements =
      options.paid === true
        ? [{ id: 's1', kind: 'payment', sourceId: 'pay_1', amountMinor: invoice.totals.grossMinor, on: '2026-06-02' } as const]
        : [];
    desk.put({ ...invoice, settlements });
  }
  return { desk, id, till };
};

describe('the same subscription', () => {
  it('[SUB-12] [OR-23] [CF-12] is active again with a new anchor and a new full period from that day', async () => {
    const { desk, id, till } = await opened();
    await cancel(desk, id, '2026-06-11');
    await till.run('2026-06-11');
    await reactivate(desk, id, '2026-08-05');
    const subscription = await desk.subscription(id);
    expect(subscription.state).toEqual({ kind: 'active', since: '2026-08-05', cancelsOn: null });
    expect(termsOf(subscription)).toEqual(['2026-06-01..2026-06-11 basic x1', '2026-08-05.. basic x1']);
    expect(itemNamed(subscription).cadence.at(-1)).toMatchObject({ from: '2026-08-05', anchor: '2026-08-05' });
    expect(await till.run('2026-08-05')).toEqual(['basic: base 2026-08-05..2026-09-05 5000']);
    expect(kinds(subscription)).toEqual(['created', 'activated', 'cancelled', 'reactivated']);
    expect((await desk.advance(id, '2026-09-05')).history.at(-1)).toMatchObject({ kind: 'renewed', on: '2026-09-05' });
  });

  it('[OR-23] with a standard day begins with a stub', async () => {
    const { desk, id, till } = await opened({ body: { anchor: { kind: 'day-of-month', day: 1 } } });
    await cancel(desk, id, '2026-06-11');
    await till.run('2026-06-11');
    await reactivate(desk, id, '2026-08-17');
    expect(await till.run('2026-08-17')).toEqual(['basic: base 2026-08-17..2026-09-01 2419']);
  });

  it('[OR-23] charges nothing until the end of a period that was fully paid and not credited', async () => {
    const { desk, id, till } = await opened({ paid: true });
    await cancel(desk, id, '2026-06-11', { credit: 'none' });
    await reactivate(desk, id, '2026-06-20');
    const subscription = await desk.subscription(id);
    expect(itemNamed(subscription).cadence).toHaveLength(1);
    expect(subscription.history.at(-1)?.facts).toMatchObject({ newPeriod: 'no' });
    expect(await till.run('2026-06-30')).toEqual([]);
    await desk.advance(id, '2026-07-01');
    expect(await till.run('2026-07-01')).toEqual(['basic: base 2026-07-01..2026-08-01 5000']);
  });

  it('[OR-23] an unpaid, a credited or a past period is none such', async () => {
    const unpaid = await opened();
    await cancel(unpaid.desk, unpaid.id, '2026-06-11', { credit: 'none' });
    await reactivate(unpaid.desk, unpaid.id, '2026-06-20');
    expect(await unpaid.till.run('2026-06-20')).toEqual(['basic: base 2026-06-20..2026-07-20 5000']);
    const credited = await opened({ paid: true });
    await cancel(credited.desk, credited.id, '2026-06-11');
    await credited.till.run('2026-06-11');
    await reactivate(credited.desk, credited.id, '2026-06-20');
    expect(await credited.till.run('2026-06-20')).toEqual(['basic: base 2026-06-20..2026-07-20 5000']);
    const byHand = await opened({ paid: true });
    await cancel(byHand.desk, byHand.id, '2026-06-11', { credit: 'none' });
    const [invoice] = byHand.till.record.invoices;
    const line = invoice?.lines[0];
    if (invoice === undefined || line === undefined) throw new Error('billed');
    const { dueOn: _dueOn, settlements: _settlements, origin: _origin, ...body } = invoice;
    byHand.desk.put({
      ...(body as object),
      id: 'crn_1',
      kind: 'credit-note',
      state: { kind: 'posted' },
      lines: [{ ...line, id: 'ln_c', credits: { documentId: invoice.id, lineId: line.id } }],
    } as never);
    await reactivate(byHand.desk, byHand.id, '2026-06-20');
    expect(itemNamed(await byHand.desk.subscription(byHand.id)).cadence).toHaveLength(2);
    const past = await opened({ paid: true });
    await cancel(past.desk, past.id, '2026-06-11', { credit: 'none' });
    await reactivate(past.desk, past.id, '2026-07-02');
    expect(itemNamed(await past.desk.subscription(past.id)).cadence).toHaveLength(2);
  });

  it('[OR-23] a frozen period that was paid goes on to its later end, and then as ever', async () => {
    const { desk, id, till } = await opened({ paid: true });
    await desk.run(pauseSubscription, { subscriptionId: id, ...now }, '2026-06-11');
    await cancel(desk, id, '2026-06-21', { credit: 'none' });
    await reactivate(desk, id, '2026-06-25');
    expect(await till.run('2026-07-10')).toEqual([]);
    await desk.advance(id, '2026-07-11');
    expect(await till.run('2026-07-11')).toEqual(['basic: base 2026-07-11..2026-08-11 5000']);
  });

  it('on the very day of a cancel that kept its charge goes on as if nothing had been', async () => {
    const { desk, id, till } = await opened({ paid: true });
    await cancel(desk, id, '2026-06-01T12:00:00.000Z', { credit: 'none' });
    await reactivate(desk, id, '2026-06-01T13:00:00.000Z');
    expect(termsOf(await desk.subscription(id))).toEqual(['2026-06-01.. basic x1']);
    expect(await till.run('2026-06-30')).toEqual([]);
  });

  it('[CAT-29] brings back the add-ons that ended with it, not those that had left before, and nothing that is charged once', async () => {
    const { desk, id } = await opened({
      body: {
        addOns: [
          { plan: 'storage', cycle: 'monthly' },
          { plan: 'insight', cycle: 'yearly' },
          { plan: 'onboarding', cycle: 'monthly' },
        ],
      },
    });
    const [, storage, insight, onboarding] = (await desk.subscription(id)).items;
    await desk.run(detachAddOn, { subscriptionId: id, itemId: insight?.id ?? '' }, '2026-06-05');
    await cancel(desk, id, '2026-06-11');
    await reactivate(desk, id, '2026-08-05');
    const back = await desk.subscription(id);
    expect(back.items.filter(({ terms }) => terms.at(-1)?.until === null).map((item) => item.id)).toEqual(['base', storage?.id]);
    expect(itemNamed(back, storage?.id).cadence.at(-1)).toMatchObject({ from: '2026-08-05', anchor: '2026-08-05' });
    expect(onboarding?.id).toBeDefined();
    const bare = await opened({ body: { addOns: [{ plan: 'storage', cycle: 'monthly' }] } });
    await cancel(bare.desk, bare.id, '2026-06-11');
    await reactivate(bare.desk, bare.id, '2026-08-05', { addOns: 'drop' });
    expect((await bare.desk.subscription(bare.id)).items.map(({ terms }) => terms.at(-1)?.until)).toEqual([null, '2026-06-11']);
  });

  it('[ENT-31] has a new allocation; the old carry-over comes back only where it is asked for', async () => {
    const carrying = () =>
      deskOf([flat('basic', '50', '500', { entitlements: [calls('100', { carryOver: { cap: { kind: 'none' }, once: false } })] })]);
    for (const [carryOver, sources] of [
      ['lost', ['allowance']],
      ['restored', ['carried-over', 'allowance']],
    ] as const) {
      const { desk, id } = await opened({}, carrying());
      await cancel(desk, id, '2026-06-11');
      await reactivate(desk, id, '2026-08-05', { carryOver });
      const { grants } = await desk.subscription(id);
      expect(grants.map(({ state }) => state.kind)).toEqual(['revoked', 'active']);
      expect(grants[1]?.allotments.map(({ source }) => source)).toEqual(sources);
      expect(grants[1]?.resetsAt).toBe('2026-09-04T23:00:00.000Z');
    }
  });

  it('[BIL-02] has a contract of the same length from then on', async () => {
    const { desk, id } = await opened({ body: { contract: { periods: 12, autoRenew: true } } });
    await cancel(desk, id, '2026-06-11');
    await reactivate(desk, id, '2026-08-05');
    expect((await desk.subscription(id)).contract).toEqual({ endsOn: '2027-08-05', autoRenew: true, periods: 12 });
  });

  it('[OFR-20] also on a plan that is no longer sold, and after a trial that came to nothing', async () => {
    const { desk, id } = await opened();
    desk.put({ ...(plans()[0]?.plan ?? never()), state: 'grandfathered' });
    await cancel(desk, id, '2026-06-11');
    await reactivate(desk, id, '2026-08-05');
    expect((await desk.subscription(id)).state.kind).toBe('active');
    const trying = deskOf([flat('basic', '50', '500', { trial: trialOf() })]);
    const tried = await trying.create({}, '2026-06-01');
    await cancel(trying, tried, '2026-06-05');
    await reactivate(trying, tried, '2026-06-20');
    expect(await new Till(trying, tried).run('2026-06-20')).toEqual(['basic: base 2026-06-20..2026-07-20 5000']);
  });

  it('[SUB-29] may have happened before it was entered, not before the cancel, not ahead', async () => {
    const { desk, id } = await opened();
    await cancel(desk, id, '2026-06-11');
    const ask = (on: string) => desk.refused(reactivateSubscription, { subscriptionId: id, mode: 'same', on }, '2026-08-05');
    expect(await ask('2026-06-10')).toEqual([
      { code: 'subscription.later-change', on: '2026-06-10', laterOn: '2026-06-11', kind: 'cancelled' },
    ]);
    expect(await ask('2026-08-06')).toEqual([{ code: 'subscription.reactivates-in-future', on: '2026-08-06', today: '2026-08-05' }]);
    await reactivate(desk, id, '2026-08-05', { on: '2026-07-20' });
    expect((await desk.subscription(id)).state).toMatchObject({ since: '2026-07-20' });
  });
});

describe('a new subscription', () => {
  it('[SUB-12] for the same customer and plan continues the old one, which stays cancelled and linked', async () => {
    const { desk, id } = await opened({
      body: {
        addOns: [{ plan: 'storage', cycle: 'monthly', quantity: '2' }],
        metadata: { po: '7' },
        netTermsDays: 14,
        negotiated: [{ componentId: 'base', price: '45' }],
      },
    });
    await cancel(desk, id, '2026-06-11');
    const change = await desk.run(reactivateSubscription, { subscriptionId: id, mode: 'new' }, '2026-08-05');
    const nextId = change.writes.map(({ document }) => document.id).find((each) => each !== id) ?? '';
    const next = await desk.subscription(nextId);
    const old = await desk.subscription(id);
    expect(old.state.kind).toBe('cancelled');
    expect(old.history.at(-1)).toMatchObject({ kind: 'reactivated', facts: { mode: 'new', continuedBy: nextId } });
    expect(next).toMatchObject({ continues: id, state: { kind: 'active', since: '2026-08-05' }, metadata: { po: '7' }, netTermsDays: 14 });
    expect(
      next.items.map(({ terms }) => terms.map(({ from, planId, quantity, negotiated }) => [from, planId, quantity, negotiated.length])),
    ).toEqual([[['2026-08-05', 'basic', '1', 1]], [['2026-08-05', 'storage', '2', 0]]]);
    expect(codes(await desk.refused(reactivateSubscription, { subscriptionId: id, mode: 'new' }, '2026-08-06'))).toEqual([
      'subscription.continued-already',
    ]);
    expect(codes(await desk.refused(reactivateSubscription, { subscriptionId: id, mode: 'same' }, '2026-08-06'))).toEqual([
      'subscription.continued-already',
    ]);
    await cancel(desk, nextId, '2026-08-10');
    expect(await desk.refused(reactivateSubscription, { subscriptionId: id, mode: 'new', addOns: 'drop' }, '2026-08-11')).toEqual([]);
  });

  it('[CAT-13] needs a plan that is on sale', async () => {
    const { desk, id } = await opened();
    await cancel(desk, id, '2026-06-11');
    desk.put({ ...(plans()[0]?.plan ?? never()), state: 'grandfathered' });
    expect(codes(await desk.refused(reactivateSubscription, { subscriptionId: id, mode: 'new' }, '2026-08-06'))).toEqual([
      'plan.not-active',
    ]);
  });
});

function never(): never {
  throw new Error('the sample has it');
}
