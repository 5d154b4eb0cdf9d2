import type { Grant } from '../../../core/entitlements/types.ts';
import { planBillingRun } from '../../../core/invoicing/run-plan.ts';
import { must } from '../../../core/kernel/invariant.ts';
import type { Subscription } from '../../../core/subscriptions/types.ts';
import type { Store } from '../../../sync/local/store.ts';
import type { Desk } from './desk.ts';

export const subscriptions = async (desk: Desk): Promise<void> => {
  const at = '2025-07-01T09:00:00.000Z';
  const of = (kind: Subscription['state']['kind'], more: (subscription: Subscription) => boolean = () => true): Promise<Subscription> =>
    desk.one('subscription', (subscription) => subscription.state.kind === kind && more(subscription));
  const running = await of('active', ({ state }) => state.kind === 'active' && state.cancelsOn === null);
  await desk.give(
    'subscription.update',
    { subscriptionId: running.id, fields: { netTermsDays: { from: running.netTermsDays, to: 45 } } },
    at,
  );
  const paused = await of('paused').catch(() => null);
  if (paused !== null) await desk.give('subscription.resume', { subscriptionId: paused.id, when: { kind: 'now' } }, at);
  const offered = await of('active', ({ redemptions }) => redemptions.some(({ endsOn }) => endsOn === null)).catch(() => null);
  const redemption = offered?.redemptions.find(({ endsOn }) => endsOn === null);
  if (offered !== null && redemption !== undefined)
    await desk.give('subscription.end-offer', { subscriptionId: offered.id, redemptionId: redemption.id, endsOn: '2025-08-01' }, at);
  const trial = await of('trial').catch(() => null);
  if (trial !== null) await desk.give('subscription.confirm-trial', { subscriptionId: trial.id }, at);
  const pending = await of('pending').catch(() => null);
  if (pending !== null) await desk.give('subscription.activate', { subscriptionId: pending.id }, '2025-12-31T09:00:00.000Z');

  const live =
    (counting: string) =>
    (grant: Grant): boolean =>
      grant.state.kind === 'active' && grant.limit !== null && grant.definition.counting === counting;
  for (const [counting, step] of [
    [
      'consumable',
      (subscriptionId: string, featureId: string) =>
        desk.give('entitlement.consume', { subscriptionId, featureId, quantity: '1', key: 'k1' }, at),
    ],
    [
      'limit',
      (subscriptionId: string, featureId: string) => desk.give('entitlement.set-in-use', { subscriptionId, featureId, inUse: '1' }, at),
    ],
  ] as const) {
    const holder = await of('active', ({ grants }) => grants.some(live(counting))).catch(() => null);
    const grant = holder?.grants.find(live(counting));
    if (holder === null || grant === undefined) continue;
    await step(holder.id, grant.featureId);
    await desk.give(
      'entitlement.adjust',
      {
        subscriptionId: holder.id,
        adjustment: { kind: 'top-up', grantId: grant.id, quantity: '5', expiresAt: null, reason: 'asked for' },
      } as never,
      at,
    );
    await desk.give('entitlement.advance', { subscriptionId: holder.id }, '2025-12-01T09:00:00.000Z');
  }

  const order = await desk.one('order', ({ state, lines }) => state.kind === 'placed' && lines.length > 0);
  const cancelled = must(order.lines[0], 'an order has lines');
  await desk.give('order.cancel-line', { orderId: order.id, lineId: cancelled.id, reason: 'not wanted', on: '2025-07-01' }, at);
  const other = await desk.one('order', ({ id, state }) => id !== order.id && state.kind !== 'cancelled');
  await desk.give('order.cancel', { orderId: other.id, reason: 'not wanted', on: '2025-07-01' }, at);
};

/** What the demo company does by the hundred, once and small. */
export const daily = async (desk: Desk, store: Store): Promise<void> => {
  const metric = await desk.one('metric', ({ state }) => state === 'active');
  const used = await desk.one('usage-event', ({ name }) => name === metric.eventName).catch(() => desk.one('usage-event', () => true));
  const { customerId, subscriptionId, name, properties } = used;
  await desk.give(
    'usage.record',
    {
      events: [
        { customerId, subscriptionId, name, properties, at: '2025-06-30T12:00:00.000Z', idempotencyKey: 'one-more', supersedes: null },
      ],
    },
    '2025-07-01T09:00:00.000Z',
  );
  const subscription = await desk.one('subscription', ({ state }) => state.kind === 'active');
  const run = await planBillingRun(store, {
    period: { start: '2025-03-01', end: '2025-03-02' },
    entityIds: [subscription.entityId],
    customerIds: [subscription.customerId],
    at: '2025-03-01T09:00:00.000Z',
    by: { user: 'usr_1', station: 'A7' },
    issuer: 'station',
  });
  for (const part of run?.changes ?? []) await desk.take(part);
};
