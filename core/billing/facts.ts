import type { ExternalSeries, Plan, PlanVersion, PriceComponent, Product } from '../catalog/types.ts';
import type { Customer } from '../customers/types.ts';
import type { DecimalText } from '../money/exact.ts';
import type { Order } from '../orders/types.ts';
import type { PriceWorking } from '../rating/types.ts';
import type { Subscription } from '../subscriptions/types.ts';
import type { Instant } from '../time/instant.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { startOfDay, type Zone } from '../time/zone.ts';
import type { Metric, MetricId, UsageEvent } from '../usage/types.ts';
import type { AdjustmentFacts } from './adjustments.ts';
import { type PriceOf, type Sold, type SoldBook, soldBook } from './sold.ts';
import type { BilledLine, BillingProblem } from './types.ts';

/** What many customers share. Read once for a run; it remembers what was looked up, so a new state of the catalog needs a new one. */
export type CatalogFacts = {
  readonly sold: SoldBook;
  readonly metrics: ReadonlyMap<MetricId, Metric>;
  readonly external: readonly ExternalSeries[];
  /** Remembers what a day's first moment is; a zone look-up is dear and days recur. */
  readonly dayStarts: DayStarts;
  /** Prices under the settings that are named. */
  readonly prices: (settings: string) => PriceMemory;
};

export const catalogFacts = (documents: {
  readonly versions: readonly PlanVersion[];
  readonly plans: readonly Plan[];
  readonly products: readonly Product[];
  readonly metrics: readonly Metric[];
  readonly external: readonly ExternalSeries[];
}): CatalogFacts => {
  const byId = <T extends { readonly id: string }>(values: readonly T[]): ReadonlyMap<string, T> =>
    new Map(values.map((value) => [value.id, value]));
  const versions = new Map(documents.versions.map((version) => [`${version.planId}@${version.version}`, version]));
  return {
    sold: soldBook(versions, byId(documents.plans), byId(documents.products)),
    metrics: byId(documents.metrics),
    external: documents.external,
    dayStarts: dayStarts(),
    prices: priceMemories(),
  };
};

/** A whole period's price, rounded once. */
export type FullPrice = { readonly working: PriceWorking; readonly fullMinor: number };

/** One customer's life as far as billing by one entity goes. */
export type CustomerFacts = {
  readonly customer: Customer;
  /** To be billed now. */
  readonly subscriptions: readonly Subscription[];
  /** All that the customer has, whoever bills them and whenever: what one of them pays for, no other does. */
  readonly family: readonly Subscription[];
  readonly orders: readonly Order[];
  readonly adjustments: readonly AdjustmentFacts[];
  /** Ascending by moment, then id. */
  readonly usage: readonly UsageEvent[];
  readonly billed: readonly BilledLine[];
};

/** Remembers the prices of components by quantity: those that depend on nothing else but the settings that it is for. */
export type PriceMemory = (
  component: PriceComponent,
  quantity: DecimalText,
  ask: () => FullPrice | BillingProblem,
) => FullPrice | BillingProblem;

const priceMemory = (): PriceMemory => {
  const known = new Map<PriceComponent, Map<DecimalText, FullPrice>>();
  return (component, quantity, ask) => {
    let prices = known.get(component);
    const found = prices?.get(quantity);
    if (found !== undefined) return found;
    const price = ask();
    if ('code' in price) return price;
    if (prices === undefined) {
      prices = new Map();
      known.set(component, prices);
    }
    prices.set(quantity, price);
    return price;
  };
};

/** A memory for each set of settings that decide a price, for one run over one state of the catalog. */
const priceMemories = (): ((settings: string) => PriceMemory) => {
  const known = new Map<string, PriceMemory>();
  return (settings) => {
    const found = known.get(settings) ?? priceMemory();
    known.set(settings, found);
    return found;
  };
};

export type DayStarts = (date: PlainDate, zone: Zone) => Instant;

/** A memory of `startOfDay`: same answers, looked up once. */
const dayStarts = (): DayStarts => {
  const zones = new Map<Zone, Map<PlainDate, Instant>>();
  return (date, zone) => {
    const known = zones.get(zone) ?? new Map<PlainDate, Instant>();
    const found = known.get(date);
    if (found !== undefined) return found;
    const instant = startOfDay(date, zone);
    known.set(date, instant);
    zones.set(zone, known);
    return instant;
  };
};

/** `ownerId` is the subscription or order that names the price. */
export const soldBy = (catalog: CatalogFacts, ownerId: string, term: PriceOf): Sold | BillingProblem => {
  const sold = catalog.sold(term);
  if (sold === 'version-missing')
    return { code: 'catalog.version-missing', subscriptionId: ownerId, planId: term.planId, version: term.planVersion };
  if (sold === 'variant-missing') return { code: 'catalog.variant-missing', subscriptionId: ownerId, variantId: term.variantId };
  return sold;
};

export const isProblem = (value: object): value is BillingProblem => 'code' in value;
