import { plainPrice } from '../billing/full-price.ts';
import type { OutstandingCharge } from '../billing/types.ts';
import type { Plan, PlanVersion, PriceComponent, PriceVariant, Product, RecognitionRule } from '../catalog/types.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import type { Reads } from '../kernel/use-case.ts';
import { type Currency, digitsOf } from '../money/currency.ts';
import { type DecimalText, exact } from '../money/exact.ts';
import { maxMinor, type Rounding } from '../money/rounding.ts';
import { roundingFor } from '../organization/rounding.ts';
import { amountOf, priced } from '../rating/priced.ts';
import type { PriceWorking } from '../rating/types.ts';
import type { TaxProblem } from '../tax/decide.ts';
import { selfCalculatedDecision, selfCalculatedLine } from '../tax/self-calculated.ts';
import type { LineTax } from '../tax/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { startOfDay } from '../time/zone.ts';
import { documentLines, lineBook, type TaxSetting } from './lines.ts';
import type { EnteredLine, EnteredTax, Line } from './types.ts';

/** What is wrong with one entered line; `line` counts from 0. */
export type EnteredProblem =
  | TaxProblem
  | {
      readonly code: 'line.plan-missing';
      readonly line: number;
      readonly planId: string;
      readonly planVersion: number;
      readonly variantId: string;
    }
  | { readonly code: 'line.other-currency'; readonly line: number; readonly priceCurrency: Currency; readonly currency: Currency }
  | { readonly code: 'line.no-step-for-quantity'; readonly line: number; readonly quantity: DecimalText }
  | { readonly code: 'line.out-of-range'; readonly line: number }
  | { readonly code: 'line.period-empty'; readonly line: number; readonly start: PlainDate; readonly end: PlainDate }
  /** TAX-03: only where the entity calculates its tax itself. */
  | { readonly code: 'line.tax-not-entered-here'; readonly line: number }
  /** Tax of one amount cannot be told for several components. */
  | { readonly code: 'line.tax-of-several'; readonly line: number };

export type CatalogKinds = { plan: Plan; 'plan-version': PlanVersion; product: Product };

/** The plans, versions and products that entered lines name, and no others. */
export type NamedCatalog = {
  readonly plans: readonly Plan[];
  readonly versions: readonly PlanVersion[];
  readonly products: readonly Product[];
};

export const namedCatalog = async (source: Reads<CatalogKinds>, lines: readonly Pick<EnteredLine, 'price'>[]): Promise<NamedCatalog> => {
  const prices = lines.map((line) => line.price);
  const planIds = [...new Set(prices.flatMap((price) => (price.kind === 'plan' ? [price.planId] : [])))];
  const versionIds = [...new Set(prices.flatMap((price) => (price.kind === 'plan' ? [`${price.planId}@${price.planVersion}`] : [])))];
  const [plans, versions] = await Promise.all([
    planIds.length === 0 ? [] : source.list('plan', { ids: planIds }),
    versionIds.length === 0 ? [] : source.list('plan-version', { ids: versionIds }),
  ]);
  const named = prices.flatMap((price) => (price.kind === 'agreed' && price.productId !== null ? [price.productId] : []));
  const productIds = [...new Set([...named, ...versions.map((version) => version.productId)])];
  return { plans, versions, products: productIds.length === 0 ? [] : await source.list('product', { ids: productIds }) };
};

export type EnteredSetting = TaxSetting & { readonly catalog: NamedCatalog; readonly currency: Currency };

/** What an entered line says of itself, whatever its price. */
type Parts = Pick<OutstandingCharge, 'productId' | 'planId' | 'title' | 'taxClass' | 'taxInclusive'> & {
  readonly id: string;
  readonly recognition: RecognitionRule;
  readonly price: PriceWorking;
};

const chargeOf = (entered: EnteredLine, { price, ...parts }: Parts, setting: EnteredSetting, rounding: Rounding): OutstandingCharge => {
  const chargedMinor = amountOf(price, setting.currency, rounding);
  const [only, second] = price.shares;
  return {
    ...parts,
    slot: parts.id,
    coverage: null,
    nature: 'manual',
    source: { kind: 'manual', commandId: entered.commandId },
    currency: setting.currency,
    period: entered.period,
    dueOn: setting.on,
    quantity: entered.quantity,
    unitPrice: only !== undefined && second === undefined && only.flat === '0' ? only.unitPrice : null,
    separateKey: '',
    listMinor: chargedMinor,
    discountMinor: 0,
    chargedMinor,
    promotional: false,
    priorPeriod: false,
    working: {
      price,
      fullMinor: chargedMinor,
      discounts: [],
      slice: null,
      rounding: { mode: rounding.mode, increment: rounding.increment, digits: digitsOf(setting.currency) },
      alreadyMinor: 0,
    },
    credits: null,
  };
};

/** The greatest price of a line in major units, so that minor units of every currency stay exact. */
const greatest = 900_000_000_000;

const isTooGreat = (price: PriceWorking): boolean => exact(price.exact).abs().greaterThan(greatest);

const isTaxTooGreat = (tax: EnteredTax | null): boolean =>
  (tax?.taxes ?? []).reduce((sum, { taxMinor }) => sum + Math.abs(taxMinor), 0) > maxMinor;

/** As with orders, the entered quantity counts for every component: three of a plan cost three times its fixed price, and three of its units. */
const componentPrice = (
  component: PriceComponent,
  quantity: DecimalText,
  setting: EnteredSetting,
): Outcome<PriceWorking, { readonly code: string }> => {
  if (component.price.kind === 'fixed') return done(plainPrice(quantity, component.price.amount, 'plan'));
  const { customer, entity, on } = setting;
  return priced({
    model: component.price,
    quantity,
    included: component.included,
    policies: entity.policies,
    source: 'plan',
    parts: [],
    context: {
      segments: customer.segments,
      attributes: customer.attributes,
      country: customer.billingAddress.country,
      region: customer.billingAddress.region,
      zone: entity.zone,
      at: startOfDay(on, entity.zone),
      external: [],
    },
  });
};

type Sold = { readonly plan: Plan; readonly product: Product; readonly variant: PriceVariant };

const soldBy = ({ price }: EnteredLine, catalog: NamedCatalog): Sold | null => {
  if (price.kind !== 'plan') return null;
  const version = catalog.versions.find(
    (entry) => entry.planId === price.planId && entry.version === price.planVersion && entry.state.kind === 'published',
  );
  const plan = catalog.plans.find((entry) => entry.id === price.planId);
  const product = catalog.products.find((entry) => entry.id === version?.productId);
  const variant = version?.variants.find((entry) => entry.id === price.variantId);
  return plan === undefined || product === undefined || variant === undefined ? null : { plan, product, variant };
};

const planParts = (entered: EnteredLine, line: number, setting: EnteredSetting): Outcome<readonly Parts[], EnteredProblem> => {
  const { price } = entered;
  const sold = soldBy(entered, setting.catalog);
  if (price.kind !== 'plan' || sold === null) {
    const { planId, planVersion, variantId } = price.kind === 'plan' ? price : { planId: '', planVersion: 0, variantId: '' };
    return refuse({ code: 'line.plan-missing', line, planId, planVersion, variantId });
  }
  const { plan, product, variant } = sold;
  if (variant.currency !== setting.currency)
    return refuse({ code: 'line.other-currency', line, priceCurrency: variant.currency, currency: setting.currency });
  const name = entered.description === '' ? plan.name : entered.description;
  const parts: Parts[] = [];
  for (const component of variant.components) {
    const answer = componentPrice(component, entered.quantity, setting);
    if (!answer.ok) {
      const isUnpriced = answer.problems.some((problem) => problem.code === 'rating.no-step-for-quantity');
      return refuse(
        isUnpriced ? { code: 'line.no-step-for-quantity', line, quantity: entered.quantity } : { code: 'line.out-of-range', line },
      );
    }
    parts.push({
      id: variant.components.length === 1 ? entered.id : `${entered.id}/${component.id}`,
      productId: product.id,
      planId: plan.id,
      title: variant.components.length === 1 || component.name === plan.name ? name : `${name}: ${component.name}`,
      taxClass: component.taxClass === '' ? product.taxClass : component.taxClass,
      taxInclusive: variant.taxInclusive,
      recognition: product.recognition ?? 'immediate',
      price: answer.value,
    });
  }
  return done(parts);
};

const partsOf = (entered: EnteredLine, line: number, setting: EnteredSetting): Outcome<readonly Parts[], EnteredProblem> => {
  const { price } = entered;
  if (price.kind === 'plan') return planParts(entered, line, setting);
  const { taxClass, taxInclusive, productId } = price;
  const recognition = setting.catalog.products.find((product) => product.id === productId)?.recognition ?? 'immediate';
  const working = plainPrice(entered.quantity, price.unitPrice, 'manual');
  return done([
    { id: entered.id, productId, planId: null, title: entered.description, taxClass, taxInclusive, recognition, price: working },
  ]);
};

const enteredCharges = (
  entered: EnteredLine,
  line: number,
  setting: EnteredSetting,
): Outcome<readonly OutstandingCharge[], EnteredProblem> => {
  const { period } = entered;
  if (period !== null && period.end <= period.start) return refuse({ code: 'line.period-empty', line, ...period });
  if (entered.tax !== null && setting.entity.taxTreatment !== 'self-calculated') return refuse({ code: 'line.tax-not-entered-here', line });
  const parts = partsOf(entered, line, setting);
  if (!parts.ok) return parts;
  if (entered.tax !== null && parts.value.length !== 1) return refuse({ code: 'line.tax-of-several', line });
  if (isTaxTooGreat(entered.tax) || parts.value.some((part) => isTooGreat(part.price))) return refuse({ code: 'line.out-of-range', line });
  return done(parts.value.map((part) => chargeOf(entered, part, setting, roundingFor(setting.entity, setting.currency))));
};

/** TAX-03: what the caller says of the tax stands as it is. */
const selfCalculated = (line: Line, { jurisdiction, taxes }: EnteredTax): Line => {
  const told = taxes.map((tax): LineTax => ({ ...tax, jurisdiction }));
  return {
    ...line,
    ...selfCalculatedLine({ chargedMinor: line.chargedMinor, inclusive: line.taxInclusive }, told),
    decision: selfCalculatedDecision({ jurisdiction, taxes: told }),
  };
};

const totalIsTooGreat = (lines: readonly Line[]): boolean =>
  lines.reduce((sum, line) => sum + Math.abs(line.netMinor) + Math.abs(line.taxMinor), 0) > maxMinor;

/**
 * INV-12: the lines of a document by hand with their tax, or everything that is wrong with what was entered. Their slots are their own ids, derived from the
 * command: no billing run bills or credits them.
 */
export const enteredLines = (entered: readonly EnteredLine[], setting: EnteredSetting): Outcome<readonly Line[], EnteredProblem> => {
  const charged = entered.map((line, index) => enteredCharges(line, index, setting));
  const problems = charged.flatMap((answer) => (answer.ok ? [] : answer.problems));
  if (problems.length > 0) return { ok: false, problems };
  const charges = charged.flatMap((answer) => (answer.ok ? answer.value : []));
  const taxed = documentLines(charges, setting, lineBook([]), setting.entity.policies, setting.currency);
  if (!taxed.ok) return taxed;
  const told = new Map(entered.flatMap((line) => (line.tax === null ? [] : [[line.id, line.tax] as const])));
  const lines = taxed.value.map((line) => {
    const tax = told.get(line.id);
    return tax === undefined ? line : selfCalculated(line, tax);
  });
  return totalIsTooGreat(lines) ? refuse({ code: 'line.out-of-range', line: lines.length - 1 }) : done(lines);
};
