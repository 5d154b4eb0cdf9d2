import type { OutstandingCharge } from '../../../core/billing/types.ts';
import { totalsOf } from '../../../core/invoicing/body.ts';
import type { CreditNote, Invoice, Line } from '../../../core/invoicing/types.ts';
import { type Currency, digitsOf } from '../../../core/money/currency.ts';
import { halfAwayFromZero } from '../../../core/money/rounding.ts';
import { defaultPolicies } from '../../../core/organization/policies.ts';
import { taxSummary } from '../../../core/tax/summary.ts';
import type { TaxedLine } from '../../../core/tax/amounts.ts';
import type { TaxDecision } from '../../../core/tax/types.ts';
import { sampleEntity } from '../../support/billing-world.ts';

/** Documents put together by hand, for rules that look at finished ones. */

const vat: TaxDecision = { outcome: 'taxed', jurisdiction: 'GB', components: [{ name: 'VAT', percent: '20' }], reason: '' };

export const chargeOf = (id: string, chargedMinor: number, changes: Partial<OutstandingCharge> = {}): OutstandingCharge => ({
  id,
  slot: id,
  coverage: null,
  nature: 'manual',
  source: { kind: 'manual', commandId: 'cmd-1' },
  currency: 'GBP',
  productId: null,
  planId: null,
  title: id,
  period: null,
  dueOn: '2026-11-01',
  quantity: '1',
  unitPrice: null,
  taxClass: 'standard',
  taxInclusive: false,
  recognition: 'immediate',
  separateKey: '',
  listMinor: chargedMinor,
  discountMinor: 0,
  chargedMinor,
  promotional: false,
  priorPeriod: false,
  working: {
    price: null,
    fullMinor: chargedMinor,
    discounts: [],
    slice: null,
    rounding: { ...halfAwayFromZero, digits: digitsOf(changes.currency ?? 'GBP') },
    alreadyMinor: 0,
  },
  credits: null,
  ...changes,
});

export const lineOf = (charge: OutstandingCharge, taxed: TaxedLine, decision: TaxDecision = vat): Line => ({
  ...charge,
  ...taxed,
  decision,
});

/** A line of 20 % VAT, exclusive of it. */
export const vatLine = (id: string, netMinor: number, taxMinor: number, changes: Partial<OutstandingCharge> = {}): Line =>
  lineOf(chargeOf(id, netMinor, changes), {
    netMinor,
    taxMinor,
    grossMinor: netMinor + taxMinor,
    taxes: [{ name: 'VAT', jurisdiction: 'GB', percent: '20', taxMinor }],
  });

const body = (id: string, lines: readonly Line[], currency: Currency) => {
  const { address, legalName, registrationNumber, email, website } = sampleEntity();
  return {
    id,
    rev: 1,
    entityId: 'ent_uk',
    customerId: 'cus_1',
    currency,
    number: id,
    seriesId: 'series_1',
    issuedOn: '2026-11-01',
    supply: null,
    seller: { legalName, address, registrationNumber, taxNumber: 'GB123456789', email, website, bankAccount: null },
    buyer: { name: 'Acme Ltd', address, taxNumber: '', email: '', purchaseOrder: '', type: 'business' },
    placeOfSupply: { billingCountry: 'GB', billingRegion: '', taxNumber: '', taxNumberValidity: 'none', paymentCountry: '' },
    lines,
    totals: totalsOf(lines),
    taxes: taxSummary(lines),
    entityCurrencyTax: null,
    thirdPartyTax: null,
    locale: 'en-GB',
    policies: defaultPolicies,
    engine: '1',
    runId: '',
    note: '',
  } as const;
};

export const invoiceOf = (id: string, lines: readonly Line[], changes: Partial<Invoice> = {}): Invoice => ({
  ...body(id, lines, changes.currency ?? 'GBP'),
  kind: 'invoice',
  origin: 'manual',
  entered: [],
  dueOn: '2026-12-01',
  state: { kind: 'posted' },
  settlements: [],
  ...changes,
});

export const noteOf = (id: string, lines: readonly Line[], changes: Partial<CreditNote> = {}): CreditNote => ({
  ...body(id, lines, changes.currency ?? 'GBP'),
  kind: 'credit-note',
  origin: 'manual',
  invoiceId: null,
  reason: 'other',
  disposition: 'balance',
  state: { kind: 'posted' },
  ...changes,
});
