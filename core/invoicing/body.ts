import type { Customer } from '../customers/types.ts';
import { engineVersion } from '../engine.ts';
import { convertedMinor, type ExchangeRates, type FrozenRate, isConvertible, rateOn } from '../organization/exchange-rates.ts';
import { roundingFor } from '../organization/rounding.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { Currency } from '../money/currency.ts';
import type { DecimalText } from '../money/exact.ts';
import { taxReasons } from '../tax/decide.ts';
import { placeOfSupply } from '../tax/place-of-supply.ts';
import { taxSummary } from '../tax/summary.ts';
import type { Period } from '../time/period.ts';
import { earlier, later, type PlainDate } from '../time/plain-date.ts';
import type { BuyerSnapshot, EntityCurrencyTax, Invoice, Line, SellerSnapshot, Totals } from './types.ts';

export type RateProblem =
  | { readonly code: 'exchange-rate.missing'; readonly from: Currency; readonly to: Currency; readonly on: PlainDate }
  /** At this rate the document comes to more than any amount that we handle: the rate is wrong. */
  | {
      readonly code: 'exchange-rate.amount-out-of-range';
      readonly from: Currency;
      readonly to: Currency;
      readonly on: PlainDate;
      readonly rate: DecimalText;
    };

export const totalsOf = (lines: readonly Line[]): Totals => {
  let [listMinor, discountMinor, netMinor, taxMinor, grossMinor] = [0, 0, 0, 0, 0];
  for (const line of lines) {
    listMinor += line.listMinor;
    discountMinor += line.discountMinor;
    netMinor += line.netMinor;
    taxMinor += line.taxMinor;
    grossMinor += line.grossMinor;
  }
  return { listMinor, discountMinor, netMinor, taxMinor, grossMinor };
};

/** TAX-05: whether a tax provider has yet to tell the line's tax. */
export const waitsForTax = ({ decision }: Line): boolean => decision.outcome === 'third-party' && decision.reason === taxReasons.taxPending;

/** From the first day that a line covers to the last. */
const supplyOf = (lines: readonly Line[]): Period | null => {
  let supply: Period | null = null;
  for (const { period } of lines) {
    if (period === null) continue;
    supply = supply === null ? period : { start: earlier(supply.start, period.start), end: later(supply.end, period.end) };
  }
  return supply;
};

/**
 * The tax number that the document is issued under: of the registration where the customer is taxed (the region's before the country's), else the one
 * at home. A registration without a number of its own (a one-stop shop) is filed under the number at home.
 */
const sellerTaxNumber = (entity: OperatingEntity, customer: Customer, on: PlainDate): string => {
  const live = entity.taxRegistrations.filter(
    (entry) => entry.number !== '' && entry.from <= on && (entry.until === null || on < entry.until),
  );
  const numberIn = ({ country, region }: { readonly country: string; readonly region: string }): string | undefined => {
    const there = live.filter((entry) => entry.country === country);
    return (there.find((entry) => entry.region === region) ?? there.find((entry) => entry.region === ''))?.number;
  };
  return numberIn(customer.billingAddress) ?? numberIn(entity.address) ?? live[0]?.number ?? '';
};

const sellerOf = (entity: OperatingEntity, customer: Customer, currency: Currency, on: PlainDate): SellerSnapshot => ({
  legalName: entity.legalName,
  address: entity.address,
  registrationNumber: entity.registrationNumber,
  taxNumber: sellerTaxNumber(entity, customer, on),
  email: entity.email,
  website: entity.website,
  bankAccount: entity.bankAccounts.find((account) => account.currency === currency) ?? entity.bankAccounts[0] ?? null,
});

const buyerOf = (customer: Customer, taxNumber: string): BuyerSnapshot => ({
  name: customer.name,
  address: customer.billingAddress,
  taxNumber,
  email: customer.email,
  purchaseOrder: customer.purchaseOrder,
  type: customer.type,
});

type Sums = Pick<Totals, 'netMinor' | 'taxMinor'>;

/** INV-07: net and tax in the entity's currency at one rate. */
export const convertedTax = (entity: OperatingEntity, currency: Currency, totals: Sums, frozen: FrozenRate): EntityCurrencyTax => {
  const rounding = roundingFor(entity, entity.currency);
  const converted = (minor: number): number => convertedMinor({ minor, currency }, entity.currency, frozen.rate, rounding);
  const netMinor = converted(totals.netMinor);
  const taxMinor = converted(totals.taxMinor);
  return {
    currency: entity.currency,
    rate: frozen.rate,
    rateOn: frozen.on,
    source: frozen.source,
    netMinor,
    taxMinor,
    grossMinor: netMinor + taxMinor,
  };
};

/** CUR-02, INV-07: amounts in the entity's currency at the rate of the day, frozen with the document; `null` where it is the document's own. */
export const inEntityCurrency = (
  entity: OperatingEntity,
  currency: Currency,
  totals: Sums,
  rates: ExchangeRates,
  on: PlainDate,
): EntityCurrencyTax | RateProblem | null => {
  if (currency === entity.currency) return null;
  const between = { from: currency, to: entity.currency, on };
  const found = rateOn(rates, currency, entity.currency, on);
  if (found === null) return { code: 'exchange-rate.missing', ...between };
  const minor = Math.abs(totals.netMinor) + Math.abs(totals.taxMinor);
  if (!isConvertible({ minor, currency }, entity.currency, found.rate))
    return { code: 'exchange-rate.amount-out-of-range', ...between, rate: found.rate };
  return convertedTax(entity, currency, totals, found);
};

/** What an invoice and a credit note have in common, save for their number. */
export type Body = Omit<Invoice, 'id' | 'kind' | 'rev' | 'number' | 'seriesId' | 'origin' | 'entered' | 'dueOn' | 'state' | 'settlements'>;

export type BodyQuestion = {
  readonly entity: OperatingEntity;
  readonly customer: Customer;
  readonly currency: Currency;
  readonly issuedOn: PlainDate;
  readonly lines: readonly Line[];
  /** `null`: nothing is converted yet, for drafts. */
  readonly rates: ExchangeRates | null;
  readonly runId: string;
  readonly note: string;
};

/** INV-04, INV-07: everything that the document says, as it stands on the day of issue. */
export const bodyOf = (question: BodyQuestion): Body | RateProblem => {
  const { entity, customer, currency, issuedOn, lines } = question;
  const totals = totalsOf(lines);
  const entityCurrencyTax = question.rates === null ? null : inEntityCurrency(entity, currency, totals, question.rates, issuedOn);
  if (entityCurrencyTax !== null && 'code' in entityCurrencyTax) return entityCurrencyTax;
  const place = placeOfSupply({ billingAddress: customer.billingAddress, taxIds: customer.taxIds, paymentCountry: '' });
  return {
    entityId: entity.id,
    customerId: customer.id,
    currency,
    issuedOn,
    supply: supplyOf(lines),
    seller: sellerOf(entity, customer, currency, issuedOn),
    buyer: buyerOf(customer, place.taxNumber),
    placeOfSupply: place,
    lines,
    totals,
    taxes: taxSummary(lines),
    entityCurrencyTax,
    thirdPartyTax: lines.some(waitsForTax) ? { kind: 'pending' } : null,
    locale: customer.locale ?? entity.invoices.locale,
    policies: entity.policies,
    engine: engineVersion,
    runId: question.runId,
    note: question.note,
  };
};
