import type { PlainDate } from '../time/plain-date.ts';
import { type InvoiceStatus, invoiceStatus } from './status.ts';
import type { Invoice } from './types.ts';

/** INV-05. What is `null` is not asked; of a list one must hold. */
export type InvoiceFilter = {
  readonly customerId: string | null;
  readonly subscriptionId: string | null;
  readonly entityId: string | null;
  readonly statuses: readonly InvoiceStatus[] | null;
};

/** Whether any line bills the subscription or takes back what it billed. */
const billsSubscription = (invoice: Invoice, subscriptionId: string): boolean =>
  invoice.lines.some(({ source }) => source.kind === 'subscription' && source.subscriptionId === subscriptionId);

/** Whether the invoice belongs in a list; its status is that of the day. */
export const matchesInvoice = (invoice: Invoice, filter: InvoiceFilter, on: PlainDate): boolean => {
  const { customerId, subscriptionId, entityId, statuses } = filter;
  if (customerId !== null && invoice.customerId !== customerId) return false;
  if (entityId !== null && invoice.entityId !== entityId) return false;
  if (subscriptionId !== null && !billsSubscription(invoice, subscriptionId)) return false;
  return statuses === null || statuses.includes(invoiceStatus(invoice, on));
};
