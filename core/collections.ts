import type { ExternalSeries, Plan, PlanVersion, Product, ProductGroup, Segment } from './catalog/types.ts';
import type { Customer } from './customers/types.ts';
import type { Adjustment, BillingRun, CreditNote, Invoice } from './invoicing/types.ts';
import type { Command, StoredDocument } from './kernel/command.ts';
import { unreachable } from './kernel/invariant.ts';
import type { Offer, PromotionalCredit } from './offers/types.ts';
import type { Order } from './orders/types.ts';
import type { ExchangeRateTable, NumberSeries, OperatingEntity } from './organization/types.ts';
import type { Payment, Refund } from './payments/types.ts';
import type { Subscription } from './subscriptions/types.ts';
import type { TaxRate } from './tax/types.ts';
import type { Metric, UsageEvent } from './usage/types.ts';

/** Every kind of document, by its name. A new kind is added here and to `collections`; everything else follows from the two. */
export type Documents = {
  entity: OperatingEntity;
  'number-series': NumberSeries;
  'rate-table': ExchangeRateTable;
  'tax-rate': TaxRate;
  'product-group': ProductGroup;
  segment: Segment;
  product: Product;
  plan: Plan;
  'plan-version': PlanVersion;
  'external-series': ExternalSeries;
  metric: Metric;
  offer: Offer;
  customer: Customer;
  subscription: Subscription;
  order: Order;
  'usage-event': UsageEvent;
  invoice: Invoice;
  'credit-note': CreditNote;
  adjustment: Adjustment;
  payment: Payment;
  refund: Refund;
  'promotional-credit': PromotionalCredit;
  'billing-run': BillingRun;
};

export type DocumentKind = keyof Documents;
export type AnyDocument = Documents[DocumentKind];

/** THE list of collections (design: at most 11 may be open in one realm) and the kinds that each one holds. `commands` holds the journal, no kind of its own. */
export const collections = {
  organization: ['entity', 'number-series', 'rate-table', 'tax-rate'],
  catalog: ['product-group', 'segment', 'product', 'plan', 'plan-version', 'external-series', 'metric', 'offer'],
  customers: ['customer'],
  quotes: [],
  subscriptions: ['subscription', 'order'],
  usage: ['usage-event'],
  invoices: ['invoice', 'credit-note', 'adjustment'],
  payments: ['payment', 'refund', 'promotional-credit'],
  ledger: [],
  work: ['billing-run'],
  commands: [],
} as const satisfies Record<string, readonly DocumentKind[]>;

export type CollectionName = keyof typeof collections;

const collectionByKind = new Map<string, CollectionName>(
  (Object.keys(collections) as CollectionName[]).flatMap((name) => collections[name].map((kind) => [kind, name] as const)),
);

/** The collection that holds a kind; `null` for a kind that we do not know. */
export const collectionOf = (kind: string): CollectionName | null => collectionByKind.get(kind) ?? null;

/** What a store finds documents by beside the id: whose it is, on which day, in which state, what another system calls it. Empty where a kind has none. */
export type IndexEntry = { readonly customerId: string; readonly on: string; readonly state: string; readonly externalId: string };

const stateName = (state: string | { readonly kind: string }): string => (typeof state === 'string' ? state : state.kind);

/** The index entry of a document. Lists ask by these (see `Where`). */
export const indexEntryOf = (document: AnyDocument): IndexEntry => {
  switch (document.kind) {
    case 'customer':
      return { customerId: document.id, on: document.signedUpOn, state: document.state, externalId: document.externalId };
    case 'subscription':
      return { customerId: document.customerId, on: document.startsOn, state: document.state.kind, externalId: '' };
    case 'order':
      return { customerId: document.customerId, on: document.placedOn, state: document.state.kind, externalId: '' };
    case 'usage-event':
      return { customerId: document.customerId, on: document.at, state: '', externalId: '' };
    case 'invoice':
    case 'credit-note':
      return { customerId: document.customerId, on: document.issuedOn, state: document.state.kind, externalId: '' };
    case 'adjustment':
      return { customerId: document.customerId, on: document.on, state: document.state.kind, externalId: '' };
    case 'payment':
      return { customerId: document.customerId, on: document.receivedOn, state: document.state.kind, externalId: '' };
    case 'refund':
      return { customerId: document.customerId, on: document.paidOn, state: document.state.kind, externalId: '' };
    case 'promotional-credit':
      return { customerId: document.customerId, on: document.grantedOn, state: document.state.kind, externalId: '' };
    case 'billing-run':
      return { customerId: '', on: document.period.start, state: document.state.kind, externalId: '' };
    case 'entity':
    case 'number-series':
    case 'product-group':
    case 'segment':
    case 'product':
    case 'plan':
    case 'plan-version':
    case 'metric':
    case 'offer':
      return { customerId: '', on: '', state: stateName(document.state), externalId: '' };
    case 'rate-table':
    case 'tax-rate':
    case 'external-series':
      return { customerId: '', on: '', state: '', externalId: '' };
    default:
      return unreachable(document);
  }
};

/** What a host's journal holds: the command and the documents that it wrote. */
export type JournalEntry = { readonly command: Command; readonly documents: readonly StoredDocument[] };
