import type { PriceModel } from '../catalog/price-model.ts';
import type { PriceComponent, PriceVariant } from '../catalog/types.ts';
import type { DecimalText } from '../money/exact.ts';
import { rampPrice } from '../offers/ramp.ts';
import type { PriceWorking } from '../rating/types.ts';
import type { ServicePeriod } from './periods.ts';
import type { SubscriptionItem, Term } from './types.ts';

/** The price of a component as this subscription pays it: negotiated before ramp before plan (SUB-17, OFR-14). */
export type OwnPrice = { readonly model: PriceModel; readonly source: PriceWorking['source']; readonly override: DecimalText | null };

const withPrice = (model: PriceModel, price: DecimalText): PriceModel => {
  if (model.kind === 'fixed') return { kind: 'fixed', amount: price };
  if (model.kind === 'per-unit') return { kind: 'per-unit', unitPrice: price };
  return model;
};

/** The first of the consecutive terms with this term's plan: ramps count their periods from there. */
const planSince = (item: SubscriptionItem, term: Term): Term => {
  let first = term;
  for (let index = item.terms.indexOf(term) - 1; index >= 0; index -= 1) {
    const before = item.terms[index];
    if (before === undefined || before.planId !== term.planId || before.until !== first.from) break;
    first = before;
  }
  return first;
};

/** How many of the item's billed periods came before this one since the term's plan began. Periods that a pause left out are none (OR-14). */
const billedPeriodsBefore = (item: SubscriptionItem, term: Term, served: ServicePeriod, billable: readonly ServicePeriod[]): number => {
  const since = planSince(item, term).from;
  return billable.filter((entry) => entry.period.end > since && entry.period.start < served.period.start).length;
};

export const ownPrice = (
  component: PriceComponent,
  variant: PriceVariant,
  item: SubscriptionItem,
  term: Term,
  served: ServicePeriod,
  billable: readonly ServicePeriod[],
): OwnPrice => {
  const agreed = term.negotiated.find((entry) => entry.componentId === component.id);
  if (agreed !== undefined) return { model: withPrice(component.price, agreed.price), source: 'negotiated', override: agreed.price };
  const ramp =
    term.ramps.find((entry) => entry.componentId === component.id) ??
    (variant.ramp?.componentId === component.id ? variant.ramp : undefined);
  if (ramp !== undefined) {
    const price = rampPrice(ramp, { periodIndex: billedPeriodsBefore(item, term, served, billable), periodStart: served.period.start });
    if (price !== null) return { model: withPrice(component.price, price), source: 'ramp', override: price };
  }
  return { model: component.price, source: 'plan', override: null };
};
