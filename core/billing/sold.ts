import type { Plan, PlanId, PlanVersion, PriceComponent, PriceVariant, Product, ProductId } from '../catalog/types.ts';
import type { OwnPrice } from '../subscriptions/own-price.ts';
import type { Term } from '../subscriptions/types.ts';

/** What a term says of whose price it is. */
export type PriceOf = Pick<Term, 'planId' | 'planVersion' | 'variantId'>;

/** Names one variant of one published version. */
const priceKeyOf = ({ planId, planVersion, variantId }: PriceOf): string => `${planId}@${planVersion}:${variantId}`;

/** One component of a variant with everything about its charges that no subscription changes. */
export type SoldComponent = {
  readonly component: PriceComponent;
  /** The component of this price, as slots name it. */
  readonly key: string;
  readonly title: string;
  readonly taxClass: string;
  /** Its price where nothing else was agreed. */
  readonly listed: OwnPrice;
};

/** What a term sells. */
export type Sold = {
  readonly version: PlanVersion;
  readonly variant: PriceVariant;
  readonly plan: Plan;
  readonly product: Product;
  readonly priceKey: string;
  readonly components: readonly SoldComponent[];
  /** Charged for time: everything that is not fed by usage, in plans that bill periods. Orders and instalments have ways of their own. */
  readonly recurring: readonly SoldComponent[];
  readonly metered: readonly SoldComponent[];
  /** Whether something looks at all charges of a period together: a minimum, a maximum, a floor. */
  readonly hasPeriodTerms: boolean;
};

/** What is charged is called after its plan; a component called like the plan is not repeated. */
export const titleOf = (plan: Plan, name: string): string => (name === '' || name === plan.name ? plan.name : `${plan.name}: ${name}`);

const soldComponent = (plan: Plan, product: Product, priceKey: string, component: PriceComponent): SoldComponent => ({
  component,
  key: `${component.id}/${priceKey}`,
  title: titleOf(plan, component.name),
  taxClass: component.taxClass === '' ? product.taxClass : component.taxClass,
  listed: { model: component.price, source: 'plan', override: null },
});

const billsPeriods = ({ billing }: PlanVersion): boolean =>
  billing.kind === 'recurring' || billing.kind === 'hybrid' || billing.kind === 'usage' || billing.kind === 'prepaid';

const soldOf = (version: PlanVersion, variant: PriceVariant, plan: Plan, product: Product, priceKey: string): Sold => {
  const components = variant.components.map((component) => soldComponent(plan, product, priceKey, component));
  return {
    version,
    variant,
    plan,
    product,
    priceKey,
    components,
    recurring: billsPeriods(version) ? components.filter(({ component }) => component.quantity.kind !== 'usage') : [],
    metered: components.filter(({ component }) => component.quantity.kind === 'usage'),
    hasPeriodTerms: variant.minimumCommitment !== null || variant.maximumSpend !== null || variant.combination.kind === 'floor',
  };
};

/** What the plan, version and variant of a term sell; why not, where something is missing. */
export type SoldBook = (term: PriceOf) => Sold | 'version-missing' | 'variant-missing';

/** Looks each price up once in a run: a catalog has few, and every subscription asks. */
export const soldBook = (
  versions: ReadonlyMap<string, PlanVersion>,
  plans: ReadonlyMap<PlanId, Plan>,
  products: ReadonlyMap<ProductId, Product>,
): SoldBook => {
  const known = new Map<string, Sold>();
  return (term) => {
    const priceKey = priceKeyOf(term);
    const found = known.get(priceKey);
    if (found !== undefined) return found;
    const version = versions.get(`${term.planId}@${term.planVersion}`);
    const plan = plans.get(term.planId);
    const product = version === undefined ? undefined : products.get(version.productId);
    if (version === undefined || plan === undefined || product === undefined) return 'version-missing';
    const variant = version.variants.find((entry) => entry.id === term.variantId);
    if (variant === undefined) return 'variant-missing';
    const sold = soldOf(version, variant, plan, product, priceKey);
    known.set(priceKey, sold);
    return sold;
  };
};
