import type { TSchema } from 'typebox';
import { documentSchemas as catalog, migrations as catalogMigrations, version as catalogVersion } from './catalog/schema.ts';
import type { DocumentKind } from './collections.ts';
import { documentSchemas as customers, migrations as customersMigrations, version as customersVersion } from './customers/schema.ts';
import { documentSchemas as invoicing, migrations as invoicingMigrations, version as invoicingVersion } from './invoicing/schema.ts';
import type { Migration } from './kernel/shape.ts';
import { documentSchemas as offers, migrations as offersMigrations, version as offersVersion } from './offers/schema.ts';
import { documentSchemas as orders, migrations as ordersMigrations, version as ordersVersion } from './orders/schema.ts';
import {
  documentSchemas as organization,
  migrations as organizationMigrations,
  version as organizationVersion,
} from './organization/schema.ts';
import { documentSchemas as payments, migrations as paymentsMigrations, version as paymentsVersion } from './payments/schema.ts';
import {
  documentSchemas as subscriptions,
  migrations as subscriptionsMigrations,
  version as subscriptionsVersion,
} from './subscriptions/schema.ts';
import { documentSchemas as tax, migrations as taxMigrations, version as taxVersion } from './tax/schema.ts';
import { documentSchemas as usage, migrations as usageMigrations, version as usageVersion } from './usage/schema.ts';

/** The form of every kind of document, from the domain that it belongs to. Every kind of `collections` has one. */
export const documentSchemas: Readonly<Record<DocumentKind, TSchema>> = {
  ...catalog,
  ...customers,
  ...invoicing,
  ...offers,
  ...orders,
  ...organization,
  ...payments,
  ...subscriptions,
  ...tax,
  ...usage,
};

export type DomainForm = { readonly domain: string; readonly version: number; readonly migrations: readonly Migration[] };

/** Which form the documents of each domain have now, and how older ones become it. A store migrates by these. */
export const domainForms: readonly DomainForm[] = [
  { domain: 'catalog', version: catalogVersion, migrations: catalogMigrations },
  { domain: 'customers', version: customersVersion, migrations: customersMigrations },
  { domain: 'invoicing', version: invoicingVersion, migrations: invoicingMigrations },
  { domain: 'offers', version: offersVersion, migrations: offersMigrations },
  { domain: 'orders', version: ordersVersion, migrations: ordersMigrations },
  { domain: 'organization', version: organizationVersion, migrations: organizationMigrations },
  { domain: 'payments', version: paymentsVersion, migrations: paymentsMigrations },
  { domain: 'subscriptions', version: subscriptionsVersion, migrations: subscriptionsMigrations },
  { domain: 'tax', version: taxVersion, migrations: taxMigrations },
  { domain: 'usage', version: usageVersion, migrations: usageMigrations },
];
