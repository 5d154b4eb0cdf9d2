import { missing, type Missing, type Offered } from '../catalog/offered.ts';
import { attachProblems, type AddOnProblem, type Buyer, type SaleProblem, saleProblems } from '../catalog/may-buy.ts';
import { type NumberProblem, numberProblems } from '../catalog/price-text.ts';
import { type RampProblem, rampProblems } from '../catalog/ramp-problems.ts';
import type { ExternalSeries, Plan, PlanId, PlanVersion, PriceVariant, Product, ProductId, Ramp } from '../catalog/types.ts';
import { variantFor, type VariantChoiceProblem } from '../catalog/variant-for.ts';
import type { Customer } from '../customers/types.ts';
import { done, type Outcome } from '../kernel/outcome.ts';
import type { Currency } from '../money/currency.ts';
import { type DecimalText, exact } from '../money/exact.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { NegotiatedPrice, OpenTerm } from './types.ts';

export type SaleReads = {
  plan: Plan;
  product: Product;
  'plan-version': PlanVersion;
  customer: Customer;
  'external-series': ExternalSeries;
};

/** SUB-03, PHS-03: what must exist before something can be subscribed to. Everything that is missing is named at once. */
export type PrerequisiteMissing = Missing<'customer' | 'product' | 'plan' | 'published-plan' | 'entity' | 'gateway' | 'payment-method'>;

export type OwnTermsProblem =
  | {
      readonly code: 'quantity.out-of-bounds';
      readonly planId: PlanId;
      readonly quantity: DecimalText;
      readonly minimum: DecimalText;
      readonly maximum: DecimalText | null;
    }
  | { readonly code: 'price.component-missing'; readonly planId: PlanId; readonly componentId: string }
  /** SUB-17: only an amount or a unit price can be agreed: bands and rules have no single price. */
  | { readonly code: 'price.component-has-no-single-price'; readonly planId: PlanId; readonly componentId: string; readonly model: string }
  | { readonly code: 'price.agreed-twice'; readonly planId: PlanId; readonly componentId: string }
  /** PRC-12, PRC-13: an agreed price is a price; `path` begins at `/negotiated`. */
  | NumberProblem
  | RampProblem;

export type OfferProblem =
  | PrerequisiteMissing
  | SaleProblem
  | AddOnProblem
  | VariantChoiceProblem
  | OwnTermsProblem
  /** BIL-01: charged once, so it is ordered and not subscribed to; as an add-on it can be attached. */
  | { readonly code: 'plan.sold-once'; readonly planId: PlanId }
  /** BIL-01: a day or a milestone stands on an order; an add-on is charged when it is attached. */
  | { readonly code: 'plan.waits-for-trigger'; readonly planId: PlanId; readonly trigger: 'date' | 'milestone' }
  | { readonly code: 'product.not-base'; readonly productId: ProductId };

/** What a customer asks for. */
export type Wanted = {
  readonly cycle: string;
  readonly currency: Currency;
  readonly quantity: DecimalText;
  readonly negotiated: readonly NegotiatedPrice[];
  readonly ramps: readonly Ramp[];
};

export type Sold = { readonly plan: Plan; readonly product: Product; readonly version: PlanVersion; readonly variant: PriceVariant };

export const quantityProblems = (version: PlanVersion, quantity: DecimalText): readonly OwnTermsProblem[] => {
  const { minimum, maximum } = version.quantity;
  const inside = exact(quantity).greaterThanOrEqualTo(minimum) && (maximum === null || exact(quantity).lessThanOrEqualTo(maximum));
  return inside ? [] : [{ code: 'quantity.out-of-bounds', planId: version.planId, quantity, minimum, maximum }];
};

/** SUB-17, OFR-14: prices and ramps that are agreed for one subscription name components of its variant. */
export const ownPriceProblems = (
  version: PlanVersion,
  variant: PriceVariant,
  negotiated: readonly NegotiatedPrice[],
  ramps: readonly Ramp[],
): readonly OwnTermsProblem[] => [
  ...negotiated.flatMap(({ componentId, price }, index): readonly OwnTermsProblem[] => {
    const { planId } = version;
    const component = variant.components.find(({ id }) => id === componentId);
    if (component === undefined) return [{ code: 'price.component-missing', planId, componentId }];
    if (component.price.kind !== 'fixed' && component.price.kind !== 'per-unit') {
      return [{ code: 'price.component-has-no-single-price', planId, componentId, model: component.price.kind }];
    }
    const twice = negotiated.findIndex((entry) => entry.componentId === componentId) !== index;
    return twice ? [{ code: 'price.agreed-twice', planId, componentId }] : numberProblems(price, `/negotiated/${index}/price`);
  }),
  ...ramps.flatMap((ramp) => rampProblems(ramp, variant.components)),
];

/** What a sold plan's terms begin with. */
export const termOf = (
  { plan, version, variant }: Sold,
  wanted: Pick<Wanted, 'quantity' | 'negotiated' | 'ramps'>,
  from: PlainDate,
  fromSecond: number,
): OpenTerm => ({
  from,
  fromSecond,
  planId: plan.id,
  planVersion: version.version,
  variantId: variant.id,
  quantity: wanted.quantity,
  negotiated: wanted.negotiated,
  ramps: wanted.ramps,
  unusedPart: 'credited',
  firstPart: 'prorated',
});

/** Whether the offered plan can be sold to the buyer as wanted: `base` is the plan that an add-on shall go with, `null` for a base plan itself. */
export const soldTo = (
  offered: Offered,
  wanted: Wanted,
  buyer: Buyer,
  base: Pick<Plan, 'id' | 'addOns'> | null,
): Outcome<Sold, OfferProblem> => {
  const { plan, product, version } = offered;
  const problems: OfferProblem[] = [];
  if (plan === null) problems.push(missing('plan', offered.wanted));
  else if (product === null) problems.push(missing('product', plan.productId));
  else if (base !== null) problems.push(...attachProblems(base, plan, product, buyer));
  else {
    if (product.type === 'add-on') problems.push({ code: 'product.not-base', productId: product.id });
    problems.push(...saleProblems(plan, product, buyer));
  }
  if (plan !== null && version === null) problems.push(missing('published-plan', plan.id));
  if (plan === null || product === null || version === null) return { ok: false, problems };
  if (base === null && version.billing.kind === 'one-off') problems.push({ code: 'plan.sold-once', planId: plan.id });
  if (base !== null && version.billing.kind === 'one-off' && version.billing.trigger !== 'order') {
    problems.push({ code: 'plan.waits-for-trigger', planId: plan.id, trigger: version.billing.trigger });
  }
  problems.push(...quantityProblems(version, wanted.quantity));
  const variant = variantFor(version, wanted.currency, wanted.cycle, buyer.segments);
  if (!variant.ok) return { ok: false, problems: [...problems, ...variant.problems] };
  problems.push(...ownPriceProblems(version, variant.value, wanted.negotiated, wanted.ramps));
  return problems.length > 0 ? { ok: false, problems } : done({ plan, product, version, variant: variant.value });
};
