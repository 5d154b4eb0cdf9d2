import { partyOf } from '../../../core/customers/party.ts';
import type { Contact, Customer } from '../../../core/customers/types.ts';
import type { Currency } from '../../../core/money/currency.ts';
import { type Pair, pairsOf } from '../../ui/form/pairs.ts';

export type ContactValues = { name: string; email: string; phone: string; role: string };

/** What the commands take: somebody without a name is nobody. */
const contactsOf = (values: readonly ContactValues[]): readonly Contact[] =>
  values
    .map(({ name, email, phone, role }) => ({ name: name.trim(), email: email.trim(), phone: phone.trim(), role: role.trim() }))
    .filter(({ name }) => name !== '');

/** A customer as the form holds it: every field as text or as its choice. */
export type CustomerValues = {
  companyName: string;
  personName: string;
  email: string;
  addressLines: string;
  postalCode: string;
  city: string;
  region: string;
  country: string | null;
  taxNumber: string;
  currency: string | null;
  locale: string | null;
  entityId: string | null;
  netTermsDays: string;
  invoicing: string;
  purchaseOrder: string;
  externalId: string;
  segments: string[];
  contacts: ContactValues[];
  attributes: Pair[];
  metadata: Pair[];
};

export const emptyCustomer: CustomerValues = {
  companyName: '',
  personName: '',
  email: '',
  addressLines: '',
  postalCode: '',
  city: '',
  region: '',
  country: null,
  taxNumber: '',
  currency: null,
  locale: null,
  entityId: null,
  netTermsDays: '',
  invoicing: 'consolidated',
  purchaseOrder: '',
  externalId: '',
  segments: [],
  contacts: [],
  attributes: [],
  metadata: [],
};

export const valuesOf = (customer: Customer): CustomerValues => ({
  ...partyOf(customer),
  email: customer.email,
  addressLines: customer.billingAddress.lines.join('\n'),
  postalCode: customer.billingAddress.postalCode,
  city: customer.billingAddress.city,
  region: customer.billingAddress.region,
  country: customer.billingAddress.country,
  taxNumber: '',
  currency: customer.currency,
  locale: customer.locale,
  entityId: customer.entityId,
  netTermsDays: customer.netTermsDays === null ? '' : String(customer.netTermsDays),
  invoicing: customer.invoicing,
  purchaseOrder: customer.purchaseOrder,
  externalId: customer.externalId,
  segments: [...customer.segments],
  contacts: customer.contacts.map((contact) => ({ ...contact })),
  attributes: pairsOf(customer.attributes),
  metadata: pairsOf(customer.metadata),
});

/** What the commands take of it. */
export const fieldsOf = (values: CustomerValues) => ({
  companyName: values.companyName.trim(),
  personName: values.personName.trim(),
  email: values.email.trim(),
  billingAddress: {
    lines: values.addressLines
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    postalCode: values.postalCode.trim(),
    city: values.city.trim(),
    region: values.region.trim().toUpperCase(),
    country: values.country ?? '',
  },
  currency: values.currency as Currency | null,
  locale: values.locale,
  entityId: values.entityId,
  netTermsDays: values.netTermsDays === '' ? null : Number(values.netTermsDays),
  invoicing: values.invoicing as Customer['invoicing'],
  purchaseOrder: values.purchaseOrder.trim(),
  externalId: values.externalId.trim(),
  segments: values.segments,
  contacts: contactsOf(values.contacts),
});

/** The same edits the other way round, to take them back. */
export const turned = <E extends object>(edits: E): E =>
  Object.fromEntries(
    Object.entries(edits as Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>).map(([key, { from, to }]) => [
      key,
      { from: to, to: from },
    ]),
  ) as E;
