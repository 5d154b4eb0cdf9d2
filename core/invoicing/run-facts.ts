import { type CatalogFacts, catalogFacts } from '../billing/facts.ts';
import type { ExternalSeries, Plan, PlanVersion, Product } from '../catalog/types.ts';
import type { Customer } from '../customers/types.ts';
import { groupedBy, sortedBy } from '../kernel/order.ts';
import type { Reads } from '../kernel/use-case.ts';
import type { PromotionalCredit } from '../offers/types.ts';
import type { Order } from '../orders/types.ts';
import { type ExchangeRates, exchangeRates } from '../organization/exchange-rates.ts';
import type { ExchangeRateTable, NumberSeries, OperatingEntity } from '../organization/types.ts';
import type { PaymentFacts, RefundFacts } from './issuing-facts.ts';
import type { Subscription } from '../subscriptions/types.ts';
import { type TaxRateIndex, taxRateIndex } from '../tax/rates.ts';
import type { TaxRate } from '../tax/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { daysAfter } from '../time/plain-date.ts';
import type { Metric, UsageEvent } from '../usage/types.ts';
import type { Adjustment, BillingRun, CreditNote, Invoice } from './types.ts';

/** What billing reads. */
export type BillingSource = Reads<{
  entity: OperatingEntity;
  'number-series': NumberSeries;
  'rate-table': ExchangeRateTable;
  'tax-rate': TaxRate;
  product: Product;
  plan: Plan;
  'plan-version': PlanVersion;
  'external-series': ExternalSeries;
  metric: Metric;
  customer: Customer;
  subscription: Subscription;
  order: Order;
  'usage-event': UsageEvent;
  invoice: Invoice;
  'credit-note': CreditNote;
  adjustment: Adjustment;
  payment: PaymentFacts;
  refund: RefundFacts;
  'promotional-credit': PromotionalCredit;
  'billing-run': BillingRun;
}>;

/** What all customers of a run share. */
export type SharedFacts = {
  readonly catalog: CatalogFacts;
  readonly entities: ReadonlyMap<string, OperatingEntity>;
  readonly taxRates: TaxRateIndex;
  readonly exchangeRates: ReadonlyMap<string, ExchangeRates>;
};

/** Everything on one customer, whichever entity bills it. */
export type CustomerRecord = {
  readonly customer: Customer;
  readonly subscriptions: readonly Subscription[];
  readonly orders: readonly Order[];
  readonly adjustments: readonly Adjustment[];
  /** Ascending by moment, then id. */
  readonly usage: readonly UsageEvent[];
  readonly invoices: readonly Invoice[];
  readonly creditNotes: readonly CreditNote[];
  readonly payments: readonly PaymentFacts[];
  readonly refunds: readonly RefundFacts[];
  readonly promotionalCredits: readonly PromotionalCredit[];
};

const byId = <T extends { readonly id: string }>(documents: readonly T[]): ReadonlyMap<string, T> =>
  new Map(documents.map((document) => [document.id, document]));

export const sharedFacts = async (source: BillingSource): Promise<SharedFacts> => {
  const [entities, rates, tables, products, plans, versions, external, metrics] = await Promise.all([
    source.list('entity'),
    source.list('tax-rate'),
    source.list('rate-table'),
    source.list('product'),
    source.list('plan'),
    source.list('plan-version'),
    source.list('external-series'),
    source.list('metric'),
  ]);
  const tablesByEntity = groupedBy(tables, (table) => table.entityId);
  return {
    catalog: catalogFacts({ versions, plans, products, metrics, external }),
    entities: byId(entities),
    taxRates: taxRateIndex(rates),
    exchangeRates: new Map(entities.map((entity) => [entity.id, exchangeRates(tablesByEntity.get(entity.id) ?? [])])),
  };
};

/** The customers' records, in order of their ids. `before` bounds the usage that is read, with a day to spare for zones. */
export const customerRecords = async (
  source: BillingSource,
  customerIds: readonly string[],
  before: PlainDate,
): Promise<readonly CustomerRecord[]> => {
  const where = { customerIds };
  const [customers, subscriptions, orders, adjustments, usage, invoices, creditNotes, payments, refunds, credits] = await Promise.all([
    source.list('customer', { ids: customerIds }),
    source.list('subscription', where),
    source.list('order', where),
    source.list('adjustment', where),
    source.list('usage-event', { customerIds, onBefore: `${daysAfter(before, 2)}T00:00:00.000Z` }),
    source.list('invoice', where),
    source.list('credit-note', where),
    source.list('payment', where),
    source.list('refund', where),
    source.list('promotional-credit', where),
  ]);
  const grouped = <T extends { readonly customerId: string }>(documents: readonly T[]): ((id: string) => readonly T[]) => {
    const groups = groupedBy(documents, (document) => document.customerId);
    return (id) => groups.get(id) ?? [];
  };
  const of = {
    subscriptions: grouped(subscriptions),
    orders: grouped(orders),
    adjustments: grouped(adjustments),
    usage: grouped(usage),
    invoices: grouped(invoices),
    creditNotes: grouped(creditNotes),
    payments: grouped(payments),
    refunds: grouped(refunds),
    credits: grouped(credits),
  };
  return customers.map((customer) => ({
    customer,
    subscriptions: of.subscriptions(customer.id),
    orders: of.orders(customer.id),
    adjustments: of.adjustments(customer.id),
    usage: sortedBy(of.usage(customer.id), (event) => `${event.at}|${event.id}`),
    invoices: of.invoices(customer.id),
    creditNotes: of.creditNotes(customer.id),
    payments: of.payments(customer.id),
    refunds: of.refunds(customer.id),
    promotionalCredits: of.credits(customer.id),
  }));
};
