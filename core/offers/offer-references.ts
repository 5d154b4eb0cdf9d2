import type { Plan, Product, Segment } from '../catalog/types.ts';
import type { Customer } from '../customers/types.ts';
import type { Reads } from '../kernel/use-case.ts';
import { codeKey } from './code.ts';
import type { OfferTerms } from './offer-problems.ts';
import type { Offer, OfferId } from './types.ts';

export type OfferSource = Reads<{ offer: Offer; customer: Customer; product: Product; plan: Plan; segment: Segment }>;

export type OfferReferenceProblem =
  | { readonly code: 'offer.code-taken'; readonly offerCode: string; readonly offerId: OfferId }
  | { readonly code: 'offer.customer-unknown'; readonly customerId: string }
  | { readonly code: 'offer.product-unknown'; readonly productId: string }
  | { readonly code: 'offer.plan-unknown'; readonly planId: string }
  | { readonly code: 'offer.segment-unknown'; readonly segment: string };

/** What the documents say that an offer names. */
export type OfferReferences = {
  /** Offers that hold the same code, archived ones left out: their code is free again. */
  readonly sharingCode: readonly OfferId[];
  readonly customerIds: readonly string[];
  readonly productIds: readonly string[];
  readonly planIds: readonly string[];
  readonly segments: readonly string[];
};

type Named = Pick<OfferTerms, 'reach' | 'scope'>;

const plansNamed = ({ reach, scope }: Named): readonly string[] => [
  ...(scope.kind === 'plans' ? scope.planIds : []),
  ...(reach.kind === 'targeted' ? reach.target.planIds : []),
];

const segmentsNamed = ({ reach }: Named): readonly string[] => (reach.kind === 'targeted' ? reach.target.segments : []);

/** Reads only what the offer names. */
export const offerReferences = async (offer: Named, source: OfferSource): Promise<OfferReferences> => {
  const { reach, scope } = offer;
  const planIds = plansNamed(offer);
  const key = reach.kind === 'code' ? codeKey(reach.code) : null;
  const sharing =
    key === null
      ? []
      : (await source.list('offer')).filter(
          (other) => other.state !== 'archived' && other.reach.kind === 'code' && codeKey(other.reach.code) === key,
        );
  const customer = reach.kind === 'negotiated' ? await source.get('customer', reach.customerId) : null;
  const products = scope.kind === 'products' ? await source.list('product', { ids: scope.productIds }) : [];
  const plans = planIds.length === 0 ? [] : await source.list('plan', { ids: planIds });
  const segments = segmentsNamed(offer).length === 0 ? [] : await source.list('segment');
  return {
    sharingCode: sharing.map(({ id }) => id),
    customerIds: customer === null ? [] : [customer.id],
    productIds: products.map(({ id }) => id),
    planIds: plans.map(({ id }) => id),
    segments: segments.filter(({ state }) => state === 'active').map(({ code }) => code),
  };
};

/** What an offer names and does not exist, and the code where another offer holds it. */
export const referenceProblems = (offer: Named, offerId: OfferId, known: OfferReferences): readonly OfferReferenceProblem[] => {
  const { reach, scope } = offer;
  const problems: OfferReferenceProblem[] = [];
  const holder = known.sharingCode.find((id) => id !== offerId);
  if (reach.kind === 'code' && holder !== undefined)
    problems.push({ code: 'offer.code-taken', offerCode: codeKey(reach.code), offerId: holder });
  if (reach.kind === 'negotiated' && !known.customerIds.includes(reach.customerId)) {
    problems.push({ code: 'offer.customer-unknown', customerId: reach.customerId });
  }
  for (const productId of scope.kind === 'products' ? scope.productIds : []) {
    if (!known.productIds.includes(productId)) problems.push({ code: 'offer.product-unknown', productId });
  }
  for (const planId of new Set(plansNamed(offer)))
    if (!known.planIds.includes(planId)) problems.push({ code: 'offer.plan-unknown', planId });
  for (const segment of segmentsNamed(offer))
    if (!known.segments.includes(segment)) problems.push({ code: 'offer.segment-unknown', segment });
  return problems;
};
