import type { OutstandingCharge } from '../billing/types.ts';
import type { PlanId, ProductId } from '../catalog/types.ts';
import type { CustomerId } from '../customers/types.ts';
import type { Id } from '../kernel/flavor.ts';
import type { Currency } from '../money/currency.ts';
import type { DecimalText } from '../money/exact.ts';
import type { Policies } from '../organization/policies.ts';
import type { Address, BankAccount, EntityId, LocaleTag } from '../organization/types.ts';
import type { ThirdPartyTax } from '../tax/third-party.ts';
import type { LineTax, PlaceOfSupply, TaxDecision } from '../tax/types.ts';
import type { Period } from '../time/period.ts';
import type { PlainDate } from '../time/plain-date.ts';

export type InvoiceId = Id<'invoice'>;
export type CreditNoteId = Id<'credit-note'>;

/** INV-04. Amounts are signed minor units; `netMinor + taxMinor = grossMinor`, and `taxMinor` is the sum of the taxes. */
export type Line = OutstandingCharge & {
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
  readonly decision: TaxDecision;
  readonly taxes: readonly LineTax[];
};

/** TAX-03: the tax of one line as its caller says it, for entities that calculate it themselves. Signed as the line is. */
export type EnteredTax = {
  readonly jurisdiction: string;
  readonly taxes: readonly { readonly name: string; readonly percent: DecimalText; readonly taxMinor: number }[];
};

/** What a line by hand costs: a price that somebody agreed, or a published plan's. */
export type EnteredPrice =
  | {
      readonly kind: 'agreed';
      readonly unitPrice: DecimalText;
      readonly taxClass: string;
      readonly taxInclusive: boolean;
      readonly productId: ProductId | null;
    }
  | { readonly kind: 'plan'; readonly planId: PlanId; readonly planVersion: number; readonly variantId: string };

/**
 * INV-12: what somebody entered. The lines of the document are made from it, anew with every edit and when it is posted; a plan's price makes one for each of
 * its components. `id` is the line's, or what its lines' ids begin with.
 */
export type EnteredLine = {
  readonly id: string;
  /** The command that entered it. */
  readonly commandId: string;
  /** Empty: the plan's own name. */
  readonly description: string;
  readonly quantity: DecimalText;
  readonly price: EnteredPrice;
  readonly period: Period | null;
  readonly tax: EnteredTax | null;
};

/** The parties as they were when the document was made; it never changes with them. */
export type SellerSnapshot = {
  readonly legalName: string;
  readonly address: Address;
  readonly registrationNumber: string;
  readonly taxNumber: string;
  readonly email: string;
  readonly website: string;
  readonly bankAccount: BankAccount | null;
};
export type BuyerSnapshot = {
  readonly name: string;
  readonly address: Address;
  readonly taxNumber: string;
  readonly email: string;
  readonly purchaseOrder: string;
  readonly type: 'business' | 'individual';
};

/** INV-07: tax of one rate over the document. */
export type TaxSummary = {
  readonly name: string;
  readonly jurisdiction: string;
  readonly percent: DecimalText;
  readonly outcome: TaxDecision['outcome'];
  readonly reason: string;
  readonly netMinor: number;
  readonly taxMinor: number;
};

export type Totals = {
  readonly listMinor: number;
  readonly discountMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
};

/** CUR-02, INV-07, OR-20: the frozen rate and the tax in the entity's own currency, where the document is in another. */
export type EntityCurrencyTax = {
  readonly currency: Currency;
  readonly rate: DecimalText;
  readonly rateOn: PlainDate;
  readonly source: string;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
};

/** INV-03. `paid`, `partially-paid`, `overdue`, `refunded` are answers (core/invoicing/status.ts), computed from settlements and a day. */
export type InvoiceState =
  | { readonly kind: 'draft' }
  | { readonly kind: 'pending'; readonly finaliseFrom: PlainDate }
  | { readonly kind: 'posted' }
  | { readonly kind: 'void'; readonly on: PlainDate; readonly reason: string }
  | { readonly kind: 'uncollectible'; readonly on: PlainDate; readonly reason: string };

/** Something that pays an invoice. A growing set, the only thing that changes on an issued invoice (INV-08). Positive reduces what is due; a reversal is a further entry with the negative amount. */
export type Settlement = {
  readonly id: string;
  readonly kind: 'payment' | 'credit-note' | 'promotional-credit' | 'write-off';
  readonly sourceId: string;
  readonly amountMinor: number;
  readonly on: PlainDate;
};

/** What invoice and credit note have in common. */
type DocumentBody = {
  readonly rev: number;
  readonly entityId: EntityId;
  readonly customerId: CustomerId;
  readonly currency: Currency;
  /** NUM-01: `null` until issued. */
  readonly number: string | null;
  readonly seriesId: Id<'number-series'> | null;
  readonly issuedOn: PlainDate;
  /** The tax point: the last day of supply, or the issue day. */
  readonly supply: Period | null;
  readonly seller: SellerSnapshot;
  readonly buyer: BuyerSnapshot;
  readonly placeOfSupply: PlaceOfSupply;
  readonly lines: readonly Line[];
  readonly totals: Totals;
  readonly taxes: readonly TaxSummary[];
  readonly entityCurrencyTax: EntityCurrencyTax | null;
  /** TAX-05: where the document stands with a tax provider; `null` where none is asked. */
  readonly thirdPartyTax: ThirdPartyTax | null;
  readonly locale: LocaleTag;
  /** Spec 16: the settings that shaped it. */
  readonly policies: Policies;
  /** BEY-02: the engine that made it. */
  readonly engine: string;
  /** The billing run that made it, empty for none. */
  readonly runId: string;
  readonly note: string;
};

export type Invoice = DocumentBody & {
  readonly id: InvoiceId;
  readonly kind: 'invoice';
  readonly origin: 'run' | 'manual' | 'order';
  /** What was entered by hand; empty for what a run made. */
  readonly entered: readonly EnteredLine[];
  readonly dueOn: PlainDate;
  readonly state: InvoiceState;
  readonly settlements: readonly Settlement[];
};

/** INV-16: reasons; free words stand in `note`. */
export type CreditReason = 'billing_error' | 'mid_period_change' | 'cancellation' | 'goodwill' | 'duplicate' | 'other';

/** INV-20. `applied` and `refunded` are answers computed from what used the credit. */
export type CreditNoteState =
  | { readonly kind: 'draft' }
  | { readonly kind: 'pending'; readonly finaliseFrom: PlainDate }
  | { readonly kind: 'posted' }
  | { readonly kind: 'void'; readonly on: PlainDate; readonly reason: string };

/** Lines and totals are negative: the customer is credited. */
export type CreditNote = DocumentBody & {
  readonly id: CreditNoteId;
  readonly kind: 'credit-note';
  readonly origin: 'run' | 'manual';
  /** The invoice that it corrects where it is one, `null` where it has several or none. Lines name theirs. */
  readonly invoiceId: InvoiceId | null;
  readonly reason: CreditReason;
  /** INV-17 */
  readonly disposition: 'balance' | 'next-invoice' | 'refund';
  readonly state: CreditNoteState;
};

/** INV-23: a one-time debit or credit with its reason, billed with the next run (or left as balance, see credit notes). */
export type Adjustment = {
  readonly id: Id<'adjustment'>;
  readonly kind: 'adjustment';
  readonly rev: number;
  readonly customerId: CustomerId;
  readonly entityId: EntityId;
  readonly currency: Currency;
  /** Signed, before tax. */
  readonly amountMinor: number;
  readonly taxClass: string;
  readonly reason: string;
  readonly on: PlainDate;
  readonly state: { readonly kind: 'open' } | { readonly kind: 'withdrawn'; readonly on: PlainDate };
};

/** What one billing run left out, and why. */
export type RunException = {
  readonly customerId: CustomerId;
  readonly subscriptionId: string;
  readonly code: string;
  readonly facts: Readonly<Record<string, string>>;
};

export type RunTotal = {
  readonly entityId: EntityId;
  readonly currency: Currency;
  readonly invoices: number;
  readonly creditNotes: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
};

/** BEY-02. `hash` is over what the documents say, without their numbers and what becomes of them later, in order of id: equal facts give equal hashes on every station. */
export type BillingRun = {
  readonly id: Id<'billing-run'>;
  readonly kind: 'billing-run';
  readonly rev: number;
  /** Everything due before `end` is billed; nothing is dated before `start`. */
  readonly period: Period;
  readonly entityIds: readonly EntityId[];
  readonly engine: string;
  readonly parts: { readonly planned: number; readonly done: number };
  readonly totals: readonly RunTotal[];
  readonly exceptions: readonly RunException[];
  readonly hash: string;
  readonly state: { readonly kind: 'running' } | { readonly kind: 'cancelled' } | { readonly kind: 'finished' };
};
