import type { ChargeNature } from '../billing/types.ts';
import type { Currency } from '../money/currency.ts';
import type { DecimalText } from '../money/exact.ts';
import type { Address, BankAccount, LocaleTag } from '../organization/types.ts';
import type { Working } from '../rating/types.ts';
import type { TaxOutcome } from '../tax/types.ts';
import type { Period } from '../time/period.ts';
import type { PlainDate } from '../time/plain-date.ts';

/**
 * An invoice or credit note as it is printed or shown (INV-07): plain data, every decision made, no sentence written. Amounts are whole minor
 * units of `currency`, prices and quantities decimal text, days plain dates; whoever draws it chooses words and formats by `locale`.
 * On a credit note an amount that the customer gets back is positive.
 */
export type DocumentView = {
  readonly kind: 'invoice' | 'credit-note';
  readonly id: string;
  readonly standing: Standing;
  /** NUM-01: `null` until it is issued. */
  readonly number: string | null;
  readonly locale: LocaleTag;
  readonly currency: Currency;
  readonly issuedOn: PlainDate;
  /** `null` on credit notes. */
  readonly dueOn: PlainDate | null;
  /** The tax point: what was supplied, and when. `null` where no line has a period; then it is the day of issue. */
  readonly supply: Period | null;
  readonly seller: SellerView;
  readonly customer: CustomerView;
  readonly purchaseOrder: string;
  /** The invoices that a credit note takes back from; empty on invoices. */
  readonly corrects: readonly CorrectedDocument[];
  readonly reason: CreditReasonView | null;
  readonly disposition: 'balance' | 'next-invoice' | 'refund' | null;
  readonly lines: readonly LineView[];
  readonly totals: TotalsView;
  readonly taxes: readonly TaxView[];
  /** The tax in the seller's own currency, where the document is in another (INV-07, CUR-02). */
  readonly ownCurrency: OwnCurrencyView | null;
  /** Credits that paid part of it when it was issued (INV-21, OFR-25), in the order in which they were used. */
  readonly applied: readonly AppliedView[];
  /** What the customer has to pay, or on a credit note what is credited; nothing where the document is void. */
  readonly dueMinor: number;
  readonly payment: PaymentView | null;
  /** Free words of the seller to this customer; empty for none. */
  readonly note: string;
};

/** `provisional` is issued without its legal number yet (NUM-02, central series). */
export type Standing =
  | { readonly kind: 'draft' }
  | { readonly kind: 'provisional' }
  | { readonly kind: 'issued' }
  | { readonly kind: 'void'; readonly on: PlainDate; readonly reason: string };

export type CreditReasonView = 'billing_error' | 'mid_period_change' | 'cancellation' | 'goodwill' | 'duplicate' | 'other';

export type SellerView = {
  readonly name: string;
  readonly address: Address;
  /** Empty for none, as the other texts are. */
  readonly registrationNumber: string;
  readonly taxNumber: string;
  readonly email: string;
  readonly website: string;
};

export type CustomerView = {
  readonly name: string;
  readonly address: Address;
  readonly taxNumber: string;
  readonly email: string;
  readonly type: 'business' | 'individual';
};

export type CorrectedDocument = { readonly number: string; readonly issuedOn: PlainDate | null };

export type LineView = {
  readonly id: string;
  /** What kind of charge it is: fees, minimums, caps and credit drawn down are called by their kind beside the plan's name. */
  readonly nature: ChargeNature;
  readonly title: string;
  /** Half-open, as all periods are: print the day before `end`. */
  readonly period: Period | null;
  readonly quantity: DecimalText;
  /** In major units; `null` where several prices went into the line, which its working shows. */
  readonly unitPrice: DecimalText | null;
  /** The price holds tax already (TAX-09). */
  readonly taxInclusive: boolean;
  /** The line bills a part of its period, such as 15 of 30 days; `null` for the whole. */
  readonly part: { readonly units: number; readonly of: number; readonly unit: 'day' | 'second' } | null;
  readonly listMinor: number;
  readonly discountMinor: number;
  readonly discounts: readonly LineDiscountView[];
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly outcome: TaxOutcome;
  readonly rates: readonly { readonly name: string; readonly percent: DecimalText }[];
  /** Number of the document of which the line takes something back; empty for charges. */
  readonly takesBackFrom: string;
  /** A charge of a period that was billed before (USG-10). */
  readonly priorPeriod: boolean;
  readonly working: Working;
};

/** `percent` is `null` for discounts in money and for overriding prices. */
export type LineDiscountView = { readonly name: string; readonly percent: DecimalText | null };

export type TotalsView = {
  readonly listMinor: number;
  readonly discountMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
};

/** Tax of one rate and jurisdiction over the whole document, and why it is what it is (TAX-08, TAX-10). */
export type TaxView = {
  readonly name: string;
  /** `GB`, `US-CA`; empty where nobody's tax applies. */
  readonly jurisdiction: string;
  readonly percent: DecimalText;
  readonly outcome: TaxOutcome;
  /** Reason code or certificate; empty where taxed. */
  readonly reason: string;
  readonly netMinor: number;
  readonly taxMinor: number;
};

/** `rate` units of `currency` for one unit of the document's currency. */
export type OwnCurrencyView = {
  readonly currency: Currency;
  readonly rate: DecimalText;
  readonly rateOn: PlainDate;
  readonly source: string;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
};

export type AppliedView = {
  readonly kind: 'credit-note' | 'promotional-credit' | 'payment';
  /** Number of the credit note, empty where it has none. */
  readonly reference: string;
  readonly on: PlainDate;
  readonly amountMinor: number;
};

export type PaymentView = {
  readonly account: BankAccount;
  /** What the payer quotes. */
  readonly reference: string;
};
