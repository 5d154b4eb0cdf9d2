import type { DiscountDuration, DiscountScope, DiscountValue, Offer, OfferReach } from '../../../../core/offers/types.ts';
import type { Currency } from '../../../../core/money/currency.ts';

/** An offer as its form holds it: every field as text or as its choice. */
export type OfferValues = {
  name: string;
  reach: OfferReach['kind'];
  code: string;
  customerId: string | null;
  segments: string[];
  countries: string[];
  targetPlans: string[];
  signedUpFrom: string | null;
  signedUpBefore: string | null;
  value: DiscountValue['kind'];
  percent: string;
  amounts: { currency: string; amount: string }[];
  duration: DiscountDuration['kind'];
  count: string;
  scope: DiscountScope['kind'];
  products: string[];
  plans: string[];
  stackable: boolean;
  appliesToUsage: boolean;
  redeemableFrom: string | null;
  redeemableThrough: string | null;
  total: string;
  perCustomer: string;
  firstPurchaseOnly: boolean;
};

const day = (value: string | null): string | null => (value === null || value === '' ? null : value);
const counted = (value: string): number | null => (value === '' ? null : Number(value));

const amountsOf = (value: DiscountValue | undefined): { currency: string; amount: string }[] => {
  if (value?.kind === 'amount') return value.amounts.map((each) => ({ ...each }));
  return value?.kind === 'override'
    ? value.prices.map(({ currency, price }) => ({ currency, amount: price }))
    : [{ currency: 'EUR', amount: '' }];
};

export const offerValues = (offer: Offer | null): OfferValues => {
  const target = offer?.reach.kind === 'targeted' ? offer.reach.target : null;
  return {
    name: offer?.name ?? '',
    reach: offer?.reach.kind ?? 'code',
    code: offer?.reach.kind === 'code' ? offer.reach.code : '',
    customerId: offer?.reach.kind === 'negotiated' ? offer.reach.customerId : null,
    segments: [...(target?.segments ?? [])],
    countries: [...(target?.countries ?? [])],
    targetPlans: [...(target?.planIds ?? [])],
    signedUpFrom: target?.signedUpFrom ?? null,
    signedUpBefore: target?.signedUpBefore ?? null,
    value: offer?.value.kind ?? 'percentage',
    percent: offer?.value.kind === 'percentage' ? offer.value.percent : '',
    amounts: amountsOf(offer?.value),
    duration: offer?.duration.kind ?? 'periods',
    count: offer?.duration.kind === 'periods' ? String(offer.duration.count) : '3',
    scope: offer?.scope.kind ?? 'any',
    products: offer?.scope.kind === 'products' ? [...offer.scope.productIds] : [],
    plans: offer?.scope.kind === 'plans' ? [...offer.scope.planIds] : [],
    stackable: offer?.stackable ?? false,
    appliesToUsage: offer?.appliesToUsage ?? false,
    redeemableFrom: offer?.redeemableFrom ?? null,
    redeemableThrough: offer?.redeemableThrough ?? null,
    total: offer?.limits.total === null || offer === null ? '' : String(offer.limits.total),
    perCustomer: offer?.limits.perCustomer === null || offer === null ? '' : String(offer.limits.perCustomer),
    firstPurchaseOnly: offer?.limits.firstPurchaseOnly ?? false,
  };
};

const reachOf = (values: OfferValues): OfferReach => {
  switch (values.reach) {
    case 'code':
      return { kind: 'code', code: values.code.trim() };
    case 'negotiated':
      return { kind: 'negotiated', customerId: values.customerId ?? '' };
    case 'automatic':
      return { kind: 'automatic' };
    case 'targeted':
      return {
        kind: 'targeted',
        target: {
          segments: values.segments,
          countries: values.countries,
          planIds: values.targetPlans,
          signedUpFrom: day(values.signedUpFrom),
          signedUpBefore: day(values.signedUpBefore),
        },
      };
  }
};

const valueOf = ({ value, percent, amounts }: OfferValues): DiscountValue => {
  switch (value) {
    case 'percentage':
      return { kind: 'percentage', percent };
    case 'amount':
      return { kind: 'amount', amounts: amounts.map(({ currency, amount }) => ({ currency: currency as Currency, amount })) };
    case 'override':
      return { kind: 'override', prices: amounts.map(({ currency, amount }) => ({ currency: currency as Currency, price: amount })) };
  }
};

const scopeOf = ({ scope, products, plans }: OfferValues): DiscountScope => {
  if (scope === 'products') return { kind: 'products', productIds: products };
  return scope === 'plans' ? { kind: 'plans', planIds: plans } : { kind: 'any' };
};

/** OFR-09: what applies by itself is not counted, so it has no limits. */
export const isCounted = (reach: OfferReach['kind']): boolean => reach === 'code' || reach === 'negotiated';

/** What the commands take of it. */
export const offerFields = (values: OfferValues) => ({
  name: values.name.trim(),
  reach: reachOf(values),
  value: valueOf(values),
  duration:
    values.duration === 'periods' ? ({ kind: 'periods', count: Number(values.count) } as const) : ({ kind: values.duration } as const),
  scope: scopeOf(values),
  stackable: values.stackable,
  appliesToUsage: values.appliesToUsage,
  redeemableFrom: day(values.redeemableFrom),
  redeemableThrough: day(values.redeemableThrough),
  limits: {
    total: isCounted(values.reach) ? counted(values.total) : null,
    perCustomer: isCounted(values.reach) ? counted(values.perCustomer) : null,
    firstPurchaseOnly: values.firstPurchaseOnly,
  },
});
