import { type Currency, digitsOf } from '../../../core/money/currency.ts';
import { majorText } from '../../../core/money/money.ts';
import type { Address, BankAccount, TemplateSettings } from '../../../core/organization/types.ts';
import type { PricedShare, Working } from '../../../core/rating/types.ts';
import type { CustomerView, DocumentView, LineView, TaxView } from '../../../core/views/document-view.ts';

/** What sample documents are made of. Sums are right: they are added up here, not written down. */

export const logoSvg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 126 40"><rect y="3" width="34" height="34" rx="9" fill="#0b6e99"/>' +
  '<path d="M9 27V13h4l8 9v-9h4v14h-4l-8-9v9z" fill="#fff"/><g fill="#15181d"><path d="M46 12h7l7 9v-9h6v17h-6l-8-10v10h-6z"/>' +
  '<rect x="72" y="12" width="6" height="17" rx="1"/><rect x="84" y="12" width="40" height="5" rx="1"/><rect x="84" y="24" width="26" height="5" rx="1"/></g></svg>';

export const templateOf = (changes: Partial<TemplateSettings> = {}): TemplateSettings => ({
  layout: 'modern',
  paper: 'A4',
  accent: '#0b6e99',
  logo: { kind: 'svg', svg: logoSvg },
  footer: '',
  showWorking: false,
  ...changes,
});

export const share = (changes: Partial<PricedShare>): PricedShare => ({
  from: '0',
  upTo: null,
  units: '1',
  unitPrice: '0',
  flat: '0',
  amount: '0',
  rule: null,
  ...changes,
});

export const workingOf = (fullMinor: number, currency: Currency, changes: Partial<Working> = {}): Working => {
  const text = majorText(fullMinor, currency);
  return {
    price: {
      model: 'per-unit',
      quantity: '1',
      included: '0',
      billable: '1',
      shares: [share({ unitPrice: text, amount: text })],
      exact: text,
      source: 'plan',
    },
    fullMinor,
    discounts: [],
    slice: null,
    rounding: { mode: 'half-away-from-zero', increment: 1, digits: digitsOf(currency) },
    alreadyMinor: 0,
    ...changes,
  };
};

/** A line of `netMinor`, taxed by `percent`. Other facts as given. */
export const lineOf = (
  title: string,
  netMinor: number,
  changes: Partial<LineView> & { readonly currency?: Currency; readonly percent?: string; readonly tax?: string } = {},
): LineView => {
  const { currency = 'GBP', percent = '20', tax = 'VAT', ...own } = changes;
  return {
    id: title,
    nature: 'recurring',
    title,
    period: { start: '2026-11-01', end: '2026-12-01' },
    quantity: '1',
    unitPrice: majorText(netMinor, currency),
    taxInclusive: false,
    part: null,
    listMinor: netMinor,
    discountMinor: 0,
    discounts: [],
    netMinor,
    taxMinor: Math.round((netMinor * Number(percent)) / 100),
    outcome: 'taxed',
    rates: [{ name: tax, percent }],
    takesBackFrom: '',
    priorPeriod: false,
    working: workingOf(netMinor, currency),
    ...own,
  };
};

const taxesOf = (lines: readonly LineView[], jurisdiction: string): readonly TaxView[] => {
  const rows = new Map<string, TaxView>();
  for (const line of lines) {
    const rates = line.rates.length === 0 ? [{ name: '', percent: '0' }] : line.rates;
    for (const { name, percent } of rates) {
      const key = `${line.outcome} ${name} ${percent}`;
      const before = rows.get(key);
      const taxMinor = rates.length === 1 ? line.taxMinor : Math.round((line.netMinor * Number(percent)) / 100);
      rows.set(key, {
        name,
        percent,
        outcome: line.outcome,
        jurisdiction,
        reason: line.outcome === 'exempt' ? 'EX-2026-117' : '',
        netMinor: (before?.netMinor ?? 0) + line.netMinor,
        taxMinor: (before?.taxMinor ?? 0) + taxMinor,
      });
    }
  }
  return [...rows.values()];
};

const sum = (lines: readonly LineView[], of: (line: LineView) => number): number => lines.reduce((total, line) => total + of(line), 0);

export const british: Address = { lines: ['12 Harbour Street'], city: 'Bristol', postalCode: 'BS1 4DJ', region: '', country: 'GB' };

const account: BankAccount = {
  holder: 'Northwind Metering Ltd',
  bank: 'Barclays Bank',
  iban: 'GB33BUKB20201555555555',
  bic: 'BUKBGB22',
  details: [{ label: 'Sort code', value: '20-20-15' }],
  currency: 'GBP',
};

export const fabrikam: CustomerView = {
  name: 'Fabrikam Widgets plc',
  address: { lines: ['Accounts Payable', '1 Long Lane'], city: 'London', postalCode: 'EC1A 9HF', region: '', country: 'GB' },
  taxNumber: 'GB987654321',
  email: 'ap@fabrikam.example',
  type: 'business',
};

/** An invoice of these lines, added up. */
export const invoiceOf = (
  lines: readonly LineView[],
  changes: Partial<DocumentView> & { readonly jurisdiction?: string } = {},
): DocumentView => {
  const { jurisdiction = 'GB', ...own } = changes;
  const netMinor = sum(lines, (line) => line.netMinor);
  const taxMinor = sum(lines, (line) => line.taxMinor);
  const grossMinor = netMinor + taxMinor;
  const appliedMinor = (own.applied ?? []).reduce((total, { amountMinor }) => total + amountMinor, 0);
  const number = own.number === undefined ? 'INV-UK-2026-000123' : own.number;
  return {
    kind: 'invoice',
    id: 'inv-1',
    standing: { kind: 'issued' },
    number,
    locale: 'en-GB',
    currency: 'GBP',
    issuedOn: '2026-11-30',
    dueOn: '2026-12-30',
    supply: { start: '2026-11-01', end: '2026-12-01' },
    seller: {
      name: 'Northwind Metering Ltd',
      address: british,
      registrationNumber: '09876543',
      taxNumber: 'GB123456789',
      email: 'billing@northwind.example',
      website: 'northwind.example',
    },
    customer: fabrikam,
    purchaseOrder: '',
    corrects: [],
    reason: null,
    disposition: null,
    lines,
    totals: {
      listMinor: sum(lines, (line) => line.listMinor),
      discountMinor: sum(lines, (line) => line.discountMinor),
      netMinor,
      taxMinor,
      grossMinor,
    },
    taxes: taxesOf(lines, jurisdiction),
    ownCurrency: null,
    applied: [],
    dueMinor: grossMinor - appliedMinor,
    payment: { account, reference: number ?? '' },
    note: '',
    ...own,
  };
};
