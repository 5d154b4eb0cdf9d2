import type { Id } from '../kernel/flavor.ts';
import type { DecimalText } from '../money/exact.ts';
import type { PlainDate } from '../time/plain-date.ts';

/**
 * TAX-04: one component of a rate (state, county, VAT ...) for a place, a tax class and a kind of customer, over half-open time.
 * Several rates of one place, class and day add up on a line.
 */
export type TaxRate = {
  readonly id: Id<'tax-rate'>;
  readonly kind: 'tax-rate';
  readonly rev: number;
  readonly country: string;
  /** Empty for the whole country. */
  readonly region: string;
  readonly taxClass: string;
  readonly customerType: 'any' | 'business' | 'individual';
  /** As printed: `VAT`, `MwSt.`, `State tax`. */
  readonly component: string;
  /** 0 to 100, up to 6 decimals. 0 is zero-rated, which differs from exempt (TAX-10). */
  readonly percent: DecimalText;
  readonly from: PlainDate;
  readonly until: PlainDate | null;
};

/** TAX-08, TAX-10: why a line is taxed as it is. */
export type TaxOutcome =
  | 'taxed'
  | 'zero-rated'
  | 'reverse-charge'
  | 'exempt'
  | 'not-registered'
  | 'out-of-scope'
  | 'self-calculated'
  | 'third-party';

/** What the tax rules say of one line, before amounts. Pinned to the line. */
export type TaxDecision = {
  readonly outcome: TaxOutcome;
  /** `GB`, `US-CA`: whose tax it is. */
  readonly jurisdiction: string;
  readonly components: readonly { readonly name: string; readonly percent: DecimalText }[];
  /** A reason code for the note on the document and for returns, such as `reverse_charge` or the certificate of an exemption; empty where taxed. */
  readonly reason: string;
};

/** One component's amount on a line. Signed as the line is. */
export type LineTax = { readonly name: string; readonly jurisdiction: string; readonly percent: DecimalText; readonly taxMinor: number };

/** TAX-12: what was known of the place of supply when the document was made. */
export type PlaceOfSupply = {
  readonly billingCountry: string;
  readonly billingRegion: string;
  readonly taxNumber: string;
  readonly taxNumberValidity: 'none' | 'unchecked' | 'format' | 'confirmed';
  readonly paymentCountry: string;
};
