import { byText } from '../kernel/order.ts';
import type { Subscription } from '../subscriptions/types.ts';
import { effective } from '../usage/trace.ts';
import type { UsageEvent } from '../usage/types.ts';
import { type CatalogFacts, type CustomerFacts, isProblem, soldBy } from './facts.ts';

/** A subscription's events by name, ascending by moment. */
export type UsageByName = ReadonlyMap<string, readonly UsageEvent[]>;

const noUsage: UsageByName = new Map();

type Span = { readonly from: string; readonly until: string | null };

/** The names of events that a subscription ever prices, with the days on which it does. */
const pricedNames = (catalog: CatalogFacts, subscription: Subscription): ReadonlyMap<string, readonly Span[]> => {
  const names = new Map<string, Span[]>();
  for (const term of subscription.items.flatMap((item) => item.terms)) {
    const sold = soldBy(catalog, subscription.id, term);
    if (isProblem(sold)) continue;
    for (const { component } of sold.metered) {
      const name = component.quantity.kind === 'usage' ? catalog.metrics.get(component.quantity.metricId)?.eventName : undefined;
      if (name === undefined) continue;
      const spans = names.get(name) ?? [];
      spans.push({ from: term.from, until: term.until });
      names.set(name, spans);
    }
  }
  return names;
};

type Pricing = { readonly subscription: Subscription; readonly names: ReadonlyMap<string, readonly Span[]> };

const ownerOf = (catalog: CatalogFacts, pricing: readonly Pricing[], event: UsageEvent): string | null => {
  const candidates = pricing.filter((entry) => entry.names.has(event.name));
  if (candidates.length <= 1) return candidates[0]?.subscription.id ?? null;
  const then = candidates.find(({ subscription: { zone }, names }) =>
    (names.get(event.name) ?? []).some(
      (span) => catalog.dayStarts(span.from, zone) <= event.at && (span.until === null || event.at < catalog.dayStarts(span.until, zone)),
    ),
  );
  return (then ?? candidates[0])?.subscription.id ?? null;
};

const pricingOf = (catalog: CatalogFacts, family: readonly Subscription[]): readonly Pricing[] =>
  [...family]
    .sort((a, b) => byText(a.startsOn, b.startsOn) || byText(a.id, b.id))
    .map((subscription) => ({ subscription, names: pricedNames(catalog, subscription) }));

/**
 * Which subscription pays for which event, so that none is paid twice: the one that the event names; else, of those that price its name, the
 * oldest one that did so on the event's day, else the oldest one of all. All of the customer's count, also those that another entity bills or that are
 * left out of this run: their events are nobody else's.
 */
export const usageBySubscription = (catalog: CatalogFacts, facts: CustomerFacts): ((subscriptionId: string) => UsageByName) => {
  if (facts.usage.length === 0) return () => noUsage;
  const [only] = facts.family;
  const pricing = facts.family.length === 1 ? [] : pricingOf(catalog, facts.family);
  const owned = new Map<string, Map<string, UsageEvent[]>>();
  for (const event of effective(facts.usage)) {
    const unnamed = only !== undefined && facts.family.length === 1 ? only.id : ownerOf(catalog, pricing, event);
    const owner = event.subscriptionId === '' ? unnamed : event.subscriptionId;
    if (owner === null) continue;
    const names = owned.get(owner) ?? new Map<string, UsageEvent[]>();
    const events = names.get(event.name);
    if (events === undefined) names.set(event.name, [event]);
    else events.push(event);
    owned.set(owner, names);
  }
  return (subscriptionId) => owned.get(subscriptionId) ?? noUsage;
};
