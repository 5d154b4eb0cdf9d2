import type { RecognitionRule } from '../catalog/types.ts';
import type { DecimalText } from '../money/exact.ts';
import type { Order, OrderLine, OrderTrigger } from '../orders/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { type CatalogFacts, type CustomerFacts, isProblem, soldBy } from './facts.ts';
import { fullPrice, plainAmount, plainPrice } from './full-price.ts';
import type { ChargeTemplate, FullAmount, OwedSum } from './owed-types.ts';
import { type Sold, type SoldComponent, titleOf } from './sold.ts';
import { aboutComponent, aboutPlan, type About } from './subscription-view.ts';
import type { BillingProblem, ChargeNature } from './types.ts';

/** BIL-01: the day from which an order line can be billed, `null` while its trigger has not come. */
export const triggeredOn = (trigger: OrderTrigger, placedOn: PlainDate): PlainDate | null => {
  if (trigger.kind === 'order') return placedOn;
  return trigger.kind === 'date' ? trigger.on : trigger.reachedOn;
};

/** One line of an order on its way to a charge. */
type Ordered = {
  readonly facts: CustomerFacts;
  readonly order: Order;
  readonly line: OrderLine;
  readonly dueOn: PlainDate;
  readonly problems: BillingProblem[];
};

const sum = ({ dueOn }: Ordered, slot: string, template: ChargeTemplate, amount: FullAmount): OwedSum => ({
  kind: 'sum',
  slot,
  componentId: '',
  scope: null,
  template: () => template,
  steps: [{ dueOn, period: null, amount }],
  grows: false,
});

type What = About & Pick<ChargeTemplate, 'nature' | 'productId' | 'planId' | 'taxInclusive' | 'recognition'>;

const templateOf = ({ order, line }: Ordered, slot: string, what: What): ChargeTemplate => ({
  slot,
  nature: what.nature,
  source: { kind: 'order', orderId: order.id, lineId: line.id },
  currency: order.currency,
  productId: what.productId,
  planId: what.planId,
  title: what.title,
  taxClass: what.taxClass,
  taxInclusive: what.taxInclusive,
  recognition: what.recognition,
  separateKey: '',
});

const ofSold = (sold: Sold, nature: ChargeNature, usual: RecognitionRule, about: About): What => ({
  ...about,
  nature,
  productId: sold.product.id,
  planId: sold.plan.id,
  taxInclusive: sold.variant.taxInclusive,
  recognition: sold.product.recognition ?? usual,
});

/** The ordered quantity counts for every component: three of a plan cost three times its fixed price, and three of its units. */
const componentPrice = (
  { facts, order }: Ordered,
  { component, listed }: SoldComponent,
  quantity: DecimalText,
): FullAmount | BillingProblem => {
  if (component.price.kind === 'fixed') {
    const amount = plainAmount(plainPrice(quantity, component.price.amount, 'plan'), order.currency, order.rounding);
    return amount ?? { code: 'amount.out-of-range', subscriptionId: order.id, componentId: component.id };
  }
  const { segments, attributes, billingAddress } = facts.customer;
  const context = {
    segments,
    attributes,
    country: billingAddress.country,
    region: billingAddress.region,
    zone: 'UTC',
    at: `${order.placedOn}T00:00:00.000Z`,
    external: [],
  };
  const price = fullPrice({ own: listed, quantity, included: component.included, parts: [], context }, order, component.id);
  return 'code' in price ? price : { price: price.working, fullMinor: price.fullMinor, discounts: [], slice: null };
};

const planCharges = (ordered: Ordered, sold: Sold, components: readonly SoldComponent[]): readonly OwedSum[] =>
  components.flatMap((entry) => {
    const { order, line, problems } = ordered;
    const amount = componentPrice(ordered, entry, line.quantity);
    if ('code' in amount) {
      problems.push(amount);
      return [];
    }
    const slot = `${order.id}/${line.id}/${entry.component.id}`;
    const title = components.length === 1 ? sold.plan.name : entry.title;
    return [
      sum(ordered, slot, templateOf(ordered, slot, ofSold(sold, 'one-off', 'immediate', { ...aboutComponent(entry), title })), amount),
    ];
  });

/** A line that is one price times its quantity: a pack, or what was agreed by hand. */
const plainCharge = (ordered: Ordered, unitPrice: DecimalText, source: 'plan' | 'manual', what: What): readonly OwedSum[] => {
  const { order, line, problems } = ordered;
  const slot = `${order.id}/${line.id}`;
  const amount = plainAmount(plainPrice(line.quantity, unitPrice, source), order.currency, order.rounding);
  if (amount !== null) return [sum(ordered, slot, templateOf(ordered, slot, what), amount)];
  problems.push({ code: 'amount.out-of-range', subscriptionId: order.id, componentId: line.id });
  return [];
};

const lineCharges = (catalog: CatalogFacts, ordered: Ordered): readonly OwedSum[] => {
  const { order, line, problems } = ordered;
  const { item } = line;
  if (item.kind === 'manual') {
    const { description: title, taxClass, taxInclusive, productId } = item;
    return plainCharge(ordered, item.unitPrice, 'manual', {
      componentId: '',
      title,
      taxClass,
      taxInclusive,
      nature: 'manual',
      productId,
      planId: null,
      recognition: 'immediate',
    });
  }
  const sold = soldBy(catalog, order.id, item);
  if (isProblem(sold)) {
    problems.push(sold);
    return [];
  }
  if (item.kind === 'plan') return planCharges(ordered, sold, sold.components);
  const pack = sold.variant.packs.find((entry) => entry.id === item.packId);
  if (pack === undefined) return [];
  return plainCharge(
    ordered,
    pack.price,
    'plan',
    ofSold(sold, 'credit-pack', 'on-consumption', { ...aboutPlan(sold, ''), title: titleOf(sold.plan, pack.name) }),
  );
};

/** BIL-01, BIL-09, INV-12: what an order is owed. A cancelled one, or a cancelled line, is owed nothing, so what was billed of it is credited. */
export const owedOrder = (
  catalog: CatalogFacts,
  facts: CustomerFacts,
  order: Order,
  before: PlainDate,
  problems: BillingProblem[],
): readonly OwedSum[] => {
  if (order.state.kind === 'cancelled') return [];
  return order.lines.flatMap((line): readonly OwedSum[] => {
    const dueOn = triggeredOn(line.trigger, order.placedOn);
    if (line.cancelled !== null || dueOn === null || dueOn >= before) return [];
    return lineCharges(catalog, { facts, order, line, dueOn, problems });
  });
};
