import type { TSchema } from 'typebox';
import * as catalog from './catalog/schema.ts';
import type { DocumentKind } from './collections.ts';
import * as customers from './customers/schema.ts';
import * as invoicing from './invoicing/schema.ts';
import type { Migration } from './kernel/shape.ts';
import * as offers from './offers/schema.ts';
import * as orders from './orders/schema.ts';
import * as organization from './organization/schema.ts';
import * as payments from './payments/schema.ts';
import * as subscriptions from './subscriptions/schema.ts';
import * as tax from './tax/schema.ts';
import * as usage from './usage/schema.ts';

const domains = { catalog, customers, invoicing, offers, orders, organization, payments, subscriptions, tax, usage } as const;

/** The form of every kind of document, from the domain that it belongs to. Every kind of `collections` has one. */
export const documentSchemas: Readonly<Record<DocumentKind, TSchema>> = {
  ...catalog.documentSchemas,
  ...customers.documentSchemas,
  ...invoicing.documentSchemas,
  ...offers.documentSchemas,
  ...orders.documentSchemas,
  ...organization.documentSchemas,
  ...payments.documentSchemas,
  ...subscriptions.documentSchemas,
  ...tax.documentSchemas,
  ...usage.documentSchemas,
};

export type DomainForm = { readonly domain: string; readonly version: number; readonly migrations: readonly Migration[] };

/** Which form the documents of each domain have now, and how older ones become it. A store migrates by these. */
export const domainForms: readonly DomainForm[] = Object.entries(domains).map(([domain, { version, migrations }]) => ({ domain, version, migrations }));
