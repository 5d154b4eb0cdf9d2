import type { ExternalSeries, Plan, PlanId, PlanVersion, PriceComponent, PriceVariant, Product, ProductId } from '../catalog/types.ts';
import type { Customer } from '../customers/types.ts';
import type { Order } from '../orders/types.ts';
import type { PriceWorking } from '../rating/types.ts';
import type { Subscription, Term } from '../subscriptions/types.ts';
import type { Instant } from '../time/instant.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { startOfDay, type Zone } from '../time/zone.ts';
import type { Metric, MetricId, UsageEvent } from '../usage/types.ts';
import type { AdjustmentFacts } from './adjustments.ts';
import type { BilledLine, BillingProblem } from './types.ts';

/** What many customers share. Read once for a run. */
export type CatalogFacts = {
  /** By `<plan id>@<version>`. */
  readonly versions: ReadonlyMap<string, PlanVersion>;
  readonly plans: ReadonlyMap<PlanId, Plan>;
  readonly products: ReadonlyMap<ProductId, Product>;
  readonly metrics: ReadonlyMap<MetricId, Metric>;
  readonly external: readonly ExternalSeries[];
  /** Remembers what a day's first moment is; a zone look-up is dear and days recur. */
  readonly dayStarts: DayStarts;
  /** Remembers prices that depend on nothing but the component and the key. */
  readonly prices: PriceMemory;
};

/** A whole period's price, rounded once. */
export type FullPrice = { readonly working: PriceWorking; readonly fullMinor: number };

/** One customer's life as far as billing by one entity goes. */
export type CustomerFacts = {
  readonly customer: Customer;
  readonly subscriptions: readonly Subscription[];
  readonly orders: readonly Order[];
  readonly adjustments: readonly AdjustmentFacts[];
  /** Ascending by moment, then id. */
  readonly usage: readonly UsageEvent[];
  readonly billed: readonly BilledLine[];
};

export type PriceMemory = (component: PriceComponent, key: string, ask: () => FullPrice | BillingProblem) => FullPrice | BillingProblem;

/** A memory of prices, for one run over one state of the catalog. */
export const priceMemory = (): PriceMemory => {
  const known = new Map<PriceComponent, Map<string, FullPrice>>();
  return (component, key, ask) => {
    const prices = known.get(component) ?? new Map<string, FullPrice>();
    const found = prices.get(key);
    if (found !== undefined) return found;
    const price = ask();
    if ('code' in price) return price;
    prices.set(key, price);
    known.set(component, prices);
    return price;
  };
};

export type DayStarts = (date: PlainDate, zone: Zone) => Instant;

/** A memory of `startOfDay`: same answers, looked up once. */
export const dayStarts = (): DayStarts => {
  const known = new Map<string, Instant>();
  return (date, zone) => {
    const key = `${date}${zone}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const instant = startOfDay(date, zone);
    known.set(key, instant);
    return instant;
  };
};

/** What a term sells. */
export type Sold = { readonly version: PlanVersion; readonly variant: PriceVariant; readonly plan: Plan; readonly product: Product };

export const soldBy = (catalog: CatalogFacts, subscription: Subscription, term: Pick<Term, 'planId' | 'planVersion' | 'variantId'>): Sold | BillingProblem => {
  const version = catalog.versions.get(`${term.planId}@${term.planVersion}`);
  const plan = catalog.plans.get(term.planId);
  const product = version === undefined ? undefined : catalog.products.get(version.productId);
  if (version === undefined || plan === undefined || product === undefined) {
    return { code: 'catalog.version-missing', subscriptionId: subscription.id, planId: term.planId, version: term.planVersion };
  }
  const variant = version.variants.find((entry) => entry.id === term.variantId);
  if (variant === undefined) return { code: 'catalog.variant-missing', subscriptionId: subscription.id, variantId: term.variantId };
  return { version, variant, plan, product };
};

export const isProblem = (value: object): value is BillingProblem => 'code' in value;

/** The line's own tax class, else the product's (TAX-06). */
export const taxClassOf = (sold: Sold, component: PriceComponent | null): string =>
  component !== null && component.taxClass !== '' ? component.taxClass : sold.product.taxClass;
