import type { TaxId } from '../customers/types.ts';
import type { PlaceOfSupply } from './types.ts';

export type PlaceEvidence = {
  readonly billingAddress: { readonly country: string; readonly region: string };
  readonly taxIds: readonly TaxId[];
  /** The country of the card or bank account that pays; empty where it is not known. */
  readonly paymentCountry: string;
};

const strength = { unchecked: 0, format: 1, confirmed: 2 } as const satisfies Record<TaxId['validity']['kind'], number>;

/** The number of the billing country first, then the best proven one, then the order given. */
const numberThatCounts = ({ billingAddress, taxIds }: PlaceEvidence): TaxId | undefined => {
  const rank = (taxId: TaxId): number => (taxId.country === billingAddress.country ? 10 : 0) + strength[taxId.validity.kind];
  return taxIds.reduce<TaxId | undefined>((best, taxId) => (best === undefined || rank(taxId) > rank(best) ? taxId : best), undefined);
};

/** TAX-12: what was known of the place of supply, to be kept on the document. It never changes with the customer. */
export const placeOfSupply = (evidence: PlaceEvidence): PlaceOfSupply => {
  const taxId = numberThatCounts(evidence);
  return {
    billingCountry: evidence.billingAddress.country,
    billingRegion: evidence.billingAddress.region,
    taxNumber: taxId?.value ?? '',
    taxNumberValidity: taxId?.validity.kind ?? 'none',
    paymentCountry: evidence.paymentCountry,
  };
};
