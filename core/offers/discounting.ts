import type { PlanId, ProductId } from '../catalog/types.ts';
import { invariant, must, unreachable } from '../kernel/invariant.ts';
import { byText } from '../kernel/order.ts';
import type { SparePolicy } from '../money/allocation.ts';
import type { Currency } from '../money/currency.ts';
import { type DecimalText, exact } from '../money/exact.ts';
import type { Rounding } from '../money/rounding.ts';
import type { Policies } from '../organization/policies.ts';
import { inScope } from './scope.ts';
import { percentageTaken, type Reached, type TakenOff, takenByAmount, takenByOverride, takenByPercentage } from './taking.ts';
import type { DiscountValue, DiscountWorking, Redemption } from './types.ts';
import { valueIn } from './value.ts';

/**
 * A charge before discounts, for its full period, in whole minor units (0 or more). `recurring` is the price that is sold for a period (instalments
 * too), `usage` is what was consumed. `other` is never discounted: setup fees, packs, manual charges and adjustments.
 */
export type Discountable = {
  readonly key: string;
  readonly productId: ProductId | null;
  readonly planId: PlanId | null;
  readonly nature: 'recurring' | 'usage' | 'other';
  readonly fullMinor: number;
  /** The ids of the redemptions that are in force for this charge; absent: all. Items of one subscription count their periods on their own (OFR-05). */
  readonly inForce?: ReadonlySet<string>;
  /**
   * What a charge that began earlier was given then. It keeps that, and what it was given counts towards amounts and overrides, so that these are taken
   * once also where charges join inside a period (OFR-10, SUB-28).
   */
  readonly given?: readonly DiscountWorking[];
};

export type DiscountTerms = {
  readonly currency: Currency;
  /** POL-05 */
  readonly order: Policies['discountOrder'];
  /** POL-08: who receives the spare minor unit where an amount is spread (OFR-10). */
  readonly spare: SparePolicy;
  readonly rounding: Rounding;
};

/**
 * What the redemptions take off the charges of one subscription that begin on the same day, for every key in the order in which it was taken
 * (OFR-07, OFR-10, OR-13, POL-05). `redemptions` are those in force for these charges; the order in which they are given plays no part.
 *
 * A non-stackable redemption never combines: either all stackable ones apply together, or one non-stackable one alone, whichever leaves the customer
 * the lowest total; the newest wins a tie. What takes nothing is not listed. No charge falls below zero and nothing is carried over.
 */
export const discounts = (
  charges: readonly Discountable[],
  redemptions: readonly Redemption[],
  terms: DiscountTerms,
): ReadonlyMap<string, readonly DiscountWorking[]> => {
  invariant(
    charges.every((charge) => Number.isSafeInteger(charge.fullMinor) && charge.fullMinor >= 0),
    'a charge before discounts is whole and not negative',
  );
  const effective = redemptions.filter((redemption) => charges.some((charge) => applies(redemption, charge, terms.currency)));
  if (effective.length === 0) return new Map(charges.map((charge) => [charge.key, charge.given ?? []]));
  const results = candidates(effective, terms).map((candidate) => taken(charges, candidate, terms));
  let best = results[0];
  for (const result of results) if (best === undefined || result.totalMinor <= best.totalMinor) best = result;
  invariant(best !== undefined, 'where something applies there is something to choose from');
  return best.workings;
};

/**
 * The same for a single charge, where nothing is in force but percentages that combine: the commonest case by far, in which no other charge plays a part.
 * `null` where one of them is something else, or only the best of them counts.
 */
export const percentagesOff = (
  charge: Discountable,
  redemptions: readonly Redemption[],
  terms: DiscountTerms,
): readonly DiscountWorking[] | null => {
  if (terms.order === 'best-single' || !redemptions.every(({ value, stackable }) => stackable && value.kind === 'percentage')) return null;
  const workings: DiscountWorking[] = [];
  let running = charge.fullMinor;
  for (const redemption of redemptions.length === 1 ? redemptions : [...redemptions].sort(byAge)) {
    const { id, offerId, name, value } = redemption;
    if (value.kind !== 'percentage' || !applies(redemption, charge, terms.currency)) continue;
    const minor = percentageTaken(value.percent, running, terms.rounding);
    if (minor === 0) continue;
    running -= minor;
    workings.push({ redemptionId: id, offerId, name, kind: 'percentage', value: value.percent, fullMinor: minor });
  }
  return workings;
};

/** Whether a redemption reaches a charge: its scope (OFR-06), its nature, and an amount in the currency (OFR-11). */
const applies = (redemption: Redemption, charge: Discountable, currency: Currency): boolean => {
  const { scope, value } = redemption;
  if (charge.inForce !== undefined && !charge.inForce.has(redemption.id)) return false;
  if (valueIn(value, currency) === null || charge.nature === 'other') return false;
  // An override is the price of a period, never of what was consumed in it.
  if (charge.nature === 'usage' && (!redemption.appliesToUsage || value.kind === 'override')) return false;
  return inScope(scope, charge);
};

/** The sets that may apply, each in the order in which it is taken, oldest first: among equals the last one is the newest. */
const candidates = (redemptions: readonly Redemption[], terms: DiscountTerms): readonly (readonly Redemption[])[] => {
  const aged = [...redemptions].sort(byAge);
  if (terms.order === 'best-single') return aged.map((redemption) => [redemption]);
  const stackable = aged.filter((redemption) => redemption.stackable);
  const sets = aged.filter((redemption) => !redemption.stackable).map((redemption) => [redemption]);
  if (stackable.length > 0) sets.push(stackable);
  sets.sort((a, b) => byAge(newestOf(a), newestOf(b)));
  return sets.map((set) => (terms.order === 'staged' ? staged(set, terms.currency) : set));
};

const byAge = (a: Redemption, b: Redemption): number => a.sequence - b.sequence || byText(a.id, b.id);

const newestOf = (set: readonly Redemption[]): Redemption => {
  const newest = set.at(-1);
  invariant(newest !== undefined, 'a set of redemptions is not empty');
  return newest;
};

const stageOf = { override: 0, percentage: 1, amount: 2 } as const satisfies Record<DiscountValue['kind'], number>;

/** OR-13: overrides, then percentages, then amounts. Of several overrides the lowest price comes first, so that the others take nothing. */
const staged = (set: readonly Redemption[], currency: Currency): readonly Redemption[] =>
  [...set].sort((a, b) => {
    const stage = stageOf[a.value.kind] - stageOf[b.value.kind];
    if (stage !== 0) return stage;
    return (a.value.kind === 'override' ? byPrice(a.value, b.value, currency) : 0) || byAge(a, b);
  });

const byPrice = (a: DiscountValue, b: DiscountValue, currency: Currency): number =>
  exact(valueIn(a, currency) ?? '0').comparedTo(valueIn(b, currency) ?? '0');

type Taken = { readonly totalMinor: number; readonly workings: ReadonlyMap<string, readonly DiscountWorking[]> };

/** What earlier charges were given of a redemption, and what they cost after it. */
const givenOf = (charge: Discountable, redemptionId: string): { readonly minor: number; readonly leftMinor: number } => {
  let minor = 0;
  let leftMinor = charge.fullMinor;
  for (const working of charge.given ?? []) {
    leftMinor -= working.fullMinor;
    if (working.redemptionId !== redemptionId) continue;
    minor += working.fullMinor;
    break;
  }
  return { minor, leftMinor };
};

const reachedBy = (
  charges: readonly Discountable[],
  running: readonly number[],
  redemption: Redemption,
  currency: Currency,
): readonly Reached[] => {
  const reach: Reached[] = [];
  for (const [index, charge] of charges.entries()) {
    if (!applies(redemption, charge, currency)) continue;
    const plan = charge.planId ?? charge.key;
    if (charge.given === undefined) reach.push({ index, plan, runningMinor: running[index] ?? 0, givenMinor: null });
    else {
      const { minor, leftMinor } = givenOf(charge, redemption.id);
      reach.push({ index, plan, runningMinor: leftMinor, givenMinor: minor });
    }
  }
  return reach;
};

/** Takes the redemptions off one after the other, each from what the ones before it left. */
const taken = (charges: readonly Discountable[], redemptions: readonly Redemption[], terms: DiscountTerms): Taken => {
  const running = charges.map((charge) => charge.fullMinor);
  const workings = charges.map((charge): DiscountWorking[] => [...(charge.given ?? [])]);
  for (const redemption of redemptions) {
    const { id, offerId, name, value } = redemption;
    const said = must(valueIn(value, terms.currency), 'a redemption that applies has a value in the currency');
    for (const { index, minor } of takenBy(value.kind, said, reachedBy(charges, running, redemption, terms.currency), terms)) {
      if (minor === 0) continue;
      running[index] = (running[index] ?? 0) - minor;
      workings[index]?.push({ redemptionId: id, offerId, name, kind: value.kind, value: said, fullMinor: minor });
    }
  }
  const entries = charges.map((charge, index) => [charge.key, workings[index] ?? []] as const);
  return { totalMinor: running.reduce((a, b) => a + b, 0), workings: new Map(entries) };
};

const takenBy = (kind: DiscountValue['kind'], said: DecimalText, reach: readonly Reached[], terms: DiscountTerms): readonly TakenOff[] => {
  switch (kind) {
    case 'percentage':
      return takenByPercentage(said, reach, terms.rounding);
    case 'amount':
      return takenByAmount(said, reach, terms);
    case 'override':
      return takenByOverride(said, reach, terms);
    default:
      return unreachable(kind);
  }
};
