import type { PriceModel } from '../catalog/price-model.ts';
import { unreachable } from '../kernel/invariant.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { type Currency, digitsOf } from '../money/currency.ts';
import type { DecimalText } from '../money/exact.ts';
import type { Policies } from '../organization/policies.ts';
import type { Instant } from '../time/instant.ts';
import type { Circumstances } from './conditions.ts';
import { dynamic } from './dynamic.ts';
import { compared, difference, type Figure, figure, figureOfCount, figureText, isNegative, negated, zero } from './figure.ts';
import { fixed } from './fixed.ts';
import { graduated } from './graduated.ts';
import { packaged } from './package.ts';
import { billableParts, type Part } from './parts.ts';
import { perUnit } from './per-unit.ts';
import { percentage } from './percentage.ts';
import { roundedMinor } from './rounded.ts';
import type { Rounding } from '../money/rounding.ts';
import { oneShare, type Rated } from './share.ts';
import { stairStep } from './stair-step.ts';
import type { PriceWorking } from './types.ts';
import { volume } from './volume.ts';

/** What dynamic rules look at. `at` is the period's start for recurring charges, and for usage the moment where there are no single events. */
export type PricingContext = Circumstances & { readonly at: Instant };

/** How much does this quantity cost under this model? */
export type PriceQuestion = {
  readonly model: PriceModel;
  /** What was used or subscribed. Below zero counts as zero. */
  readonly quantity: DecimalText;
  /** PRC-10: taken off before the model is applied; `0` for none. */
  readonly included: DecimalText;
  readonly policies: Pick<Policies, 'zeroUsage' | 'graduatedFlat'>;
  readonly source: PriceWorking['source'];
  /** Single usage events, for dynamic and percentage prices of metrics that add up (sum, count); they sum to the quantity. Empty for all others. */
  readonly parts: readonly Part[];
  readonly context: PricingContext;
};

export type PriceProblem =
  /** OR-4, G-STEP-5: above the last closed step or band. `quantity` is what was to be priced, after included units. */
  | { readonly code: 'rating.no-step-for-quantity'; readonly quantity: DecimalText }
  /** More than 900,000,000,000 major units: beyond it minor units would leave the safe integers. */
  | { readonly code: 'amount.out-of-range' };

/** 9 x 10^11 major units are safe integers in minor units of every currency (the finest have four decimals). */
const greatest = figureOfCount(900_000_000_000);

const rated = (question: PriceQuestion, quantity: Figure, included: Figure, billable: Figure): Rated | null => {
  const { model, policies } = question;
  switch (model.kind) {
    case 'fixed':
      return fixed(model, billable);
    case 'per-unit':
      return perUnit(model, billable);
    case 'volume':
      return volume(model.bands, billable, policies.zeroUsage.graduatedFlat);
    case 'graduated':
      return graduated(model.bands, billable, { zeroFlat: policies.zeroUsage.graduatedFlat, flats: policies.graduatedFlat });
    case 'stair-step':
      return stairStep(model.steps, billable, policies.zeroUsage.stairStep);
    case 'dynamic':
      return dynamic(model, billable, billableParts(question.parts, quantity, included), question.context);
    case 'package':
      return packaged(model, billable);
    case 'percentage':
      return percentage(model, billable, billableParts(question.parts, quantity, included));
    default:
      return unreachable(model);
  }
};

/** Corrections at a dearer time or above a held fee could take a price below zero: a last share fills it up, so that use is never paid out. */
const notBelowZero = (price: Rated): Rated => {
  if (!isNegative(price.exact)) return price;
  const lift = oneShare({
    from: '0',
    upTo: null,
    units: zero,
    unitPrice: '0',
    flat: figureText(negated(price.exact)),
    rule: { id: 'not-below-zero', version: 0, name: '', inputs: {}, warning: '' },
  });
  return { shares: [...price.shares, ...lift.shares], exact: zero };
};

/**
 * The exact price of a quantity with its whole working (BEY-03). Nothing is rounded here (PRC-13, OR-1); `amountOf` rounds, once.
 * Included units come off first (PRC-10); zero and flat parts follow POL-01 and POL-09. Pure: the same question gives the same working.
 */
export const priced = (question: PriceQuestion): Outcome<PriceWorking, PriceProblem> => {
  const quantity = figure(question.quantity);
  const included = question.included === '0' ? zero : figure(question.included);
  const left = included === zero ? quantity : difference(quantity, included);
  const billable = isNegative(left) ? zero : left;
  const found = rated(question, quantity, included, billable);
  if (found === null) return refuse({ code: 'rating.no-step-for-quantity', quantity: figureText(billable) });
  const price = notBelowZero(found);
  if (compared(price.exact, greatest) > 0) return refuse({ code: 'amount.out-of-range' });
  const [only, second] = price.shares;
  return done({
    model: question.model.kind,
    quantity: question.quantity,
    included: question.included,
    billable: figureText(billable),
    shares: price.shares,
    exact: only !== undefined && second === undefined ? only.amount : figureText(price.exact),
    source: question.source,
  });
};

/** The price in whole minor units, rounded once (OR-1, CUR-05). */
export const amountOf = (working: PriceWorking, currency: Currency, rounding: Rounding): number =>
  roundedMinor(figure(working.exact), digitsOf(currency), rounding);
