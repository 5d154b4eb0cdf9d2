import * as catalog from './catalog.ts';
import * as documents from './documents.ts';
import * as people from './people.ts';
import type { RowSpec } from './spec.ts';

/** THE list of lists: what a list can be of. Columns, filters, exports and search follow from it. */
export const rowSpecs = {
  customer: people.customers,
  subscription: people.subscriptions,
  'usage-event': people.usageEvents,
  invoice: documents.invoices,
  'credit-note': documents.creditNotes,
  adjustment: documents.adjustments,
  payment: documents.payments,
  refund: documents.refunds,
  'promotional-credit': documents.promotionalCredits,
  order: documents.orders,
  'billing-run': documents.billingRuns,
  product: catalog.products,
  plan: catalog.plans,
  offer: catalog.offers,
  metric: catalog.metrics,
  'product-group': catalog.productGroups,
  segment: catalog.segments,
  'external-series': catalog.externalSeries,
  entity: catalog.entities,
  'number-series': catalog.numberSeries,
  'tax-rate': catalog.taxRates,
} as const;

export type RowKind = keyof typeof rowSpecs;

export const rowKinds = Object.keys(rowSpecs) as readonly RowKind[];

/** A spec whose kind is known at run time only; the document is of that kind. */
export const rowSpecOf = (kind: string): RowSpec<{ readonly id: string }> | null =>
  Object.hasOwn(rowSpecs, kind) ? (rowSpecs[kind as RowKind] as unknown as RowSpec<{ readonly id: string }>) : null;
