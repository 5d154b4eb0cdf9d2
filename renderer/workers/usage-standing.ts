import { catalogFacts } from '../../core/billing/facts.ts';
import { sortedBy } from '../../core/kernel/order.ts';
import type { Source } from '../../core/sources.ts';
import type { Instant } from '../../core/time/instant.ts';
import { type UsageStanding, usageStanding } from '../../core/views/usage-standing.ts';

/** Reads what a customer's standing needs and works it out. Events are many: this is no work for the window. */
export const usageStandingOf = async (source: Source, customerId: string, now: Instant): Promise<readonly UsageStanding[]> => {
  const customer = await source.get('customer', customerId);
  if (customer === null) return [];
  const where = { customerIds: [customerId] };
  const [subscriptions, events, versions, plans, products, metrics, external] = await Promise.all([
    source.list('subscription', where),
    source.list('usage-event', where),
    source.list('plan-version'),
    source.list('plan'),
    source.list('product'),
    source.list('metric'),
    source.list('external-series'),
  ]);
  const catalog = catalogFacts({ versions, plans, products, metrics, external });
  return usageStanding({ customer, subscriptions, events: sortedBy(events, ({ at, id }) => `${at}|${id}`), catalog }, now);
};
