import { wholeMinor, type Rounding } from '../money/rounding.ts';
import { digitsOf } from '../money/currency.ts';
import { exact } from '../money/exact.ts';
import { majorText } from '../money/money.ts';
import { numberText, seriesFor } from '../organization/numbering.ts';
import type { OperatingEntity } from '../organization/types.ts';
import { standardRateOn } from '../tax/standard-rates.ts';
import { daysAfter, monthsAfter, monthStart, partsOf, type PlainDate } from '../time/plain-date.ts';
import type { DocumentView, LineView } from './document-view.ts';

/** What the example sells, in minor units. Names are proper names, as plans have them. */
const sold = [
  { title: 'Team', quantity: '1', minor: 49_900 },
  { title: 'Seats', quantity: '12', minor: 1_250 },
  { title: 'Storage', quantity: '3', minor: 4_000 },
] as const;

/** Where the country has no single rate. */
const someTax = { name: 'VAT', percent: '20' } as const;
type Tax = { readonly name: string; readonly percent: string };
const rounding: Rounding = { mode: 'half-away-from-zero', increment: 1 };

type Sold = (typeof sold)[number];

const lineOf = ({ title, quantity, minor }: Sold, entity: OperatingEntity, on: PlainDate, tax: Tax): LineView => {
  const { currency } = entity;
  const netMinor = minor * Number(quantity);
  const amount = majorText(netMinor, currency);
  const unitPrice = majorText(minor, currency);
  const start = monthStart(on);
  return {
    id: title,
    nature: 'recurring',
    title,
    period: { start, end: monthsAfter(start, 1) },
    quantity,
    unitPrice,
    taxInclusive: false,
    part: null,
    listMinor: netMinor,
    discountMinor: 0,
    discounts: [],
    netMinor,
    taxMinor: wholeMinor(exact(String(netMinor)).times(tax.percent).div(100), rounding),
    outcome: 'taxed',
    rates: [tax],
    takesBackFrom: '',
    priorPeriod: false,
    working: {
      price: {
        model: 'per-unit',
        quantity,
        included: '0',
        billable: quantity,
        shares: [{ from: '0', upTo: null, units: quantity, unitPrice, flat: '0', amount, rule: null }],
        exact: amount,
        source: 'plan',
      },
      fullMinor: netMinor,
      discounts: [],
      slice: null,
      rounding: { ...rounding, digits: digitsOf(currency) },
      alreadyMinor: 0,
    },
  };
};

/**
 * An invoice of an entity to nobody, for looking at a template before there is a document. `station` is the code that its number would name; the tax is
 * an example.
 */
export const sampleInvoice = (entity: OperatingEntity, on: PlainDate, station = 'A1'): DocumentView => {
  const { currency, address, invoices } = entity;
  const { name, percent } = standardRateOn(address.country, on) ?? someTax;
  const lines = sold.map((each) => lineOf(each, entity, on, { name, percent }));
  const sum = (of: (line: LineView) => number): number => lines.reduce((total, line) => total + of(line), 0);
  const netMinor = sum((line) => line.netMinor);
  const taxMinor = sum((line) => line.taxMinor);
  const number = numberText(seriesFor(entity, 'invoice', station, partsOf(on).year), 42);
  const [account] = entity.bankAccounts;
  const start = monthStart(on);
  return {
    kind: 'invoice',
    id: 'sample',
    standing: { kind: 'issued' },
    number,
    locale: invoices.locale,
    currency,
    issuedOn: on,
    dueOn: daysAfter(on, invoices.netTermsDays),
    supply: { start, end: monthsAfter(start, 1) },
    seller: {
      name: entity.legalName,
      address,
      registrationNumber: entity.registrationNumber,
      taxNumber: entity.taxRegistrations.find(({ country }) => country === address.country)?.number ?? '',
      email: entity.email,
      website: entity.website,
    },
    customer: {
      name: 'Contoso Widgets',
      address: { lines: ['1 Long Lane'], postalCode: '10001', city: 'Springfield', region: '', country: address.country },
      taxNumber: '',
      email: 'accounts@contoso.example',
      type: 'business',
    },
    purchaseOrder: 'PO-44871',
    corrects: [],
    reason: null,
    disposition: null,
    lines,
    totals: { listMinor: netMinor, discountMinor: 0, netMinor, taxMinor, grossMinor: netMinor + taxMinor },
    taxes: [{ name, jurisdiction: address.country, percent, outcome: 'taxed', reason: '', netMinor, taxMinor }],
    ownCurrency: null,
    applied: [],
    dueMinor: netMinor + taxMinor,
    payment: account === undefined ? null : { account, reference: number },
    note: '',
  };
};
