import { byText } from '../kernel/order.ts';
import type { Currency } from '../money/currency.ts';
import type { Account } from './account.ts';
import { dueMinor, type InvoiceStatus } from './status.ts';
import type { Invoice } from './types.ts';

/** A part of some money or credit for one invoice, in minor units, above zero. */
export type Allocation = { readonly invoiceId: string; readonly amountMinor: number };

export type AllocationProblem =
  /** Of this customer and entity there is none with the id. */
  | { readonly code: 'allocation.invoice-missing'; readonly invoiceId: string }
  | { readonly code: 'allocation.invoice-repeated'; readonly invoiceId: string }
  | {
      readonly code: 'allocation.other-currency';
      readonly invoiceId: string;
      readonly invoiceCurrency: Currency;
      readonly currency: Currency;
    }
  | { readonly code: 'allocation.invoice-not-open'; readonly invoiceId: string; readonly found: InvoiceStatus | 'paid' }
  | { readonly code: 'allocation.exceeds-due'; readonly invoiceId: string; readonly amountMinor: number; readonly dueMinor: number }
  /** More than is left to allocate. */
  | { readonly code: 'allocation.exceeds-money'; readonly wantedMinor: number; readonly leftMinor: number };

const notOpen = ({ id, state }: Invoice): AllocationProblem => ({
  code: 'allocation.invoice-not-open',
  invoiceId: id,
  found: state.kind === 'posted' || state.kind === 'uncollectible' ? 'paid' : state.kind,
});

const problemsOf = ({ invoiceId, amountMinor }: Allocation, account: Account, currency: Currency): readonly AllocationProblem[] => {
  const invoice = account.invoice(invoiceId);
  if (invoice === undefined) return [{ code: 'allocation.invoice-missing', invoiceId }];
  if (invoice.currency !== currency) return [{ code: 'allocation.other-currency', invoiceId, invoiceCurrency: invoice.currency, currency }];
  const due = dueMinor(invoice);
  if (due <= 0) return [notOpen(invoice)];
  return amountMinor > due ? [{ code: 'allocation.exceeds-due', invoiceId, amountMinor, dueMinor: due }] : [];
};

/** INV-26: everything that is wrong with a division by hand. */
export const allocationProblems = (
  allocations: readonly Allocation[],
  account: Account,
  money: { readonly currency: Currency; readonly leftMinor: number },
): readonly AllocationProblem[] => {
  const repeated = allocations.filter(({ invoiceId }, index) => allocations.findIndex((entry) => entry.invoiceId === invoiceId) !== index);
  const wantedMinor = allocations.reduce((sum, allocation) => sum + allocation.amountMinor, 0);
  return [
    ...repeated.map(({ invoiceId }): AllocationProblem => ({ code: 'allocation.invoice-repeated', invoiceId })),
    ...allocations.flatMap((allocation) => problemsOf(allocation, account, money.currency)),
    ...(wantedMinor > money.leftMinor ? [{ code: 'allocation.exceeds-money', wantedMinor, leftMinor: money.leftMinor } as const] : []),
  ];
};

/** What was written off comes after what somebody still expects. */
const rank = (invoice: Invoice): string => (invoice.state.kind === 'posted' ? '0' : '1');

/** INV-26: open invoices of a currency in the order in which money pays them by itself: the oldest due first. */
const openInvoices = (invoices: readonly Invoice[], currency: Currency): readonly Invoice[] =>
  invoices
    .filter((invoice) => invoice.currency === currency && dueMinor(invoice) > 0)
    .sort(
      (a, b) =>
        byText(rank(a), rank(b)) ||
        byText(a.dueOn, b.dueOn) ||
        byText(a.issuedOn, b.issuedOn) ||
        byText(a.number ?? '', b.number ?? '') ||
        byText(a.id, b.id),
    );

/** INV-26: the oldest due invoices first, each as far as the money reaches; what remains stands unallocated. */
export const oldestFirst = (invoices: readonly Invoice[], currency: Currency, amountMinor: number): readonly Allocation[] => {
  let leftMinor = amountMinor;
  return openInvoices(invoices, currency).flatMap((invoice) => {
    const part = Math.min(leftMinor, dueMinor(invoice));
    leftMinor -= part;
    return part > 0 ? [{ invoiceId: invoice.id, amountMinor: part }] : [];
  });
};
