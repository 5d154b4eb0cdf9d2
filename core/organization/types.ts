import type { Id } from '../kernel/flavor.ts';
import type { Currency } from '../money/currency.ts';
import type { DecimalText } from '../money/exact.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { Zone } from '../time/zone.ts';
import type { Policies } from './policies.ts';

export type EntityId = Id<'entity'>;

/** ISO 3166-1 alpha-2, upper case. */
export type CountryCode = string;

/** BCP 47, such as `en-GB`. */
export type LocaleTag = string;

export type Address = {
  readonly lines: readonly string[];
  readonly city: string;
  readonly postalCode: string;
  /** ISO 3166-2 subdivision without the country, such as `CA` of US-CA; empty where it plays no part. */
  readonly region: string;
  readonly country: CountryCode;
};

/** Where the entity is registered for tax, and since when (TAX-04, TAX-10). `number` is the tax number as printed. */
export type TaxRegistration = {
  readonly country: CountryCode;
  /** Empty for the whole country. */
  readonly region: string;
  readonly number: string;
  readonly from: PlainDate;
  readonly until: PlainDate | null;
};

/** TAX-01, TAX-02. `self-calculated` takes the caller's amounts unchecked (TAX-03); `third-party` asks a port (TAX-05); `none` is an entity that is not registered. */
export type TaxTreatment = 'native' | 'self-calculated' | 'third-party' | 'none';

export type BankAccount = {
  readonly holder: string;
  readonly bank: string;
  readonly iban: string;
  readonly bic: string;
  /** For accounts without an IBAN: sort code, routing number and the like, as label and value. */
  readonly details: readonly { readonly label: string; readonly value: string }[];
  readonly currency: Currency;
};

export type DocumentType = 'invoice' | 'credit-note';

/** NUM-02: where legal numbers come from. */
export type NumberingMode = 'station-series' | 'central-series' | 'leased-block';

export type Numbering = {
  readonly mode: NumberingMode;
  /** Printed before the year, such as `INV`; upper-case letters, digits and hyphens, 1 to 12 characters. */
  readonly prefix: string;
  /** A new series each calendar year (NUM-03). */
  readonly yearly: boolean;
  /** Least digits of the running number, 3 to 10. */
  readonly digits: number;
  /** NUM-02: how many numbers a station is lent at a time, 1 to 10,000; what `blockSizeOf` says where it is left out. */
  readonly blockSize?: number;
};

/** A mark at the head of documents. An SVG is drawn as vectors; the bytes of a PNG come as base64 without a prefix. */
export type Logo = { readonly kind: 'svg'; readonly svg: string } | { readonly kind: 'png'; readonly base64: string };

export type TemplateSettings = {
  readonly layout: 'classic' | 'modern' | 'compact';
  readonly paper: 'A4' | 'LETTER';
  /** `#RRGGBB` */
  readonly accent: string;
  readonly logo: Logo | null;
  readonly footer: string;
  /** Print the working of every line behind the document. */
  readonly showWorking: boolean;
};

/** INV-11 */
export type InvoiceSettings = {
  /** Days from issue to due, 0 to 365. */
  readonly netTermsDays: number;
  /** Hours between making a document and finalising it by itself; 0 finalises in the billing run. */
  readonly graceHours: number;
  /** Apply open credits to new invoices by themselves (INV-21). */
  readonly applyBalance: boolean;
  readonly locale: LocaleTag;
  readonly template: TemplateSettings;
};

/** CUR-03: an exception from the entity's rounding policy for one currency. `increment` in minor units. */
export type CurrencyRounding = { readonly currency: Currency; readonly increment: number };

/** OPE-01, OPE-04: one legal entity. Billing, tax and numbering run in its context. */
export type OperatingEntity = {
  readonly id: EntityId;
  readonly kind: 'entity';
  readonly rev: number;
  /** Short, unique, upper case: `UK`, `DE`. */
  readonly code: string;
  readonly legalName: string;
  readonly address: Address;
  readonly registrationNumber: string;
  readonly email: string;
  readonly website: string;
  readonly currency: Currency;
  readonly zone: Zone;
  /** First month of the fiscal year, 1 to 12. */
  readonly fiscalYearStartsIn: number;
  /** Customers of these countries are billed by this entity (OPE-05). */
  readonly servesCountries: readonly CountryCode[];
  /** Billed by this entity where no other serves the country. One entity has it. */
  readonly isFallback: boolean;
  readonly taxTreatment: TaxTreatment;
  readonly taxRegistrations: readonly TaxRegistration[];
  readonly bankAccounts: readonly BankAccount[];
  readonly numbering: Readonly<Record<DocumentType, Numbering>>;
  readonly invoices: InvoiceSettings;
  readonly policies: Policies;
  readonly rounding: readonly CurrencyRounding[];
  /** Nothing is made or changed with an effective date before this day (SUB-29, REV-13). `null`: nothing is locked. */
  readonly booksLockedBefore: PlainDate | null;
  readonly state: 'active' | 'archived';
};

/** NUM-02: the part of a central series that was lent to a station, from `first` to `last`, both inclusive. `of` is that series. */
export type BlockRange = { readonly of: Id<'number-series'>; readonly first: number; readonly last: number };

/**
 * NUM-05: the series ended when the server was put back from a backup. Numbers from `from` on may have been given since that backup: those in `back` stand on
 * documents that stations brought again, every other one is lost with what it was given for.
 */
export type EndedByRestore = { readonly at: string; readonly from: number; readonly back: readonly number[] };

/**
 * NUM-01 to NUM-05: one gapless series. Its id is derived from entity, document type, owner and year. `next` is the number that the next issued
 * document gets, from 1. `lastIssuedOn` keeps issue dates from going backwards (NUM-03).
 */
export type NumberSeries = {
  readonly id: Id<'number-series'>;
  readonly kind: 'number-series';
  readonly rev: number;
  readonly entityId: EntityId;
  readonly documentType: DocumentType;
  readonly mode: NumberingMode;
  /** The station that owns it, `null` for a central series. */
  readonly station: Id<'station'> | null;
  /** Of a leased block: a series of the station's own, which begins and ends inside of a central one and prints its prefix. */
  readonly block?: BlockRange;
  /** Text before the running number, such as `INV-A7-2026-`. */
  readonly prefix: string;
  readonly digits: number;
  readonly year: number | null;
  readonly next: number;
  readonly lastIssuedOn: PlainDate | null;
  /** NUM-04: numbers that no document carries, each with its reason. */
  readonly voided: readonly { readonly number: number; readonly reason: string; readonly at: string }[];
  /** `closed` after a station is lost or revoked (NUM-05). */
  readonly state: 'open' | 'closed';
  readonly restored?: EndedByRestore;
};

/** CUR-02, OR-20: dated rates of an entity; `rate` units of `to` for one unit of `from`. The newest rate on or before a day holds. */
export type ExchangeRateTable = {
  readonly id: Id<'rate-table'>;
  readonly kind: 'rate-table';
  readonly rev: number;
  readonly entityId: EntityId;
  readonly rates: readonly {
    readonly from: Currency;
    readonly to: Currency;
    readonly on: PlainDate;
    readonly rate: DecimalText;
    readonly source: string;
  }[];
};
