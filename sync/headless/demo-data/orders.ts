import { byText } from '../../../core/kernel/order.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';
import type { Random } from './random.ts';
import type { DemoSubscription } from './subscriptions.ts';

export const orderHead = [
  'order',
  'customer',
  'placed',
  'plan',
  'pack',
  'subscription',
  'quantity',
  'trigger',
  'due',
  'milestone',
  'reached',
  'description',
  'unit_price',
  'tax_class',
  'note',
] as const;

type Cell = (typeof orderHead)[number];
type Order = Partial<Readonly<Record<Cell, string>>> & { readonly customer: string; readonly placed: string };

const last = '2025-12-12';

/** Packs of a pre-paid plan: one at the start, more while the year goes on. */
const packs = (subscription: DemoSubscription, random: Random): readonly Order[] => {
  const kinds = { assistant: ['pack-1000', 'pack-5000'], texts: ['small', 'large'] }[subscription.plan];
  if (kinds === undefined) return [];
  const days = [0, ...Array.from({ length: random.whole(0, 3) }, (_, index) => 60 + index * 80 + random.whole(0, 40))];
  return days.map((after) => ({
    customer: subscription.customer.key,
    placed: daysAfter(subscription.startsOn, after),
    plan: subscription.plan,
    pack: random.pick(kinds),
    subscription: subscription.key,
    quantity: random.chance(85) ? '1' : '2',
    trigger: 'order',
  }));
};

const services = (subscription: DemoSubscription, random: Random): readonly Order[] => {
  const { customer } = subscription;
  if (!customer.isBusiness || subscription.plan === 'community') return [];
  const placed = daysAfter(subscription.startsOn, random.whole(3, 200));
  const line = (order: Partial<Order>): Order => ({ customer: customer.key, placed, quantity: '1', ...order });
  const due = daysAfter(placed, random.whole(10, 45));
  return [
    ...(random.chance(9) ? [line({ plan: 'training-day', quantity: String(random.whole(1, 3)), trigger: 'order' })] : []),
    ...(random.chance(6) ? [line({ plan: 'data-migration', trigger: 'date', due })] : []),
    ...(random.chance(6)
      ? [
          line({
            plan: 'site-survey',
            quantity: String(random.whole(1, 4)),
            trigger: 'milestone',
            milestone: 'Report delivered',
            reached: due > last ? '' : due,
          }),
        ]
      : []),
    ...(random.chance(8) ? [line({ plan: 'handbook', quantity: String(random.whole(1, 12)), trigger: 'order' })] : []),
    ...(random.chance(3) && customer.country.code !== 'JP'
      ? [
          line({
            description: 'Replacement of a gateway',
            unit_price: '184.50',
            tax_class: 'standard',
            trigger: 'order',
            note: 'Agreed by mail',
          }),
        ]
      : []),
  ];
};

export const orders = (subscriptions: readonly DemoSubscription[], random: Random): readonly (readonly string[])[] =>
  subscriptions
    .flatMap((subscription) => {
      const own = random.fork(subscription.key);
      return [...packs(subscription, own), ...services(subscription, own)];
    })
    .filter(({ placed }) => placed >= '2025-01-01' && placed <= last)
    .sort((a, b) => byText(`${a.placed} ${a.customer}`, `${b.placed} ${b.customer}`))
    .map((order, index) => orderHead.map((name) => (name === 'order' ? `O-${String(index + 1).padStart(4, '0')}` : (order[name] ?? ''))));
