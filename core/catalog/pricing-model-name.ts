import type { Metric } from '../usage/types.ts';
import { isUsagePriced } from './billing-combinations.ts';
import type { PlanVersion, PriceComponent } from './types.ts';

/** The eight models of spec section 2, the two of section 16 beside them, and `none` for what is given away. */
export type PricingModelName =
  | 'fixed'
  | 'per-unit'
  | 'volume'
  | 'tiered'
  | 'stair-step'
  | 'dynamic'
  | 'usage-based'
  | 'hybrid'
  | 'package'
  | 'percentage'
  | 'none';

/** PRC-07: usage is priced per unit or by bands; dynamic, package and percentage prices keep their own names. */
const nameOf = (component: PriceComponent): PricingModelName => {
  const { kind } = component.price;
  const banded = kind === 'per-unit' || kind === 'volume' || kind === 'graduated' || kind === 'stair-step';
  if (isUsagePriced(component) && banded) return 'usage-based';
  return kind === 'graduated' ? 'tiered' : kind;
};

/** How the price of a version is called: all its variants have the same components (CAT-14). Several components are a hybrid (PRC-08). */
export const pricingModelName = (version: Pick<PlanVersion, 'variants'>): PricingModelName => {
  const components = version.variants[0]?.components ?? [];
  const [only, second] = components;
  if (only === undefined) return (version.variants[0]?.instalmentTotal ?? null) === null ? 'none' : 'fixed';
  return second === undefined ? nameOf(only) : 'hybrid';
};

/** CAT-22: the unit that a component's price refers to, such as `call` or `Seats`; `null` for a flat amount. */
export const valueMetricOf = (component: PriceComponent, metrics: readonly Pick<Metric, 'id' | 'unit'>[]): string | null => {
  if (component.price.kind === 'fixed' || component.quantity.kind === 'one') return null;
  if (component.quantity.kind === 'subscription') return component.name;
  const { metricId } = component.quantity;
  return metrics.find((metric) => metric.id === metricId)?.unit ?? null;
};
