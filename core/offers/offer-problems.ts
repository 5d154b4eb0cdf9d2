import type { Currency } from '../money/currency.ts';
import { type DecimalText, exact } from '../money/exact.ts';
import { minorOfText } from '../money/money.ts';
import { isCountry } from '../organization/countries.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { isOfferCode } from './code.ts';
import type { DiscountScope, DiscountValue, Offer, OfferReach } from './types.ts';

export type OfferProblem =
  | { readonly code: 'offer.code-invalid'; readonly offerCode: string }
  | { readonly code: 'offer.target-empty' }
  | { readonly code: 'offer.country-unknown'; readonly country: string }
  | { readonly code: 'offer.sign-up-window-empty'; readonly from: PlainDate; readonly before: PlainDate }
  | { readonly code: 'offer.gives-nothing' }
  | { readonly code: 'offer.currency-repeated'; readonly currency: Currency }
  | { readonly code: 'offer.amount-invalid'; readonly currency: Currency; readonly amount: DecimalText }
  | { readonly code: 'offer.override-on-usage' }
  | { readonly code: 'offer.scope-empty' }
  | { readonly code: 'offer.window-empty'; readonly from: PlainDate; readonly through: PlainDate }
  | { readonly code: 'offer.limit-not-countable'; readonly limit: 'total' | 'perCustomer' };

/** What an offer says, without how it stands. */
export type OfferTerms = Omit<Offer, 'id' | 'kind' | 'rev' | 'redeemed' | 'state'>;

/** What is wrong with an offer in itself. A draft keeps these rules too, so that whatever can be seen can be switched on. */
export const offerProblems = (offer: OfferTerms): readonly OfferProblem[] => {
  const { redeemableFrom: from, redeemableThrough: through } = offer;
  const problems = [...reachProblems(offer.reach), ...valueProblems(offer.value), ...scopeProblems(offer.scope), ...limitProblems(offer)];
  if (offer.value.kind === 'override' && offer.appliesToUsage) problems.push({ code: 'offer.override-on-usage' });
  if (from !== null && through !== null && through < from) problems.push({ code: 'offer.window-empty', from, through });
  return problems;
};

const reachProblems = (reach: OfferReach): readonly OfferProblem[] => {
  if (reach.kind === 'code') return isOfferCode(reach.code) ? [] : [{ code: 'offer.code-invalid', offerCode: reach.code }];
  if (reach.kind !== 'targeted') return [];
  const { segments, countries, planIds, signedUpFrom: from, signedUpBefore: before } = reach.target;
  const problems: OfferProblem[] = countries
    .filter((country) => !isCountry(country))
    .map((country) => ({ code: 'offer.country-unknown', country }) as const);
  // A target that asks nothing would reach everybody: that is what `automatic` says on purpose.
  if (segments.length + countries.length + planIds.length === 0 && from === null && before === null)
    problems.push({ code: 'offer.target-empty' });
  if (from !== null && before !== null && before <= from) problems.push({ code: 'offer.sign-up-window-empty', from, before });
  return problems;
};

/** OFR-04, OFR-11: a discount takes something; amounts and prices are whole minor units of their currency, one each. A price may be zero. */
const valueProblems = (value: DiscountValue): OfferProblem[] => {
  if (value.kind === 'percentage') return exact(value.percent).isZero() ? [{ code: 'offer.gives-nothing' }] : [];
  const given = value.kind === 'amount' ? value.amounts : value.prices.map(({ currency, price }) => ({ currency, amount: price }));
  const lowest = value.kind === 'amount' ? 1 : 0;
  const problems: OfferProblem[] = given.length === 0 ? [{ code: 'offer.gives-nothing' }] : [];
  given.forEach(({ currency, amount }, index) => {
    if (given.findIndex((other) => other.currency === currency) !== index) problems.push({ code: 'offer.currency-repeated', currency });
    if ((minorOfText(amount, currency) ?? -1) < lowest) problems.push({ code: 'offer.amount-invalid', currency, amount });
  });
  return problems;
};

const scopeProblems = (scope: DiscountScope): readonly OfferProblem[] => {
  const named = scope.kind === 'any' ? ['any'] : scope.kind === 'plans' ? scope.planIds : scope.productIds;
  return named.length === 0 ? [{ code: 'offer.scope-empty' }] : [];
};

/** OFR-09: what applies by itself is not counted, so that two stations that bill offline cannot come to different answers. */
const limitProblems = ({ reach, limits }: OfferTerms): readonly OfferProblem[] => {
  if (reach.kind !== 'automatic' && reach.kind !== 'targeted') return [];
  return (['total', 'perCustomer'] as const)
    .filter((limit) => limits[limit] !== null)
    .map((limit) => ({ code: 'offer.limit-not-countable', limit }));
};
