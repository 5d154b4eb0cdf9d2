import { type Currency, inUse, isCurrency } from '../money/currency.ts';
import type { DecimalText } from '../money/exact.ts';
import type { MetricId } from '../usage/types.ts';
import { isBeyondCentury } from '../time/cadence.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { cycleIdOf } from './cycle.ts';
import { type PriceModelProblem, priceModelProblems } from './price-model-problems.ts';
import { isLess, type NumberProblem, numberProblems } from './price-text.ts';
import { type RampProblem, rampProblems } from './ramp-problems.ts';
import type { PriceComponent, PriceVariant } from './types.ts';

/** What keeps the prices of a version from being published. `path` is a JSON pointer (RFC 6901) into the version. */
export type VariantProblem =
  | PriceModelProblem
  | NumberProblem
  | (RampProblem & { readonly path: string })
  | { readonly code: 'variant.none'; readonly path: string }
  | { readonly code: 'variant.id-taken'; readonly path: string; readonly variantId: string }
  /** CAT-15: two variants with one currency, cycle and segment. */
  | {
      readonly code: 'variant.triple-taken';
      readonly path: string;
      readonly currency: Currency;
      readonly cycle: string;
      readonly segment: string;
    }
  /** One cycle name with two lengths, or one length under two names: a customer could not say which is meant (CAT-16). */
  | { readonly code: 'variant.cycle-ambiguous'; readonly path: string; readonly cycle: string; readonly interval: string }
  /** A period of more than a hundred years. */
  | { readonly code: 'variant.cycle-too-long'; readonly path: string; readonly cycle: string; readonly interval: string }
  | { readonly code: 'variant.currency-unknown'; readonly path: string; readonly currency: string }
  | { readonly code: 'variant.currency-not-in-use'; readonly path: string; readonly currency: Currency; readonly on: PlainDate }
  | { readonly code: 'variant.segment-unknown'; readonly path: string; readonly segment: string }
  /** CAT-14: variants of a version differ only in price. */
  | {
      readonly code: 'variant.components-differ';
      readonly path: string;
      readonly expected: readonly string[];
      readonly found: readonly string[];
    }
  | { readonly code: 'component.id-taken'; readonly path: string; readonly componentId: string }
  | { readonly code: 'component.metric-unknown'; readonly path: string; readonly metricId: string }
  | { readonly code: 'component.included-without-quantity'; readonly path: string; readonly componentId: string }
  | { readonly code: 'floor.component-unknown'; readonly path: string; readonly componentId: string }
  | { readonly code: 'floor.no-components'; readonly path: string }
  | { readonly code: 'variant.cap-below-commitment'; readonly path: string; readonly minimum: DecimalText; readonly maximum: DecimalText }
  | { readonly code: 'pack.id-taken'; readonly path: string; readonly packId: string };

export type VariantFacts = {
  readonly segmentCodes: ReadonlySet<string>;
  readonly metricIds: ReadonlySet<MetricId>;
  readonly on: PlainDate;
};

const componentProblems = (component: PriceComponent, path: string, facts: VariantFacts): readonly VariantProblem[] => [
  ...priceModelProblems(component.price, `${path}/price`),
  ...numberProblems(component.included, `${path}/included`),
  // Included units of something that has one unit or a flat amount would quietly do nothing, or make it free.
  ...((component.quantity.kind === 'one' || component.price.kind === 'fixed') && isLess('0', component.included)
    ? [{ code: 'component.included-without-quantity', path: `${path}/included`, componentId: component.id } as const]
    : []),
  ...(component.quantity.kind === 'usage' && !facts.metricIds.has(component.quantity.metricId)
    ? [{ code: 'component.metric-unknown', path: `${path}/quantity/metricId`, metricId: component.quantity.metricId } as const]
    : []),
];

const combinationProblems = ({ combination, components }: PriceVariant, path: string): readonly VariantProblem[] => {
  if (combination.kind === 'sum') return [];
  const known = new Set(components.map((component) => component.id));
  return [
    ...numberProblems(combination.amount, `${path}/amount`, 'above-zero'),
    ...(combination.componentIds.length === 0 ? [{ code: 'floor.no-components', path: `${path}/componentIds` } as const] : []),
    ...combination.componentIds
      .filter((componentId, index, all) => !known.has(componentId) || all.indexOf(componentId) !== index)
      .map((componentId) => ({ code: 'floor.component-unknown', path: `${path}/componentIds`, componentId }) as const),
  ];
};

const twice = (ids: readonly string[]): readonly string[] => ids.filter((id, index) => ids.indexOf(id) !== index);

const currencyProblems = (variant: PriceVariant, path: string, on: PlainDate): readonly VariantProblem[] => {
  if (!isCurrency(variant.currency))
    return [{ code: 'variant.currency-unknown', path: `${path}/currency`, currency: String(variant.currency) }];
  return inUse(variant.currency, on)
    ? []
    : [{ code: 'variant.currency-not-in-use', path: `${path}/currency`, currency: variant.currency, on }];
};

const cycleProblems = ({ cycle: { name: cycle, interval } }: PriceVariant, path: string): readonly VariantProblem[] =>
  isBeyondCentury(interval, 1) ? [{ code: 'variant.cycle-too-long', path: `${path}/cycle`, cycle, interval: cycleIdOf(interval) }] : [];

const ownProblems = (variant: PriceVariant, path: string, facts: VariantFacts): readonly VariantProblem[] => {
  const { minimumCommitment: minimum, maximumSpend: maximum } = variant;
  return [
    ...currencyProblems(variant, path, facts.on),
    ...cycleProblems(variant, path),
    ...(variant.segment === '' || facts.segmentCodes.has(variant.segment)
      ? []
      : [{ code: 'variant.segment-unknown', path: `${path}/segment`, segment: variant.segment } as const]),
    ...twice(variant.components.map((component) => component.id)).map(
      (componentId) => ({ code: 'component.id-taken', path: `${path}/components`, componentId }) as const,
    ),
    ...variant.components.flatMap((component, index) => componentProblems(component, `${path}/components/${index}`, facts)),
    ...combinationProblems(variant, `${path}/combination`),
    ...numberProblems(minimum, `${path}/minimumCommitment`),
    ...numberProblems(maximum, `${path}/maximumSpend`),
    ...(minimum !== null && maximum !== null && isLess(maximum, minimum)
      ? [{ code: 'variant.cap-below-commitment', path: `${path}/maximumSpend`, minimum, maximum } as const]
      : []),
    ...numberProblems(variant.setupFee, `${path}/setupFee`),
    ...(variant.ramp === null
      ? []
      : rampProblems(variant.ramp, variant.components).map((problem) => ({ ...problem, path: `${path}/ramp` }))),
    ...numberProblems(variant.chargeThreshold, `${path}/chargeThreshold`, 'above-zero'),
    ...numberProblems(variant.minimumCharge, `${path}/minimumCharge`),
    ...numberProblems(variant.instalmentTotal, `${path}/instalmentTotal`),
    ...twice(variant.packs.map((pack) => pack.id)).map((packId) => ({ code: 'pack.id-taken', path: `${path}/packs`, packId }) as const),
    ...variant.packs.flatMap((pack, index) => [
      ...numberProblems(pack.price, `${path}/packs/${index}/price`),
      ...numberProblems(pack.credit, `${path}/packs/${index}/credit`, 'above-zero'),
    ]),
  ];
};

/** A component's part in the plan, whatever it costs: `seats:subscription`, `calls:usage:<metric>`. */
const partsOf = (variant: PriceVariant): readonly string[] =>
  variant.components
    .map(({ id, quantity }) => (quantity.kind === 'usage' ? `${id}:usage:${quantity.metricId}` : `${id}:${quantity.kind}`))
    .sort();

const sharedProblems = (variants: readonly PriceVariant[]): readonly VariantProblem[] => {
  const problems: VariantProblem[] = [];
  const ids = new Set<string>();
  const triples = new Set<string>();
  const intervalByName = new Map<string, string>();
  const nameByInterval = new Map<string, string>();
  const expected = variants[0] === undefined ? [] : partsOf(variants[0]);
  for (const [index, variant] of variants.entries()) {
    const path = `/variants/${index}`;
    const { currency, segment } = variant;
    const cycle = variant.cycle.name;
    const interval = cycleIdOf(variant.cycle.interval);
    if (ids.has(variant.id)) problems.push({ code: 'variant.id-taken', path, variantId: variant.id });
    ids.add(variant.id);
    const triple = `${currency}|${cycle}|${segment}`;
    if (triples.has(triple)) problems.push({ code: 'variant.triple-taken', path, currency, cycle, segment });
    triples.add(triple);
    if ((intervalByName.get(cycle) ?? interval) !== interval || (nameByInterval.get(interval) ?? cycle) !== cycle) {
      problems.push({ code: 'variant.cycle-ambiguous', path: `${path}/cycle`, cycle, interval });
    }
    if (!intervalByName.has(cycle)) intervalByName.set(cycle, interval);
    if (!nameByInterval.has(interval)) nameByInterval.set(interval, cycle);
    const found = partsOf(variant);
    if (found.join(' ') !== expected.join(' '))
      problems.push({ code: 'variant.components-differ', path: `${path}/components`, expected, found });
  }
  return problems;
};

/** CAT-14 to CAT-16, PRC-12, PRC-15: everything that keeps the variants from being published. */
export const variantProblems = (variants: readonly PriceVariant[], facts: VariantFacts): readonly VariantProblem[] => [
  ...(variants.length === 0 ? [{ code: 'variant.none', path: '/variants' } as const] : []),
  ...variants.flatMap((variant, index) => ownProblems(variant, `/variants/${index}`, facts)),
  ...sharedProblems(variants),
];
