import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import type { Currency } from '../money/currency.ts';
import { cycleIdOf } from './cycle.ts';
import type { PlanVersion, PriceVariant } from './types.ts';

/** What a version can be bought as. */
export type OfferedVariant = {
  readonly variantId: string;
  readonly currency: Currency;
  readonly cycleId: string;
  readonly cycle: string;
  readonly segment: string;
};

type Asked = {
  readonly currency: Currency;
  readonly cycle: string;
  readonly segments: readonly string[];
  readonly offered: readonly OfferedVariant[];
};

export type VariantChoiceProblem =
  | ({ readonly code: 'variant.no-match' } & Asked)
  /** The customer is in several segments that have a price of their own. */
  | ({ readonly code: 'variant.several-match'; readonly found: readonly string[] } & Asked);

const offeredVariants = (version: Pick<PlanVersion, 'variants'>): readonly OfferedVariant[] =>
  version.variants.map((variant) => ({
    variantId: variant.id,
    currency: variant.currency,
    cycleId: cycleIdOf(variant.cycle.interval),
    cycle: variant.cycle.name,
    segment: variant.segment,
  }));

/**
 * CAT-15, CAT-16: exactly one variant by currency, billing cycle (its name or its id, such as `1-month`) and the customer's segments. A price for one of
 * the segments goes before the general one. No match is a refusal that lists what there is, never a silent default.
 */
export const variantFor = (
  version: Pick<PlanVersion, 'variants'>,
  currency: Currency,
  cycle: string,
  segments: readonly string[],
): Outcome<PriceVariant, VariantChoiceProblem> => {
  const candidates = version.variants.filter(
    (variant) => variant.currency === currency && (variant.cycle.name === cycle || cycleIdOf(variant.cycle.interval) === cycle),
  );
  const own = candidates.filter((variant) => variant.segment !== '' && segments.includes(variant.segment));
  const matches = own.length > 0 ? own : candidates.filter((variant) => variant.segment === '');
  const [match, second] = matches;
  const asked: Asked = { currency, cycle, segments, offered: offeredVariants(version) };
  if (match === undefined) return refuse({ code: 'variant.no-match', ...asked });
  if (second !== undefined) return refuse({ code: 'variant.several-match', ...asked, found: matches.map((variant) => variant.id) });
  return done(match);
};
