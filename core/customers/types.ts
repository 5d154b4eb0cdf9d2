import type { Id } from '../kernel/flavor.ts';
import type { Currency } from '../money/currency.ts';
import type { Address, EntityId, LocaleTag } from '../organization/types.ts';
import type { Instant } from '../time/instant.ts';
import type { PlainDate } from '../time/plain-date.ts';

export type CustomerId = Id<'customer'>;

/** TAX-07: a tax number with what is known of it. `validity` is evidence, not belief: `format` means that only form and check digits hold. */
export type TaxId = {
  /** ISO country of the number (`GR` for Greek numbers, which print `EL`). */
  readonly country: string;
  readonly value: string;
  readonly validity:
    | { readonly kind: 'unchecked' }
    | { readonly kind: 'format'; readonly at: Instant }
    | { readonly kind: 'confirmed'; readonly at: Instant; readonly source: string; readonly reference: string };
};

/** TAX-10: an exemption is a certificate with a reason, a reach and a time. */
export type TaxExemption = {
  readonly country: string;
  readonly region: string;
  readonly reason: string;
  readonly certificate: string;
  readonly from: PlainDate;
  readonly until: PlainDate | null;
};

export type Contact = { readonly name: string; readonly email: string; readonly phone: string; readonly role: string };

/** An account that is billed. Business where a company name exists, else individual (TAX-07). */
export type Customer = {
  readonly id: CustomerId;
  readonly kind: 'customer';
  readonly rev: number;
  /** The caller's own key, unique; empty for none. */
  readonly externalId: string;
  readonly type: 'business' | 'individual';
  /** The name on documents. */
  readonly name: string;
  readonly email: string;
  readonly billingAddress: Address;
  readonly taxIds: readonly TaxId[];
  readonly taxExemptions: readonly TaxExemption[];
  /** Codes of segments (CAT-26). */
  readonly segments: readonly string[];
  /** Free facts that dynamic prices and targeted discounts may ask for. */
  readonly attributes: Readonly<Record<string, string>>;
  /** OPE-05: overrides the choice by country. */
  readonly entityId: EntityId | null;
  readonly currency: Currency | null;
  readonly locale: LocaleTag | null;
  /** Overrides the entity's terms. */
  readonly netTermsDays: number | null;
  /** INV-10: whether charges of one day share an invoice. */
  readonly invoicing: 'consolidated' | 'per-subscription';
  readonly purchaseOrder: string;
  readonly contacts: readonly Contact[];
  readonly signedUpOn: PlainDate;
  readonly metadata: Readonly<Record<string, string>>;
  readonly state: 'active' | 'archived';
};
