import { type SaleProblem, saleProblems } from '../catalog/may-buy.ts';
import { absent, type Missing, missing, type Offered } from '../catalog/offered.ts';
import type { BillingModel, PlanId } from '../catalog/types.ts';
import { variantFor, type VariantChoiceProblem } from '../catalog/variant-for.ts';
import type { Customer, CustomerId } from '../customers/types.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import type { Currency } from '../money/currency.ts';
import { type DecimalText, exact } from '../money/exact.ts';
import type { CountryCode } from '../organization/types.ts';
import type { PlaceOrderLine } from './place-order.ts';
import type { OrderItem, OrderLine, OrderTrigger } from './types.ts';

/** As much of a subscription as a pack needs: subscriptions lie above orders, and fit this by their form. */
export type PrepaidSubscription = {
  readonly id: string;
  readonly kind: 'subscription';
  readonly rev: number;
  readonly customerId: CustomerId;
  readonly currency: Currency;
  readonly state: { readonly kind: string };
  readonly items: readonly {
    readonly type: string;
    readonly terms: readonly { readonly planId: PlanId; readonly planVersion: number; readonly variantId: string }[];
  }[];
};

/** What a line needs to be understood: the plan that it names, or the subscription and the version that its pack belongs to. */
export type LineFacts = { readonly offered: Offered | null; readonly subscription: PrepaidSubscription | null };

export type OrderLineProblem =
  | Missing<'plan' | 'product' | 'published-plan'>
  | SaleProblem
  | VariantChoiceProblem
  /** BIL-01: what recurs is subscribed to. */
  | { readonly code: 'plan.not-sold-once'; readonly planId: PlanId; readonly billing: BillingModel['kind'] }
  | {
      readonly code: 'quantity.out-of-bounds';
      readonly planId: PlanId;
      readonly quantity: DecimalText;
      readonly minimum: DecimalText;
      readonly maximum: DecimalText | null;
    }
  /** BIL-01: the plan says what a charge waits for; a day or a milestone must be named. */
  | { readonly code: 'order.trigger-needed'; readonly line: number; readonly trigger: OrderTrigger['kind'] }
  | { readonly code: 'order.quantity-zero'; readonly line: number }
  /** More than any amount that we bill. */
  | { readonly code: 'order.amount-out-of-range'; readonly line: number }
  /** BIL-06: packs are bought for a pre-paid subscription of this customer, in its currency. */
  | { readonly code: 'pack.no-subscription'; readonly line: number; readonly subscriptionId: string }
  | { readonly code: 'pack.other-currency'; readonly line: number; readonly currency: Currency }
  | { readonly code: 'pack.missing'; readonly line: number; readonly packId: string; readonly offered: readonly string[] };

type Terms = { readonly customer: Customer; readonly country: CountryCode; readonly currency: Currency };

const planItem = (
  wanted: Extract<PlaceOrderLine['item'], { kind: 'plan' }>,
  offered: Offered,
  quantity: DecimalText,
  terms: Terms,
): Outcome<OrderItem, OrderLineProblem> => {
  const { plan, product, version } = offered;
  if (plan === null || product === null || version === null) return { ok: false, problems: absent(offered) };
  const { customer, country, currency } = terms;
  const problems: OrderLineProblem[] = [...saleProblems(plan, product, { country, segments: customer.segments })];
  if (version.billing.kind !== 'one-off') problems.push({ code: 'plan.not-sold-once', planId: plan.id, billing: version.billing.kind });
  const { minimum, maximum } = version.quantity;
  if (exact(quantity).lessThan(minimum) || (maximum !== null && exact(quantity).greaterThan(maximum))) {
    problems.push({ code: 'quantity.out-of-bounds', planId: plan.id, quantity, minimum, maximum });
  }
  // What is sold once has one cycle in name only: it need not be named.
  const cycles = [...new Set(version.variants.filter((variant) => variant.currency === currency).map(({ cycle }) => cycle.name))];
  const variant = variantFor(version, currency, wanted.cycle ?? (cycles.length === 1 ? (cycles[0] ?? '') : ''), customer.segments);
  if (!variant.ok) return { ok: false, problems: [...problems, ...variant.problems] };
  return problems.length > 0
    ? { ok: false, problems }
    : done({ kind: 'plan', planId: plan.id, planVersion: version.version, variantId: variant.value.id });
};

const packItem = (
  wanted: Extract<PlaceOrderLine['item'], { kind: 'pack' }>,
  { offered, subscription }: LineFacts,
  line: number,
  terms: Terms,
): Outcome<OrderItem, OrderLineProblem> => {
  const { packId, subscriptionId } = wanted;
  const term = subscription?.items.find(({ type }) => type === 'base')?.terms.at(-1);
  if (
    subscription === null ||
    term === undefined ||
    subscription.customerId !== terms.customer.id ||
    subscription.state.kind === 'cancelled'
  ) {
    return refuse({ code: 'pack.no-subscription', line, subscriptionId });
  }
  if (subscription.currency !== terms.currency) return refuse({ code: 'pack.other-currency', line, currency: subscription.currency });
  const variant = offered?.version?.variants.find(({ id }) => id === term.variantId);
  if (variant === undefined) return refuse(missing('published-plan', term.planId));
  if (!variant.packs.some(({ id }) => id === packId))
    return refuse({ code: 'pack.missing', line, packId, offered: variant.packs.map(({ id }) => id) });
  return done({ kind: 'pack', planId: term.planId, planVersion: term.planVersion, variantId: term.variantId, packId, subscriptionId });
};

const itemOf = (wanted: PlaceOrderLine, facts: LineFacts, line: number, terms: Terms): Outcome<OrderItem, OrderLineProblem> => {
  const { item } = wanted;
  if (item.kind === 'manual') return done(item);
  if (item.kind === 'pack') return packItem(item, facts, line, terms);
  return facts.offered === null ? refuse(missing('plan', item.plan)) : planItem(item, facts.offered, wanted.quantity ?? '1', terms);
};

/** BIL-01: a plan's own trigger holds; whatever else is sold may wait for anything, and by default waits for nothing. */
const triggerOf = (wanted: PlaceOrderLine, facts: LineFacts, line: number): Outcome<OrderTrigger, OrderLineProblem> => {
  const billing = wanted.item.kind === 'plan' ? facts.offered?.version?.billing : undefined;
  const named: OrderTrigger | undefined = wanted.trigger?.kind === 'milestone' ? { ...wanted.trigger, reachedOn: null } : wanted.trigger;
  if (billing?.kind !== 'one-off') return done(named ?? { kind: 'order' });
  if (named === undefined && billing.trigger === 'order') return done({ kind: 'order' });
  return named?.kind === billing.trigger ? done(named) : refuse({ code: 'order.trigger-needed', line, trigger: billing.trigger });
};

/** What one of the line costs, part by part. What is sold once has amounts and unit prices only (BIL-13). */
const unitPrices = (item: OrderItem, { offered }: LineFacts): readonly DecimalText[] => {
  if (item.kind === 'manual') return [item.unitPrice];
  const variant = offered?.version?.variants.find(({ id }) => id === item.variantId);
  if (item.kind === 'pack') return (variant?.packs ?? []).filter(({ id }) => id === item.packId).map(({ price }) => price);
  return (variant?.components ?? []).flatMap(({ price }) => {
    if (price.kind === 'fixed') return [price.amount];
    return price.kind === 'per-unit' ? [price.unitPrice] : [];
  });
};

/** In major units; a charge beyond it could never be billed, so it is better refused than left on every run's list (see core/rating). */
const greatest = 900_000_000_000;

const rangeProblems = (item: OrderItem, quantity: DecimalText, facts: LineFacts, line: number): readonly OrderLineProblem[] => {
  const isTooGreat = unitPrices(item, facts).some((price) => exact(price).times(exact(quantity)).greaterThan(greatest));
  return isTooGreat ? [{ code: 'order.amount-out-of-range', line }] : [];
};

/** A line as it will stand on the order; `line` counts from 1 and is its id. */
export const orderLine = (wanted: PlaceOrderLine, facts: LineFacts, line: number, terms: Terms): Outcome<OrderLine, OrderLineProblem> => {
  const quantity = wanted.quantity ?? '1';
  const item = itemOf(wanted, facts, line, terms);
  const trigger = triggerOf(wanted, facts, line);
  const zero: readonly OrderLineProblem[] = exact(quantity).isZero() ? [{ code: 'order.quantity-zero', line }] : [];
  if (!item.ok || !trigger.ok || zero.length > 0) {
    return { ok: false, problems: [...(item.ok ? [] : item.problems), ...(trigger.ok ? [] : trigger.problems), ...zero] };
  }
  const problems = rangeProblems(item.value, quantity, facts, line);
  if (problems.length > 0) return { ok: false, problems };
  return done({ id: String(line), item: item.value, quantity, trigger: trigger.value, cancelled: null });
};
