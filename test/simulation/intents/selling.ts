import type { Subscription } from '../../../core/subscriptions/types.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';
import type { Desk } from './intent.ts';
import { about, any, type Intent, wish } from './intent.ts';

const isActive = ({ state }: Subscription): boolean => state.kind === 'active';

const when = ({ chance, today }: Desk) =>
  chance.pick([
    { kind: 'now' as const },
    { kind: 'period-end' as const },
    { kind: 'on' as const, date: daysAfter(today, chance.below(25)) },
  ]) ?? { kind: 'now' as const };

const proration = ({ chance }: Desk) => chance.pick(['prorate', 'none'] as const) ?? 'prorate';

const termOf = ({ items }: Subscription) => items[0]?.terms.at(-1) ?? null;

/** Subscriptions, orders and use: what sales and the application do all day. */
export const sellingIntents: readonly Intent[] = [
  {
    weight: 6,
    wish: async (desk) => {
      const customer = await any(desk, 'customer', ({ state }) => state === 'active');
      const plan = await any(desk, 'plan', ({ state, currentVersion }) => state === 'active' && currentVersion > 0);
      if (customer === null || plan === null) return null;
      return wish('subscription.create', {
        customerId: customer.id,
        plan: plan.id,
        cycle: 'monthly',
        quantity: String(1 + desk.chance.below(9)),
        startsOn: daysAfter(desk.today, desk.chance.below(20) - 12),
      });
    },
  },
  about(5, 'subscription', isActive, (subscription, desk) => {
    const term = termOf(subscription);
    if (term === null) return null;
    const quantity = { from: term.quantity, to: String(1 + desk.chance.below(12)) };
    return wish('subscription.change-quantity', {
      subscriptionId: subscription.id,
      quantity,
      when: when(desk),
      proration: proration(desk),
    });
  }),
  about(4, 'subscription', isActive, async (subscription, desk) => {
    const term = termOf(subscription);
    const plan = await any(desk, 'plan', ({ state, id }) => state === 'active' && id !== term?.planId);
    if (term === null || plan === null) return null;
    return wish('subscription.change-plan', {
      subscriptionId: subscription.id,
      plan: { from: term.planId, to: plan.id },
      when: when(desk),
      proration: proration(desk),
    });
  }),
  about(2, 'subscription', isActive, ({ id }, desk) =>
    wish('subscription.pause', { subscriptionId: id, when: when(desk), days: desk.chance.percent(50) ? 5 + desk.chance.below(20) : null }),
  ),
  about(
    3,
    'subscription',
    ({ state }) => state.kind === 'paused',
    ({ id }) => wish('subscription.resume', { subscriptionId: id }),
  ),
  about(2, 'subscription', isActive, ({ id }, desk) =>
    wish('subscription.cancel', {
      subscriptionId: id,
      when: when(desk),
      reason: 'customer_request',
      credit: desk.chance.pick(['none', 'prorated', 'full'] as const) ?? 'prorated',
    }),
  ),
  about(
    2,
    'subscription',
    ({ state }) => state.kind === 'cancelled',
    ({ id }, { chance }) => wish('subscription.reactivate', { subscriptionId: id, mode: chance.pick(['same', 'new'] as const) ?? 'same' }),
  ),
  about(2, 'subscription', isActive, (subscription, desk) => {
    const term = termOf(subscription);
    if (term === null) return null;
    const to = [{ componentId: term.planId === 'team' ? 'platform' : 'base', price: String(5 + desk.chance.below(30)) }];
    return wish('subscription.negotiate-price', { subscriptionId: subscription.id, prices: { from: term.negotiated, to } });
  }),
  about(2, 'subscription', isActive, ({ id, netTermsDays, metadata }, { chance }) =>
    wish(
      'subscription.update',
      chance.percent(50)
        ? { subscriptionId: id, fields: { netTermsDays: { from: netTermsDays, to: 5 + chance.below(40) } } }
        : { subscriptionId: id, metadata: { note: { from: metadata['note'] ?? null, to: `n${chance.below(5)}` } } },
    ),
  ),
  about(
    1,
    'subscription',
    ({ planned }) => planned.length > 0,
    ({ id, planned }, { chance }) => wish('subscription.withdraw-change', { subscriptionId: id, changeId: chance.pick(planned)?.id ?? '' }),
  ),
  about(
    3,
    'subscription',
    () => true,
    ({ customerId }, { chance, today }) => {
      const day = daysAfter(today, -chance.below(20));
      const key = chance.percent(70) ? `use-${chance.below(400)}` : '';
      return wish('usage.record', {
        events: [
          {
            customerId,
            subscriptionId: '',
            name: 'calls',
            properties: { amount: String(1 + chance.below(900)) },
            at: `${day}T12:00:00.000Z`,
            idempotencyKey: key,
            supersedes: null,
          },
        ],
      });
    },
  ),
  about(
    2,
    'customer',
    ({ state }) => state === 'active',
    ({ id }, { chance }) =>
      wish('order.place', {
        customerId: id,
        lines: [
          {
            item: {
              kind: 'manual',
              description: `Workshop ${chance.below(9)}`,
              unitPrice: String(50 + chance.below(500)),
              taxClass: 'standard',
              taxInclusive: false,
              productId: null,
            },
          },
        ],
      }),
  ),
  about(
    1,
    'order',
    ({ state }) => state.kind === 'placed',
    ({ id }, { today }) => wish('order.cancel', { orderId: id, reason: 'not wanted', on: today }),
  ),
];
