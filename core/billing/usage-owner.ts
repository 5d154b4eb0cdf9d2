import type { CatalogFacts, CustomerFacts } from './facts.ts';
import { isProblem, soldBy } from './facts.ts';
import { byText } from '../kernel/order.ts';
import type { Subscription } from '../subscriptions/types.ts';
import { effective } from '../usage/trace.ts';
import type { UsageEvent } from '../usage/types.ts';

/** A subscription's events by name, ascending by moment. */
export type UsageByName = ReadonlyMap<string, readonly UsageEvent[]>;

const noUsage: UsageByName = new Map();

/** The names of events that a subscription ever prices, with the days on which it does. */
const pricedNames = (catalog: CatalogFacts, subscription: Subscription): ReadonlyMap<string, readonly { readonly from: string; readonly until: string | null }[]> => {
  const names = new Map<string, { readonly from: string; readonly until: string | null }[]>();
  for (const term of subscription.items.flatMap((item) => item.terms)) {
    const sold = soldBy(catalog, subscription, term);
    if (isProblem(sold)) continue;
    for (const component of sold.variant.components) {
      if (component.quantity.kind !== 'usage') continue;
      const name = catalog.metrics.get(component.quantity.metricId)?.eventName;
      if (name === undefined) continue;
      const spans = names.get(name) ?? [];
      spans.push({ from: term.from, until: term.until });
      names.set(name, spans);
    }
  }
  return names;
};

/**
 * Which subscription pays for which event, so that none is paid twice: the one that the event names; else, of those that price its name, the
 * oldest one that did so on the event's day, else the oldest one of all.
 */
export const usageBySubscription = (catalog: CatalogFacts, facts: CustomerFacts): ((subscriptionId: string) => UsageByName) => {
  if (facts.usage.length === 0) return () => noUsage;
  const oldestFirst = [...facts.subscriptions].sort((a, b) => byText(a.startsOn, b.startsOn) || byText(a.id, b.id));
  const pricing = oldestFirst.map((subscription) => ({ subscription, names: pricedNames(catalog, subscription) }));
  const owned = new Map<string, Map<string, UsageEvent[]>>();
  for (const event of effective(facts.usage)) {
    const owner = event.subscriptionId === '' ? ownerOf(catalog, pricing, event) : event.subscriptionId;
    if (owner === null) continue;
    const names = owned.get(owner) ?? new Map<string, UsageEvent[]>();
    const events = names.get(event.name);
    if (events === undefined) names.set(event.name, [event]);
    else events.push(event);
    owned.set(owner, names);
  }
  return (subscriptionId) => owned.get(subscriptionId) ?? noUsage;
};

type Pricing = { readonly subscription: Subscription; readonly names: ReturnType<typeof pricedNames> };

const ownerOf = (catalog: CatalogFacts, pricing: readonly Pricing[], event: UsageEvent): string | null => {
  const candidates = pricing.filter((entry) => entry.names.has(event.name));
  if (candidates.length <= 1) return candidates[0]?.subscription.id ?? null;
  const then = candidates.find(({ subscription, names }) =>
    (names.get(event.name) ?? []).some(
      (span) =>
        catalog.dayStarts(span.from, subscription.zone) <= event.at &&
        (span.until === null || event.at < catalog.dayStarts(span.until, subscription.zone)),
    ),
  );
  return (then ?? candidates[0])?.subscription.id ?? null;
};
