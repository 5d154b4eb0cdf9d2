import type { PriceComponent } from '../catalog/types.ts';
import type { DecimalText } from '../money/exact.ts';
import { exact } from '../money/exact.ts';
import { minorOf } from '../money/money.ts';
import type { Order, OrderLine, OrderTrigger } from '../orders/types.ts';
import { amountOf, priced } from '../rating/priced.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { CatalogFacts, CustomerFacts, Sold } from './facts.ts';
import { plainPrice } from './manual-price.ts';
import type { ChargeTemplate, FullAmount, OwedSum } from './owed-types.ts';
import type { BillingProblem } from './types.ts';

/** BIL-01: the day from which an order line can be billed, `null` while its trigger has not come. */
export const triggeredOn = (trigger: OrderTrigger, placedOn: PlainDate): PlainDate | null => {
  if (trigger.kind === 'order') return placedOn;
  return trigger.kind === 'date' ? trigger.on : trigger.reachedOn;
};

const soldTo = (catalog: CatalogFacts, item: { readonly planId: string; readonly planVersion: number; readonly variantId: string }): Sold | null => {
  const version = catalog.versions.get(`${item.planId}@${item.planVersion}`);
  const plan = catalog.plans.get(item.planId);
  const product = version === undefined ? undefined : catalog.products.get(version.productId);
  const variant = version?.variants.find((entry) => entry.id === item.variantId);
  return version === undefined || plan === undefined || product === undefined || variant === undefined ? null : { version, variant, plan, product };
};

const sum = (template: ChargeTemplate, dueOn: PlainDate, amount: FullAmount): OwedSum => ({ kind: 'sum', scope: null, template, steps: [{ dueOn, period: null, amount }], grows: false });

const componentPrice = (facts: CustomerFacts, order: Order, component: PriceComponent, quantity: DecimalText): FullAmount | null => {
  if (component.price.kind === 'fixed') {
    const price = plainPrice(quantity, component.price.amount, 'plan');
    return { price, fullMinor: minorOf(exact(price.exact), order.currency, order.rounding), discounts: [] };
  }
  const answer = priced({
    model: component.price,
    quantity: component.quantity.kind === 'one' ? '1' : quantity,
    included: component.included,
    policies: order.policies,
    source: 'plan',
    parts: [],
    context: { segments: facts.customer.segments, attributes: facts.customer.attributes, country: facts.customer.billingAddress.country, region: facts.customer.billingAddress.region, zone: 'UTC', at: `${order.placedOn}T00:00:00.000Z`, external: [] },
  });
  return answer.ok ? { price: answer.value, fullMinor: amountOf(answer.value, order.currency, order.rounding), discounts: [] } : null;
};

const planCharges = (facts: CustomerFacts, order: Order, line: OrderLine, sold: Sold, dueOn: PlainDate, problems: BillingProblem[]): readonly OwedSum[] =>
  sold.variant.components.flatMap((component) => {
    const amount = componentPrice(facts, order, component, line.quantity);
    if (amount === null) {
      problems.push({ code: 'rating.no-step-for-quantity', subscriptionId: order.id, componentId: component.id, quantity: line.quantity });
      return [];
    }
    const template: ChargeTemplate = {
      slot: `${order.id}/${line.id}/${component.id}`,
      nature: 'one-off',
      source: { kind: 'order', orderId: order.id, lineId: line.id },
      currency: order.currency,
      productId: sold.product.id,
      planId: sold.plan.id,
      title: component.name === sold.plan.name || sold.variant.components.length === 1 ? sold.plan.name : `${sold.plan.name}: ${component.name}`,
      taxClass: component.taxClass === '' ? sold.product.taxClass : component.taxClass,
      taxInclusive: sold.variant.taxInclusive,
      recognition: sold.product.recognition ?? 'immediate',
      separateKey: '',
    };
    return [sum(template, dueOn, amount)];
  });

const packCharge = (order: Order, line: OrderLine, sold: Sold, packId: string, dueOn: PlainDate): readonly OwedSum[] => {
  const pack = sold.variant.packs.find((entry) => entry.id === packId);
  if (pack === undefined) return [];
  const price = plainPrice(line.quantity, pack.price, 'plan');
  const template: ChargeTemplate = {
    slot: `${order.id}/${line.id}`,
    nature: 'credit-pack',
    source: { kind: 'order', orderId: order.id, lineId: line.id },
      currency: order.currency,
    productId: sold.product.id,
    planId: sold.plan.id,
    title: `${sold.plan.name}: ${pack.name}`,
    taxClass: sold.product.taxClass,
    taxInclusive: sold.variant.taxInclusive,
    recognition: sold.product.recognition ?? 'on-consumption',
    separateKey: '',
  };
  return [sum(template, dueOn, { price, fullMinor: minorOf(exact(price.exact), order.currency, order.rounding), discounts: [] })];
};

const manualCharge = (order: Order, line: OrderLine, dueOn: PlainDate): readonly OwedSum[] => {
  if (line.item.kind !== 'manual') return [];
  const price = plainPrice(line.quantity, line.item.unitPrice, 'manual');
  const template: ChargeTemplate = {
    slot: `${order.id}/${line.id}`,
    nature: 'manual',
    source: { kind: 'order', orderId: order.id, lineId: line.id },
      currency: order.currency,
    productId: line.item.productId,
    planId: null,
    title: line.item.description,
    taxClass: line.item.taxClass,
    taxInclusive: line.item.taxInclusive,
    recognition: 'immediate',
    separateKey: '',
  };
  return [sum(template, dueOn, { price, fullMinor: minorOf(exact(price.exact), order.currency, order.rounding), discounts: [] })];
};

/** BIL-01, BIL-09, INV-12: what an order is owed. A cancelled one, or a cancelled line, is owed nothing, so what was billed of it is credited. */
export const owedOrder = (catalog: CatalogFacts, facts: CustomerFacts, order: Order, before: PlainDate, problems: BillingProblem[]): readonly OwedSum[] => {
  if (order.state.kind === 'cancelled') return [];
  return order.lines.flatMap((line): readonly OwedSum[] => {
    const dueOn = triggeredOn(line.trigger, order.placedOn);
    if (line.cancelled !== null || dueOn === null || dueOn >= before) return [];
    if (line.item.kind === 'manual') return manualCharge(order, line, dueOn);
    const sold = soldTo(catalog, line.item);
    if (sold === null) {
      problems.push({ code: 'catalog.version-missing', subscriptionId: order.id, planId: line.item.planId, version: line.item.planVersion });
      return [];
    }
    return line.item.kind === 'pack' ? packCharge(order, line, sold, line.item.packId, dueOn) : planCharges(facts, order, line, sold, dueOn, problems);
  });
};
